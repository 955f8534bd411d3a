"""How long the audit's results take, and what is shown: python infra/bench/audit_results.py [AREAS …]

Regions like the demonstration's, of five and of twenty areas unless other numbers are given: three agencies that work
everywhere, one that works in three areas, eight or nine of each area, two rounds, a fifth of the answers moderated. Prints
seconds of the processor and of the clock for all steps of both rounds, and how many sums are shown. Exits non-zero where a
region takes longer than its limit.
"""

import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:1] = [str(ROOT), str(ROOT / "platform")]

from benchmarking.audit_results.answers import Signed
from benchmarking.audit_results.computing import Facts, Inputs, compute
from benchmarking.audit_results.results import Named, Results
from config.demonstration.audit import made_up
from scrutiny.frameworks.content import Content
from scrutiny.frameworks.shipped import shipped
from scrutiny.returns.audit_payload import FEWEST_REPLIES, AuditedAgency, GradedStatement, PractitionersView
from scrutiny.section11.questions import questions

EVERYWHERE = (("police", "police"), ("policing-body", "policing-body"), ("probation", "probation"))
LOCAL = (
    ("council", "council", "full"), ("hospital", "health-provider", "full"), ("community", "health-provider", "full"),
    ("youth-justice", "youth-justice", "full"), ("school", "school", "education"), ("nursery", "early-years", "education"),
    ("youth-club", "", "light"),
)  # fmt: skip
LIMITS = {5: 3, 20: 120}
"""Seconds of the processor, by the number of areas."""


def region(areas: int) -> Inputs:
    now, before = returns(areas, "2026", later=1), returns(areas, "2024", later=0)
    facts = Facts("r", "A round", True, tuple(Named(each.area, each.area) for each in now), "The last round")
    editions = {each.fingerprint: each for each in shipped()}
    return Inputs(facts, tuple(now), editions, tuple(before))


def returns(areas: int, label: str, *, later: int) -> list[Signed]:
    editions = {each.variant.slug: each for each in shipped() if each.label == label}
    names = [f"area-{number}" for number in range(areas)]
    return [
        Signed(
            f"{area}-{label}", area, f"{area}{label}".ljust(64, "0"),
            tuple(
                _agency(slug, kind, editions[variant], where, area, later)
                for slug, kind, variant, where in _bodies(area, names)
                if variant in editions
            ),
        )
        for area in names
    ]  # fmt: skip


def _bodies(area: str, names: list[str]) -> list[tuple[str, str, str, list[str]]]:
    three = names[1:4]
    board = ("icb", "icb", "full", three) if area in three else (f"icb-{area}", "icb", "full", [area])
    return [
        *((slug, kind, "full", names) for slug, kind in EVERYWHERE),
        board,
        *((f"{slug}-{area}", kind, variant, [area]) for slug, kind, variant in LOCAL),
    ]


def _agency(slug: str, kind: str, edition: Content, where: list[str], area: str, later: int) -> AuditedAgency:
    moderated = later and made_up.draw("looked at", slug, area) < 70
    grades = []
    for question in questions(edition, kind, where):
        if question.area in ("", area):
            own, id_ = made_up.position_of(slug, question, later), question.statement.id
            found = made_up.moderated_position(slug, id_, own) if moderated else None
            grades.append(GradedStatement(id_, question.standard.id, own, found))
    return AuditedAgency(
        organisation=slug, name=slug, kind_of_body=kind or "Voluntary", kind=kind, variant=edition.variant.slug,
        edition_sha256=edition.fingerprint, legal_basis="s11", several_areas=len(where) > 1, response_sha256="a" * 64,
        signed_at="2026-10-01T10:00:00+01:00", grades=tuple(grades),
        practitioners=_view(slug, edition, area) if later else None,
    )  # fmt: skip


def _view(slug: str, edition: Content, area: str) -> PractitionersView | None:
    replies = 3 + made_up.draw("replies", slug, area) // 6
    if made_up.draw("asked", slug, area) >= 55 or replies < FEWEST_REPLIES:
        return None
    grades = {}
    for standard in edition.standards:
        said = [made_up.practitioner_grade(slug, standard.id, number) for number in range(replies)]
        grades[standard.id] = [said.count(each) for each in (0, 1, 2, 3, None)]
    return PractitionersView(replies, grades)


def shown(results: Results) -> list[str]:
    every = Counter(f"{cell.key.measure} {cell.key.level}" for cell in results.cells)
    open_ = Counter(f"{cell.key.measure} {cell.key.level}" for cell in results.cells if cell.symbol is None)
    return [f"{what}: {open_[what]} of {number}" for what, number in every.items()]


def main() -> int:
    missed = False
    for areas in map(int, sys.argv[1:] or ("5", "20")):
        inputs = region(areas)
        began, busy = time.perf_counter(), time.process_time()
        results = compute(inputs)
        taken, busy = time.perf_counter() - began, time.process_time() - busy
        print(
            f"{areas} areas: {busy:.1f} s of the processor, {taken:.1f} s of the clock; {', '.join(shown(results))}"
        )
        missed |= busy > LIMITS.get(areas, busy)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
