"""Makes .venv hold what a lock file names, then becomes a command in it. Standard library only.

    python platform/launcher/bootstrap.py requirements.lock [--port] COMMAND …

COMMAND is what follows `.venv/bin/python`. With --port, a PORT that cannot be served ends it first.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from launcher.environment import EnvironmentNotMade, make_environment
from launcher.port import PortUnusable, listen, port_from_environment

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    lock, *command = sys.argv[1:]
    os.chdir(ROOT)
    try:
        if command[0] == "--port":
            command.pop(0)
            listen(port_from_environment()).close()
        python = make_environment(ROOT, ROOT / lock)
    except (PortUnusable, EnvironmentNotMade) as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
    (ROOT / ".local/tmp").mkdir(parents=True, exist_ok=True)
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".local/bytecode")
    os.environ["TMPDIR"] = str(ROOT / ".local/tmp")
    os.environ["PYTHONPATH"] = str(ROOT / "platform")
    os.execv(python, [str(python), *command])  # noqa: S606 no shell is meant


if __name__ == "__main__":
    main()
