"""Files of every kind that a library takes, and files that were made to do harm. Built here, byte by byte."""

import io
import struct
import zipfile
from collections.abc import Mapping

XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "application/vnd.openxmlformats-officedocument"
MAINS = {
    "docx": ("word/document.xml", f"{OFFICE}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}.presentationml.presentation.main+xml"),
}
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 40
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 40 + b"\xff\xd9"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def types(main: str, part: str) -> bytes:
    override = f'<Override PartName="/{part}" ContentType="{main}"/>'
    return (
        XML
        + f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{override}</Types>'.encode()
    )


def office(kind: str, **more: bytes) -> bytes:
    part, main = MAINS[kind]
    return zipped({"[Content_Types].xml": types(main, part), part: XML + b"<x/>", **more})


def open_document(kind: str, **more: bytes) -> bytes:
    word = {"odt": "text", "ods": "spreadsheet"}[kind]
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{word}".encode(),
            "content.xml": XML + b"<x/>",
            **more,
        }
    )


GOOD: dict[str, bytes] = {
    "policy.pdf": PDF,
    "Training plan.docx": office("docx"),
    "figures.xlsx": office("xlsx"),
    "induction.pptx": office("pptx"),
    "minutes.odt": open_document("odt"),
    "register.ods": open_document("ods"),
    "list.csv": "Role,Trained\nNursery nurse,yes\nCafé manager,no\n".encode(),
    "older.csv": "Café,£\n".encode("cp1252"),
    "notes.txt": "We met on 3 May.\n".encode("utf-16"),
    "poster.PNG": PNG,
    "photo.jpeg": JPG,
}


def lying_bomb() -> bytes:
    """A part of 60 MB that says it holds ten bytes."""
    content = zipped(
        {**{"[Content_Types].xml": types(*reversed(MAINS["docx"]))}, "word/document.xml": b"0" * 60_000_000}
    )
    at = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    return content[: at + 24] + struct.pack("<I", 10) + content[at + 28 :]


def honest_bomb() -> bytes:
    return office("docx", **{f"word/{n}.xml": b"0" * 30_000_000 for n in range(4)})


def encrypted() -> bytes:
    """With the flag that says a password is needed."""
    content = bytearray(office("docx"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><x>&lol9;</x>"
)
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("policy.pdf", b"", "is empty"),
    "too large": ("policy.pdf", PDF + b" " * (10 * 1024 * 1024), "10.1 MB"),
    "no ending": ("policy", PDF, "must end in one of"),
    "a program": ("setup.exe", b"MZ" + b"\0" * 90, "must end in one of"),
    "a page": ("page.html", b"<!doctype html><p>", "must end in one of"),
    "macros by name": ("plan.docm", office("docx"), "must end in one of"),
    "a program as PDF": ("policy.pdf", b"MZ\x90\x00" + b"\0" * 90, "named as a PDF"),
    "a PDF as Word": ("plan.docx", PDF, "its content is a PDF"),
    "a picture as text": ("notes.txt", PNG, "its content is a PNG picture"),
    "a page as text": ("notes.txt", b"<!DOCTYPE html><script>x</script>", "named as a plain text"),
    "a picture in XML as CSV": ("list.csv", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "named as a CSV table"),
    "binary as CSV": ("list.csv", b"a,b\n\x00\x01\x02", "named as a CSV table"),
    "an archive as Word": ("plan.docx", zipped({"a.txt": b"x"}), "another kind of document"),
    "Excel as Word": ("plan.docx", office("xlsx"), "another kind of document"),
    "Writer as Calc": ("list.ods", open_document("odt"), "another kind of document"),
    "macros": ("plan.docx", office("docx", **{"word/vbaProject.bin": b"x"}), "holds macros"),
    "macros by another name": (
        "plan.docx",
        zipped(
            {
                "[Content_Types].xml": types(MAINS["docx"][1], "word/document.xml").replace(
                    b"</Types>", b'<Override ContentType="application/vnd.ms-office.vbaProject"/></Types>'
                ),
                "word/document.xml": b"<x/>",
                "word/harmless.bin": b"x",
            }
        ),
        "holds macros",
    ),
    "macros of an OpenDocument": ("list.ods", open_document("ods", **{"Basic/script-lc.xml": b"<x/>"}), "holds macros"),
    "a bomb": ("plan.docx", honest_bomb(), "would unpack to far more"),
    "a bomb that lies": ("plan.docx", lying_bomb(), "is damaged"),
    "XML that grows": ("plan.docx", office("docx", **{"word/a.xml": BOMB}), "holds XML"),
    "XML that grows, in two bytes each": (
        "plan.docx", office("docx", **{"word/a.xml": BOMB.decode().encode("utf-16")}), "holds XML",
    ),
    "cut off": ("plan.docx", office("docx")[:-40], "is damaged"),
    "encrypted": ("plan.docx", encrypted(), "locked with a password"),
}  # fmt: skip
