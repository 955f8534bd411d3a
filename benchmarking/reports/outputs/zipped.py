"""Files that are zip archives, written so that the same parts give the same bytes."""

import io
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip archive can name."""


def rewritten(
    content: bytes, *, change: Mapping[str, Callable[[bytes], bytes]], add: Mapping[str, bytes]
) -> bytes:
    """The archive with some parts changed and some added, in its order, each dated EARLIEST."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w") as new:
        for part in old.infolist():
            found = old.read(part)
            _write(new, part.filename, change.get(part.filename, bytes)(found), part.compress_type)
        for name, found in add.items():
            _write(new, name, found, ZIP_DEFLATED)
    return out.getvalue()


def _write(archive: ZipFile, name: str, content: bytes, compression: int) -> None:
    part = ZipInfo(name, EARLIEST)
    part.compress_type = compression if compression == ZIP_STORED else ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    archive.writestr(part, content)
