"""Is everything there that the site said it keeps?"""

from collections import defaultdict
from collections.abc import Iterable

from infra.bench.audit.load import Acknowledged
from infra.bench.audit.world import Agency
from scrutiny.section11.answering.naming import key_of

Versions = dict[tuple[str, str], list[tuple[int, bool, str]]]


def lost(acknowledged: Iterable[Acknowledged], those: Iterable[Agency]) -> list[str]:
    """One line for each text that is not there as it was acknowledged."""
    by_agency = defaultdict(list)
    for each in acknowledged:
        by_agency[each.seat.agency.slug].append(each)
    return [line for agency in those for line in _of(agency, by_agency[agency.slug])]


def _of(agency: Agency, acknowledged: list[Acknowledged]) -> list[str]:
    with agency.at_desk():
        assessment = agency.book.assessments.objects.get(organisation=agency.slug)
        versions: Versions = defaultdict(list)
        for row in assessment.versions.all():
            versions[row.statement, row.area].append((row.version, row.kept, row.narrative))
        newest = {(row.statement, row.area): row.version for row in assessment.answers.all()}
    found = []
    for each in acknowledged:
        key = key_of(each.name)
        there = any(
            text == each.text and kept == each.stands and each.version in (None, version)
            for version, kept, text in versions[key]
        )
        if not there or (each.version or 0) > newest.get(key, 0):
            found.append(f"{agency.slug} {each.name} version {each.version}: {each.text[:60]}")
    return found
