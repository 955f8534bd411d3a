"""What one indicator's newest year says, as the title of its chart."""

from collections import defaultdict
from collections.abc import Sequence

from benchmarking.benchmarks.places import Place
from benchmarking.benchmarks.value import Value
from benchmarking.reports import words

Row = tuple[Place, Value]


def finding(areas: Sequence[Row], national: Place | None) -> str:
    """What one indicator's newest year says, as the title of its chart."""
    if national is None or not any(value.comparison for _, value in areas):
        return _without_comparison(areas, national)
    groups: dict[str, list[str]] = defaultdict(list)
    for place, value in areas:
        groups[words.difference(value) if value.comparison else ""].append(place.short_name)
    said = [
        _one_side(kind, names, len(areas), national.name)
        for kind, names in sorted(groups.items(), key=lambda pair: ORDER.index(pair[0].split(",")[0]))
    ]
    return words.capital("; ".join(said))


ORDER = ["lower", "higher", "similar", ""]
ONE_SIDE = {
    "lower": "lower than {nation}",
    "lower, better": "lower than {nation}, which is better,",
    "lower, worse": "lower than {nation}, which is worse,",
    "higher": "higher than {nation}",
    "higher, better": "higher than {nation}, which is better,",
    "higher, worse": "higher than {nation}, which is worse,",
    "similar": "similar",
    "": "not compared",
}


def _one_side(kind: str, names: list[str], of: int, nation: str) -> str:
    where = words.all_of(of, "area") if len(names) == of else words.listed(names)
    phrase = ONE_SIDE[kind].format(nation=nation)
    if kind == "similar" and len(names) == of:
        phrase = f"similar to {nation}"
    return f"{phrase} in {where}"


def _without_comparison(areas: Sequence[Row], national: Place | None) -> str:
    values = sum(value.value is not None for _, value in areas)
    against = f" with {national.name}" if national else ""
    return f"Shown for {values} of {words.counted(len(areas), 'area')}; not compared{against}"
