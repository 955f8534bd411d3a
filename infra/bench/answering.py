"""Five hundred people answering at once: is anything lost, is anything of another shown, how long does a save take?

    python infra/bench/answering.py [--people 500] [--seconds 75]

Real HTTP against the web server as the launcher starts it, with a database server of its own. Each person saves about
every ten seconds through the address that a page saves to while somebody types; some open a section now and then, and a
few pairs of colleagues write to the same questions. The yardstick is a bare Django view that saves one row: an equal web
server, the same database server, the same people and texts at the same pace, in turns with the real one.

Exits non-zero for one answer lost, one word of another agency shown, one error, a 95th percentile of more than five times
the yardstick's, or workers that grow by more than a tenth.
"""

import argparse
import asyncio
import os
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from infra.bench.audit import ground  # sets Django up, so it comes first

# isort: split
from accounts.models import Person
from infra.bench.audit import world
from infra.bench.audit.kept import lost
from infra.bench.audit.load import Load
from infra.bench.audit.site import APPLICATION, Site
from infra.bench.audit.told import Figures, table
from tests import databases
from tests.oracles.whole_audit import faults_of_the_audit

SEED = 20_261_127
TURNS = 5
AGENCIES = 50  # ten of several areas, eight of each area alone


def main() -> int:
    arguments = _arguments()
    those = world.agencies(shared=AGENCIES // 5, local=AGENCIES * 4 // 25)
    started = time.monotonic()
    with ground.region(world.region_file(those)):
        print(
            f"A region of {len(world.AREAS)} areas, set up in {time.monotonic() - started:.0f} s", flush=True
        )
        started = time.monotonic()
        seats = _seats(those, arguments.people)
        print(f"{len(seats)} people of {len(those)} agencies, made in {time.monotonic() - started:.0f} s", flush=True)  # fmt: skip
        many = {f"--{word}": f"--{word}={number}" for word in ("workers", "threads") if (number := getattr(arguments, word))}  # fmt: skip
        site = Site(instead=many)
        yardstick = Site(_bare_surroundings(), {**many, APPLICATION: "infra.bench.audit.bare:application"})
        try:
            load = Load(seats, site.port, yardstick.port, arguments.every, SEED)
            figures = asyncio.run(_in_turns(load, site, arguments.seconds))
        finally:
            site.end()
            yardstick.end()
        figures.lost = lost(load.acknowledged, those)
        figures.faults = faults_of_the_audit()
        print(table(figures))
        return 1 if figures.missed else 0


async def _in_turns(load: Load, site: Site, seconds: float) -> Figures:
    """The first turn of either warms up and is not counted."""
    await load.save_to_yardstick(seconds / TURNS / 2)
    await load.answer(2 * load.every)
    load.forget_times()
    before, worked = site.memory(), site.processor_time()
    for _ in range(TURNS):
        await load.save_to_yardstick(seconds / TURNS / 2)
        await load.answer(seconds / TURNS)
    after, worked = site.memory(), site.processor_time() - worked
    machine_load = os.getloadavg()
    await load.read_everything()
    return Figures(load, before, after, worked, machine_load)


def _seats(those: list[world.Agency], number: int) -> list[world.Seat]:
    round_ = world.open_round(those)
    each = max(2, number // len(those))
    seats = []
    for position, agency in enumerate(those):
        colleagues = list(world.people(agency, round_, each))
        lead = Person.objects.get(email=colleagues[0].email)
        work = world.begin(agency, round_, lead, answered=0.6)
        world.share_out(work, colleagues, racing=position % 10 == 0)
        seats += colleagues
    return seats


def _bare_surroundings() -> dict[str, str]:
    """A database beside ours with the one table of infra/bench/audit/bare.py."""
    with databases.operator("postgres") as cursor:
        cursor.execute("CREATE DATABASE bare")
    with databases.operator("bare") as cursor:
        cursor.execute(
            "CREATE TABLE bare_row (id bigserial PRIMARY KEY, statement varchar(60) NOT NULL, narrative text NOT NULL)"
        )
    return {**ground.surroundings(), "BARE_DATABASE_URL": ground.url_of("bare")}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--every", type=float, default=10, help="seconds between one person's saves")
    parser.add_argument("--workers", type=int, help="other than the launcher starts")
    parser.add_argument("--threads", type=int, help="of each worker")
    parser.add_argument("--seconds", type=float, default=75, help="of answering that are counted")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
