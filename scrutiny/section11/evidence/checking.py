"""Whether an uploaded file may be kept: its name, its size and what it really is. Errors name the file."""

import re
from dataclasses import dataclass

from kernel.canonical import bytes_sha256
from kernel.errors import UserError
from scrutiny.section11.evidence.kinds import TAKEN, ZIP, Kind, is_plain_text, kind_of, what_it_is
from scrutiny.section11.evidence.malware import scanned
from scrutiny.section11.evidence.zipped import Package, PackageRefused, opened

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 200


class FileRefused(UserError):
    """The file cannot be kept; the text says why and what to do."""


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept."""

    name: str
    content_type: str
    data: bytes
    sha256: str
    scanned: str


def check_file(name: str, data: bytes, *, size: int | None = None) -> CheckedFile:
    """Raises FileRefused, and malware.Infected and ScannerSilent. `size`: of the whole, where `data` is cut short."""
    name, size = tidy_name(name), len(data) if size is None else size
    if not data:
        raise FileRefused(f"“{name}” is empty. Choose a file with something in it.")
    if size > MOST_BYTES:
        raise FileRefused(
            f"“{name}” is {in_megabytes(size)}. A file may have at most {in_megabytes(MOST_BYTES)}: make it "
            "smaller, or keep it where it is and add a link to it."
        )
    kind = kind_of(name)
    if kind is None:
        raise FileRefused(f"“{name}” cannot be added: its name must end in one of {TAKEN}.")
    _look_inside(name, kind, data)
    return CheckedFile(name, kind.content_type, data, bytes_sha256(data), scanned(name, data))


def tidy_name(name: str) -> str:
    """The last part of a path, without characters that are no letters, and not longer than is kept."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(character for character in last if character.isprintable()).strip() or "file"
    if len(shown) <= LONGEST_NAME:
        return shown
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if dot else shown[:LONGEST_NAME]


def in_megabytes(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, (size + 512) // 1024)} kB"
    tenths = -(-size * 10 // (1024 * 1024))  # rounded up, so that too much never reads as just enough
    return f"{tenths // 10}.{tenths % 10} MB" if tenths % 10 else f"{tenths // 10} MB"


def _look_inside(name: str, kind: Kind, data: bytes) -> None:
    if not kind.starts:
        if not is_plain_text(data):
            found = what_it_is(data)
            raise _mislabelled(name, kind, "that of a web page or a program" if found == "a text" else found)
        return
    if not data.startswith(kind.starts):
        raise _mislabelled(name, kind, what_it_is(data))
    if kind.starts == (ZIP,):
        _look_into_package(name, kind, data)


def _look_into_package(name: str, kind: Kind, data: bytes) -> None:
    try:
        with opened(data) as package:
            if not _is_of(package, kind):
                raise _mislabelled(name, kind, "another kind of document")
    except PackageRefused as error:
        raise FileRefused(f"“{name}” {error}.") from error


def _is_of(package: Package, kind: Kind) -> bool:
    if kind.main == kind.content_type:  # an OpenDocument says its type once, in a part of its own
        return package.open_document_type == kind.main
    return re.search(rf'ContentType\s*=\s*["\']{re.escape(kind.main)}["\']', package.types) is not None


def _mislabelled(name: str, kind: Kind, found: str) -> FileRefused:
    return FileRefused(
        f"“{name}” is named as {kind.words}, but its content is {found}. Open it in the program it was made with, save "
        "it again and choose the new file."
    )
