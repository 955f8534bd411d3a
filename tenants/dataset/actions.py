"""Every change to a partnership's figures."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from kernel.errors import UserError
from kernel.periods import Period
from partnerships.models import Partnership
from tenants.dataset.entry import Entry
from tenants.dataset.models import DraftFigure
from tenants.dataset.selectors import fingerprint


class ChangedMeanwhile(UserError):
    """Somebody else changed the figures after this person looked at them. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else changed this while you were working on it. Look at what is stored now, then do it "
            "again if it is still right."
        )


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
    that is no longer the version stored, unless what is stored says the same: a second click is no conflict.
    """
    try:
        figure = _as_seen(entry.indicator, entry.period, seen_version)
        with _first_come():
            stored, changed = _store(figure, entry, by)
    except ChangedMeanwhile:
        now = _locked(entry.indicator, entry.period)
        if now is None or not _says(now, entry):
            raise
        return now
    if changed:
        record(
            by=by, action="save figure", subject=str(stored), partnership=partnership.slug,
            detail={"version": stored.version},
        )  # fmt: skip
    return stored


@transaction.atomic
def save_figures(
    *, partnership: Partnership, entries: Iterable[Entry], source: str, by: Person, seen: str | None = None
) -> Stored:
    """Store a whole table of figures: all of them or, on any error, none.

    `seen` is the fingerprint of the figures the person was shown; raises ChangedMeanwhile where they are not
    those stored any more.
    """
    figures = list(DraftFigure.objects.select_for_update().order_by("pk"))
    if seen is not None and fingerprint(figures) != seen:
        raise ChangedMeanwhile
    existing = {(figure.indicator, figure.period): figure for figure in figures}
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    new: list[DraftFigure] = []
    for entry in entries:
        figure = existing.get((entry.indicator, entry.period))
        if figure is None:
            new.append(_new(entry, by))
            counts["added"] += 1
        else:
            counts["changed" if _store(figure, entry, by)[1] else "unchanged"] += 1
    with _first_come():
        DraftFigure.objects.bulk_create(new, batch_size=1000)
    result = Stored(**counts)
    record(
        by=by, action="import figures", subject=source, partnership=partnership.slug, detail=counts,
    )  # fmt: skip
    return result


@transaction.atomic
def remove_figure(
    *, partnership: Partnership, indicator: str, period: Period, seen_version: int, by: Person
) -> None:
    """Take a figure out of the working data. Returns that hold it keep it.

    Raises ChangedMeanwhile as save_figure does. Removing what is gone already is no error.
    """
    if _locked(indicator, period) is None:
        return
    figure = _as_seen(indicator, period, seen_version)
    if figure is not None:
        record(by=by, action="remove figure", subject=str(figure), partnership=partnership.slug)
        figure.delete()


@contextmanager
def _first_come() -> Iterator[None]:
    """Where two people add the same figure at once, the second one is told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ChangedMeanwhile from error


def _as_seen(indicator: str, period: Period, seen_version: int | None) -> DraftFigure | None:
    figure = _locked(indicator, period)
    if (figure.version if figure else None) != seen_version:
        raise ChangedMeanwhile
    return figure


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
    if _says(figure, entry):
        return figure, False
    for name, value in {**entry.values, **_signature(by)}.items():
        setattr(figure, name, value)
    figure.version += 1
    figure.save()
    return figure, True


def _says(figure: DraftFigure, entry: Entry) -> bool:
    return all(getattr(figure, name) == value for name, value in entry.values.items())


def _new(entry: Entry, by: Person) -> DraftFigure:
    return DraftFigure(
        indicator=entry.indicator,
        period_start=entry.period.start,
        period_end=entry.period.end,
        **entry.values,
        **_signature(by),
    )


def _signature(by: Person) -> dict[str, object]:
    return {"changed_by": by.pk, "changed_role": by.role_title, "changed_at": timezone.now()}
