"""kill -9 of the web server and of PostgreSQL, again and again, while people save, submit and sign: is anything lost or half?

    python infra/bench/kills.py [--rounds 100] [--minutes 25] [--seed 11]

In turns a worker of the web server, PostgreSQL's first process, the web server itself and one session of PostgreSQL die at
a moment chosen by chance. After each, when everything is up again: every answer that the site said it kept is there as the
version it named; every signature that it confirmed is there over what the lead had seen; nothing is half signed, half
delivered or half submitted; hashes are those of their texts; and the boards say what counting anew gives.

Exits non-zero for one thing amiss, or where time was up before all rounds were through.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from infra.bench.audit import ground  # sets Django up, so it comes first

# isort: split
from django.db import OperationalError, connection

from accounts.models import Person
from audit_trail import stored
from audit_trail.verification import breaks
from infra.bench.audit import world
from infra.bench.audit.crowd import Crowd
from infra.bench.audit.kept import lost, signatures_lost
from infra.bench.audit.killing import Killing
from infra.bench.audit.site import Site
from tests.oracles.whole_audit import faults_of_the_audit

COLLEAGUES = 3  # of each agency: the lead and two who write, often to the same question
LONGEST = 1.6  # seconds before somebody dies


def main() -> int:
    arguments = _arguments()
    those = world.agencies(shared=2, local=1, variants=(("full", "police"), ("light", "")))
    with ground.region(world.region_file(those)):
        round_ = world.open_round(those)
        seats = [seat for agency in those for seat in _colleagues(agency, round_)]
        connection.close()
        site = Site()
        try:
            killing = Killing(site, random.Random(arguments.seed))
            through, amiss = asyncio.run(_rounds(seats, round_, those, killing, arguments))
        finally:
            site.end()
    return 1 if amiss or through < arguments.rounds else 0


async def _rounds(
    seats: list[world.Seat],
    round_: world.Round,
    those: list[world.Agency],
    killing: Killing,
    arguments: argparse.Namespace,
) -> tuple[int, list[str]]:
    crowd = Crowd(seats, round_, killing.site.port, arguments.seed)
    deadline, died, amiss = time.monotonic() + 60 * arguments.minutes, Counter[str](), []
    for number in range(arguments.rounds):
        if time.monotonic() > deadline:
            print("Time is up.")
            break
        way = list(killing.ways)[number % len(killing.ways)]
        await asyncio.sleep(killing.chance.uniform(0.1, LONGEST))
        await asyncio.to_thread(killing.ways[way])
        await asyncio.to_thread(killing.wait_until_up)
        await crowd.stand_still()
        found = await asyncio.to_thread(_patiently, lambda: _amiss(crowd, those))
        amiss += [f"Round {number + 1}, after the end of {way}: {each}" for each in found]
        died[way] += 1
        if died.total() % 10 == 0:
            print(f"{died.total()} times, {len(crowd.told.kept):,} answers and {len(crowd.told.signed):,} signatures confirmed, {len(amiss)} amiss", flush=True)  # fmt: skip
        crowd.go_on()
    await crowd.end()
    amiss += [f"The trail: {each}" for each in await asyncio.to_thread(_patiently, _trail)]
    _tell(arguments.seed, died, crowd, amiss)
    return died.total(), amiss


def _patiently(look: Callable[[], list[Any]]) -> list[Any]:
    """Looking changes nothing: where the database was still ending sessions after the blow, we look again."""
    for _ in range(60):
        try:
            return look()
        except OperationalError:
            time.sleep(0.5)
    return look()


def _amiss(crowd: Crowd, those: list[world.Agency]) -> list[str]:
    told = crowd.told
    try:
        found = [
            *lost(told.kept, those),
            *signatures_lost(told.signed),
            *faults_of_the_audit(),
            *told.strange,
        ]
        told.strange.clear()
        return found
    finally:
        connection.close()


def _trail() -> list[object]:
    try:
        return list(breaks(stored.rows(), ()))
    finally:
        connection.close()


def _tell(seed: int, died: Counter[str], crowd: Crowd, amiss: list[str]) -> None:
    told = crowd.told
    print(f"Seed {seed}. kill -9, {died.total()} times: " + ", ".join(f"{n} of {way}" for way, n in died.items()))  # fmt: skip
    print("| what the site had said | times | not there afterwards |")
    print("|---|---|---|")
    print(f"| an answer is saved | {sum(each.stands for each in told.kept):,} | |")
    print(f"| a text is set aside because of a conflict | {sum(not each.stands for each in told.kept):,} | |")
    print(f"| answers are submitted | {len(told.submitted):,} | |")
    print(f"| answers are signed | {len(told.signed):,} | |")
    print(f"| nothing, or that something went wrong | {told.broken:,} | |")
    print(f"Amiss: {len(amiss)}", *amiss[:20], sep="\n")


def _colleagues(agency: world.Agency, round_: world.Round) -> list[world.Seat]:
    seats = list(world.people(agency, round_, COLLEAGUES))
    work = world.begin(agency, round_, Person.objects.get(email=seats[0].email), answered=1)
    for seat in seats[1:]:
        world.share_out(work, [seat], racing=False)
    return seats


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=25, help="after which no further round is begun")
    parser.add_argument("--seed", type=int, default=11)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
