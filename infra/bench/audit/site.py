"""The web server as the platform's launcher starts it, on a port of its own."""

import socket
import time
from typing import Any

import psutil

from infra.bench.audit import ground
from launcher.children import Family
from launcher.site import start_site, wait_for_answer

APPLICATION = "config.wsgi:application"  # what the launcher starts
LOG = ground.PLACE / "site.log"


class Other(Family):
    """Starts the same server with the same settings, but with other words in place of some, and keeps what it says in a file."""

    def __init__(self, instead: dict[str, str], *arguments: Any) -> None:
        super().__init__(*arguments)
        self.instead = instead

    def start(self, *arguments: str, **options: Any) -> Any:
        words = (self.instead.get(each.partition("=")[0], each) for each in arguments)
        with LOG.open("ab") as log:
            return super().start(*words, output=log, **options)


class Site:
    """`master` is gunicorn's first process; its children are the workers. `instead`: such as {"--workers": "--workers=3"}."""

    def __init__(
        self, surroundings: dict[str, str] | None = None, instead: dict[str, str] | None = None
    ) -> None:
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.family = Other(instead or {}, ground.ROOT, surroundings or ground.surroundings(), [])
        self.start()

    def start(self) -> None:
        self.master = start_site(self.family, self.socket.fileno(), ground.PLACE)
        wait_for_answer(self.master, self.port, _Patient())  # type: ignore[arg-type]

    def workers(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self.master.pid).children()
        except psutil.NoSuchProcess:
            return []

    def processor_time(self) -> float:
        """Seconds that the workers have worked."""
        return sum(each.cpu_times().user + each.cpu_times().system for each in self.workers())

    def memory(self) -> int:
        """Bytes that the workers hold in memory, what they share with one another counted once between them."""
        return sum(each.memory_full_info().pss for each in self.workers())

    def end(self) -> None:
        self.family.end()
        self.socket.close()


class _Patient:
    """What the launcher asks whether somebody pressed Ctrl-C; here Python itself says so."""

    def wait_until(self, condition: Any, patience: float) -> bool:
        deadline = time.monotonic() + patience
        while not condition():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True
