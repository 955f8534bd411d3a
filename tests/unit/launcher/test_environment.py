"""When .venv is made, filled and left alone; pip itself is played by a small program."""

import sys
from pathlib import Path

import pytest

from launcher import environment
from launcher.environment import DEV_LOCK, RUN_LOCK, EnvironmentNotMade, make_environment, packages_in

ROOT = Path(environment.__file__).parents[2]
PYTHON = f"""#!/bin/sh
case "$*" in
    *"pip install"*) echo "Collecting one"; echo "$*" >> "$(dirname "$0")/../installs"; cat "$(dirname "$0")/../says"
        exit "$(cat "$(dirname "$0")/../code")";;
    *"pip --version"*) exit 0;;
    *) exec "{sys.executable}" "$@";;
esac
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / RUN_LOCK).write_text("one==1 \\\n    --hash=sha256:00\n")
    (tmp_path / DEV_LOCK).write_text("one==1 \\\n    --hash=sha256:00\ntwo==2 \\\n    --hash=sha256:11\n")
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON)
    python.chmod(0o755)
    (tmp_path / ".venv/says").write_text("")
    (tmp_path / ".venv/code").write_text("0")
    return tmp_path


def installs(root):
    file = root / ".venv/installs"
    return file.read_text().splitlines() if file.exists() else []


def test_it_installs_once_by_hash_and_again_only_when_the_lock_changes(root):
    for _ in range(2):
        assert make_environment(root, root / RUN_LOCK) == root / ".venv/bin/python"
    assert len(installs(root)) == 1
    assert "--require-hashes" in installs(root)[0]
    (root / RUN_LOCK).write_text("one==2 \\\n    --hash=sha256:22\n")
    make_environment(root, root / RUN_LOCK)
    assert len(installs(root)) == 2


def test_what_develops_also_runs_but_not_the_other_way_round(root):
    make_environment(root, root / DEV_LOCK)
    make_environment(root, root / RUN_LOCK)
    assert len(installs(root)) == 1
    for stamp in (root / ".venv").glob("holds-*"):
        stamp.unlink()
    make_environment(root, root / RUN_LOCK)
    make_environment(root, root / DEV_LOCK)
    assert len(installs(root)) == 3


def test_when_pip_fails_the_reason_is_one_line_and_the_next_time_tries_again(root):
    (root / ".venv/says").write_text("ERROR: No matching distribution found for one==1\nERROR: more\n")
    (root / ".venv/code").write_text("1")
    with pytest.raises(
        EnvironmentNotMade, match=r"^pip could not install .*: No matching .* one==1 \(all it said"
    ) as raised:
        make_environment(root, root / RUN_LOCK)
    assert "\n" not in str(raised.value)
    (root / ".venv/code").write_text("0")
    make_environment(root, root / RUN_LOCK)
    assert len(installs(root)) == 2


def test_without_ensurepip_it_says_what_to_install(root, monkeypatch):
    (root / ".venv/bin/python").unlink()
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with pytest.raises(EnvironmentNotMade, match=f"apt-get install python{version}-venv$"):
        make_environment(root, root / RUN_LOCK)


def test_an_environment_whose_python_is_gone_is_made_anew(root, monkeypatch):
    make_environment(root, root / RUN_LOCK)
    made = []
    monkeypatch.setattr(environment, "_works", lambda python, *check: False)
    monkeypatch.setattr(environment, "_create", made.append)
    make_environment(root, root / RUN_LOCK)
    assert made == [root]


def test_the_development_lock_holds_all_of_the_other():
    def pins(name):
        return {line for line in (ROOT / name).read_text("utf-8").splitlines() if "==" in line}

    assert pins(RUN_LOCK) < pins(DEV_LOCK)
    assert "django" in packages_in(ROOT / RUN_LOCK)


@pytest.mark.parametrize("name", [RUN_LOCK, DEV_LOCK])
def test_locks_name_no_address_of_any_index(name):
    assert "://" not in (ROOT / name).read_text("utf-8")
