"""How cells of the OpenDocument spreadsheet look: gptables' lettering, widths in characters, decimals as published."""

from collections.abc import Sequence
from typing import Any

MOST_DECIMALS = 6
CHARACTER_CM = 0.24
NAMES = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
PAPER = """<office:automatic-styles><style:page-layout style:name="a4"><style:page-layout-properties
 fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1"
 style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Default" style:page-layout-name="a4"/></office:master-styles>
"""


def add_styles(dom: Any) -> None:
    """Styles named title, heading, line, wrapped, head, head-right and number-0, number-1 …"""
    styles = dom.getElementsByTagName("office:automatic-styles")[0]
    _named(styles, "ta1").setAttribute("style:master-page-name", "Default")
    looks: dict[str, dict[str, Any]] = {
        "title": {"size": 16, "bold": True},
        "heading": {"size": 14, "bold": True},
        "line": {},
        "wrapped": {"wrap": True},
        "head": {"bold": True, "wrap": True, "ruled": True},
        "head-right": {"bold": True, "wrap": True, "ruled": True, "right": True},
    }
    for name, look in looks.items():
        styles.appendChild(_cell_style(dom, name, **look))
    for places in range(MOST_DECIMALS + 1):
        styles.appendChild(_number_format(dom, places))
        style = _cell_style(dom, f"number-{places}", right=True)
        style.setAttribute("style:data-style-name", f"format-{places}")
        styles.appendChild(style)


def add_widths(page: Any, widths: Sequence[int]) -> None:
    """Columns so many characters wide. Before the first row is written."""
    styles = page.dom.getElementsByTagName("office:automatic-styles")[0]
    for position, width in enumerate(widths):
        name = f"{page.table.getAttribute('table:name')}-{position}".replace(" ", "-")
        page.table.appendChild(_element(page.dom, "table:table-column", {"table:style-name": name}))
        style = _element(page.dom, "style:style", {"style:name": name, "style:family": "table-column"})
        size = {"style:column-width": f"{width * CHARACTER_CM:.2f}cm"}
        style.appendChild(_element(page.dom, "style:table-column-properties", size))
        styles.appendChild(style)


def on_a4(styles: bytes) -> bytes:
    """On paper: across, every column on the page, as many pages down as it takes."""
    return styles.replace(
        b"</office:document-styles>", PAPER.encode() + b"</office:document-styles>"
    ).replace(b"<office:document-styles", f"<office:document-styles {NAMES}".encode(), 1)


def _cell_style(
    dom: Any, name: str, *, size: int = 12, bold: bool = False, wrap: bool = False, ruled: bool = False,
    right: bool = False,
) -> Any:  # fmt: skip
    style = _element(dom, "style:style", {"style:name": name, "style:family": "table-cell"})
    cell = {"style:vertical-align": "top", "fo:padding": "0.05cm", "fo:padding-right": "0.25cm"}
    if wrap:
        cell["fo:wrap-option"] = "wrap"
    if ruled:
        cell["fo:border-bottom"] = "0.5pt solid #000000"
    style.appendChild(_element(dom, "style:table-cell-properties", cell))
    if right:
        style.appendChild(_element(dom, "style:paragraph-properties", {"fo:text-align": "end"}))
    text = {"fo:font-family": "Arial", "fo:font-size": f"{size}pt", "fo:language": "en", "fo:country": "GB"}
    if bold:
        text["fo:font-weight"] = "bold"
    style.appendChild(_element(dom, "style:text-properties", text))
    return style


def _number_format(dom: Any, places: int) -> Any:
    style = _element(dom, "number:number-style", {"style:name": f"format-{places}"})
    digits = {"number:decimal-places": str(places), "number:min-decimal-places": str(places),
              "number:min-integer-digits": "1", "number:grouping": "true"}  # fmt: skip
    style.appendChild(_element(dom, "number:number", digits))
    return style


def _named(styles: Any, name: str) -> Any:
    found = styles.getElementsByTagName("style:style")
    return next(style for style in found if style.getAttribute("style:name") == name)


def _element(dom: Any, name: str, attributes: dict[str, str]) -> Any:
    element = dom.createElement(name)
    for key, value in attributes.items():
        element.setAttribute(key, value)
    return element
