"""The definitions: every file loads, and a file that breaks a rule is refused by name."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from benchmarking.indicators.catalogue import (
    FOLDER,
    DefinitionNotValid,
    UnknownIndicator,
    catalogue,
    load_definition,
    load_folder,
)
from benchmarking.indicators.definition import TOPICS

GOOD = yaml.safe_load((FOLDER / "re-referrals.yaml").read_text(encoding="utf-8"))
NO_GOOD_DIRECTION = {
    "referrals-rate",
    "section-47-rate",
    "icpc-rate",
    "child-protection-plans-rate",
    "child-protection-plans-starting-rate",
    "children-in-need-rate",
    "looked-after-rate",
    "looked-after-starting-rate",
    "looked-after-ceasing-rate",
}


def written(folder: Path, **changes: object) -> Path:
    entries = {**GOOD, **changes}
    path = folder / f"{entries['slug']}.yaml"
    path.write_text(yaml.safe_dump({k: v for k, v in entries.items() if v is not Ellipsis}), encoding="utf-8")
    return path


def test_every_file_is_in_the_catalogue() -> None:
    stems = {path.stem for path in FOLDER.iterdir()}
    assert set(catalogue().slugs) == stems
    assert len(stems) >= 16 + 9


def test_the_order_is_that_of_topics_and_each_topic_is_used() -> None:
    places = [(TOPICS.index(each.topic), each.order) for each in catalogue()]
    assert places == sorted(places)
    assert {place for place, _ in places} == set(range(len(TOPICS)))


def test_rates_of_need_are_never_good_or_bad() -> None:
    assert {slug: catalogue().get(slug).polarity for slug in NO_GOOD_DIRECTION} == dict.fromkeys(
        NO_GOOD_DIRECTION, "none"
    )


def test_rounding_follows_the_two_publications() -> None:
    for each in catalogue():
        if each.source.title.startswith("Children looked after"):
            assert each.decimals == 0, each.slug
        if each.source.title == "Children in need":
            assert each.decimals == 1, each.slug


def test_each_review_date_is_a_year_on() -> None:
    for each in catalogue():
        assert each.next_review == each.reviewed.replace(year=each.reviewed.year + 1), each.slug


def test_published_half_is_rounded_up() -> None:
    # B&NES 2016: 182 of 1,120 referrals are 16.25 %, published as 16.3.
    assert catalogue().get("re-referrals").calculate(182, 1120) == Decimal("16.3")
    assert catalogue().get("referrals-rate").calculate(906, None) is None
    assert catalogue().get("referrals-no-further-action").calculate(0, 0) is None
    assert catalogue().get("lado-referrals").calculate(18, None) == 18


def test_suppression_is_a_range_and_zero_is_shown() -> None:
    hides = catalogue().get("re-referrals").suppression.hides
    assert [count for count in range(8) if hides(count)] == [1, 2, 3, 4, 5]
    assert not any(catalogue().get("rapid-reviews").suppression.hides(count) for count in range(8))


def test_an_unknown_slug_is_said_in_words() -> None:
    with pytest.raises(UnknownIndicator, match="no indicator “nonsense”"):
        catalogue().get("nonsense")
    assert "nonsense" not in catalogue()
    assert "re-referrals" in catalogue()


def test_a_definition_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        catalogue().get("re-referrals").polarity = "high"  # type: ignore[misc]


def test_the_fingerprint_follows_the_meaning_and_not_the_place(tmp_path: Path) -> None:
    here = catalogue().get("re-referrals")
    assert load_definition(written(tmp_path)).fingerprint == here.fingerprint
    assert load_definition(written(tmp_path, order=9)).fingerprint == here.fingerprint
    assert load_definition(written(tmp_path, decimals=2)).fingerprint != here.fingerprint
    assert len({each.fingerprint for each in catalogue()}) == len(catalogue())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"polarity": "good"}, "polarity"),
        ({"polarity": False}, "polarity"),
        ({"decimals": "1"}, "decimals: Input should be a valid integer"),
        ({"decimals": True}, "decimals: Input should be a valid integer"),
        ({"reviewed": "2026-11-20"}, "reviewed"),
        ({"why": ...}, "why: Field required"),
        ({"why": ""}, "why"),
        ({"colour": "red"}, "colour: Extra inputs"),
        ({"multiplier": 1000}, "multiplier"),
        ({"multiplier": 10000}, "a proportion has the multiplier 100"),
        ({"denominator": None}, "a count has no denominator"),
        ({"kind": "rate", "multiplier": 10000}, "a rate names its population"),
        ({"population": {"ages": "0 to 17", "rule": "same_year"}}, "population.rule"),
        ({"suppression": {"rule": "local", "smallest": 5, "largest": 2}}, "suppression: .*below smallest"),
        ({"suppression": {"rule": "local", "smallest": 1, "largest": 0}}, "exactly where the rule is none"),
        ({"checked_by": GOOD["author"]}, "author cannot be the one who checked"),
        ({"next_review": date(2026, 11, 20)}, "next_review is not after"),
        ({"topic": "Weather"}, "topic"),
        ({"kind": "count", "denominator": None, "multiplier": 1}, "a count has no decimals and no polarity"),
    ],
)
def test_a_bad_definition_is_refused_by_name(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    with pytest.raises(DefinitionNotValid, match=rf"^re-referrals\.yaml: .*{words}"):
        load_definition(written(tmp_path, **changes))


def test_the_file_name_is_the_slug(tmp_path: Path) -> None:
    path = written(tmp_path).rename(tmp_path / "other.yaml")
    with pytest.raises(DefinitionNotValid, match=r"other\.yaml: the slug is “re-referrals”"):
        load_definition(path)


def test_broken_yaml_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("slug: [", encoding="utf-8")
    with pytest.raises(DefinitionNotValid, match=r"broken\.yaml: this is not YAML"):
        load_definition(path)


@pytest.mark.parametrize(
    ("changes", "words"), [({"order": 8}, "same short name"), ({"short_name": "Another"}, "same place")]
)
def test_two_files_cannot_claim_one_thing(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    written(tmp_path)
    written(tmp_path, slug="another", **changes)
    with pytest.raises(DefinitionNotValid, match=words):
        load_folder(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DefinitionNotValid, match="no definition files"):
        load_folder(tmp_path)
