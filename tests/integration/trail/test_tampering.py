"""Whatever an owner of the database changes is found, and the first entry at fault is named."""

import resource
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit_trail.heads import append_heads, read_heads
from audit_trail.models import Event, Head
from audit_trail.verification import Kept
from tests.integration.trail.owner import as_owner, broken, rehash
from tests.worlds import World

CHAIN = "applefordshire"
HERE = "WHERE chain = 'applefordshire' AND sequence"
DAY = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def length(region: World) -> int:
    number = Event.objects.filter(chain=CHAIN).count()
    assert number > 8
    assert broken() == []
    return number


@pytest.fixture
def kept(length: int) -> list[Kept]:
    return [Kept("2026-11-21", each.chain, each.sequence, each.hash) for each in Head.objects.all()]


CHANGES = {
    "chain": "'berrydale2'",
    "sequence": "1000",
    "at": "at + interval '1 microsecond'",
    "actor": "actor || ' '",
    "role": "role || 'x'",
    "action": "upper(action)",
    "subject": "overlay(subject placing 'Q' from 1)",
    "detail": "detail || ' '",
    "origin": "'127.0.0.2'",
    "previous": "overlay(previous placing 'g' from 64)",
    "hash": "overlay(hash placing 'g' from 1)",
}


def test_every_column_is_tried() -> None:
    assert set(CHANGES) == {field.name for field in Event._meta.concrete_fields}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_byte_in_any_column(column: str, length: int) -> None:
    as_owner(f"UPDATE audit_trail_event SET {column} = {CHANGES[column]} {HERE} = 5")
    named = [each for each in broken() if each.startswith(f"Entry 5 of {CHAIN} ")]
    assert len(named) == 1
    assert ("missing" in named[0]) == (column in {"chain", "sequence"})


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE audit_trail_event SET at = 'infinity' {HERE} = 5",
        f"UPDATE audit_trail_event SET at = '20000-01-01' {HERE} = 5",
        f"UPDATE audit_trail_event SET at = '0044-03-15 BC' {HERE} = 5",
        f"ALTER TABLE audit_trail_event ALTER detail DROP NOT NULL; UPDATE audit_trail_event SET detail = NULL {HERE} = 5",
    ],
)
def test_values_that_no_entry_could_have(statement: str, length: int) -> None:
    as_owner("ALTER TABLE audit_trail_event DROP CONSTRAINT trail_times_of_our_days")
    as_owner(statement)
    assert broken() == [f"Entry 5 of {CHAIN} was changed: its hash is not that of what it says."]


def test_a_removed_entry(length: int) -> None:
    as_owner(f"DELETE FROM audit_trail_event {HERE} = 5")
    assert broken() == [f"Entry 5 of {CHAIN} is missing: entry 6 comes next."]


def test_two_entries_that_changed_places(length: int) -> None:
    as_owner(f"UPDATE audit_trail_event SET sequence = 1000 {HERE} = 5")
    as_owner(f"UPDATE audit_trail_event SET sequence = 5 {HERE} = 6")
    as_owner(f"UPDATE audit_trail_event SET sequence = 6 {HERE} = 1000")
    assert broken() == [f"Entry 5 of {CHAIN} was changed: its hash is not that of what it says."]


def test_an_entry_put_in_and_the_rest_renumbered(length: int) -> None:
    as_owner(f"UPDATE audit_trail_event SET sequence = -sequence {HERE} > 5")
    as_owner(f"UPDATE audit_trail_event SET sequence = 1 - sequence {HERE} < 0")
    as_owner(
        "INSERT INTO audit_trail_event SELECT chain, 6, at, actor, role, 'forged', subject, detail, origin, hash, hash "
        f"FROM audit_trail_event {HERE} = 5"
    )
    assert broken() == [f"Entry 6 of {CHAIN} was changed: its hash is not that of what it says."]


def test_an_entry_put_in_with_a_hash_of_its_own(length: int) -> None:
    """It hangs on the entry before; the one after it does not hang on it."""
    test_an_entry_put_in_and_the_rest_renumbered(length)
    as_owner(
        "UPDATE audit_trail_event SET hash = audit_trail_hash(previous, chain, sequence, at, actor, role, action, "
        f"subject, detail, origin) {HERE} = 6"
    )
    assert broken() == [f"Entry 7 of {CHAIN} was changed: its hash is not that of what it says."]


def test_a_second_entry_of_the_same_number(length: int) -> None:
    as_owner("ALTER TABLE audit_trail_event DROP CONSTRAINT audit_trail_event_pkey1")
    as_owner(f"INSERT INTO audit_trail_event SELECT * FROM audit_trail_event {HERE} = 5")
    assert broken() == [f"Entry 5 of {CHAIN} stands there more than once: one was put in."]


def test_a_rewritten_entry_breaks_the_one_after_it(length: int) -> None:
    as_owner(
        "UPDATE audit_trail_event SET action = 'forged', hash = audit_trail_hash(previous, chain, sequence, at, actor, "
        f"role, 'forged', subject, detail, origin) {HERE} = 5"
    )
    (said,) = broken()
    assert said.startswith(f"Entry 6 of {CHAIN} does not continue the one before")


def test_an_end_that_was_cut_off(length: int) -> None:
    as_owner(f"DELETE FROM audit_trail_event {HERE} > 5")
    assert broken() == [f"Entry 6 of {CHAIN} is missing from the end: there were {length}."]


def test_an_end_that_was_cut_off_together_with_its_head(length: int, kept: list[Kept]) -> None:
    as_owner(f"DELETE FROM audit_trail_event {HERE} > 5")
    rehash(CHAIN, 5)
    assert broken() == []  # the database agrees with itself
    said = f"Entry 6 of {CHAIN} is missing from the end: on 2026-11-21 the chain had {length} entries."
    assert broken(kept) == [said]


