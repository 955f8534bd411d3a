"""Reads a chart back out of its SVG, by the XML parser and nothing of the code that drew it."""

from dataclasses import dataclass
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN_ELEMENTS = {
    "style", "script", "linearGradient", "radialGradient", "marker", "mask", "clipPath", "pattern", "filter",
    "foreignObject", "image", "use", "a", "symbol", "defs",
}  # fmt: skip
FORBIDDEN_ATTRIBUTES = {"style", "class", "mask", "clip-path", "filter", "href", "transform", "opacity"}


@dataclass
class Drawing:
    root: ElementTree.Element

    def all(self, name: str, **attributes: str) -> list[ElementTree.Element]:
        wanted = {key.replace("_", "-"): value for key, value in attributes.items()}
        return [e for e in self.root.iter(SVG + name) if wanted.items() <= e.attrib.items()]

    @property
    def texts(self) -> list[str]:
        return [e.text or "" for e in self.all("text")]

    def text(self, content: str) -> ElementTree.Element:
        [found] = [e for e in self.all("text") if e.text == content]
        return found

    @property
    def problems(self) -> list[str]:
        """Everything that a browser's content policy or svglib would trip over."""
        found = []
        for element in self.root.iter():
            name = element.tag.removeprefix(SVG)
            if name in FORBIDDEN_ELEMENTS:
                found.append(name)
            found += [
                f"{name} {a}" for a in element.attrib if a in FORBIDDEN_ATTRIBUTES or a.startswith("on")
            ]
            found += [f"{name} {a}" for a, value in element.attrib.items() if "url(" in value]
        return found


def read(svg: str) -> Drawing:
    return Drawing(ElementTree.fromstring(svg))


def number(element: ElementTree.Element, attribute: str) -> float:
    return float(element.attrib[attribute])


def pairs(element: ElementTree.Element) -> list[tuple[float, float]]:
    points = (pair.split(",") for pair in element.attrib["points"].split())
    return [(float(x), float(y)) for x, y in points]


def straight_line(known: list[tuple[float, float]]):
    """The scale read off two ticks: from a value to a pixel."""
    (v0, p0), (v1, p1) = known[0], known[-1]
    return lambda value: p0 + (value - v0) / (v1 - v0) * (p1 - p0)
