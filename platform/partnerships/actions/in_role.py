"""In which role somebody did a deed, for its event: the one that allowed it there, not the one that opened the page."""

from collections.abc import Iterator
from contextlib import contextmanager

from audit_trail.origin import act_as, acting_as
from partnerships.models import Membership


@contextmanager
def in_role(held: Membership | None) -> Iterator[None]:
    """Events of this block name the role; None is the operator, who has none."""
    before = acting_as()
    act_as(held.role_class.title if held else "")
    try:
        yield
    finally:
        act_as(before)
