"""One area on all its indicators: the nation in the middle, all authorities as a bar, a mark for the area.

As the profiles of OHID's Fingertips: the scale of each row reaches as far to either side as the furthest
authority lies from the benchmark. Rows with a direction have better on the right; the others have higher there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarking.charts import palette, svg
from benchmarking.charts.lettering import text_width, wrap, written
from benchmarking.charts.spine_rows import Spine

NARROW_BELOW = 480
LABEL, HEAD, NOTE = 14, 13, 14
LINE_HEIGHT = 17
ROW_HEIGHT, GROUP_GAP = 28, 16
RADIUS = 6
SIDES = {True: ("Worse", "Better"), False: ("Lower", "Higher")}


@dataclass(frozen=True)
class _Frame:
    """Columns: the middle and half-width of the spine; right edges of the area's and the nation's values."""

    middle: float
    half: float
    value: float
    nation: float
    narrow: bool
    label_room: float

    def x(self, share: float) -> float:
        return self.middle + share * self.half


def spine(
    rows: Sequence[Spine],
    *,
    area: str,
    nation: str,
    title: str,
    description: str,
    id_prefix: str,
    width: float = 640,
) -> str:
    """The chart as SVG text, as high as its rows need. Rows with a direction first, then the others, as given.

    area, nation: the heads of the two columns of values. A row whose value is not shown says so and draws nothing.
    Raises ValueError for no rows, or for an unusable id prefix, title or description.
    """
    if not rows:
        raise ValueError("a spine needs at least one indicator")
    frame = _frame(rows, nation, width)
    parts, y = _heads(area, nation, frame), 26.0
    for directed in (True, False):
        members = [row for row in rows if (row.polarity != "none") is directed]
        if members:
            drawn, y = _group(members, directed, frame, y)
            parts += drawn
    key, height = _key(rows, nation, y + 6, width)
    return svg.document(
        parts + key, width=width, height=height, title=title, description=description, id_prefix=id_prefix
    )


def _frame(rows: Sequence[Spine], nation: str, width: float) -> _Frame:
    values = max(
        (text_width(_value(row), LABEL, bold=True) for row in rows if not row.mark.symbol), default=0
    )
    nations = max(text_width(nation, HEAD), *(text_width(_nation(row), LABEL) for row in rows))
    if width < NARROW_BELOW:
        half = width / 2 - 12
        return _Frame(width / 2, half, width - nations - 20, width, True, width - nations - values - 36)
    label = 0.33 * width
    left, right = label + values + 26, width - nations - 14
    return _Frame((left + right) / 2, (right - left) / 2 - RADIUS, label + values + 10, width, False, label)


def _value(row: Spine) -> str:
    return written(row.mark.value or 0, row.decimals, row.unit)


def _nation(row: Spine) -> str:
    return written(row.benchmark, row.decimals, row.unit)


def _heads(area: str, nation: str, frame: _Frame) -> list[str]:
    room = frame.value if not frame.narrow else frame.value - 4
    fits = wrap(area.replace(" ", "\N{NO-BREAK SPACE}"), HEAD, room, bold=True)[0]
    bold: dict[str, str | float] = {"text_anchor": "end", "fill": palette.TEXT, "font_weight": "bold"}
    return [
        svg.text(fits, frame.value, 9, HEAD, **bold),
        svg.text(nation, frame.nation, 9, HEAD, text_anchor="end", fill=palette.QUIET),
    ]


def _group(rows: Sequence[Spine], directed: bool, frame: _Frame, top: float) -> tuple[list[str], float]:
    """Rows that share what their sides mean, with the nation's line through them; then where the next begins."""
    left, right = SIDES[directed]
    y = top + 8
    sides = [
        svg.text(left, frame.x(-1), y, HEAD, fill=palette.QUIET),
        svg.text(right, frame.x(1), y, HEAD, text_anchor="end", fill=palette.QUIET),
    ]
    start = y = top + 20
    spines, marks = [], []
    for row in rows:
        bars, points, y = _row(row, frame, y)
        spines += bars
        marks += points
    line = [] if frame.narrow else [_middle(frame, start, y)]
    return [*sides, *spines, *line, *marks], y + GROUP_GAP


