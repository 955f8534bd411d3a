"""Rounds, boards and checks as values: worked examples, and the filters against a second, naive way."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.section11.models import Round, Stage
from scrutiny.section11.rounds.board import (
    UNSIGNED,
    AgencyOnBoard,
    AreaOnBoard,
    Board,
    Choice,
    Late,
    Progressed,
)
from scrutiny.section11.rounds.checking import (
    Plan,
    PlannedAgency,
    PlannedEdition,
    faults,
    fingerprint,
    remarks,
)
from scrutiny.section11.rounds.reminders.recipients import is_needed
from scrutiny.section11.rounds.states import RoundState, state_of, takes_new_agencies

LAUNCHED = datetime(2026, 8, 1, tzinfo=UTC)
FIRST, LAST, END = date(2026, 9, 1), date(2026, 10, 31), date(2026, 12, 15)
AREAS = ("north", "south", "west")


def a_round(**changes: object) -> Round:
    return Round(
        **{
            "name": "A round",
            "opens_on": FIRST,
            "closes_on": LAST,
            "challenge_until": END,
            "launched_at": LAUNCHED,
            **changes,
        }  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 8, 31), RoundState.STARTS_LATER),
        (FIRST, RoundState.OPEN),
        (LAST, RoundState.OPEN),
        (date(2026, 11, 1), RoundState.CHALLENGE),
        (END, RoundState.CHALLENGE),
        (date(2026, 12, 16), RoundState.CLOSED),
    ],
)
def test_a_round_opens_and_closes_by_its_dates_alone(day: date, state: RoundState) -> None:
    assert state_of(a_round(), day) is state
    assert takes_new_agencies(a_round(), day) is (state in (RoundState.OPEN, RoundState.STARTS_LATER))
    assert state_of(a_round(launched_at=None), day) is RoundState.PLANNED
    assert state_of(a_round(holds_answers=False), day) is RoundState.HISTORY


def test_without_a_challenge_it_is_closed_the_day_after() -> None:
    assert state_of(a_round(challenge_until=None), date(2026, 11, 1)) is RoundState.CLOSED


def agency(
    slug: str = "a", late: Late | None = None, variant: str = "full", **cells: Progressed
) -> AgencyOnBoard:
    return AgencyOnBoard(
        slug, slug.title(), variant, variant.title(), "Council", "Section 11", len(cells) > 1, cells, late
    )


def at(stage: Stage) -> Progressed:
    return Progressed(stage, 1, 3, has_signed=stage in (Stage.SIGNED, Stage.RETURNED))


def test_an_agency_stands_where_it_is_least_far() -> None:
    assert agency(north=at(Stage.SIGNED), south=at(Stage.RETURNED)).stage is Stage.RETURNED
    assert agency(north=at(Stage.SIGNED), south=Progressed()).stage is Stage.NOT_STARTED
    assert agency(north=at(Stage.SIGNED), south=at(Stage.RETURNED)).has_signed
    assert not agency(north=at(Stage.SIGNED), south=at(Stage.SUBMITTED)).has_signed
    assert not agency().has_signed, "expected nowhere is not signed"


def test_totals_and_counts_of_a_worked_board() -> None:
    board = Board(
        (AreaOnBoard("north", "North"), AreaOnBoard("south", "South")),
        (
            agency("a", north=at(Stage.SIGNED), south=at(Stage.SIGNED)),
            agency("b", north=at(Stage.ANSWERING)),
            agency("c", north=at(Stage.RETURNED)),
            agency("d", south=Progressed()),
        ),
    )
    assert board.signed_in("north") == (2, 3)
    assert board.signed_in("south") == (1, 2)
    assert [each.slug for each in board.unsigned] == ["b", "d"]
    assert sum(board.stages().values()) == 4
    assert [each.slug for each in board.chosen(Choice(stage=UNSIGNED)).agencies] == ["b", "d"]
    assert [each.slug for each in board.chosen(Choice(area="south")).agencies] == ["a", "d"]
    assert [each.slug for each in board.chosen(Choice(area="south")).areas] == ["south"]


cells = st.dictionaries(st.sampled_from(AREAS), st.sampled_from(Stage).map(at), min_size=1)
boards = st.lists(st.tuples(cells, st.sampled_from(["full", "light"])), max_size=6).map(
    lambda rows: Board(
        tuple(AreaOnBoard(each, each.title()) for each in AREAS),
        tuple(agency(str(n), variant=variant, **found) for n, (found, variant) in enumerate(rows)),
    )
)


@given(
    boards,
    st.sampled_from(["", *AREAS]),
    st.sampled_from(["", UNSIGNED, *Stage.values]),
    st.sampled_from(["", "full"]),
)
def test_filters_agree_with_going_through_the_cells_one_by_one(
    board: Board, area: str, stage: str, variant: str
) -> None:
    wanted = []
    for row in board.agencies:
        shown = [cell for place, cell in row.cells.items() if not area or place == area]
        fits = any(
            not stage or cell.stage == stage or (stage == UNSIGNED and not cell.has_signed) for cell in shown
        )
        if fits and (not variant or row.variant == variant):
            wanted.append(row.slug)
    chosen = board.chosen(Choice(area, stage, variant))
    assert [each.slug for each in chosen.agencies] == wanted
    for place in chosen.areas:
        signed, expected = chosen.signed_in(place.slug)
        assert 0 <= signed <= expected <= len(chosen.agencies)


@pytest.mark.parametrize(
    ("stage", "day"),
    list(product(Stage, (date(2026, 8, 31), FIRST, LAST, date(2026, 11, 1), date(2026, 11, 9)))),
)
def test_a_reminder_makes_sense_while_an_answer_does(stage: Stage, day: date) -> None:
    late = Late(date(2026, 11, 8), "Its lead left.", "Coordinator")
    unsigned = stage not in (Stage.SIGNED, Stage.RETURNED)
    assert is_needed(agency(north=at(stage)), a_round(), day) is (unsigned and FIRST <= day <= LAST)
    assert is_needed(agency(late=late, north=at(stage)), a_round(), day) is (
        unsigned and FIRST <= day <= date(2026, 11, 8)
    )
    assert not is_needed(agency(north=at(stage)), a_round(launched_at=None), day)
    assert not is_needed(agency(north=at(stage)), a_round(holds_answers=False), day)


KINDS = {"council": "Council", "police": "Police force"}


def planned(slug: str, kind: str, *areas: str, **more: object) -> PlannedAgency:
    return PlannedAgency(slug, slug.title(), "full", kind, "s11", areas, **more)  # type: ignore[arg-type]


def a_plan(*agencies: PlannedAgency, **changes: object) -> Plan:
    edition = PlannedEdition("full", "Section 11, full edition 2026", True, "", KINDS)
    values = {
        "version": 1, "opens_on": FIRST, "closes_on": LAST, "areas": {each: each.title() for each in AREAS},
        "editions": (edition,), "agencies": agencies,
    }  # fmt: skip
    return Plan(**{**values, **changes})  # type: ignore[arg-type]


EVERYBODY = [planned(f"council-{area}", "council", area) for area in AREAS] + [
    planned("police", "police", *AREAS)
]


def said(plan: Plan) -> list[str]:
    return [each.text for each in faults(plan, FIRST)]


def test_a_whole_plan_has_no_fault() -> None:
    assert said(a_plan(*EVERYBODY)) == []
    assert remarks(a_plan(*EVERYBODY)) == []


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (a_plan(), ["No agency is expected yet. Say who is to answer."]),
        (a_plan(*EVERYBODY, closes_on=date(2026, 8, 1)), ["The round would close before today. Choose a later last day."]),
        (a_plan(*EVERYBODY, planned("lost", "council")), ["Lost answers for no area. Choose at least one."]),
        (a_plan(*EVERYBODY, planned("odd", "", "north")), ["Odd has no kind of agency. Choose one."]),
        (a_plan(*EVERYBODY[1:3]), ["No agency is expected to answer for North."]),
        (
            a_plan(*EVERYBODY, planned("old", "police", "north", ended_on=date(2026, 8, 31))),
            ["Old ends on 31 August 2026, before the round opens. Remove it."],
        ),
        (
            a_plan(*EVERYBODY, editions=(PlannedEdition("full", "Full 2024", False, "Full 2026", KINDS),)),
            ["Full 2024 is not in force on 1 September 2026, when the round opens. Full 2026 is: save the plan again to take it."],
        ),
        (
            a_plan(*EVERYBODY, editions=(PlannedEdition("full", "Full 2024", False, "", KINDS),)),
            ["Full 2024 is not in force on 1 September 2026, when the round opens. Choose another opening day, or leave these standards out."],
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_in_plain_words(plan: Plan, words: list[str]) -> None:
    assert said(plan) == words


def test_an_area_without_a_council_and_an_agency_nobody_signs_for_deserve_a_second_look() -> None:
    found = remarks(a_plan(*EVERYBODY[1:], planned("club", "police", "north", has_lead=False)))
    assert [each.text for each in found] == [
        "North has no agency of the kind “Council”.",
        "Club has no agency lead yet, so nobody can sign its answers.",
    ]
    assert found[1].agency == "club"


def test_everything_that_is_fixed_at_the_launch_is_in_its_fingerprint() -> None:
    plan = a_plan(*EVERYBODY)
    edition = PlannedEdition("full", "Another edition", True, "", KINDS)
    others = [
        a_plan(*EVERYBODY, version=2),
        a_plan(*EVERYBODY[:-1]),
        a_plan(*EVERYBODY[:-1], planned("police", "police", "north")),
        a_plan(*EVERYBODY[:-1], planned("police", "council", *AREAS)),
        a_plan(*EVERYBODY, editions=(edition,)),
        a_plan(*EVERYBODY, areas={"north": "North"}),
    ]
    assert len({fingerprint(each) for each in [plan, *others]}) == len(others) + 1
    assert fingerprint(plan) == fingerprint(a_plan(*EVERYBODY))
