"""What the pages of sign-off show, as plain values."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from benchmarking.indicators.models import figure_id
from design_system.tables import Cell, Table
from partnerships.models import Partnership
from scrutiny.returns.audit_presenters import agencies_said
from scrutiny.returns.models import Kind, Return
from scrutiny.returns.payload import SignedFigure
from scrutiny.returns.presenters import in_trail, is_audit
from tenants.dataset.presenters import figures_table, name_of, numerator_of
from tenants.sign_off.difference import Change
from tenants.sign_off.models import State, Submission
from tenants.sign_off.standing import Stand
from tenants.sign_off.tasks import in_sentence

_BEGINNING = {Kind.FIGURES: "Figures entered", Kind.SECTION_11: "Agencies signed their answers"}
STANDS, SUPERSEDED = "Signed", "Superseded"


def moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y at %H:%M}"


def figures_of(content: dict[str, Any]) -> list[SignedFigure]:
    return [SignedFigure.from_json(row) for row in content["figures"]]


def changes_table(changes: Iterable[Change]) -> Table:
    """What was signed beside what would be signed now."""
    return Table(
        caption="What changes against the signed return",
        columns=["Indicator", "Signed", "Now"],
        rows=[[name_of(each.indicator), *_sides(each)] for each in changes],
        compact=True,
    )


def _sides(change: Change) -> list[Any]:
    """Versions of the definition are named only where they are what differs."""
    both = change.signed, change.now
    versions = {figure.definition_version for figure in both if figure is not None}
    return [_side(figure, with_version=len(versions) > 1) for figure in both]


def _side(figure: SignedFigure | None, *, with_version: bool) -> Any:
    if figure is None:
        return "No figure"
    version = f"definition version {figure.definition_version}" if with_version else ""
    note = ". ".join(part for part in (figure.status.capitalize(), version, figure.note) if part)
    if figure.numerator is not None and figure.denominator is not None:
        return Cell(f"{figure.numerator:,} of {figure.denominator:,}", note=note)
    return Cell(numerator_of(figure), note=note)


def returns_table(partnership: Partnership, returns: Iterable[Return]) -> Table:
    return Table(
        caption="Signed returns",
        columns=["Period", "Signed", "Approved by", "Fingerprint", "State"],
        rows=[
            [
                Cell(row.about, href=receipt_address(partnership, row)),
                moment(row.lodged_at),
                row.approved_role,
                row.short_hash,
                Cell("", status=SUPERSEDED if hasattr(row, "superseded_by") else STANDS),
            ]
            for row in returns
        ],
    )


def returned_table(partnership: Partnership, submissions: Iterable[Submission]) -> Table:
    """Submissions that were sent back, and why."""
    return Table(
        caption="Sent back for changes",
        columns=["Period", "Prepared by", "Sent back by", "What needed to change"],
        rows=[
            [
                Cell(row.period.label, href=submission_address(partnership, row)),
                Cell(row.prepared_role, note=moment(row.prepared_at)),
                Cell(row.decided_role, note=moment(row.decided_at) if row.decided_at else ""),
                row.decision_note,
            ]
            for row in submissions
        ],
        compact=True,
    )


def sent_back_facts(partnership: Partnership, submission: Submission) -> dict[str, str]:
    """Who sent a return back, when, and in which words."""
    return {
        "label": in_sentence(submission.period),
        "by": submission.decided_role,
        "at": moment(submission.decided_at) if submission.decided_at else "",
        "words": submission.decision_note,
        "href": submission_address(partnership, submission),
        "id": f"sent-back-{submission.pk}",
    }


def stands_table(partnership: Partnership, stands: Iterable[Stand], figures_url: str) -> Table:
    return Table(
        caption="Where each period stands",
        columns=["Period", "Figures", "State", "Signed return"],
        rows=[
            [
                Cell(stand.period.label, href=f"{figures_url}?period={stand.period.time_period}"),
                stand.figures,
                Cell("", status=str(stand.stage)),
                _return_cell(partnership, stand),
            ]
            for stand in stands
        ],
    )


def _return_cell(partnership: Partnership, stand: Stand) -> Any:
    if stand.standing is None:
        return "None yet"
    return Cell(
        stand.standing.short_hash,
        href=receipt_address(partnership, stand.standing),
        note=moment(stand.standing.lodged_at),
    )


def submission_rows(
    partnership: Partnership, submission: Submission, corrected: Return | None
) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [
        ("Period", submission.about),
        ("Prepared by", f"{submission.prepared_role}, {moment(submission.prepared_at)}"),
    ]
    if corrected is not None:
        link = Cell(f"Return {corrected.short_hash}", href=receipt_address(partnership, corrected))
        rows += [("Corrects", link), ("Why", submission.reason)]
    if submission.decided_at is not None:
        word = "Approved by" if submission.state == State.LODGED else "Sent back by"
        rows.append((word, f"{submission.decided_role}, {moment(submission.decided_at)}"))
    if submission.decision_note:
        rows.append(("What needs to change", submission.decision_note))
    return rows


def steps_of(submission: Submission) -> list[dict[str, str]]:
    """The way of a return, and where this one is on it."""
    lodged = submission.state == State.LODGED
    waits = submission.state == State.PREPARED
    approval = "done" if lodged else "current" if waits else "todo"
    return [
        {"text": _BEGINNING[Kind(submission.kind)], "state": "done"},
        {
            "text": "Prepared",
            "state": "done" if lodged or waits else "current",
            "note": submission.prepared_role,
        },
        {"text": "Approved by a second person", "state": approval},
        {"text": "Lodged with the region", "state": "done" if lodged else "todo"},
    ]


def receipt_rows(signed: Return, submission: Submission | None) -> list[tuple[str, Any]]:
    content = signed.content
    rows: list[tuple[str, Any]] = [
        ("Period", signed.about),
        ("Area", f"{signed.partnership.area.name} ({content['area_code']})"),
        ("Agencies", agencies_said(signed)) if is_audit(signed) else ("Figures", len(content["figures"])),
        (
            "Prepared by",
            f"{signed.prepared_role}, {moment(datetime.fromisoformat(content['prepared']['at']))}",
        ),
        ("Approved by", f"{signed.approved_role}, {moment(signed.lodged_at)}"),
    ]
    if signed.reason:
        rows.append(("Why it corrects an earlier return", signed.reason))
    if submission is not None and submission.trail_sequence is not None:
        rows.append(in_trail(signed.partnership, submission.trail_sequence, submission.trail_hash))
    return rows


def signed_table(signed: Return) -> Table:
    """The figures of a return, each with a link to its own page."""
    return figures_table(
        "The signed figures",
        signed.figures,
        href=lambda indicator: reverse("indicators:figure", args=[figure_id(signed.pk, indicator)]),
    )


def audit_rows(partnership: Partnership, submissions: Iterable[Submission]) -> Table:
    """What was prepared for a round, and what became of it."""
    rows = [
        [
            Cell(moment(row.prepared_at), href=audit_address(partnership, row)),
            row.prepared_role,
            Cell("", status=row.get_state_display()),
            row.decision_note,
        ]
        for row in submissions
    ]
    return Table("What was prepared so far", ["Prepared", "By", "State", "What needed to change"], rows)


def audit_address(partnership: Partnership, submission: Submission) -> str:
    return reverse("sign_off:audit_submission", args=[partnership.slug, submission.round, submission.pk])


def receipt_address(partnership: Partnership, signed: Return) -> str:
    return reverse("sign_off:receipt", args=[partnership.slug, signed.pk])


def submission_address(partnership: Partnership, submission: Submission) -> str:
    return reverse("sign_off:submission", args=[partnership.slug, submission.pk])
