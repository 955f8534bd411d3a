"""The report as a whole: what it speaks of and what it stands on."""

from benchmarking.benchmarks.places import Places
from benchmarking.reports import words
from benchmarking.reports.report import Report
from benchmarking.reports.words import all_of, capital, counted, listed

DEMONSTRATION = "Demonstration. The figures are published official statistics, unless marked provisional or local; the people and their signatures are made up."


def opening(report: Report) -> str:
    against = f" compared with {report.places.national.name}" if report.places.national else ""
    return capital(f"{counted(len(report.places.areas), 'area')}{against}")


def facts(report: Report) -> list[tuple[str, str]]:
    return [
        ("Newest year, to 31 March", str(report.basis.year)),
        ("Areas", str(len(report.places.areas))),
        ("Indicators", str(len(report.sections))),
        ("Signed returns", str(len(report.returns))),
    ]


def based_on(report: Report) -> list[tuple[str, str]]:
    """What the report stands on, as name and text."""
    return [
        ("Areas", listed([place.name for place in report.places.areas])),
        ("Shown beside them", _beside(report.places)),
        ("Figures", _figures(report)),
        ("Pooled areas", _pooled(report.places)),
        ("Calculated", words.clock(report.basis.created_at)),
        ("Software and calculation", report.basis.calculation),
        ("SHA-256 of all inputs", report.basis.inputs_sha256),
        ("Sources", "; ".join(sources(report)) + "."),
    ]


def _pooled(places: Places) -> str:
    count = len(places.areas)
    return capital(
        f"the counts of {all_of(count, 'area')}, added and then divided. The pooled value contains "
        f"{'the area' if count == 1 else 'each of them'}, so no area is compared with it"
    )


def _beside(places: Places) -> str:
    named = [place.name for place in (places.national, places.regional) if place]
    return listed([*named, f"{all_of(len(places.areas), 'area')} pooled"])


def _figures(report: Report) -> str:
    returns, partnerships = len(report.returns), len({each.partnership for each in report.returns})
    signed = f"{counted(returns, 'signed return')} of {counted(partnerships, 'partnership')}"
    return capital(f"{signed}, and the published figures of the wider places")


def sources(report: Report) -> list[str]:
    """Publishers and titles of the figures, each once, with their licence."""
    found = (definition.source for definition in report.definitions)
    return list(dict.fromkeys(f"{each.publisher}, {each.title} ({each.licence})" for each in found))