def _middle(frame: _Frame, top: float, bottom: float) -> str:
    """The nation's line; on a narrow chart in each row alone, where no text stands."""
    return svg.line(frame.middle, top, frame.middle, bottom, palette.DARK_GREY, stroke_width=2)


def _row(row: Spine, frame: _Frame, top: float) -> tuple[list[str], list[str], float]:
    """What lies behind the nation's line, what lies before it, and where the row ends."""
    names = wrap(row.name, LABEL, frame.label_room)
    tall = len(names) * LINE_HEIGHT
    if frame.narrow:
        label_y, y, bottom = top + 11, top + tall + 16, top + tall + 34
    else:
        height = max(ROW_HEIGHT, tall + 8.0)
        y, bottom = top + height / 2, top + height
        label_y = y - (tall - LINE_HEIGHT) / 2
    texts = [
        svg.text(name, 0, label_y + i * LINE_HEIGHT, LABEL, fill=palette.TEXT) for i, name in enumerate(names)
    ]
    at = label_y if frame.narrow else y
    if row.mark.value is None:
        words = row.mark.symbol_in_words
        texts.append(svg.text(words, frame.nation, at, LABEL, text_anchor="end", fill=palette.QUIET))
        return texts, [], bottom
    texts += [
        svg.text(
            _value(row), frame.value, at, LABEL, text_anchor="end", fill=palette.TEXT, font_weight="bold"
        ),
        svg.text(_nation(row), frame.nation, at, LABEL, text_anchor="end", fill=palette.QUIET),
    ]
    return texts + _bars(row, frame, y), _marks(row, frame, y), bottom


def _bars(row: Spine, frame: _Frame, y: float) -> list[str]:
    ends, quarters = (
        sorted(frame.x(row.share(value)) for value in pair)
        for pair in ((row.lowest, row.highest), (row.lower_quartile, row.upper_quartile))
    )
    return [
        svg.tag("rect", x=ends[0], y=y - 4, width=ends[1] - ends[0], height=8, fill=palette.GRID),
        svg.tag(
            "rect", x=quarters[0], y=y - 8, width=quarters[1] - quarters[0], height=16, fill=palette.QUARTERS
        ),
    ]


def _marks(row: Spine, frame: _Frame, y: float) -> list[str]:
    parts = [_middle(frame, y - 12, y + 12)] if frame.narrow else []
    if row.neighbours is not None:
        parts.append(svg.upright(frame.x(row.share(row.neighbours)), y, 11, palette.NEIGHBOURS))
    parts.append(
        svg.marker(row.look.shape, frame.x(row.share(row.mark.value or 0)), y, RADIUS, row.look.colour)
    )
    return parts


def _key(rows: Sequence[Spine], nation: str, y: float, width: float) -> tuple[list[str], float]:
    """Each mark with its word, in as many lines as they need; then the height of the whole."""
    shown = [row for row in rows if row.mark.value is not None]
    found = [word for word in palette.STANDINGS if any((row.standing or "similar") == word for row in shown)]
    against = {"similar": f"similar to {nation}, or not compared"}
    parts, x = [], 0.0
    for word in found:
        words_of = against.get(word, f"{word} than {nation}")
        needs = 20 + text_width(words_of, NOTE)
        if x and x + needs > width:
            x, y = 0.0, y + LINE_HEIGHT + 3
        look = palette.STANDINGS[word]
        parts.append(svg.marker(look.shape, x + RADIUS + 1, y, RADIUS, look.colour))
        parts.append(svg.text(words_of, x + 20, y, NOTE, fill=palette.TEXT))
        x += needs + 18
    said = [f"Line in the middle: {nation}. Bar: all authorities; darker: the half of them in the middle."]
    if any(row.neighbours is not None for row in shown):
        said.append("Upright mark: average of the area's statistical neighbours.")
    said.append("Each row has a scale of its own.")
    lines = wrap(" ".join(said), NOTE, width)
    y += LINE_HEIGHT + 6 if found else 0
    parts += [
        svg.text(text, 0, y + i * LINE_HEIGHT, NOTE, fill=palette.QUIET) for i, text in enumerate(lines)
    ]
    return parts, y + len(lines) * LINE_HEIGHT
