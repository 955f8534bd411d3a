"""What the person who started it reads. Plain lines: it may be a terminal, a file or nobody."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str = "") -> None:
    """A line, now. Whoever read them may have gone: the work goes on without."""
    try:
        print(text, flush=True)  # noqa: T201
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Steps:
    """Numbers the steps, and says of each how long it took."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        self.done += 1
        say(f"[{self.done}/{self.total}] {title} …")
        started = time.monotonic()
        yield
        say(f"      {time.monotonic() - started:.1f} s")
