"""What saving reads in one statement is what pages read with three."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from partnerships.context import inside
from partnerships.models import Organisation
from scrutiny.section11.answering.actions import submit
from scrutiny.section11.answering.moment import work_at_this_moment
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.models import ReturnRequest, Round
from scrutiny.section11.rounds.actions import allow_late
from tests import audit
from tests.worlds import World


def answered(agency: str, round_: Round) -> None:
    audit.answer(agency, round_, only=4)


def without_a_grade(agency: str, round_: Round) -> None:
    audit.answer(agency, round_, only=3, grade=lambda question: "")


def carried_in(agency: str, round_: Round) -> None:
    before = audit.a_round("audit-2024")
    audit.answer(agency, before)
    audit.sign_answers(agency, before)
    Round.objects.filter(pk=round_.pk).update(previous=before)
    round_.refresh_from_db()
    audit.answer(agency, round_, only=1)


def submitted(agency: str, round_: Round) -> None:
    audit.answer(agency, round_)
    with audit.at_desk_of(agency):
        submit(
            book=audit.book_of(agency), round_=round_, organisation=Organisation.objects.get(slug=agency),
            note="", by=audit.lead_of(agency),
        )  # fmt: skip


def signed(agency: str, round_: Round) -> None:
    audit.answer(agency, round_)
    audit.sign_answers(agency, round_)


def returned(agency: str, round_: Round) -> None:
    signed(agency, round_)
    for area in audit.EXPECTED[agency][2]:
        partnership = World().partnership(area)
        with inside(partnership):
            ReturnRequest(
                partnership=partnership, round=round_.slug, organisation=agency, about_number=1, note="More.",
                until=timezone.localdate() + timedelta(days=50), requested_at=timezone.now(),
                requested_by=audit.lead_of("threeshires-icb").pk, requested_role="Panel",
            ).save()  # fmt: skip


def late(agency: str, round_: Round) -> None:
    expected = audit.work(agency, round_).expected
    for days in (60, 40):
        until = timezone.localdate() + timedelta(days=days)
        allow_late(expected=expected, until=until, reason="Why not.", by=World().person("coordinator"))


def decisive(work: Work | None) -> dict[str, object]:
    assert work is not None
    situation, newest = work.situation, work.situation.signed
    return {
        "round": (work.round, str(work.round), work.round.launched_at),
        "questions": [each.key for each in work.questions],
        "areas": work.areas,
        "content": work.content,
        "answered": work.answered,
        "held": {key: (each.grade, each.state) for key, each in work.by_key.items()},
        "progress": [work.progress, *(work.progress_in(area) for area in work.areas)],
        "stage": situation.stage,
        "signed": (newest.pk, newest.number, newest.signed_at) if newest else None,
        "locked": [situation.why_locked(timezone.localdate() + timedelta(days=day)) for day in (-90, 0, 45, 90)],
        "assessment": work.assessment and (work.assessment.pk, work.assessment.areas, work.assessment.submitted_at),
        "requests": [(each.pk, each.until, each.requested_at) for each in situation.open_requests],
    }  # fmt: skip


@pytest.mark.parametrize("agency", ["threeshires-icb", "berrydale-hospital", "appleford-club"])
@pytest.mark.parametrize(
    "after", [None, answered, without_a_grade, carried_in, submitted, signed, returned, late]
)
def test_the_moment_is_as_the_pages_say(
    region: World, agency: str, after: Callable[[str, Round], None] | None
) -> None:
    round_ = audit.a_round()
    if after is not None:
        after(agency, round_)
    organisation = Organisation.objects.get(slug=agency)
    with audit.at_desk_of(agency):
        now = work_at_this_moment(audit.book_of(agency), round_.slug, organisation)
        assert decisive(now) == decisive(audit.work(agency, round_))


def test_an_agency_is_found_in_its_own_book_and_round_alone(region: World) -> None:
    round_ = audit.a_round()
    local, wide = (Organisation.objects.get(slug=slug) for slug in ("berrydale-hospital", "threeshires-icb"))
    assert work_at_this_moment(audit.book_of("threeshires-icb"), round_.slug, local) is None
    assert work_at_this_moment(audit.book_of("threeshires-icb"), "audit-2019", wide) is None
    with inside(region.cobblewick):
        assert work_at_this_moment(audit.book_of("berrydale-hospital"), round_.slug, local) is None
