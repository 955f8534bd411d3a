"""Makes .venv hold what a lock file names, then becomes a command in it. Standard library only.

    python platform/launcher/bootstrap.py requirements.lock --run
    python platform/launcher/bootstrap.py requirements-dev.lock COMMAND …

COMMAND is what follows `.venv/bin/python`. --run serves the site, and a PORT that cannot be served ends it first.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from launcher.environment import EnvironmentNotMade, make_environment
from launcher.port import PortUnusable, listen, port_from_environment
from local_postgres import locks

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    lock, *command = sys.argv[1:]
    os.chdir(ROOT)
    try:
        if command == ["--run"]:
            _check_port()
            command = ["-m", "launcher"]
            os.environ["PYTHONPATH"] = str(ROOT / "platform")
        python = make_environment(ROOT, ROOT / lock)
    except (PortUnusable, EnvironmentNotMade) as problem:
        sys.exit(str(problem))
    except OSError as error:
        sys.exit(f"The Python environment in .venv could not be made: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without bytecode every start takes many seconds
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".local/bytecode")
    os.execv(python, [str(python), *command])  # noqa: S606 no shell is meant


def _check_port() -> None:
    """Before the long work. An earlier run that is still ending holds the port too: that one we shall wait for."""
    port = port_from_environment()
    if locks.is_free(ROOT / ".local/run.lock"):
        listen(port).close()


if __name__ == "__main__":
    main()
