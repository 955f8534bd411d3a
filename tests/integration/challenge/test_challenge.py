"""Reading, returning, moderating and releasing what agencies of both books signed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from audit_trail.models import Event
from kernel.errors import UserError
from partnerships.actions import end_role, grant_role
from partnerships.context import inside
from partnerships.models import Organisation
from scrutiny.independence.actions import declare, end_interest
from scrutiny.independence.models import Interest
from scrutiny.section11.models import Delivery, ReturnRequest, Round, Stage, Standing
from scrutiny.section11.returning import NotReturnable
from tenants.challenge.actions import NotPossibleNow
from tenants.challenge.models import ModeratedGrade, Release
from tenants.challenge.released import released, releases
from tenants.challenge.responses import responses
from tests.audit import answer, sign_answers, work
from tests.integration.challenge.panel import LOCAL, SCHOOL, SHARED, SILENT, STATEMENT, Panel, again
from tests.worlds import World

BOTH_BOOKS = pytest.mark.parametrize("agency", [SHARED, LOCAL])


def test_the_panel_reads_both_books_and_who_has_not_answered(panel: Panel) -> None:
    with inside(panel.partnership):
        found = {each.organisation.slug: each for each in responses(panel.partnership, panel.round)}
    assert set(found) == {SHARED, LOCAL, SCHOOL, SILENT}
    assert {slug: each.stage for slug, each in found.items()} == {
        SHARED: Stage.SIGNED, LOCAL: Stage.SIGNED, SCHOOL: Stage.NOT_STARTED, SILENT: Stage.NOT_STARTED,
    }  # fmt: skip
    assert (found[SHARED].shared, found[LOCAL].shared) == (True, False)
    for slug in (SHARED, LOCAL):
        asked = {each.statement.id for each in found[slug].questions}
        assert set(found[slug].answers) == asked
        assert found[slug].answers[STATEMENT]["narrative"] == f"What we do about {STATEMENT}."
    assert found[SILENT].current is None


def test_nothing_of_another_area_is_read(panel: Panel) -> None:
    read = panel.response(SHARED)
    assert {each["area"] for each in read.answers.values()} == {"", "berrydale"}
    elsewhere = Panel(panel.round, "cobblewick").response(SHARED)
    assert {each["area"] for each in elsewhere.answers.values()} == {"", "cobblewick"}
    assert read.current != elsewhere.current
    with inside(World().cobblewick):
        assert [each.organisation.slug for each in responses(World().cobblewick, panel.round)].count(
            LOCAL
        ) == 0


# --- Returned for changes ---------------------------------------------------------------------------


@BOTH_BOOKS
def test_returned_answers_may_be_changed_and_signed_again(panel: Panel, agency: str) -> None:
    request = panel.give_back(agency, STATEMENT)
    assert request.about_number == 1
    assert request.statements == [STATEMENT]
    assert panel.response(agency).stage is Stage.RETURNED
    assert work(agency, panel.round).may_edit(timezone.localdate())
    again(agency, panel.round)
    response = panel.response(agency)
    assert response.stage is Stage.SIGNED
    assert [each.number for each in response.versions] == [1, 2]
    assert response.answers[STATEMENT]["grade"] == "not-yet"
    assert response.versions[0].answers[STATEMENT]["grade"] == "in-place"


def test_the_request_and_the_standing_are_one_transaction(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("scrutiny.section11.returning.record", fails)
    with pytest.raises(RuntimeError):
        panel.give_back(LOCAL)
    assert panel.response(LOCAL).stage is Stage.SIGNED
    assert ReturnRequest.objects.count() == 0


def test_only_the_own_areas_standing_changes(panel: Panel) -> None:
    panel.give_back(SHARED)
    stages = dict(Standing.objects.filter(organisation=SHARED).values_list("partnership__slug", "stage"))
    assert stages["berrydale"] == Stage.RETURNED
    assert stages["cobblewick"] == Stage.SIGNED


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"note": "  "}, "what needs to change"),
        ({"until": date(2020, 1, 1)}, "in the past"),
        ({"seen_sha256": "0" * 64}, "signed its answers again"),
    ],
)
def test_a_return_that_is_refused(panel: Panel, change: dict, words: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(UserError, match=words):
        panel.give_back(LOCAL, **change)
    assert ReturnRequest.objects.count() == 0


def test_statements_that_were_not_answered_cannot_be_returned(panel: Panel) -> None:
    with pytest.raises(NotPossibleNow, match="did not answer"):
        panel.give_back(LOCAL, "no-such-statement")


def test_what_waits_for_its_signature_again_cannot_be_returned(panel: Panel) -> None:
    from partnerships.context import inside as entered
    from scrutiny.section11.answering.actions import submit
    from tenants.self_assessment.books import LOCAL as BOOK

    panel.give_back(LOCAL)
    lead, organisation = World().person(f"lead@{LOCAL}"), Organisation.objects.get(slug=LOCAL)
    with entered(panel.partnership):
        submit(book=BOOK, round_=panel.round, organisation=organisation, note="", by=lead)
    with pytest.raises(NotReturnable, match="signing them again"):
        panel.give_back(LOCAL)


def test_the_same_request_is_made_once(panel: Panel) -> None:
    panel.give_back(LOCAL, STATEMENT)
    with pytest.raises(NotReturnable, match="asked for this already"):
        panel.give_back(LOCAL, STATEMENT)
    panel.give_back(LOCAL, STATEMENT, note="Say who looks, too.")
    assert ReturnRequest.objects.count() == 2


def test_a_round_without_an_end_of_its_challenge_is_not_opened_for_ever(panel: Panel) -> None:
    closed_on = timezone.localdate() - timedelta(days=300)
    Round.objects.filter(pk=panel.round.pk).update(
        opens_on=closed_on, closes_on=closed_on, challenge_until=None
    )
    panel.round.refresh_from_db()
    last = closed_on + timedelta(days=365)
    with pytest.raises(NotReturnable, match="cannot be after"):
        panel.give_back(LOCAL, until=last + timedelta(days=1))
    assert panel.give_back(LOCAL, until=last).until == last


def test_after_the_challenge_nothing_is_returned_or_moderated(panel: Panel) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Round.objects.filter(pk=panel.round.pk).update(closes_on=yesterday, challenge_until=yesterday)
    panel.round.refresh_from_db()
    with pytest.raises(NotReturnable, match="ended on"):
        panel.give_back(LOCAL)
    with pytest.raises(NotPossibleNow, match="ended on"):
        panel.moderate(LOCAL)


def test_the_last_day_lies_within_the_challenge(panel: Panel) -> None:
    end = timezone.localdate() + timedelta(days=40)
    Round.objects.filter(pk=panel.round.pk).update(challenge_until=end)
    panel.round.refresh_from_db()
    with pytest.raises(NotReturnable, match="cannot be after"):
        panel.give_back(LOCAL, until=end + timedelta(days=1))
    panel.give_back(LOCAL, until=end)


# --- Moderation -------------------------------------------------------------------------------------


@BOTH_BOOKS
def test_a_moderated_grade_stands_beside_the_own_one(panel: Panel, agency: str) -> None:
    row = panel.moderate(agency, "partly")
    assert (row.self_grade, row.grade, row.response_sha256) == ("in-place", "partly", panel.seen(agency))
    second = panel.moderate(agency, "in-place", reason="Shown the minutes since.")
    here = panel.judged(agency)[STATEMENT]
    assert [each.pk for each in here.history] == [row.pk, second.pk]
    assert here.counts == second
    assert Event.objects.filter(action="moderate answer", chain="berrydale").count() == 2


@BOTH_BOOKS
def test_signing_again_makes_it_one_of_an_earlier_version_where_the_answer_changed(
    panel: Panel, agency: str
) -> None:
    panel.moderate(agency, "partly")
    other = next(slug for slug in panel.response(agency).answers if slug != STATEMENT)
    panel.moderate(agency, "partly", statement=other)
    panel.give_back(agency)
    again(agency, panel.round)
    here = panel.judged(agency)
    assert here[STATEMENT].counts is None
    assert here[STATEMENT].is_of_an_earlier_version
    assert here[other].counts is not None
    assert here[other].counts.response_sha256 != panel.seen(agency)
    panel.moderate(agency, "not-yet")
    assert panel.judged(agency)[STATEMENT].counts is not None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "Say why"),
        ({"grade": "excellent"}, "no such grade"),
        ({"statement": "no-such-statement"}, "no such answer"),
        ({"seen_sha256": "0" * 64}, "signed its answers again"),
        ({"seen_moderation": "somebody-elses"}, "Somebody else moderated"),
    ],
)
def test_a_moderation_that_is_refused(panel: Panel, change: dict, words: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(NotPossibleNow, match=words):
        panel.moderate(LOCAL, **change)
    with inside(panel.partnership):
        assert ModeratedGrade.objects.count() == 0


def test_nothing_is_moderated_that_nobody_signed(panel: Panel) -> None:
    with pytest.raises(NotPossibleNow, match="signed no answers"):
        panel.moderate(SILENT, seen_sha256="0" * 64)


# --- Conflicts of interest --------------------------------------------------------------------------


def test_a_declared_tie_is_refused_in_the_action(panel: Panel) -> None:
    moderator, hospital = panel.person("moderator"), Organisation.objects.get(slug=LOCAL)
    tie = declare(organisation=hospital, nature="employed", by=moderator)
    with pytest.raises(NotPossibleNow, match="conflict of interest: you declared a tie to Berrydale"):
        panel.moderate(LOCAL)
    panel.moderate(SHARED)  # of another agency it is possible
    end_interest(interest=tie, ends_on=timezone.localdate(), by=moderator)
    with pytest.raises(NotPossibleNow, match="conflict of interest"):
        panel.moderate(LOCAL)
    Interest.objects.update(ends_on=timezone.localdate() - timedelta(days=2 * 366))
    panel.moderate(LOCAL)


def test_a_role_in_the_agency_is_a_tie_also_after_it_ended(panel: Panel) -> None:
    from accounts.roles import AgencyContributor

    moderator, agency = panel.person("moderator"), Organisation.objects.get(slug=SHARED)
    today = timezone.localdate()
    held = grant_role(person=moderator, role=AgencyContributor, place=agency, starts_on=today, by=None)
    with pytest.raises(NotPossibleNow, match="you are or were agency contributor"):
        panel.moderate(SHARED)
    end_role(membership=held, by=World().person(f"lead@{SHARED}"))
    with pytest.raises(NotPossibleNow, match="you are or were agency contributor"):
        panel.moderate(SHARED)


def test_a_tie_to_what_the_agency_came_from_is_one_to_the_agency(panel: Panel) -> None:
    """The group that was merged into the board."""
    group = Organisation.objects.get(slug="threeshires-ccg")
    declare(organisation=group, nature="leads", by=panel.person("moderator"))
    with pytest.raises(NotPossibleNow, match="Threeshires Clinical Commissioning Group"):
        panel.moderate(SHARED)


# --- Released words ---------------------------------------------------------------------------------


@BOTH_BOOKS
def test_words_are_released_taken_back_and_bound_to_what_was_read(panel: Panel, agency: str) -> None:
    other = next(slug for slug in panel.response(agency).answers if slug != STATEMENT)
    assert panel.release(agency, narratives=[STATEMENT, other]).narratives == {STATEMENT, other}
    assert panel.release(agency, narratives=[STATEMENT, other]).number == 2
    assert panel.release(agency, narratives=[STATEMENT]).narratives == {STATEMENT}
    with inside(panel.partnership):
        assert [each.released for each in Release.objects.all()] == [True, True, False]
    panel.give_back(agency)
    answer(agency, panel.round, narrative=lambda q: f"Other words about {q.statement.id}.")
    sign_answers(agency, panel.round)
    with inside(panel.partnership):
        assert released(panel.response(agency), releases(panel.round)[agency]).number == 0


def test_only_what_was_signed_is_released(panel: Panel) -> None:
    with pytest.raises(NotPossibleNow, match="no such words"):
        panel.release(LOCAL, narratives=["no-such-statement"])
    with pytest.raises(NotPossibleNow, match="no such words"):
        panel.release(LOCAL, actions=["00000000-0000-4000-8000-000000000000"])
    with pytest.raises(NotPossibleNow, match="signed its answers again"):
        panel.release(LOCAL, narratives=[STATEMENT], seen_sha256="0" * 64)


def test_deliveries_are_as_many_as_areas(panel: Panel) -> None:
    assert Delivery.objects.filter(organisation=SHARED).count() == 3
    assert Delivery.objects.filter(organisation=LOCAL).count() == 0
