import hashlib

import pytest

from benchmarking.reports import writing
from benchmarking.reports.writing import FolderNotWritable, write_files
from tests.unit.reports.made import basis, usual_report

NAMES = {f"benchmark-2025.{ending}" for ending in ("pdf", "csv", "meta.csv", "xlsx", "ods", "html", "sha256")}


@pytest.fixture
def written(tmp_path):
    said = []
    write_files(basis(), usual_report, tmp_path / "out", said.append)
    return tmp_path / "out", said


def refuse():
    raise AssertionError("nothing had to be built")


def test_the_files_and_their_hashes_are_written(written):
    folder, said = written
    assert {path.name for path in folder.iterdir()} == NAMES
    assert len(said) == 6
    for line in (folder / "benchmark-2025.sha256").read_text().splitlines()[1:]:
        sha256, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256


def test_files_that_are_there_already_are_left_alone_without_building(written):
    folder, _ = written
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    said = []
    write_files(basis(), refuse, folder, said.append)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert said == [f"The files of this run are in {folder} already"]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_file_that_was_changed_or_lost_is_written_again(written, name):
    folder, _ = written
    good = (folder / name).read_bytes()
    (folder / name).write_bytes(b"changed")
    write_files(basis(), usual_report, folder, lambda text: None)
    assert (folder / name).read_bytes() == good
    (folder / name).unlink()
    write_files(basis(), usual_report, folder, lambda text: None)
    assert (folder / name).read_bytes() == good


def test_another_run_is_written_over_the_old_one(written):
    folder, _ = written
    other = basis(inputs_sha256="99" * 32)
    write_files(other, lambda: usual_report(inputs_sha256="99" * 32), folder, lambda text: None)
    assert "99" * 32 in (folder / "benchmark-2025.sha256").read_text()
    assert b"99999999" in (folder / "benchmark-2025.html").read_bytes()


def test_a_folder_that_cannot_be_one_is_refused_in_words(tmp_path):
    file = tmp_path / "a-file"
    file.write_text("in the way")
    with pytest.raises(FolderNotWritable, match="cannot be written to"):
        write_files(basis(), usual_report, file, lambda text: None)


def test_a_crash_while_writing_leaves_the_old_file_whole(tmp_path, monkeypatch):
    target = tmp_path / "benchmark-2025.csv"
    target.write_bytes(b"old")

    def crash(number):
        raise OSError("disk full")

    monkeypatch.setattr(writing.os, "fsync", crash)
    with pytest.raises(OSError, match="disk full"):
        writing.replace(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["benchmark-2025.csv"]
