"""Connections kept for later, one for each login, while another is in use."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any


@dataclass
class Parked:
    """A connection and what Django's wrapper remembers about it.

    Everything else the wrapper remembers speaks of a transaction, and inside one nothing is parked.
    """

    connection: Any
    autocommit: bool
    close_at: float | None
    errors_occurred: bool
    health_check_done: bool

    @classmethod
    def out_of(cls, wrapper: Any) -> "Parked":
        """Take the wrapper's connection away from it; it will open or be given another."""
        parked = cls(
            wrapper.connection,
            wrapper.autocommit,
            wrapper.close_at,
            wrapper.errors_occurred,
            wrapper.health_check_done,
        )
        wrapper.connection = None
        return parked

    def into(self, wrapper: Any) -> None:
        wrapper.connection = self.connection
        wrapper.autocommit = self.autocommit
        wrapper.close_at = self.close_at
        wrapper.errors_occurred = self.errors_occurred
        wrapper.health_check_done = self.health_check_done

    @property
    def worth_keeping(self) -> bool:
        in_time = self.close_at is None or time.monotonic() < self.close_at
        return in_time and not self.errors_occurred and not self.connection.closed


class Parking:
    """Holds so many connections and closes the one that was not used for longest."""

    def __init__(self, places: int) -> None:
        self.places = places
        self._parked: OrderedDict[str, Parked] = OrderedDict()

    def __len__(self) -> int:
        return len(self._parked)

    def put(self, login: str, parked: Parked) -> None:
        self._parked[login] = parked
        while len(self._parked) > self.places:
            _, oldest = self._parked.popitem(last=False)
            oldest.connection.close()

    def take(self, login: str) -> Parked | None:
        return self._parked.pop(login, None)

    def between_requests(self) -> None:
        """Close what is too old or broken; have the rest looked at before it is used again."""
        for login, parked in list(self._parked.items()):
            if parked.worth_keeping:
                parked.health_check_done = False
            else:
                self._parked.pop(login).connection.close()

    def clear(self) -> None:
        while self._parked:
            self._parked.popitem()[1].connection.close()
