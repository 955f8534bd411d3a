"""Every rule of succession, broken once, and the comparison that rests on them."""

from datetime import date
from typing import Any

import pytest

from scrutiny.frameworks.checking import problems
from scrutiny.frameworks.comparing import compare
from scrutiny.frameworks.content import Content
from tests.unit.frameworks.making import edition, following, standard, statement

BEFORE = edition(statement("a"), statement("b"), statement("c"), statement("d"))
GOOD = (
    statement("a", "unchanged", ("a",)),
    statement("b", "reworded", ("b",), text="We do b well."),
    statement("cd", "merged", ("c", "d")),
)


def found(content: Content, before: Content | None = BEFORE) -> list[str]:
    return [each.text for each in problems(content, before)]


def test_an_edition_that_accounts_for_everything_fits() -> None:
    assert found(following(*GOOD, statement("e", "new"))) == []
    parts = (statement("c1", "split", ("c",)), statement("c2", "split", ("c",)))
    retired = [{"id": "d", "reason": "Asked elsewhere."}]
    assert found(following(*GOOD[:2], *parts, retired=retired)) == []


def rules() -> list[Any]:
    split = statement("c1", "split", ("c",))
    d = {"id": "d", "reason": "Asked elsewhere."}
    return [
        (following(*GOOD, statement("e", "new", text="We do cd.")), "1.4 has the same words as 1.3"),
        (following(*GOOD, follows="zero"), "must say that it follows “one”"),
        (following(*GOOD, valid_from=date(2024, 1, 1)), "must start after"),
        (
            following(*GOOD, variant={"slug": "x", "name": "Xx", "answered_by": "Us"}),
            "another framework or variant",
        ),
        (following(*GOOD[:2], statement("cd")), "1.3 does not say how it comes"),
        (following(*GOOD, statement("e", "split", ("z",))), "1.4 names “z”, which"),
        (following(statement("x", "unchanged", ("a",)), *GOOD[1:]), "keeps the id “a”"),
        (
            following(statement("a", "unchanged", ("a",), text="We do a now."), *GOOD[1:]),
            "called unchanged, but",
        ),
        (
            following(statement("a", "unchanged", ("a",), area_specific=True), *GOOD[1:]),
            "called unchanged, but",
        ),
        (following(statement("a", "reworded", ("a",)), *GOOD[1:]), "called reworded, but nothing"),
        (
            following(*GOOD[:2], statement("c", "merged", ("c", "d"))),
            "needs an id that the edition before did not use",
        ),
        (following(*GOOD[:2], split, retired=[d]), "the only part of the earlier 1.3"),
        (following(*GOOD[1:]), "The earlier 1.1 is neither carried over"),
        (
            following(*GOOD, statement("e", "split", ("a",)), statement("f", "split", ("a",))),
            "more than one thing",
        ),
        (following(*GOOD, retired=[d]), "The earlier 1.4 leads to more than one thing: merged, retired"),
        (following(*GOOD, retired=[{"id": "z", "reason": "Not there."}]), "retires “z”"),
    ]


@pytest.mark.parametrize(("content", "words"), rules())
def test_each_rule(content: Content, words: str) -> None:
    assert any(words in text for text in found(content)), found(content)


def test_a_first_edition_speaks_of_none_before_it() -> None:
    assert found(BEFORE, None) == []
    first = edition(statement("a", "new"), follows="zero", retired=[{"id": "x", "reason": "Gone."}])
    assert len(found(first, None)) == 3


def test_the_comparison_says_what_is_different() -> None:
    after = following(
        statement("a", "unchanged", ("a",), guidance="Look twice.", for_whom=["police"]),
        standards=[
            standard(
                "first", statement("a", "unchanged", ("a",), guidance="Look twice.", for_whom=["police"])
            ),
            standard("second", statement("b", "reworded", ("b",), text="We do b well.")),
            standard("third", statement("cd", "merged", ("c", "d")), statement("e", "new")),
        ],
    )
    comparison = compare(after, BEFORE)
    assert comparison.counts == {
        "unchanged": 1,
        "reworded": 1,
        "split": 0,
        "merged": 1,
        "new": 1,
        "retired": 0,
    }
    assert comparison.touched[0].differences == ("the guidance", "which agencies are asked")
    assert comparison.of_kind("reworded")[0].differences == (
        "the words of the statement", "the standard it stands in",
    )  # fmt: skip
    merged = comparison.of_kind("merged")[0]
    assert [each.number for each in merged.earlier] == ["1.3", "1.4"]
    assert merged.now.number == "3.1"
