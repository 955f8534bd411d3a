"""Writing a report's files into a folder: each whole or not at all, and not again where nothing changed.

Beside the files stands a list of their hashes, as `sha256sum --check` reads it. Its first line says which run
and which software made them; while that and the hashes hold, nothing has to be built.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from benchmarking import charts
from benchmarking.reports.outputs import OUTPUTS
from benchmarking.reports.outputs.html_output import style_sheets
from benchmarking.reports.report import Basis, Report
from kernel.canonical import sha256_hex
from kernel.errors import UserError


class FolderNotWritable(UserError):
    """The files cannot be written there; the text says why."""


def write_files(
    basis: Basis, build: Callable[[], Report], folder: Path, say: Callable[[str], None], *, standing: str = ""
) -> list[Path]:
    """Write every output of the report `build` makes. Returns the files in the folder.

    `build` is only called where a file is missing, was changed, or comes from another run or software, or where the
    issue stands otherwise: `standing` is any text that changes with it.
    """
    names = [output.file_name(basis) for output in OUTPUTS]
    heading = f"# run {basis.inputs_sha256}, made by {_maker(basis, standing)}\n"

    def contents() -> Iterator[bytes]:
        report = build()
        yield from (output.build(report) for output in OUTPUTS)

    return _write(folder, basis.stem, heading, names, contents, say)


def write_published(
    stem: str, kept: Mapping[str, bytes], about: str, folder: Path, say: Callable[[str], None]
) -> list[Path]:
    """Write the files of a published issue as they were published, by name. `about`: which issue it is."""
    return _write(folder, stem, f"# {about}\n", list(kept), kept.values, say)


def _write(
    folder: Path,
    stem: str,
    heading: str,
    names: Sequence[str],
    contents: Callable[[], Iterable[bytes]],
    say: Callable[[str], None],
) -> list[Path]:
    hashes, paths = folder / f"{stem}.sha256", [folder / name for name in names]
    if _stands(hashes, heading, paths):
        say(f"The files of this run are in {folder} already")
        return paths
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lines = [heading]
        for path, content in zip(paths, contents(), strict=True):
            replace(path, content)
            lines.append(_line(content, path))
            say(f"{path.name} ({len(content) / 1024:,.0f} KB)")
        replace(hashes, "".join(lines).encode())
    except OSError as error:
        raise FolderNotWritable(
            f"The report cannot be written to {folder}: {error.strerror or error}."
        ) from error
    return paths


def replace(path: Path, content: bytes) -> None:
    """Put the content in place in one step, so that nobody ever reads half a file."""
    if path.is_file() and path.read_bytes() == content:
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _stands(hashes: Path, heading: str, paths: list[Path]) -> bool:
    if not hashes.is_file() or not all(path.is_file() for path in paths):
        return False
    lines = [heading, *(_line(path.read_bytes(), path) for path in paths)]
    return hashes.read_bytes() == "".join(lines).encode()


def _line(content: bytes, path: Path) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {path.name}\n"


def _maker(basis: Basis, standing: str = "") -> str:
    return sha256_hex(f"{_software()} {basis}{standing}")[:16]


@cache
def _software() -> str:
    """A hash over everything that decides how a report looks."""
    folders = [Path(__file__).parent, Path(charts.__file__).parent]
    files = [file for folder in folders for file in folder.rglob("*") if file.suffix in LOOKS]
    digest = hashlib.sha256()
    for file in sorted([*files, *style_sheets()]):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


LOOKS = {".py", ".html", ".css", ".ttf"}
