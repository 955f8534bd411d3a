"""Which kinds of file a library takes, and how each is told from its content. Pure."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass

import puremagic

OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
ZIP = b"PK\x03\x04"
SURE = 0.6
"""How sure puremagic must be before a text is called something else: shorter marks stand in texts by chance."""


@dataclass(frozen=True)
class Kind:
    """`words` as a person calls it. `main`: the type that the package says its main part is of."""

    extension: str
    words: str
    content_type: str
    starts: tuple[bytes, ...] = ()
    main: str = ""


def _open_xml(extension: str, words: str, family: str, part: str) -> Kind:
    main = f"{OPEN_XML}.{family}.{part}.main+xml"
    return Kind(extension, words, f"{OPEN_XML}.{family}.{part}", (ZIP,), main)


KINDS: dict[str, Kind] = {
    each.extension: each
    for each in (
        Kind("pdf", "a PDF", "application/pdf", (b"%PDF-",)),
        _open_xml("docx", "a Word document", "wordprocessingml", "document"),
        _open_xml("xlsx", "an Excel workbook", "spreadsheetml", "sheet"),
        _open_xml("pptx", "a PowerPoint presentation", "presentationml", "presentation"),
        Kind("odt", "an OpenDocument text", f"{OPEN_DOCUMENT}.text", (ZIP,), f"{OPEN_DOCUMENT}.text"),
        Kind(
            "ods",
            "an OpenDocument spreadsheet",
            f"{OPEN_DOCUMENT}.spreadsheet",
            (ZIP,),
            f"{OPEN_DOCUMENT}.spreadsheet",
        ),
        Kind("csv", "a CSV table", "text/csv"),
        Kind("txt", "a plain text", "text/plain"),
        Kind("png", "a PNG picture", "image/png", (b"\x89PNG\r\n\x1a\n",)),
        Kind("jpg", "a JPEG picture", "image/jpeg", (b"\xff\xd8\xff",)),
    )
}
ALSO = {"jpeg": "jpg"}
TAKEN = ", ".join(KINDS)


def kind_of(name: str) -> Kind | None:
    """By the ending of its name, or None where a library does not take such files."""
    _, dot, ending = name.rpartition(".")
    ending = ending.lower()
    return KINDS.get(ALSO.get(ending, ending)) if dot else None


def what_it_is(data: bytes) -> str:
    """What the content says it is, in words; for telling people why a name does not fit."""
    for kind in KINDS.values():
        if kind.starts and kind.starts != (ZIP,) and data.startswith(kind.starts):
            return kind.words
    if data.startswith(ZIP):
        return "a zip archive"
    found = _identified(data)
    if found and found.confidence >= SURE:
        return f"a file of the type {found.mime_type or found.name}"
    return "a text" if is_text(data) else "something else"


def is_text(data: bytes) -> bool:
    """Characters that people write, in UTF-8, UTF-16 with its mark, or the Western European code of older programs."""
    text = decoded(data)
    return text is not None and not any(_is_control(character) for character in text)


def decoded(data: bytes) -> str | None:
    marks: list[tuple[bytes, str]] = [(codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
    encodings = [code for mark, code in marks if data.startswith(mark)] or ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def is_plain_text(data: bytes) -> bool:
    """A text, and not one that a program would run or draw: a page, a picture in XML, a script."""
    if not is_text(data) or any(data.startswith(kind.starts) for kind in KINDS.values() if kind.starts):
        return False
    start = (decoded(data) or "").lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml", "<?php", "<svg", "<script", "#!", "{\\rtf", "%!ps")):
        return False
    found = _identified(data)
    return not (found and found.confidence >= SURE and not found.mime_type.startswith("text/"))


def _identified(data: bytes) -> "puremagic.PureMagicWithConfidence | None":
    try:
        return next(iter(puremagic.magic_string(data)), None)
    except (puremagic.PureError, ValueError):
        return None


_is_control: Callable[[str], bool] = frozenset(
    {*map(chr, range(32)), *map(chr, range(127, 160))} - set("\t\n\r\f\x1a\x85")
).__contains__
