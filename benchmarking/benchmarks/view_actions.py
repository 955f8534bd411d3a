"""Saving views of the compare page: each person's own, a few, under names of their own."""

from typing import NoReturn

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from benchmarking.benchmarks.choice import Choice
from benchmarking.benchmarks.models import SavedView
from kernel.errors import NotPermitted, UserError

MOST_VIEWS = 50


class CannotSaveView(UserError):
    """Too many views, or a name that is taken."""


@transaction.atomic
def save_view(*, name: str, choice: Choice, by: Person) -> SavedView:
    """Keep a choice under a name. What is kept follows from the choice alone, so it can lead nowhere else.

    Raises CannotSaveView for a name that is taken and where there are as many views as one may keep.
    """
    Person.objects.select_for_update().get(pk=by.pk)  # two requests at once cannot both take the last place
    if SavedView.objects.filter(person=by).count() >= MOST_VIEWS:
        raise CannotSaveView(f"You have saved {MOST_VIEWS} views, which is the most. Remove one first")
    view = SavedView(person=by, name=name, query=choice.query, created_at=timezone.now())
    _store(view)
    record(by=by, action="save view", subject=_subject(view), detail={"query": view.query})
    return view


@transaction.atomic
def rename_view(*, view: SavedView, name: str, by: Person) -> SavedView:
    """Raises NotPermitted for somebody else's view, CannotSaveView for a name that is taken."""
    own = _own(view, by)
    before, own.name = own.name, name
    _store(own)
    record(by=by, action="rename view", subject=_subject(own), detail={"before": before})
    return own


@transaction.atomic
def remove_view(*, view: SavedView, by: Person) -> None:
    """Raises NotPermitted for somebody else's view."""
    own = _own(view, by)
    record(by=by, action="remove view", subject=_subject(own), detail={"query": own.query})
    own.delete()


def _own(view: SavedView, by: Person) -> SavedView:
    own = SavedView.objects.select_for_update().filter(pk=view.pk, person=by).first()
    return own if own is not None else _refuse()


def _refuse() -> NoReturn:
    raise NotPermitted("a saved view belongs to whoever saved it")


def _store(view: SavedView) -> None:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise CannotSaveView(f"You have a view called “{view.name}” already. Choose another name") from error


def _subject(view: SavedView) -> str:
    return f"View “{view.name}”"
