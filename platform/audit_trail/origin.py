"""Where from, and in which role: what an event adds of the request it is part of. Of this thread alone."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_address: ContextVar[str] = ContextVar("trail_address", default="")
_role: ContextVar[str] = ContextVar("trail_role", default="")


@contextmanager
def request_from(address: str) -> Iterator[None]:
    """A request's time: whatever is set during it is forgotten when it ends, however it ends."""
    tokens = _address.set(address), _role.set("")
    try:
        yield
    finally:
        _address.reset(tokens[0])
        _role.reset(tokens[1])


def act_as(role: str) -> None:
    """From here on, events say that this role was used."""
    _role.set(role)


def acting_as() -> str:
    return _role.get()


def where() -> str:
    """The client's address; outside of requests, the command."""
    return _address.get() or _program(sys.argv)


def _program(argv: list[str]) -> str:
    name = Path(argv[0]).name if argv else ""
    if name in {"manage.py", "django-admin"} and len(argv) > 1:
        return f"command {argv[1]}"
    return f"program {name}"
