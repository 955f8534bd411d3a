"""What the people do, and what the site told them: who saved what, how long it took, and whose words they were shown."""

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from infra.bench.audit.browser import Broken, Browser, Response
from infra.bench.audit.world import Seat, a_text

MARK = re.compile(r"written-by-([a-z0-9-]+?)-alone")
SEEN = re.compile(r'name="([\w-]+)-seen" value="(\d+)"')
SAVES_OF_A_QUESTION = 12
OPENED_AGAIN = 0.01  # how often somebody opens the section anew after a save


@dataclass(frozen=True)
class Acknowledged:
    """The site said that this text is kept. `version` None: it did not say as which. `stands` False: set aside."""

    seat: Seat
    name: str
    text: str
    version: int | None
    stands: bool = True


class Load:
    def __init__(self, seats: list[Seat], port: int, yardstick: int, every: float, seed: int) -> None:
        self.every, self.random = every, random.Random(seed)
        self.people = [
            _Person(seat, Browser(port, seat.cookies, insists=True), Browser(yardstick, insists=True), self)
            for seat in seats
        ]
        self.acknowledged: list[Acknowledged] = []
        self.conflicts = 0
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.forget_times()

    def forget_times(self) -> None:
        self.saves: list[float] = []
        self.pages: list[float] = []
        self.yardstick: list[float] = []

    @property
    def sent_again(self) -> int:
        """How often the server closed a kept connection in the very moment in which it was used."""
        return sum(each.browser.sent_again + each.yardstick.sent_again for each in self.people)

    async def answer(self, seconds: float) -> None:
        await self._all(lambda person: person.save, seconds)

    async def save_to_yardstick(self, seconds: float) -> None:
        await self._all(lambda person: person.save_to_yardstick, seconds)

    async def read_everything(self) -> None:
        """Two of each agency open what they worked on, ten at a time: nobody sees another agency's words."""
        gate = asyncio.Semaphore(10)

        async def read(person: "_Person") -> None:
            async with gate:
                await person.careful(person.open_section)

        await asyncio.gather(*(read(each) for each in self.people if each.seat.number < 2))

    async def _all(self, deed: "Callable[[_Person], Callable[[], Awaitable[None]]]", seconds: float) -> None:
        """Everybody at their own pace: when one begins does not depend on how long another waits."""
        end = time.monotonic() + seconds

        async def go_on(person: "_Person") -> None:
            due = time.monotonic() + self.random.uniform(0, self.every)
            while due < end:
                await asyncio.sleep(max(0, due - time.monotonic()))
                await person.careful(deed(person))
                due = max(due + self.every * self.random.uniform(0.8, 1.2), time.monotonic())

        await asyncio.gather(*(go_on(each) for each in self.people))


class _Person:
    def __init__(self, seat: Seat, browser: Browser, yardstick: Browser, load: Load) -> None:
        self.seat, self.browser, self.yardstick, self.load = seat, browser, yardstick, load
        self.place = self.number = 0

    @property
    def name(self) -> str:
        return self.seat.names[self.place % len(self.seat.names)]

    async def careful(self, deed: Callable[[], Awaitable[None]]) -> None:
        try:
            await deed()
        except Broken as error:
            self.load.errors.append(f"{self.seat.email}: {error}")

    async def save(self) -> None:
        name, text = self.name, self._text()
        fields = {f"{name}-grade": "in-place", f"{name}-narrative": text, f"{name}-seen": str(self.seat.seen.get(name, 0))}  # fmt: skip
        address = self.seat.url(f"questions/{name}/save/")
        began = time.perf_counter()
        answer = await self.browser.post(address, fields, htmx=True)
        self.load.saves.append(time.perf_counter() - began)
        self._look(answer, 200, 409)
        if answer.status == 409:
            self._acknowledged(text, self.seat.seen.get(name, 0), stands=False)
            self.load.conflicts += 1
            await self._settle(name, text)
        elif answer.status == 200:
            seen = dict(SEEN.findall(answer.text))
            if set(seen) != {name}:
                self.load.errors.append(f"{self.seat.email}: saved {name}, told of {sorted(seen)}")
                return
            self.seat.seen[name] = int(seen[name])
            self._acknowledged(text, self.seat.seen[name])
        await self._go_on()

    async def save_to_yardstick(self) -> None:
        began = time.perf_counter()
        answer = await self.yardstick.post("/save/", {"statement": self.name, "narrative": self._text()})
        self.load.yardstick.append(time.perf_counter() - began)
        self._look(answer, 200)

    async def open_section(self) -> None:
        answer = await self._page(self.seat.url(f"sections/{self.seat.standards[self.name]}/"))
        self._remember(answer)

    async def _settle(self, name: str, text: str) -> None:
        """Look at both texts, keep one's own three times of four, and begin something else."""
        address = self.seat.url(f"questions/{name}/conflict/")
        shown = await self._page(address)
        seen = dict(SEEN.findall(shown.text)).get(name, "0")
        mine = self.load.random.random() < 0.75
        answer = await self.browser.post(address, {"choice": "mine" if mine else "theirs", f"{name}-seen": seen})  # fmt: skip
        self._look(answer, 302, 409)
        if answer.status == 302 and mine:
            self._acknowledged(text, None)
        self.place += 1
        self.number = 0
        await self.open_section()

    async def _go_on(self) -> None:
        self.number += 1
        before = self.seat.standards[self.name]
        if self.number % SAVES_OF_A_QUESTION == 0:
            self.place += 1
        if self.seat.standards[self.name] != before or self.load.random.random() < OPENED_AGAIN:
            await self.open_section()

    async def _page(self, address: str) -> Response:
        began = time.perf_counter()
        answer = await self.browser.get(address)
        self.load.pages.append(time.perf_counter() - began)
        self._look(answer, 200)
        return answer

    def _remember(self, page: Response) -> None:
        own = set(self.seat.names)
        self.seat.seen.update({name: int(seen) for name, seen in SEEN.findall(page.text) if name in own})

    def _look(self, answer: Response, *expected: int) -> None:
        if answer.status not in expected:
            self.load.errors.append(f"{self.seat.email}: {answer.status} {answer.text[:200]!r}")
        for agency in set(MARK.findall(answer.text)) - {self.seat.agency.slug}:
            self.load.foreign.append(f"{self.seat.email} was shown words of {agency}")

    def _acknowledged(self, text: str, version: int | None, *, stands: bool = True) -> None:
        self.load.acknowledged.append(Acknowledged(self.seat, self.name, text, version, stands))

    def _text(self) -> str:
        """What grows while it is typed, and is never twice the same."""
        words = 20 + 12 * (self.number % 15)
        unique = f"person {self.seat.number} {self.load.random.getrandbits(48):012x}"
        return a_text(self.seat.agency.slug, words, unique).strip()
