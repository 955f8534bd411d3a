"""The profile of one area."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from benchmarking.benchmarks.presenters import area as presenters
from benchmarking.benchmarks.presenters.comparator_words import chance
from benchmarking.benchmarks.presenters.profile import contrasts_of, differences, profile, profile_tables
from benchmarking.benchmarks.presenters.quality import TREND_NOTE
from benchmarking.benchmarks.presenters.spine import SUBTITLE, spine_chart, spine_title
from benchmarking.benchmarks.selectors import live_benchmark
from benchmarking.indicators.selectors import figures_outside_series
from benchmarking.indicators.shown import show_all
from kernel.periods import Period
from partnerships.decorators import permit
from partnerships.models import Partnership
from partnerships.permissions import can
from scrutiny.returns.models import Kind
from scrutiny.returns.selectors import returns_of


@permit(Permission.READ_BENCHMARKS)
def area(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.select_related("area"), area__slug=slug)
    benchmark = live_benchmark()
    nation = benchmark.places.national
    place = benchmark.places.get(slug)
    lines = profile(benchmark, place)
    others = show_all(figures_outside_series(partnership=partnership))
    signed = returns_of(partnership).filter(kind=Kind.FIGURES)
    returns = list(signed.defer("payload", "supersedes__payload", "superseded_by__payload"))
    context: dict[str, Any] = {
        "area": partnership.area,
        "partnership": partnership,
        "nation": nation,
        "lines": lines,
        "newest": returns[0] if returns else None,
        "when": Period.reporting_year(max(line.newest.year for line in lines)).label if lines else "",
        "differences": differences(lines, nation) if nation else [],
        "spine": spine_chart(lines, place, nation),
        "spine_title": spine_title(place, nation) if nation else "",
        "spine_subtitle": SUBTITLE,
        "tables": list(profile_tables(lines, benchmark)),
        "chance": chance(contrasts_of(lines)),
        "trend_note": TREND_NOTE,
        "placed": any(line.standing and line.standing.rank is not None for line in lines),
        "other_tables": list(presenters.other_period_tables(others)),
        "returns_table": presenters.returns_table(
            returns, may_read=can(request.user, Permission.READ_RETURNS)
        ),
        "symbols": presenters.symbols_in(lines, others),
    }
    return render(request, "benchmarks/area.html", context)
