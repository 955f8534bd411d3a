"""The part of `make` that comes before any Python: finding one."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import launcher

ROOT = Path(launcher.__file__).parents[2]
BOOTSTRAP = "import sys; print('found', sys.executable, *sys.argv[1:])\n"
GOOD = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
SHIM = "#!/bin/sh\necho 'pyenv: version not installed' >&2\nexit 127\n"
OLD = "#!/bin/sh\nexit 1\n"
NO_VENV = f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexec "{sys.executable}" "$@"\n'

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


@pytest.fixture
def made(tmp_path):
    """A checkout with the real Makefile, and a machine with just these Pythons."""
    root = tmp_path / "a checkout"
    (root / "platform/launcher").mkdir(parents=True)
    (root / "platform/launcher/bootstrap.py").write_text(BOOTSTRAP)
    shutil.copy(ROOT / "Makefile", root)
    machine = tmp_path / "bin"
    machine.mkdir()
    (machine / "sh").symlink_to("/bin/sh")

    def make(target, **pythons):
        for name, text in pythons.items():
            file = machine / name.replace("_", ".")
            file.write_text(text)
            file.chmod(file.stat().st_mode | stat.S_IXUSR)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        return subprocess.run(
            [str(shutil.which("make")), target],
            cwd=root,
            env={**environment, "PATH": str(machine), "found": "x", "spare": "x"},
            capture_output=True,
            text=True,
            check=False,
        )

    return make


def test_names_that_do_not_work_or_are_too_old_are_passed_over(made):
    done = made("run", python3_11=SHIM, python3=OLD, python3_13=GOOD)
    assert done.stdout == f"found {sys.executable} requirements.lock --run\n", done.stderr


def test_one_that_can_make_environments_goes_before_one_that_cannot(made):
    done = made("test", python3_11=NO_VENV.replace("exec", "echo no venv;exec"), python3_12=GOOD)
    assert done.stdout.startswith("found "), done.stderr


def test_one_that_cannot_is_still_used_so_that_it_can_say_what_is_missing(made):
    assert made("run", python3_11=NO_VENV).stdout.startswith("found ")


def test_without_any_it_says_what_to_install(made):
    done = made("run", python3=OLD)
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == (
        "Python 3.11 or later is needed: install it, for example with: apt-get install python3 python3-venv"
    )


def test_make_alone_lists_every_door():
    done = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory"], capture_output=True, text=True, check=True
    )
    doors = [line.split()[1] for line in done.stdout.splitlines()]
    assert doors == ["help", "run", "test", "lint", "bench", "types", "check", "clean"]
