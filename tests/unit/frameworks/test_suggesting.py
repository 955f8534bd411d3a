"""A mapping suggests: by examples, against a deliberately naive second implementation, and by properties."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.frameworks.content import Change, ChangeKind
from scrutiny.frameworks.shipped import shipped
from scrutiny.frameworks.suggesting import Answer, EditionMapping, Passage, mapping_of, suggest
from tests.unit.frameworks.making import edition, following, statement

OLD = ["a", "b", "c", "d", "e"]


def mapped(same_scale: bool = True, **changes: tuple[ChangeKind, tuple[str, ...]]) -> EditionMapping:
    return EditionMapping(
        {id_: Change(kind=kind, earlier=earlier) for id_, (kind, earlier) in changes.items()}, same_scale
    )


def test_each_kind_of_change() -> None:
    mapping = mapped(
        a=("unchanged", ("a",)),
        b=("reworded", ("b",)),
        c1=("split", ("c",)),
        c2=("split", ("c",)),
        de=("merged", ("d", "e")),
        f=("new", ()),
    )
    answers = {id_: Answer(grade, f"About {id_}.") for grade, id_ in enumerate(["a", "b", "c", "d"])}
    answers["e"] = Answer(1, "About e.")
    found = suggest(answers, mapping)
    assert {id_: each.grade for id_, each in found.items()} == {"a": 0, "b": 1, "c1": 2, "c2": 2, "de": 1}
    assert found["de"].passages == (Passage("d", "About d."), Passage("e", "About e."))
    assert found["c1"].passages == found["c2"].passages == (Passage("c", "About c."),)
    assert {each.state for each in found.values()} == {"to confirm"}
    assert "same as last time" in found["a"].why
    assert "larger question" in found["c1"].why
    assert "lowest of those grades" in found["de"].why


def test_a_merged_grade_is_open_where_a_part_has_none() -> None:
    mapping = mapped(de=("merged", ("d", "e")))
    for answers in ({"d": Answer(3, "All.")}, {"d": Answer(3, "All."), "e": Answer(None, "Words only.")}):
        suggestion = suggest(answers, mapping)["de"]
        assert suggestion.grade is None
        assert suggestion.passages[0] == Passage("d", "All.")
        assert "Choose a grade" in suggestion.why
        assert "lowest" not in suggestion.why


def test_nothing_is_suggested_over_an_answer() -> None:
    mapping = mapped(a=("unchanged", ("a",)), b=("reworded", ("b",)))
    answers = {"a": Answer(3), "b": Answer(2)}
    assert set(suggest(answers, mapping, answered={"a"})) == {"b"}
    assert suggest(answers, mapping, answered={"a", "b"}) == {}


def test_an_answer_that_says_nothing_is_no_answer() -> None:
    assert suggest({"a": Answer(None, "  ")}, mapped(a=("unchanged", ("a",)))) == {}


def test_another_scale_carries_words_and_no_grade() -> None:
    found = suggest(
        {"a": Answer(3, "All."), "b": Answer(3)},
        mapped(False, a=("unchanged", ("a",)), b=("reworded", ("b",))),
    )
    assert (found["a"].grade, found["a"].passages) == (None, (Passage("a", "All."),))
    assert found["b"].grade is None


def test_the_mapping_of_two_editions_knows_whether_grades_mean_the_same() -> None:
    before = edition(statement("a"))
    after = following(statement("a", "unchanged", ("a",)))
    assert mapping_of(after, before).same_scale
    assert not mapping_of(after, before.model_copy(update={"grades": before.grades[::-1]})).same_scale


def test_the_shipped_mapping_carries_a_whole_round_over() -> None:
    editions = {(each.variant.slug, each.label): each for each in shipped()}
    before, after = editions["full", "2024"], editions["full", "2026"]
    answers = {id_: Answer(place % 4, f"About {id_}.") for place, id_ in enumerate(before.placed)}
    found = suggest(answers, mapping_of(after, before))
    assert len(found) == 69 - 7
    assert all(each.grade is not None for each in found.values())
    assert found["induction-in-time"].grade == answers["induction-and-training"].grade
    lowest = min(
        answers["recruitment-references"].grade or 0, answers["recruitment-criminal-records"].grade or 0
    )
    assert found["recruitment-checks-complete"].grade == lowest


# --- any mapping, any answers ---

ANSWERS = st.dictionaries(
    st.sampled_from(OLD),
    st.builds(Answer, st.none() | st.integers(0, 3), st.sampled_from(["", " ", "Some words.", "Others."])),
)


@st.composite
def mappings(draw: st.DrawFn) -> EditionMapping:
    changes: dict[str, Change] = {}
    for number in range(draw(st.integers(0, 6))):
        kind: Any = draw(st.sampled_from(["unchanged", "reworded", "split", "merged", "new"]))
        least, most = {"new": (0, 0), "merged": (2, 4)}.get(kind, (1, 1))
        earlier = draw(st.lists(st.sampled_from(OLD), min_size=least, max_size=most, unique=True))
        changes[f"n{number}"] = Change(kind=kind, earlier=tuple(earlier))
    return EditionMapping(changes, draw(st.booleans()))


def naive(
    answers: dict[str, Answer], mapping: EditionMapping, answered: set[str]
) -> dict[str, tuple[Any, Any]]:
    """Grade and words, written out as a person would do it with pencil and paper."""
    out = {}
    for new in mapping.changes:
        if new in answered:
            continue
        words, grades, missing = [], [], False
        for old in mapping.changes[new].earlier:
            answer = answers.get(old)
            if answer is None:
                missing = True
                continue
            if answer.narrative.strip() != "":
                words.append((old, answer.narrative))
            if answer.grade is None:
                missing = True
            else:
                grades.append(answer.grade)
        if words == [] and grades == []:
            continue
        grade = sorted(grades)[0] if grades and not missing and mapping.same_scale else None
        out[new] = (grade, words)
    return out


@given(answers=ANSWERS, mapping=mappings(), answered=st.sets(st.sampled_from([f"n{n}" for n in range(6)])))
def test_it_agrees_with_pencil_and_paper(
    answers: dict[str, Answer], mapping: EditionMapping, answered: set[str]
) -> None:
    found = suggest(answers, mapping, answered=answered)
    assert {
        id_: (each.grade, [(passage.statement, passage.text) for passage in each.passages])
        for id_, each in found.items()
    } == naive(answers, mapping, answered)


@given(answers=ANSWERS, mapping=mappings(), answered=st.sets(st.sampled_from([f"n{n}" for n in range(6)])))
def test_it_never_claims_more_and_never_touches_what_is_there(
    answers: dict[str, Answer], mapping: EditionMapping, answered: set[str]
) -> None:
    before = dict(answers)
    found = suggest(answers, mapping, answered=answered)
    assert answers == before
    assert not set(found) & answered
    for id_, each in found.items():
        change = mapping.changes[id_]
        grades = [answers[old].grade for old in change.earlier if old in answers]
        assert each.state == "to confirm"
        assert {passage.statement for passage in each.passages} <= set(change.earlier)
        if each.grade is not None:
            assert mapping.same_scale
            assert all(grade is not None and each.grade <= grade for grade in grades)
        assert each.grade is not None or "Choose a grade" in each.why


@pytest.mark.parametrize(
    ("kind", "earlier"),
    [("new", ("a",)), ("merged", ("a",)), ("merged", ("a", "a")), ("split", ()), ("unchanged", ("a", "b"))],
)
def test_a_change_names_as_many_as_its_kind_says(kind: ChangeKind, earlier: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"earlier statement"):
        Change(kind=kind, earlier=earlier)