def test_a_chain_forged_from_one_entry_on(length: int, kept: list[Kept]) -> None:
    as_owner(f"UPDATE audit_trail_event SET actor = 'somebody else' {HERE} = 5")
    rehash(CHAIN, 5)
    assert broken() == []
    said = f"Entry {length} of {CHAIN} is not the one whose hash was kept on 2026-11-21."
    assert broken(kept) == [said]


def test_a_chain_that_is_gone_altogether(length: int, kept: list[Kept]) -> None:
    as_owner(f"DELETE FROM audit_trail_event {HERE} > 0")
    assert broken() == [f"Entry 1 of {CHAIN} is missing from the end: there were {length}."]
    as_owner("DELETE FROM audit_trail_head WHERE chain = 'applefordshire'")
    assert broken() == []
    said = f"Entry 1 of {CHAIN} is missing from the end: on 2026-11-21 the chain had {length} entries."
    assert broken(kept) == [said]


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM audit_trail_head WHERE chain = 'applefordshire'", "note of the last entry is gone"),
        ("UPDATE audit_trail_head SET sequence = 5 WHERE chain = 'applefordshire'", "was put in at the end"),
        (
            "UPDATE audit_trail_head SET hash = '' WHERE chain = 'applefordshire'",
            "is not the one the database noted",
        ),
    ],
)
def test_a_head_that_was_changed(statement: str, says: str, length: int) -> None:
    as_owner(statement)
    (said,) = broken()
    assert said.startswith("Entry ")
    assert says in said


def test_each_broken_chain_is_named_once(length: int) -> None:
    as_owner("UPDATE audit_trail_event SET action = 'forged' WHERE sequence >= 3")
    assert len(broken()) == 4
    assert all(said.startswith("Entry 3 of ") for said in broken())


class TestCommands:
    def verify(self, *arguments: Any) -> tuple[str, str]:
        out, err = StringIO(), StringIO()
        call_command("verify_trail", *arguments, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    def test_a_whole_trail(self, length: int, tmp_path: Path) -> None:
        call_command("export_trail_heads", out=tmp_path / "heads.csv", stdout=StringIO())
        out, err = self.verify("--heads", tmp_path / "heads.csv")
        assert out.startswith("The trail is whole: ")
        assert "in 4 chains, 4 kept heads" in out
        assert err == ""

    def test_a_cut_end_is_found_with_the_file_and_not_without(self, length: int, tmp_path: Path) -> None:
        call_command("export_trail_heads", out=tmp_path / "heads.csv", stdout=StringIO())
        as_owner(f"DELETE FROM audit_trail_event {HERE} = {length}")
        rehash(CHAIN, length - 1)
        err = StringIO()
        with pytest.raises(CommandError, match="broken in 1 of its chains"):
            call_command("verify_trail", "--heads", tmp_path / "heads.csv", stdout=StringIO(), stderr=err)
        assert f"Entry {length} of {CHAIN} is missing from the end" in err.getvalue()

    def test_a_file_that_is_not_there(self, length: int, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="No such file"):
            self.verify("--heads", tmp_path / "none")

    def test_a_line_that_is_no_head(self, length: int, tmp_path: Path) -> None:
        (tmp_path / "heads.csv").write_text("2026-11-22,09:00:00,bristol,1,abc\n2026-11-22,09:")
        with pytest.raises(CommandError, match=r"Line 2 of .* is not a head"):
            self.verify("--heads", tmp_path / "heads.csv")


class TestKeepingHeads:
    def add(self, file: Path, now: datetime = DAY) -> int:
        return len(append_heads(file, Head.objects.order_by("chain"), now))

    def test_once_a_day_and_again_only_for_a_chain_that_moved(self, length: int, tmp_path: Path) -> None:
        from audit_trail.actions import record

        file = tmp_path / "new folder" / "heads.csv"
        assert [self.add(file), self.add(file)] == [4, 0]
        record(by=None, action="test", subject="test")
        assert [self.add(file), self.add(file)] == [1, 0]
        assert self.add(file, DAY.replace(day=23)) == 4
        before = file.read_bytes()
        assert self.add(file, DAY.replace(day=23)) == 0
        assert file.read_bytes() == before
        lines = file.read_text().splitlines()
        assert lines[0] == "date,time,chain,sequence,hash"
        assert len(lines) == 1 + 4 + 1 + 4
        assert [each.day for each in read_heads(file)] == ["2026-11-22"] * 5 + ["2026-11-23"] * 4
        assert broken(read_heads(file)) == []

    def test_lines_are_never_changed(self, length: int, tmp_path: Path) -> None:
        file = tmp_path / "heads.csv"
        self.add(file)
        before = file.read_bytes()
        self.add(file, DAY.replace(month=12))
        assert file.read_bytes().startswith(before)

    def test_a_torn_line_is_not_written_over(self, length: int, tmp_path: Path) -> None:
        file = tmp_path / "heads.csv"
        file.write_text("2026-11-21,09:00:")
        with pytest.raises(CommandError, match="Line 1 of"):
            call_command("export_trail_heads", out=file, stdout=StringIO())
        assert file.read_text() == "2026-11-21,09:00:"

    def test_a_full_disk_leaves_no_half_line(self, length: int, tmp_path: Path) -> None:
        file = tmp_path / "heads.csv"
        self.add(file)
        before = file.read_bytes()
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, hard))
        try:
            with pytest.raises(OSError, match="a part of it"):
                self.add(file, DAY.replace(day=23))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert file.read_bytes() == before
