"""A plan on its page: the agencies expected, those that can be taken over, and letters before they are sent."""

from collections.abc import Callable, Iterable

from design_system.tables import Cell, Column, Table
from scrutiny.section11.models import ExpectedAgency, LegalBasis, ReminderBatch, RoundEdition
from scrutiny.section11.rounds.presenters.wording import moment
from scrutiny.section11.rounds.reminders.recipients import ToRemind
from scrutiny.section11.rounds.selectors import kind_names
from scrutiny.section11.rounds.taking_over import Offer

Address = Callable[[str], str]


def agencies_table(
    agencies: Iterable[ExpectedAgency], editions: Iterable[RoundEdition], address: Address
) -> Table:
    kinds = kind_names(editions)
    rows = [
        [
            Cell(each.organisation.name, href=address(each.organisation.slug)),
            _asked(each.edition.edition.variant_name, kinds.get((each.edition.variant, each.kind), "")),
            LegalBasis(each.legal_basis).label,
            ", ".join(place.partnership.area.short_name for place in each.areas.all()),
        ]
        for each in agencies
    ]
    return Table(
        "Agencies expected", ["Agency", "Asked as", "Why it answers", "Areas"], rows, caption_hidden=True
    )


def offers_table(offers: Iterable[Offer], editions: Iterable[RoundEdition]) -> Table:
    """What would be taken over, each with what it will be asked."""
    editions = list(editions)
    kinds, names = kind_names(editions), {each.variant: each.edition.variant_name for each in editions}
    rows = [
        [
            Cell(each.organisation.name, note=_lost(each)),
            _asked(names[each.variant], kinds.get((each.variant, each.kind), "")),
            LegalBasis(each.legal_basis).label,
            ", ".join(place.area.short_name for place in each.partnerships),
        ]
        for each in offers
        if each.can_be_taken
    ]
    return Table(
        "Agencies to take over", ["Agency", "Asked as", "Why it answers", "Areas"], rows, caption_hidden=True
    )


def recipients_table(recipients: Iterable[ToRemind], fallback: str = "Nobody: invite its lead") -> Table:
    rows = [
        [
            Cell(each.on_board.name, note=f"{each.on_board.stage.label}"),
            len(each.people),
            "; ".join(sorted(person.role_title for person in each.people)) or fallback,
        ]
        for each in recipients
    ]
    columns: list[Column | str] = ["Agency", Column("Letters", numeric=True), "To"]
    return Table("Who is written to", columns, rows, caption_size="s")


def batches_table(batches: Iterable[ReminderBatch]) -> Table:
    """What became of each order."""
    rows = [
        [
            Cell(moment(each.ordered_at), note=f"Ordered by {each.ordered_role}"),
            each.agencies,  # type: ignore[attr-defined]  # these are counted by reminders.counting
            each.letters,  # type: ignore[attr-defined]
            each.sent,  # type: ignore[attr-defined]
            each.waiting,  # type: ignore[attr-defined]
            each.not_needed,  # type: ignore[attr-defined]
            each.failed,  # type: ignore[attr-defined]
        ]
        for each in batches
    ]
    numbers = ["Agencies", "Letters", "Sent", "Waiting", "Not needed any more", "Could not be sent"]
    columns: list[Column | str] = ["Ordered", *(Column(each, numeric=True) for each in numbers)]
    return Table("Reminders", columns, rows)


def _asked(variant: str, kind: str) -> str:
    return f"{variant}, {kind.lower()}" if kind else variant


def _lost(offer: Offer) -> str:
    lost = ", ".join(each.area.short_name for each in offer.lost)
    return f"No longer for {lost}, which takes no part." if lost else ""
