"""Ctrl-C and SIGTERM set a flag; those who wait look at it. Nothing is interrupted halfway."""

import signal
import time
from collections.abc import Callable

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GLANCE = 0.1


class Stopped(Exception):
    """Somebody asked us to stop."""


class StopRequest:
    def __init__(self) -> None:
        self.asked = False
        for number in SIGNALS:
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: object) -> None:
        self.asked = True

    def check(self) -> None:
        if self.asked:
            raise Stopped

    def wait_until(self, condition: Callable[[], bool], patience: float) -> bool:
        """False when patience ran out first."""
        end = time.monotonic() + patience
        while not condition():
            self.check()
            if time.monotonic() > end:
                return False
            time.sleep(GLANCE)
        return True
