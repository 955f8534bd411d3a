"""Small editions and generated regions for the tests of results."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from benchmarking.audit_results.answers import Signed
from benchmarking.audit_results.computing import Facts, Inputs
from benchmarking.audit_results.results import Named
from scrutiny.frameworks.content import Content
from scrutiny.returns.audit_payload import AuditedAgency, GradedStatement, PractitionersView

SCALE = ("none", "some", "good", "best")
KINDS = ("council", "police", "health", "charity")


def statement(id_: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "text": f"We do {id_}.", "guidance": "Look closely.", "evidence": ["A record"],
        "grades": {slug: f"{id_} is {slug}." for slug in SCALE}, **more,
    }  # fmt: skip


def edition(standards: dict[str, list[Any]], *, label: str = "2026", follows: str | None = None) -> Content:
    """`standards`: ids of standards with ids of statements, or whole statements."""
    return Content.model_validate(
        {
            "framework": {"slug": "made-up", "name": "Made up"},
            "variant": {"slug": "full", "name": "Full", "answered_by": "Everybody"},
            "label": label, "follows": follows, "valid_from": "2026-01-01", "about": "For tests alone.",
            "grades": [{"slug": slug, "name": slug.title(), "meaning": f"It is {slug}."} for slug in SCALE],
            "kinds": [{"slug": slug, "name": slug.title()} for slug in KINDS],
            "standards": [
                {
                    "id": id_, "title": f"Standard {id_}", "expectation": "It is done.",
                    "sources": [{"title": "The Act", "part": "Part 1"}],
                    "statements": [each if isinstance(each, dict) else statement(each) for each in statements],
                }
                for id_, statements in standards.items()
            ],
        },
        strict=False,
    )  # fmt: skip


def agency(
    slug: str,
    content: Content,
    grades: dict[str, int],
    *,
    kind: str = "council",
    moderated: dict[str, int] | None = None,
    several_areas: bool = False,
    view: PractitionersView | None = None,
    signed: bool = True,
) -> AuditedAgency:
    return AuditedAgency(
        organisation=slug, name=slug.title(), kind_of_body=kind.title(), kind=kind, variant=content.variant.slug,
        edition_sha256=content.fingerprint, legal_basis="s11", several_areas=several_areas,
        response_sha256="a" * 64 if signed else None, signed_at="2026-10-01T10:00:00+01:00" if signed else None,
        grades=tuple(
            GradedStatement(id_, content.placed[id_].standard.id, grade, (moderated or {}).get(id_))
            for id_, grade in grades.items()
        ) if signed else (),
        practitioners=view,
    )  # fmt: skip


def signed(area: str, *agencies: AuditedAgency, number: int = 1) -> Signed:
    return Signed(f"{area}-{number}", area, f"{area}-{number}".ljust(64, "0"), tuple(agencies))


def inputs(
    lodged: Sequence[Signed],
    *contents: Content,
    areas: Iterable[str] = (),
    before: Sequence[Signed] = (),
    name: str = "A round",
) -> Inputs:
    names = list(areas) or list(dict.fromkeys(each.area for each in lodged))
    facts = Facts(
        "a-round", name, False, tuple(Named(each, each.title()) for each in names), "before" if before else ""
    )
    return Inputs(facts, tuple(lodged), {each.fingerprint: each for each in contents}, tuple(before))


def generated(seed: int, content: Content, *, corrections: int = 1, regional: int = 2) -> list[Signed]:  # noqa: C901 - one thing after another
    """Returns of a made-up region: agencies of one area and of several, grades of every mood, some moderated, some
    seen by practitioners, some silent, and corrections at the end."""
    random = Random(seed)
    areas = [f"area-{i}" for i in range(random.choice([2, 3, 4]))]
    mood = random.choice([(1, 1, 1, 1), (0, 1, 8, 8), (0, 0, 1, 12), (1, 4, 4, 1), (12, 1, 0, 0)])
    ids = list(content.placed)

    def grade() -> int:
        return random.choices(range(4), mood)[0]

    def moderations(grades: dict[str, int]) -> dict[str, int]:
        if random.random() < 0.5:
            return {}
        return {
            id_: min(3, max(0, g + random.choice([-1, 0, 0, 1])))
            for id_, g in grades.items()
            if random.random() < 0.4
        }

    def view() -> PractitionersView | None:
        if random.random() < 0.5:
            return None
        replies = random.randint(5, 9)
        standards = {placed.standard.id for placed in content}
        counts = {}
        for standard in sorted(standards):
            found = [0] * 5
            for _ in range(replies):
                found[random.choices(range(5), (*mood, 1))[0]] += 1
            counts[standard] = found
        return PractitionersView(replies, counts)

    def answers() -> dict[str, int]:
        return {id_: grade() for id_ in ids}

    shared = []
    for number in range(regional):
        where = random.sample(areas, random.randint(2, len(areas)))
        shared.append((f"regional-{number}", random.choice(KINDS), where, answers()))
    members: dict[str, list[AuditedAgency]] = {}
    for area in areas:
        found = []
        for slug, kind, where, grades in shared:
            if area in where:
                here = {
                    id_: grade() if content.placed[id_].statement.area_specific else g
                    for id_, g in grades.items()
                }
                found.append(
                    agency(
                        slug,
                        content,
                        here,
                        kind=kind,
                        moderated=moderations(here),
                        several_areas=True,
                        view=view(),
                    )
                )
        for number in range(random.randint(0, 5)):
            grades = answers()
            found.append(
                agency(
                    f"{area}-{number}",
                    content,
                    grades,
                    kind=random.choice(KINDS),
                    moderated=moderations(grades),
                    view=view(),
                    signed=random.random() < 0.9,
                )
            )
        members[area] = found
    lodged = [signed(area, *members[area]) for area in areas]
    for number in range(corrections):
        area = random.choice(areas)
        corrected = []
        for each in members[area]:
            grades = {g.statement: g.self_grade for g in each.grades}
            if grades and not each.several_areas and random.random() < 0.5:
                grades = answers()
            corrected.append(
                agency(
                    each.organisation,
                    content,
                    grades or answers(),
                    kind=each.kind,
                    moderated={g.statement: g.moderated for g in each.grades if g.moderated is not None}
                    if random.random() < 0.7
                    else moderations(grades),
                    several_areas=each.several_areas,
                    view=each.practitioners,
                    signed=each.answered or random.random() < 0.3,
                )
            )
        members[area] = corrected
        lodged.append(signed(area, *corrected, number=number + 2))
    return lodged


def asked_again(
    before: Sequence[Signed], content: Content, earlier: dict[str, tuple[str, ...]], seed: int
) -> list[Signed]:
    """Returns of the next round of such a region: most answers stay, some move, some agencies fall silent."""
    random = Random(seed)
    standing = {each.area: each for each in before}
    shared: dict[tuple[str, str], int] = {}

    def answer(was: dict[str, int], id_: str) -> int:
        old = [was[each] for each in earlier.get(id_, ()) if each in was]
        moved = min(old) + random.choice([0, 0, 0, 1, -1]) if old else random.randrange(4)
        return min(3, max(0, moved))

    def again(each: AuditedAgency) -> AuditedAgency:
        was = {grade.statement: grade.self_grade for grade in each.grades}
        grades = {}
        for placed in content:
            id_ = placed.statement.id
            grade = answer(was, id_)
            if each.several_areas and not placed.statement.area_specific:
                grade = shared.setdefault((each.organisation, id_), grade)
            grades[id_] = grade
        moderated = {id_: random.randrange(4) for id_ in grades if random.random() < 0.15}
        answers = each.several_areas or random.random() < 0.9
        return agency(
            each.organisation, content, grades, kind=each.kind, moderated=moderated,
            several_areas=each.several_areas, view=each.practitioners, signed=answers,
        )  # fmt: skip

    return [signed(area, *map(again, each.agencies), number=9) for area, each in standing.items()]
