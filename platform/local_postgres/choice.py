"""Finds a footing that works here, by trying."""

import os
import pwd
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from local_postgres.binaries import program
from local_postgres.errors import LocalPostgresError
from local_postgres.footing import NAMESPACE, OTHER, OTHER_PAST_CLOSED_DOORS, SELF, Footing

STANDALONE = Path(__file__).with_name("standalone.py")
UNPRIVILEGED = ("nobody", "daemon", "bin")


def choose_footing(folder: Path) -> Footing:
    """The first footing on which PostgreSQL's programs start and can write the folder."""
    complaints = []
    for footing in candidates(folder):
        complaint = give(folder, footing) or _try(footing, folder)
        if not complaint:
            return footing
        complaints.append(complaint)
    raise LocalPostgresError(
        f"PostgreSQL cannot run in {folder}: {'; '.join(dict.fromkeys(complaints))}. "
        "Try as an ordinary user, or name a server of your own in DATABASE_URL."
    )


def candidates(folder: Path) -> list[Footing]:
    """Least power first. PostgreSQL looks its own user up, so it must be one the machine knows."""
    mine = Footing(SELF, os.geteuid(), os.getegid())
    everyday = _unprivileged()
    if mine.uid != 0:
        return [mine] if _known(mine.uid) else [replace(everyday, kind=NAMESPACE), mine]
    owner = folder.stat()
    other = Footing(OTHER, owner.st_uid, owner.st_gid) if owner.st_uid and _known(owner.st_uid) else everyday
    return [other, replace(other, kind=OTHER_PAST_CLOSED_DOORS), replace(everyday, kind=NAMESPACE)]


def give(folder: Path, footing: Footing) -> str:
    """Make the folder and all in it the footing's own. Returns what stands in the way, if anything does."""
    uid, gid = footing.owner
    if os.geteuid() != 0 or all(path.lstat().st_uid == uid for path in (folder, *folder.iterdir())):
        return ""
    try:
        for place, folders, files in os.walk(folder):
            for name in (*folders, *files):
                os.lchown(os.path.join(place, name), uid, gid)
        os.chown(folder, uid, gid)  # last: it says that the rest is done
    except OSError as error:
        return f"root may not hand it to another user ({error.strerror})"
    return ""


def hand_over(path: Path, footing: Footing) -> None:
    if path.stat().st_uid != footing.owner[0]:
        os.chown(path, *footing.owner)


def run_as(footing: Footing, command: list[str], *, mode: str = "run", folder: Path) -> list[str]:
    """The command line that takes the footing and then becomes the command."""
    return [sys.executable, "-I", "-S", "-B", str(STANDALONE), mode, str(footing), str(folder), *command]


def surroundings() -> dict[str, str]:
    """No PG* variable of the caller's may steer the server."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "LC_ALL": "C"}


def _try(footing: Footing, folder: Path) -> str:
    command = run_as(footing, [str(program("initdb")), "--version"], folder=folder)
    done = subprocess.run(  # noqa: S603 our own words only
        command, capture_output=True, text=True, env=surroundings(), check=False
    )
    if done.returncode == 0:
        return ""
    said = (done.stderr or done.stdout).strip().splitlines()
    return said[-1].strip(" .") if said else f"its programs end with {done.returncode}"


def _known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _unprivileged() -> Footing:
    for name in UNPRIVILEGED:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Footing(OTHER, user.pw_uid, user.pw_gid)
    return Footing(OTHER, 65534, 65534)
