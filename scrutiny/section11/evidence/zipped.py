"""Reading documents that are zip archives inside, without trusting a word of what they say of themselves."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kernel.errors import UserError

MOST_PARTS = 5_000
MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts together. A document of ten megabytes that unpacks to more was made to do harm."""
CHUNK = 64 * 1024
TYPES, ODF_TYPE = "[Content_Types].xml", "mimetype"
LONGEST_TYPES = 1024 * 1024
XML = (".xml", ".rels")
DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
MACROS = re.compile(r"(^|/)(vbaProject[^/]*|vbaData\.xml)$|^(Basic|Scripts)/|^xl/macrosheets/", re.IGNORECASE)
MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet")


class PackageRefused(UserError):
    """The words follow the name of the file in a sentence."""


@dataclass(frozen=True)
class Package:
    """An archive every part of which was unpacked once, and found to hold what it says."""

    archive: zipfile.ZipFile

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def read(self, name: str) -> bytes:
        """Empty where there is no such part."""
        return self.archive.read(name) if name in self.names else b""

    @property
    def types(self) -> str:
        """What its list of types says, or its one type where it is an OpenDocument."""
        return self.read(TYPES)[:LONGEST_TYPES].decode("utf-8", "replace")

    @property
    def open_document_type(self) -> str:
        return self.read(ODF_TYPE)[:200].decode("ascii", "replace").strip()


@contextmanager
def opened(data: bytes, *, most: int = MOST_UNPACKED) -> Iterator[Package]:
    """Raises PackageRefused: damaged, encrypted, too large inside, with macros, or with XML that expands itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_at_the_list(archive, most)
            for part in archive.infolist():
                _unpack(archive, part)
            package = Package(archive)
            if any(word in package.types.lower() for word in MACRO_TYPES):
                raise PackageRefused(_MACROS)
            yield package
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise PackageRefused(
            "is damaged: it cannot be opened. Save it again and choose the new file"
        ) from error


_MACROS = "holds macros, which are programs. Save it without macros and choose the new file"


def _look_at_the_list(archive: zipfile.ZipFile, most: int) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
        raise PackageRefused("would unpack to far more than a document holds, so it was not opened")
    if any(part.flag_bits & 1 for part in parts):
        raise PackageRefused("is locked with a password. Save it without one and choose the new file")
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise PackageRefused("is damaged: a part of it stands twice. Save it again and choose the new file")
    if any(MACROS.search(name) for name in names):
        raise PackageRefused(_MACROS)


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """All of it once: a size that is not true shows in the checksum. XML is looked through for declarations."""
    is_xml, rest = part.filename.lower().endswith(XML), b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if is_xml:
                seen = rest + chunk.replace(b"\0", b"")  # also where each character takes two bytes
                if DECLARATION.search(seen):
                    raise PackageRefused("holds XML that a document has no need of, so it was not opened")
                rest = seen[-64:]
