"""A tagged PDF on open-source reportlab, which writes none by itself.

While reportlab draws, the canvas marks each piece of content and builds the tree of what it is (headings,
paragraphs, tables, figures, links); pikepdf then writes that tree into the finished file. Reading order is
drawing order. Page furniture is marked as an artefact, which a screen reader passes over.

Uses two private names of reportlab's canvas (`_code`, `_annotationrefs`): the PDF/UA checker in the tests' own
words (tests/unit/reports/test_pdf.py) tells when a new version moves them.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from design_system.tagged_pdf.fonts import REGULAR

LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Marked:
    """A piece of marked content: its page, and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True)
class Annotation:
    """A link's annotation: its page, its place among that page's annotations, and where it leads in words."""

    page: int
    position: int
    contents: str


@dataclass
class Element:
    """A node of the structure tree."""

    role: str
    alt: str = ""
    scope: str = ""
    box: tuple[float, ...] = ()
    kids: list[Any] = field(default_factory=list)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Draws and remembers what each piece is. `titles`: bookmark to the words a link to it says."""

    def __init__(self, *args: Any, tree: Element, titles: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initialFontName": REGULAR})
        self.tree, self.titles = tree, titles
        self._stack, self._current, self._next_number = [tree], tree, 0
        self._marking = False

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        super().showPage()
        self._next_number = 0

    @contextmanager
    def inside(self, element: Element, *, again: bool = False) -> Iterator[Element]:
        """Everything drawn meanwhile belongs to the element. `again`: to the last one of its role, if it is last."""
        siblings = self._stack[-1].kids
        last = siblings[-1] if siblings else None
        if again and isinstance(last, Element) and last.role == element.role:
            element = last
        else:
            siblings.append(element)
        self._stack.append(element)
        try:
            yield element
        finally:
            self._stack.pop()

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is drawn meanwhile is this element's content. Inside other marked content it adds nothing."""
        if self._marking:
            yield
            return
        self._stack[-1].kids.append(element)
        element.kids.append(Marked(self.getPageNumber() - 1, self._next_number))
        self._code.append(f"/{element.role} <</MCID {self._next_number}>> BDC")
        self._next_number += 1
        self._marking, self._current = True, element
        try:
            yield
        finally:
            self._code.append("EMC")
            self._marking, self._current = False, self.tree

    @contextmanager
    def artefact(self) -> Iterator[None]:
        """Page furniture. Inside marked content it adds nothing."""
        if self._marking:
            yield
            return
        self._code.append("/Artifact BMC")
        self._marking = True
        try:
            yield
        finally:
            self._code.append("EMC")
            self._marking = False

    def linkRect(self, contents: str, destination: str, *args: Any, **kwargs: Any) -> Any:  # noqa: N802
        words = self.titles.get(destination, contents or destination)
        place = Annotation(self.getPageNumber() - 1, len(self._annotationrefs), words)
        self._current.kids.append(Element("Link", alt=words, kids=[place]))
        return super().linkRect(words, destination, *args, **kwargs)


def write_tags(drawn: bytes, tree: Element, *, title: str, author: str, made: datetime) -> bytes:
    """Add the tree, title, language and dates to a drawn PDF. The same input gives the same bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _Tree(pdf).write(tree)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(LANGUAGE)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _describe(pdf, title, author, made)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _describe(pdf: pikepdf.Pdf, title: str, author: str, made: datetime) -> None:
    stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ")
    del pdf.docinfo
    pdf.docinfo["/Title"], pdf.docinfo["/Author"] = String(title), String(author)
    pdf.docinfo["/CreationDate"] = String(made.strftime("D:%Y%m%d%H%M%SZ"))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:creator"] = [author]
        metadata["dc:language"] = {LANGUAGE}
        metadata["pdfuaid:part"] = "1"
        metadata["xmp:CreateDate"] = stamp


class _Tree:
    """Writes elements as structure objects, and the way back from content and annotations to them."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.parents: list[list[Any]] = [[] for _ in pdf.pages]
        self.links: list[Any] = []

    def write(self, tree: Element) -> None:
        pages = list(self.pdf.pages)
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._built(tree, root)
        numbers: list[Any] = []
        for position, page in enumerate(pages):
            page.obj.StructParents, page.obj.Tabs = position, Name.S
            numbers += [position, Array(self.parents[position])]
        for position, link in enumerate(self.links, start=len(pages)):
            numbers += [position, link]
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(pages) + len(self.links)
        self.pdf.Root.StructTreeRoot = root

    def _built(self, element: Element, parent: Any) -> Any:
        built = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.role), P=parent))
        if element.alt:
            built.Alt = String(element.alt)
        if element.scope:
            built.A = Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
        if element.box:
            built.A = Dictionary(
                O=Name.Layout, Placement=Name.Block, BBox=Array([round(n, 2) for n in element.box])
            )
        built.K = Array([self._kid(kid, built) for kid in element.kids])
        return built

    def _kid(self, kid: Any, parent: Any) -> Any:
        if isinstance(kid, Element):
            return self._built(kid, parent)
        page = self.pdf.pages[kid.page]
        if isinstance(kid, Marked):
            self.parents[kid.page].append(parent)  # numbers were given in order, so position is number
            return Dictionary(Type=Name.MCR, Pg=page.obj, MCID=kid.number)
        annotation = page.obj.Annots[kid.position]
        annotation.StructParent = len(self.pdf.pages) + len(self.links)
        annotation.Contents, annotation.F = String(kid.contents), 4
        self.links.append(parent)
        return Dictionary(Type=Name.OBJR, Pg=page.obj, Obj=annotation)
