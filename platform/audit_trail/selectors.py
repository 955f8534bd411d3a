"""Reads of the trail. What comes back is what the role in force may see; permission decides who may ask."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from audit_trail.models import Event


@dataclass(frozen=True)
class Asked:
    """Which entries: empty parts leave nothing out. `chain=""` is the region's, None is every one."""

    chain: str | None = None
    who: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Place:
    """Where one entry stands among all, for going on after it."""

    at: datetime
    chain: str
    sequence: int

    @classmethod
    def of(cls, event: Event) -> "Place":
        return cls(event.at, event.chain, event.sequence)

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        """None where the text is no place."""
        try:
            moment, sequence, chain = text.split("~")
            at = datetime.fromisoformat(moment)
            number = int(sequence)
        except ValueError:
            return None
        fits = at.tzinfo is not None and 0 < number < 2**63 and "\0" not in chain
        return cls(at, chain, number) if fits else None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.sequence}~{self.chain}"


def entries(asked: Asked, after: Place | None = None) -> QuerySet[Event]:
    """The entries asked for, newest first; with `after`, only those that come later in that order."""
    rows = Event.objects.order_by("-at", "-chain", "-sequence")
    if asked.chain is not None:
        rows = rows.filter(chain=asked.chain)
    if asked.who:
        rows = rows.filter(Q(actor__icontains=asked.who) | Q(role__icontains=asked.who))
    if asked.action:
        rows = rows.filter(action__icontains=asked.action)
    if asked.since is not None:
        rows = rows.filter(at__gte=_midnight(asked.since))
    if asked.until is not None:
        rows = rows.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return rows.filter(_later(after)) if after else rows


def _later(place: Place) -> Q:
    same_time = Q(at=place.at)
    return Q(at__lte=place.at) & (
        Q(at__lt=place.at)
        | same_time & Q(chain__lt=place.chain)
        | same_time & Q(chain=place.chain, sequence__lt=place.sequence)
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
