"""The address is the state: one choice, one address, and back."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.benchmarks.choice import MOST_INDICATORS, Against, Choice, Order
from benchmarking.benchmarks.forms import CompareForm, yearly_indicators
from tests.unit.benchmarks.made import AREAS, PLACES

SLUGS = [each.slug for each in yearly_indicators()]
KEYS = [area.key for area in AREAS]
YEARS = st.none() | st.integers(1900, 2099)


def form(query: str) -> CompareForm:
    return CompareForm(QueryDict(query), PLACES, [2023, 2024, 2025])


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, set[str], set[str]]:
    """An address as a browser may send it: in any order, with repeats, empty fields and fields of others."""
    slugs = draw(st.lists(st.sampled_from(SLUGS), min_size=1, max_size=MOST_INDICATORS))
    keys = draw(st.lists(st.sampled_from(KEYS), max_size=5))
    pairs = [f"indicator={each}" for each in slugs] + [f"area={each}" for each in keys]
    pairs += [f"{name}={draw(YEARS) or ''}" for name in ("year", "since")]
    pairs += [
        f"against={draw(st.sampled_from(['', *Against, *KEYS]))}",
        f"order={draw(st.sampled_from(['', Order.VALUE]))}",
    ]
    pairs.append("colour=red")
    return "&".join(draw(st.permutations(pairs))), set(slugs), set(keys)


@given(asked())
def test_every_address_has_one_canonical_form_that_says_the_same(
    case: tuple[str, set[str], set[str]],
) -> None:
    query, slugs, keys = case
    first = form(query)
    assert first.is_valid(), first.errors
    again = form(first.choice.query)
    assert again.is_valid()
    assert again.choice == first.choice
    assert again.choice.query == first.choice.query
    assert set(first.choice.indicators) == slugs
    assert set(first.choice.areas) == (keys if keys != set(KEYS) else set())


def test_the_canonical_address_is_short_and_in_order() -> None:
    late, early = SLUGS[5], SLUGS[0]
    asked = f"since=&order=&area=cob&area=apple&against=nation&indicator={late}&year=&indicator={early}"
    found = form(asked)
    assert found.is_valid()
    assert found.choice.query == f"indicator={early}&indicator={late}&area=apple&area=cob"
    assert Choice((early,)).query == f"indicator={early}"


def test_too_many_indicators_are_refused_in_words_and_stay_ticked() -> None:
    query = "&".join(f"indicator={slug}" for slug in SLUGS[: MOST_INDICATORS + 2])
    refused = form(query)
    assert not refused.is_valid()
    (said,) = refused["indicator"].messages  # type: ignore[attr-defined]
    assert said.startswith("Select at most 8 indicators. You selected 10: untick 2")
    assert set(refused["indicator"].value()) == set(SLUGS[: MOST_INDICATORS + 2])
    assert form(f"{query.rsplit('&', 2)[0]}&indicator={SLUGS[0]}").is_valid()  # repeats count once


def test_what_is_refused_says_what_to_do() -> None:
    refused = form("indicator=gone-away&area=nowhere&against=the-moon&order=size&year=last")
    assert not refused.is_valid()
    said = {bound.name: " ".join(bound.messages) for bound in refused}  # type: ignore[attr-defined]
    assert "“gone-away” cannot be compared" in said["indicator"]
    assert "There is no area “nowhere” here" in said["area"]
    assert "nothing called “the-moon”" in said["against"]
    assert "cannot be put in that order" in said["order"]
    assert said["year"] == "Year must be a whole number"
    assert "Select at least one indicator" in " ".join(form("year=2025")["indicator"].messages)  # type: ignore[attr-defined]
