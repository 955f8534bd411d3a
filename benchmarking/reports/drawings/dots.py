"""Every place in the newest year: the value, its interval, the nation as a line, neighbours as a mark."""

from collections.abc import Mapping, Sequence

from benchmarking.benchmarks.presenters.charts import KINDS, mark
from benchmarking.benchmarks.standing import Standing
from benchmarking.charts import Row as ChartRow
from benchmarking.charts import dot_and_interval
from benchmarking.indicators.definition import Definition
from benchmarking.reports import words
from benchmarking.reports.drawings.common import Row, both_widths, not_shown
from benchmarking.reports.report import Drawn


def draw_dots(
    definition: Definition, rows: Sequence[Row], finding: str, standings: Mapping[str, Standing]
) -> Drawn:
    """standings: of the newest year, by place."""
    marks = [
        ChartRow(
            place.short_name, mark(value), KINDS[place.level], neighbours=_neighbours(standings, place.key)
        )
        for place, value in rows
    ]
    beside = ", a mark for the average of its neighbours" if any(m.beside is not None for m in marks) else ""
    alt = (
        f"{finding}. This chart shows a dot with its 95% confidence interval{beside} for each of "
        f"{words.counted(len(rows), 'place')}, {words.unit(definition)}.{not_shown(rows)} "
        "The values stand in the table below."
    )

    def drawn(width: float, id_prefix: str) -> str:
        return dot_and_interval(
            marks,
            title=f"{definition.name}: {finding}",
            description=alt,
            unit=definition.unit,
            decimals=definition.decimals,
            id_prefix=id_prefix,
            width=width,
        )

    return both_widths(drawn, key=f"dots-{definition.slug}", title=finding, alt=alt)


def _neighbours(standings: Mapping[str, Standing], key: str) -> float | None:
    found = standings.get(key)
    return None if found is None or found.neighbours is None else float(found.neighbours)
