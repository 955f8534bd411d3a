"""Issues of the report in every state, agreements on sharing, and what everybody may read."""

from tests.isolation.matrix.address import NOWHERE, Address, everybody, own, read
from tests.isolation.matrix.viewers import (
    COORDINATORS,
    FOREIGN,
    OWN,
    OWN_REPLIERS,
    READERS,
    REPLIERS,
    SCRUTINEERS,
)

OPEN = ("draft_issue", "checked_issue", "final_issue")
STATES = ("published_issue", "embargoed_issue", *OPEN)
SEEN_BY = {
    "draft_issue": SCRUTINEERS,
    "checked_issue": SCRUTINEERS | OWN | FOREIGN,
    "final_issue": SCRUTINEERS | {"member"} | REPLIERS,
    "embargoed_issue": READERS,
    "published_issue": READERS,
}
ABSENT = ({"issue": NOWHERE}, {"issue": "run"})
NOT_PUBLIC = ("embargoed_issue", *OPEN)


def csv_of(word: str) -> str:
    years = {"published_issue": 2025, "embargoed_issue": 2024}
    return f"benchmark-{years.get(word, 2023)}.csv"


def of_issues(*words: str) -> tuple[dict[str, str], ...]:
    return tuple({"issue": word} for word in words)


def files_of(*words: str) -> tuple[dict[str, str], ...]:
    return tuple({"issue": word, "name": csv_of(word)} for word in words)


ADDRESSES: dict[str, Address] = {
    "reports/": read(),
    "reports/prepare/": Address(COORDINATORS, post=302, data={"changed": "More was signed"}),
    "reports/<uuid:issue>/": read(at=of_issues(*STATES), missing=ABSENT, seen_by=SEEN_BY),
    "reports/<uuid:issue>/<str:name>": read(
        at=files_of(*STATES),
        missing=(
            {"issue": "published_issue", "name": "benchmark-2024.csv"},
            {"issue": "draft_issue", "name": "benchmark-2024.csv"},
            {"issue": "published_issue", "name": ".."},
            {"issue": NOWHERE, "name": "benchmark-2025.csv"},
        ),
        seen_by=SEEN_BY,
    ),
    "reports/<uuid:issue>/decide/": Address(COORDINATORS, at=of_issues(*STATES), missing=ABSENT),
    "reports/<uuid:issue>/steps/<step:to>/": Address(
        COORDINATORS,
        get=302,
        post=302,
        data={"seen": "0"},
        at=({"issue": "draft_issue", "to": "factual-check"},),
        missing=({"issue": NOWHERE, "to": "final"},),
    ),
    "reports/<uuid:issue>/publish/": Address(
        COORDINATORS,
        post=302,
        data={"seen": "2", "confirm": "on"},
        at=of_issues("final_issue"),
        missing=ABSENT,
    ),
    "reports/<uuid:issue>/commentary/<slug:about>/": Address(
        COORDINATORS,
        post=302,
        data={"seen": "0", "text": "Look here."},
        at=({"issue": "draft_issue", "about": "summary"},),
        missing=({"issue": "draft_issue", "about": "topic-weather"}, {"issue": NOWHERE, "about": "summary"}),
    ),
    "reports/agreements/": Address(COORDINATORS),
    "reports/agreements/record/": Address(COORDINATORS),
    "reports/agreements/<uuid:agreement>/end/": Address(
        COORDINATORS,
        post=302,
        data={"reason": "It ran out."},
        at=({"agreement": "own_agreement"},),
        missing=({"agreement": NOWHERE}, {"agreement": "run"}),
    ),
    "area/<slug:partnership>/reports/": own(),
    "area/<slug:partnership>/reports/<uuid:issue>/": own(
        at=of_issues("checked_issue", "final_issue"),
        missing=(*of_issues("draft_issue", "embargoed_issue", "published_issue"), *ABSENT),
        seen_by={"final_issue": REPLIERS},
    ),
    "area/<slug:partnership>/reports/<uuid:issue>/<slug:about>/": own(
        OWN_REPLIERS,
        post=302,
        data={"seen": "0", "text": "We count otherwise."},
        at=(
            {"issue": "checked_issue", "about": "summary"},
            {"issue": "final_issue", "about": "summary"},
        ),
        missing=(
            {"issue": "checked_issue", "about": "topic-weather"},
            {"issue": "draft_issue", "about": "summary"},
            {"issue": "published_issue", "about": "summary"},
        ),
    ),
    "area/<slug:partnership>/agreements/": own(),
    "area/<slug:partnership>/agreements/<uuid:agreement>/<answer:word>/": own(
        {"partnership manager"},
        get=302,
        post=302,
        data={"confirm": "on"},
        at=({"agreement": "own_agreement", "word": "confirm"},),
        missing=(
            {"agreement": "foreign_agreement", "word": "confirm"},
            {"agreement": NOWHERE, "word": "withdraw"},
        ),
    ),
    "published/": everybody(),
    "published/<uuid:issue>/": everybody(
        at=of_issues("published_issue"), missing=(*of_issues(*NOT_PUBLIC), *ABSENT)
    ),
    "published/<uuid:issue>/<str:name>": everybody(
        at=files_of("published_issue"),
        missing=(*files_of(*NOT_PUBLIC), {"issue": "published_issue", "name": "benchmark-2024.csv"}),
    ),
}
