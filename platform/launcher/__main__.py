"""python -m launcher: the region on this machine, until Ctrl-C or SIGTERM."""

import os
import signal
import sys
from pathlib import Path

from launcher.children import Failed
from launcher.console import say
from launcher.port import PortUnusable, listen, port_from_environment
from launcher.run import Run
from launcher.single import sign_off, take_turn
from launcher.stopping import Stopped, StopRequest
from local_postgres import LocalPostgresError
from local_postgres.footing import adopt_orphans, end_with_parent

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    stop = StopRequest()
    adopt_orphans()
    if "MAKELEVEL" in os.environ:
        end_with_parent(signal.SIGTERM)  # when make is killed, so are we
    (ROOT / ".local/tmp").mkdir(parents=True, exist_ok=True)
    try:
        turn = take_turn(ROOT / ".local", stop)
        with listen(port := port_from_environment()) as place:
            return _run(Run(ROOT, port, place.fileno(), turn, stop), turn)
    except (PortUnusable, Failed) as problem:
        say(str(problem))
        return 1
    except Stopped:
        return 0


def _run(run: Run, turn: int) -> int:
    try:
        run.prepare()
        run.announce()
        run.serve()
    except Stopped:
        say("Stopping …")
        return 0
    except (Failed, LocalPostgresError) as problem:
        say(str(problem))
        return 1
    finally:
        sign_off(turn)
        run.end()
        say("Stopped: site and database." if run.own_database else "Stopped: site.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
