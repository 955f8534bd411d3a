"""What the security documents point at exists: no row of the table stands on a test that was renamed or never written."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECURITY = ROOT / "infra" / "security"
TABLE = (SECURITY / "asvs-5-level-2.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.*?) \| (.*?) \| (.*?) ?\|$", TABLE, re.MULTILINE)
STATES = {"met", "partly", "not", "n/a"}
TEST = re.compile(r"`(?:tests/[\w/]*/)?(test_\w+\.py)(?:::(\w+))?`")
FILE = re.compile(r"`((?:platform|tests|infra|tenants|api|benchmarking|scrutiny)/[\w./-]+)`")
FILES = {path.name: [] for path in (ROOT / "tests").rglob("test_*.py")}
for path in (ROOT / "tests").rglob("test_*.py"):
    FILES[path.name].append(path.read_text("utf-8"))


def missing_from(text: str) -> list[str]:
    """Names of tests and files in a document that do not exist."""
    missing = [
        f"{file}::{name}"
        for file, name in TEST.findall(text)
        if not any(
            not name or re.search(rf"^\s*(?:def|class) {name}\b", source, re.MULTILINE)
            for source in FILES.get(file, [])
        )
    ]
    return missing + [named for named in FILE.findall(text) if not (ROOT / named).exists()]


def test_every_requirement_stands_once_with_a_state() -> None:
    assert len(ROWS) > 200
    assert [number for number, times in Counter(row[0] for row in ROWS).items() if times > 1] == []
    assert {state for _, _, state, _ in ROWS} == STATES
    assert sum(1 for line in TABLE.splitlines() if re.match(r"\| \d", line)) == len(ROWS)


def test_what_is_met_says_what_shows_it() -> None:
    silent = [number for number, _, state, shown in ROWS if state in {"met", "partly"} and not shown.strip()]
    assert silent == []


@pytest.mark.parametrize("document", sorted(path.name for path in SECURITY.glob("*.md")))
def test_what_is_named_exists(document: str) -> None:
    assert missing_from((SECURITY / document).read_text("utf-8")) == []


def test_a_name_that_does_not_exist_is_seen() -> None:
    text = (
        "`test_attacks.py::test_nothing_of_the_kind`, `test_nowhere.py`, `infra/nothing.md`, `test_keys.py`"
    )
    assert missing_from(text) == [
        "test_attacks.py::test_nothing_of_the_kind",
        "test_nowhere.py::",
        "infra/nothing.md",
    ]
