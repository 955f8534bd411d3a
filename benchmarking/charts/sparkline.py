"""A line the size of a word, for a table's cell. Its numbers stand beside it, so it has no text."""

from collections.abc import Sequence

from benchmarking.charts import palette, svg
from benchmarking.charts.marks import PlaceKind, Point, Series

MARGIN = 5


def sparkline(
    points: Sequence[Point],
    *,
    title: str,
    description: str,
    id_prefix: str,
    width: float = 120,
    height: float = 32,
) -> str:
    """The line as SVG text: gaps left open, a dot at the last value. Empty paper where there is no value.

    Raises ValueError where a year comes twice, or for an unusable id prefix, title or description.
    """
    look = palette.LOOKS[PlaceKind.AREA]
    line = Series("line", points)
    parts: list[str] = []
    for run in line.runs:
        places = [_at(point, line, width, height) for point in run]
        if len(run) > 1:
            parts.append(
                svg.tag(
                    "polyline", points=svg.points(places), fill="none", stroke=look.colour, stroke_width=2
                )
            )
        else:
            parts.append(svg.tag("circle", cx=places[0][0], cy=places[0][1], r=2, fill=look.colour))
    if line.shown:
        parts.append(svg.marker(look.shape, *_at(line.shown[-1], line, width, height), 4, look.colour))
    return svg.document(
        parts, width=width, height=height, title=title, description=description, id_prefix=id_prefix
    )


def _at(point: Point, line: Series, width: float, height: float) -> tuple[float, float]:
    """Years from side to side, the smallest value at the bottom and the largest at the top."""
    years, values = [p.year for p in line.points], [float(p.mark.value or 0) for p in line.shown]
    wide, tall = max(years) - min(years), max(values) - min(values)
    across = (point.year - min(years)) / wide if wide else 0.5
    up = (float(point.mark.value or 0) - min(values)) / tall if tall else 0.5
    return MARGIN + across * (width - 2 * MARGIN), height - MARGIN - up * (height - 2 * MARGIN)
