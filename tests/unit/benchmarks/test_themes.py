"""Which indicators speak to a theme: every region file names only those there are."""

from pathlib import Path

import pytest
import yaml

from benchmarking.benchmarks.choice import MOST_INDICATORS
from benchmarking.benchmarks.themes import definitions_of, in_views, unknown_indicators
from benchmarking.indicators.catalogue import catalogue
from partnerships.region_file import RegionNotValid, ThemeEntry, load_region

ROOT = Path(__file__).parents[3]
FILES = [*(ROOT / "infra/regions").glob("*.yaml"), *(ROOT / "tests/regions").glob("*.yaml")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_indicator_that_a_theme_names_exists(path: Path) -> None:
    region = load_region(path)
    assert unknown_indicators(region.themes) == []
    assert any(theme.indicators for theme in region.themes)


def test_one_that_does_not_exist_is_named() -> None:
    theme = ThemeEntry(slug="a-theme", name="A theme", indicators=("re-referrals", "happiness"))
    assert unknown_indicators([theme]) == [
        "the theme a-theme names “happiness”, which is no indicator of this software"
    ]
    assert [each.slug for each in definitions_of(theme.indicators)] == ["re-referrals"]


@pytest.mark.parametrize(
    "indicators", [["re-referrals", "re-referrals"], ["Re referrals"], "re-referrals", [1]]
)
def test_the_region_file_is_read_strictly(tmp_path: Path, indicators: object) -> None:
    raw = yaml.safe_load((ROOT / "tests/regions/threeshires.yaml").read_text(encoding="utf-8"))
    raw["themes"][0]["indicators"] = indicators
    file = tmp_path / "region.yaml"
    file.write_text(yaml.safe_dump(raw), encoding="utf-8")
    with pytest.raises(RegionNotValid, match="themes / help-on-market-days"):
        load_region(file)


def test_views_hold_as_many_as_the_compare_page_takes() -> None:
    yearly = [each.slug for each in catalogue() if each.period != "any"]
    portions = list(in_views(catalogue()))
    assert [slug for portion in portions for slug in portion] == yearly
    assert all(len(portion) <= MOST_INDICATORS for portion in portions)
