"""How places moved, and within which limits their size lets them lie: the tables beside panels, trend and funnel."""

from benchmarking.benchmarks.places import Place
from benchmarking.reports import words
from benchmarking.reports.comparing.findings import Expected, Movement
from benchmarking.reports.drawings.funnels import size_unit
from benchmarking.reports.report import Section
from benchmarking.reports.words import capital
from kernel.symbols import Symbol


def moved_places(section: Section) -> list[Place]:
    """Areas and pooled areas, where there is a year before; in the places' order."""
    if len(section.years) < 2:
        return []
    return [place for place in section.places if section.movement(place)]


def movement_heads(section: Section) -> list[str]:
    points = ", points" if section.definition.unit == "%" else ""
    return [
        "Area",
        str(section.year - 1),
        str(section.year),
        f"Change{points}",
        "By a test",
        "Last five years",
        *(["Usual range", "Beyond the usual"] if _any_control(section) else []),
    ]


def movement_row(section: Section, place: Place) -> list[str]:
    """One row under `movement_heads`. Raises KeyError for a place that has no movement."""
    movement = section.movement(place)
    if movement is None:
        raise KeyError(place.key)
    before = next((v for v in section.series(place) if v.year == section.year - 1), None)
    newest, definition = section.value_of(place), section.definition
    earlier = f"[{Symbol.NOT_AVAILABLE}]" if before is None else words.shown(before, definition)
    gone = earlier if before is None or before.value is None else words.shown(newest, definition)
    return [
        place.name,
        earlier,
        words.shown(newest, definition),
        gone if movement.change is None else words.change(movement.change),
        tested(movement),
        capital(recent(movement)),
        *(_control_cells(section, movement) if _any_control(section) else []),
    ]


def tested(movement: Movement) -> str:
    """ "Clearly higher (worse)", "Lower", "No clear change" or "Not tested"."""
    if movement.changed in ("", "no clear change"):
        return capital(movement.changed or "not tested")
    verdict = f" ({movement.verdict})" if movement.verdict else ""
    return capital(f"{'clearly ' if movement.strong else ''}{movement.changed}{verdict}")


def recent(movement: Movement) -> str:
    """ "increasing (getting worse)", "no clear trend" or "not calculated"."""
    if not movement.recent:
        return "not calculated"
    word = "no clear trend" if movement.recent == "no change" else movement.recent
    return f"{word} ({movement.recent_verdict})" if movement.recent_verdict else word


def _any_control(section: Section) -> bool:
    return any(movement.control for movement in section.movements)


def _control_cells(section: Section, movement: Movement) -> list[str]:
    found = movement.control
    if found is None:
        return ["Too few years", "Too few years"]
    return [
        words.span(*found.within(section.definition), section.definition),
        words.years(found.years) or "None",
    ]


def limits_heads(section: Section) -> list[str]:
    return [
        "Area",
        "Out of",
        capital(words.unit(section.definition)),
        "95% limits",
        "99.8% limits",
        "Position",
    ]


def limits_row(section: Section, each: Expected) -> list[str]:
    """One row under `limits_heads`: an area that the funnel shows."""
    definition, place = section.definition, section.places.get(each.place)
    return [
        place.name,
        f"{each.size:,}",
        words.shown(section.value_of(place), definition),
        words.span(each.lower_95, each.upper_95, definition),
        words.span(each.lower_998, each.upper_998, definition),
        f"{capital(each.side)} the {each.outside} limits" if each.outside else "Within the limits",
    ]


def limits_measured(section: Section) -> str:
    """What a funnel's sizes count."""
    return f"By size: {size_unit(section.definition)}"


def movement_measured(section: Section) -> str:
    return f"{capital(words.unit(section.definition))}, {section.years[0]} to {section.year}"
