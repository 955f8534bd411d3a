"""People who answer, submit, sign and are asked for changes, over and over, while things are killed under them.

Whoever got no whole answer does not know what became of the request: they look again and go on, as people do.
"""

import asyncio
import random
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from infra.bench.audit.browser import Broken, Browser
from infra.bench.audit.load import SEEN, Acknowledged
from infra.bench.audit.world import Agency, Seat, a_text, work_now

# isort: split
from django.db import Error, connection
from django.utils import timezone

from accounts.models import Person
from partnerships.context import inside
from partnerships.models import Partnership
from scrutiny.section11 import returning
from scrutiny.section11.models import Round

HASH = re.compile(r'name="seen_sha256" value="([0-9a-f]{64})"')
PAUSE = 0.15


class Signed(NamedTuple):
    """The lead was led to the receipt of this number, having seen answers of this hash."""

    agency: Agency
    number: int
    seen: str


@dataclass
class Told:
    """What the site said is done."""

    kept: list[Acknowledged] = field(default_factory=list)
    signed: list[Signed] = field(default_factory=list)
    submitted: list[Agency] = field(default_factory=list)
    broken: int = 0
    strange: list[str] = field(default_factory=list)


class Crowd:
    """Goes on until `end`; nobody begins anything while `still()` is held."""

    def __init__(self, seats: list[Seat], round_: Round, port: int, seed: int) -> None:
        self.told, self.round, self.random = Told(), round_, random.Random(seed)
        self.going = asyncio.Event()
        self.going.set()
        self.busy = 0
        people = [
            (Lead if seat.number == 0 else Contributor)(seat, Browser(port, seat.cookies), self)
            for seat in seats
        ]
        self.tasks = [asyncio.create_task(each.live()) for each in people]

    async def stand_still(self) -> None:
        self.going.clear()
        while self.busy:
            await asyncio.sleep(0.02)

    def go_on(self) -> None:
        self.going.set()

    async def end(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


class _Person:
    def __init__(self, seat: Seat, browser: Browser, crowd: Crowd) -> None:
        self.seat, self.browser, self.crowd = seat, browser, crowd
        self.told, self.random = crowd.told, random.Random(f"{crowd.random.random()} {seat.email}")

    async def live(self) -> None:
        while True:
            await asyncio.sleep(self.random.uniform(0, 2 * PAUSE))
            await self.crowd.going.wait()
            self.crowd.busy += 1
            try:
                await self.turn()
            except Broken:
                self.told.broken += 1
                await asyncio.sleep(PAUSE)
            finally:
                self.crowd.busy -= 1

    async def turn(self) -> None:
        raise NotImplementedError

    def strange(self, status: int, text: str) -> None:
        """500 is an honest answer of a site whose database is gone: nothing was acknowledged."""
        if status < 500:
            self.told.strange.append(f"{self.seat.email}: {status} {text[:300]!r}")
        else:
            self.told.broken += 1


class Contributor(_Person):
    """Saves one question after another; opens the section again after anything but a plain success."""

    must_look = True

    async def turn(self) -> None:
        name = self.random.choice(self.seat.names)
        if self.must_look:
            await self._look(name)
            return
        seen = self.seat.seen.get(name, 0)
        text = a_text(self.seat.agency.slug, self.random.randrange(4, 60), f"{self.random.getrandbits(60):x}").strip()  # fmt: skip
        fields = {f"{name}-grade": "in-place", f"{name}-narrative": text, f"{name}-seen": str(seen)}
        self.must_look = True
        answer = await self.browser.post(self.seat.url(f"questions/{name}/save/"), fields, htmx=True)
        if answer.status == 200:
            self.must_look = False
            self.seat.seen[name] = int(dict(SEEN.findall(answer.text))[name])
            self._acknowledged(name, text, self.seat.seen[name])
        elif answer.status == 409:
            self._acknowledged(name, text, seen, stands=False)
        elif answer.status != 422:  # locked while it waits for the lead, or is signed
            self.strange(answer.status, answer.text)

    async def _look(self, name: str) -> None:
        answer = await self.browser.get(self.seat.url(f"sections/{self.seat.standards[name]}/"))
        if answer.status != 200:
            self.strange(answer.status, answer.text)
            return
        found = {name: int(seen) for name, seen in SEEN.findall(answer.text)}
        self.seat.seen.update(found)
        self.must_look = not found

    def _acknowledged(self, name: str, text: str, version: int, *, stands: bool = True) -> None:
        self.told.kept.append(Acknowledged(self.seat, name, text, version, stands))


class Lead(_Person):
    """Submits, returns to colleagues now and then, signs; and each partnership asks for changes of what was signed."""

    async def turn(self) -> None:
        await asyncio.sleep(self.random.uniform(0, 4 * PAUSE))
        page = await self.browser.get(self.seat.url("sign/"))
        if page.status == 302:  # nothing waits for a signature
            await self._submit()
        elif page.status != 200:
            self.strange(page.status, page.text)
        elif self.random.random() < 0.2:
            answer = await self.browser.post(self.seat.url("take-back/"), {"note": "Once more."})
            if answer.status != 302:
                self.strange(answer.status, answer.text)
        else:
            await self._sign(HASH.findall(page.text)[0])

    async def _submit(self) -> None:
        answer = await self.browser.post(self.seat.url("check/"), {"note": ""})
        if answer.status == 302:
            self.told.submitted.append(self.seat.agency)
        elif answer.status == 200:  # signed: a partnership asks for changes
            await asyncio.to_thread(ask_for_changes, self.seat.agency, self.crowd.round, self.seat.email)
        else:
            self.strange(answer.status, answer.text)

    async def _sign(self, seen: str) -> None:
        answer = await self.browser.post(self.seat.url("sign/"), {"confirm": "on", "seen_sha256": seen})
        if answer.status == 302 and "/receipts/" in answer.headers["location"]:
            number = int(answer.headers["location"].rstrip("/").rpartition("/")[2])
            self.told.signed.append(Signed(self.seat.agency, number, seen))
        elif answer.status != 200:
            self.strange(answer.status, answer.text)


def ask_for_changes(agency: Agency, round_: Round, email: str) -> None:
    """What a partnership does on pages of its own, which is not what is killed here: not at all where the database is gone."""
    try:
        with agency.at_desk():
            signed = work_now(agency, round_).situation.signed
        partnership, by = Partnership.objects.select_related("area").get(slug=agency.areas[0]), Person.objects.get(email=email)  # fmt: skip
        with inside(partnership):
            returning.ask_for_changes(
                partnership=partnership, round_=round_, organisation=agency.organisation,
                about_number=signed.number if signed else 0, statements=(), note="Please say more.",
                until=timezone.localdate() + timedelta(days=20), by=by,
            )  # fmt: skip
    except (Error, returning.NotReturnable):
        pass
    finally:
        connection.close()
