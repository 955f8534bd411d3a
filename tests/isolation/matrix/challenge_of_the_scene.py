"""What addresses of the challenge may name: a round that has closed, answered by an agency of each book, with a return
that waits in Berrydale, an open survey, and ties that two people declared."""

from datetime import timedelta

from django.utils import timezone

from partnerships.context import inside
from partnerships.models import Organisation
from scrutiny.independence.actions import declare
from scrutiny.section11.models import Round
from tenants.challenge.actions import open_survey, return_for_changes
from tenants.challenge.responses import response_of
from tenants.sign_off.actions import prepare_audit
from tests.audit import a_round, answer, sign_answers
from tests.files_made_up import PDF
from tests.integration.audit.desks import a_file, choose
from tests.worlds import World

HOSPITAL = "berrydale-hospital"


def make_challenge() -> dict[str, str]:
    world, today = World(), timezone.localdate()
    round_ = a_round("audit-challenged", opens_on=today - timedelta(days=90))
    pieces = {}
    for agency in ("threeshires-icb", HOSPITAL, "cobblewick-hospital"):
        answer(agency, round_)
        pieces[agency] = a_file(agency, PDF + b"named")  # another than the one that lies at its desk
        choose(agency, round_, pieces[agency])
        sign_answers(agency, round_)
    unnamed = a_file(HOSPITAL, PDF + b"unnamed", "Not named")
    _sign_twice(round_)
    Round.objects.filter(pk=round_.pk).update(closes_on=today - timedelta(days=1))
    round_.refresh_from_db()
    waiting = {}
    for slug in ("berrydale", "cobblewick"):
        partnership, officer = world.partnership(slug), world.person(f"data-officer@{slug}")
        with inside(partnership):
            waiting[slug] = prepare_audit(partnership=partnership, round_=round_, reason="", by=officer)
    here, manager = world.berrydale, world.person("manager@berrydale")
    hospital = Organisation.objects.get(slug=HOSPITAL)
    with inside(here):
        survey = open_survey(
            partnership=here,
            round_=round_,
            organisation=hospital,
            closes_on=today + timedelta(days=9),
            by=manager,
        )
        response = response_of(here, round_, HOSPITAL)
    assert response is not None
    assert response.current is not None
    ties = {
        word: declare(organisation=hospital, nature="employed", by=world.person(who))
        for word, who in (("own", "manager@berrydale"), ("foreign", "manager@cobblewick"))
    }
    return {
        "challenged_round": round_.slug,
        "answers_challenged": response.current.sha256,
        "audit_challenged": str(waiting["berrydale"].pk),
        "foreign_audit_challenged": str(waiting["cobblewick"].pk),
        "audit_seen": waiting["berrydale"].content_sha256,
        "survey_challenged": survey.secret,
        "hospital_challenged": str(hospital.pk),
        "named_challenged": str(pieces[HOSPITAL].pk),
        "delivered_challenged": str(pieces["threeshires-icb"].pk),
        "foreign_piece_challenged": str(pieces["cobblewick-hospital"].pk),
        "unnamed_challenged": str(unnamed.pk),
        **{f"{word}_tie_challenged": str(tie.pk) for word, tie in ties.items()},
    }


def _sign_twice(round_: Round) -> None:
    """The hospital's answers are returned, and it signs them again."""
    here, manager = World().berrydale, World().person("manager@berrydale")
    with inside(here):
        response = response_of(here, round_, HOSPITAL)
        assert response is not None
        assert response.current is not None
        return_for_changes(
            partnership=here,
            round_=round_,
            organisation=response.organisation,
            statements=[],
            note="Say how often.",
            until=timezone.localdate(),
            seen_sha256=response.current.sha256,
            by=manager,
        )
    answer(HOSPITAL, round_, only=1, grade=lambda question: "partly")
    sign_answers(HOSPITAL, round_)
