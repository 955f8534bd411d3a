"""Every change to a partnership's figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from kernel.errors import UserError
from kernel.periods import Period
from partnerships.models import Partnership
from tenants.dataset.entry import Entry
from tenants.dataset.models import DraftFigure


class ChangedMeanwhile(UserError):
    """Somebody else changed the figure after this person opened it."""


@dataclass(frozen=True)
class Stored:
    """What storing a table did."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def save_figure(
    *, partnership: Partnership, entry: Entry, seen_version: int | None, by: Person
) -> DraftFigure:
    """Add a figure, or change the one of the same indicator and period.

    `seen_version` is the version the person looked at, None where they saw none. Raises ChangedMeanwhile where
    that is no longer the version stored; nothing is written then.
    """
    figure = _locked(entry.indicator, entry.period)
    if (figure.version if figure else None) != seen_version:
        raise ChangedMeanwhile(
            "Somebody else changed this figure while you were working on it. Look at what is stored now, "
            "then enter yours again if it is still right."
        )
    stored, changed = _store(figure, entry, by)
    if changed:
        record(
            by=by, action="save figure", subject=str(stored), partnership=partnership.slug,
            detail={"version": stored.version},
        )  # fmt: skip
    return stored


@transaction.atomic
def save_figures(*, partnership: Partnership, entries: Iterable[Entry], source: str, by: Person) -> Stored:
    """Store a whole table of figures: all of them or, on any error, none."""
    existing = {
        (figure.indicator, figure.period): figure
        for figure in DraftFigure.objects.select_for_update().order_by("pk")
    }
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    new: list[DraftFigure] = []
    for entry in entries:
        figure = existing.get((entry.indicator, entry.period))
        if figure is None:
            new.append(_new(entry, by))
            counts["added"] += 1
        else:
            counts["changed" if _store(figure, entry, by)[1] else "unchanged"] += 1
    DraftFigure.objects.bulk_create(new, batch_size=1000)
    result = Stored(**counts)
    record(
        by=by, action="import figures", subject=source, partnership=partnership.slug, detail=counts,
    )  # fmt: skip
    return result


@transaction.atomic
def remove_figure(*, partnership: Partnership, indicator: str, period: Period, by: Person) -> None:
    """Take a figure out of the working data. Returns that hold it keep it."""
    figure = _locked(indicator, period)
    if figure is not None:
        record(by=by, action="remove figure", subject=str(figure), partnership=partnership.slug)
        figure.delete()


def _locked(indicator: str, period: Period) -> DraftFigure | None:
    return (
        DraftFigure.objects.select_for_update()
        .filter(indicator=indicator, period_start=period.start, period_end=period.end)
        .first()
    )


def _store(figure: DraftFigure | None, entry: Entry, by: Person) -> tuple[DraftFigure, bool]:
    if figure is None:
        figure = _new(entry, by)
        figure.save(force_insert=True)
        return figure, True
    values = _values(entry)
    if all(getattr(figure, name) == value for name, value in values.items()):
        return figure, False
    for name, value in {**values, **_signature(by)}.items():
        setattr(figure, name, value)
    figure.version += 1
    figure.save()
    return figure, True


def _new(entry: Entry, by: Person) -> DraftFigure:
    return DraftFigure(
        indicator=entry.indicator,
        period_start=entry.period.start,
        period_end=entry.period.end,
        **_values(entry),
        **_signature(by),
    )


def _values(entry: Entry) -> dict[str, object]:
    return {
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "symbol": str(entry.symbol or ""),
        "status": str(entry.status),
        "note": entry.note,
    }


def _signature(by: Person) -> dict[str, object]:
    return {"changed_by": by.pk, "changed_role": by.role_title, "changed_at": timezone.now()}
