"""Is everything there that the site said it keeps?"""

import json
from collections import defaultdict
from collections.abc import Iterable

from infra.bench.audit.load import Acknowledged
from infra.bench.audit.world import Agency
from kernel.canonical import canonical_json, sha256_hex
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


def signatures_lost(signed: Iterable[tuple[Agency, int, str]]) -> list[str]:
    """Each with its number, and the hash of what the lead had before them: everything but who signed, and when."""
    by_agency = defaultdict(list)
    for agency, number, seen in signed:
        by_agency[agency].append((number, seen))
    found = []
    for agency, own in by_agency.items():
        with agency.at_desk():
            assessment = agency.book.assessments.objects.get(organisation=agency.slug)
            texts = dict(assessment.signed.values_list("number", "canonical"))
        for number, seen in own:
            if number not in texts:
                found.append(f"{agency.slug} was told that {number} is signed, and it is not")
                continue
            content = json.loads(texts[number])
            agreed = {**content, "number": 0, "signed": {"role": "", "at": ""}}
            if sha256_hex(canonical_json(agreed)) != seen:
                found.append(f"{agency.slug} signed something else as {number} than the lead had seen")
    return found
