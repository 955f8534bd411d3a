"""Desks at which agencies of each book answer: a round that is being answered, and one that is signed."""

from datetime import date
from typing import Any

from scrutiny.section11.evidence.actions import add_file
from scrutiny.section11.evidence.checking import check_file
from scrutiny.section11.models import Round
from scrutiny.section11.planned.actions import Planned, add_action
from tests import audit
from tests.files_made_up import PDF
from tests.integration.audit.desks import DESCRIBED, sitting_at

AGENCIES = ("threeshires-icb", "berrydale-hospital")


def make_desks() -> dict[str, str]:
    """The names of the rounds, of a version of an answer in each book, and of what agencies keep."""
    signed, open_ = audit.a_round("audit-signed"), audit.a_round("audit-at-desk")
    names = {"round_at_desk": open_.slug, "signed_at_desk": signed.slug}
    for agency in AGENCIES:
        audit.answer(agency, signed)
        audit.sign_answers(agency, signed)
        audit.answer(agency, open_, only=2)
        with audit.at_desk_of(agency):
            version = audit.work(agency, open_).assessment.versions.order_by("pk").first()
        names[f"{agency}_version_at_desk"] = str(version.pk)
    for agency in (*AGENCIES, "berrydale-academy"):
        names |= _kept(agency, open_)
    return names


def _kept(agency: str, round_: Round) -> dict[str, str]:
    """A file in its library, and an action that it plans."""
    by: Any = audit.lead_of(agency)
    question = next(each for each in audit.work(agency, round_).questions if not each.area)
    with sitting_at(agency) as desk:
        item = add_file(desk=desk, file=check_file("plan.pdf", PDF), described=DESCRIBED, by=by)
        action = add_action(
            desk=desk, round_=round_, statement=question.statement.id, area="",
            planned=Planned("Print it", "Head of HR", date(2099, 4, 1)), by=by,
        )  # fmt: skip
    return {f"{agency}_evidence_at_desk": str(item.pk), f"{agency}_action_at_desk": str(action.pk)}
