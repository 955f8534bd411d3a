"""Region files: the two we have load, and each rule refuses by the name of the entry that breaks it."""

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from partnerships.region_file import RegionNotValid, load_region

ROOT = Path(__file__).parents[3]
OURS = ROOT / "infra" / "regions" / "avon-and-somerset.yaml"
MADE_UP = ROOT / "tests" / "regions" / "threeshires.yaml"
GOOD = yaml.safe_load(MADE_UP.read_text(encoding="utf-8"))

Change = Callable[[dict[str, Any]], None]


def test_our_region_is_whole() -> None:
    region = load_region(OURS)
    assert (region.name, region.strategic_partnership.short_name) == ("Avon and Somerset", "ASSSP")
    assert [area.dfe_code for area in region.areas] == ["800", "801", "802", "803", "933"]
    assert len(region.themes) == 8
    assert [(wider.code, wider.level) for wider in region.comparators] == [
        ("E12000009", "Regional"),
        ("E92000001", "National"),
    ]


def test_the_two_lists_of_workstreams_are_kept_apart() -> None:
    listed = [workstream.listed_on for workstream in load_region(OURS).workstreams]
    assert listed == [date(2019, 6, 28)] * 7 + [date(2020, 12, 31)] * 7


def test_a_code_finds_its_area_whenever_it_was_valid() -> None:
    region = load_region(OURS)
    assert region.area_with_code("E10000027") is region.area_with_code("E06000066")
    assert region.area_with_code("E06000066").slug == "somerset"
    with pytest.raises(LookupError, match="no area of Avon and Somerset has the code E06000999"):
        region.area_with_code("E06000999")


def test_organisations_follow_one_another_to_the_day() -> None:
    bodies = {body.slug: body for body in load_region(OURS).organisations}
    changed = [body for body in bodies.values() if body.predecessors]
    assert {body.slug for body in changed} == {"somerset-council", "bnssg-icb", "bsw-icb", "somerset-icb"}
    for body in changed:
        (before,) = (bodies[slug] for slug in body.predecessors)
        assert body.started_on
        assert before.ended_on
        assert (body.started_on - before.ended_on).days == 1
        assert body.areas == before.areas


def test_the_made_up_region_shares_no_code_with_ours() -> None:
    ours, made_up = load_region(OURS), load_region(MADE_UP)
    assert len(made_up.areas) == 3
    assert {a.dfe_code for a in ours.areas}.isdisjoint(a.dfe_code for a in made_up.areas)
    assert {c.code for a in ours.areas for c in a.codes}.isdisjoint(
        c.code for a in made_up.areas for c in a.codes
    )


def set_to(*steps: str | int, value: object) -> Change:
    def change(region: dict[str, Any]) -> None:
        place: Any = region
        for step in steps[:-1]:
            place = place[step]
        place[steps[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (set_to("colour", value="red"), "colour: Extra inputs"),
        (set_to("areas", value=[]), "areas: "),
        (
            set_to("areas", 0, "dfe_code", value=991),
            "areas / applefordshire / dfe_code: Input should be a valid",
        ),
        (set_to("areas", 0, "nickname", value="App"), "areas / applefordshire / nickname: Extra inputs"),
        (set_to("areas", 1, "slug", value="Berry dale"), "areas / Berry dale / slug: "),
        (set_to("areas", 1, "slug", value="cobblewick"), "the area “cobblewick” stands 2 times"),
        (set_to("areas", 1, "short_name", value="Cobblewick"), "short name of an area “Cobblewick” stands"),
        (set_to("areas", 1, "dfe_code", value="993"), "the DfE code “993” stands 2 times"),
        (
            set_to("areas", 1, "codes", 0, "code", value="E08000993"),
            "the ONS code “E08000993” stands 2 times",
        ),
        (set_to("comparators", 0, "code", value="E08000993"), "the ONS code “E08000993” stands 2 times"),
        (set_to("areas", 1, "codes", 0, "code", value="X1"), "areas / berrydale / codes / X1 / code: "),
        (
            set_to("areas", 0, "codes", 0, "valid_to", value=date(2021, 4, 1)),
            "areas / applefordshire: .*E10000991 and E06000991 are valid on the same day",
        ),
        (
            set_to("areas", 0, "codes", 0, "valid_from", value=date(2022, 1, 1)),
            "areas / applefordshire / codes / E10000991: .*valid_to is before valid_from",
        ),
        (
            set_to("areas", 0, "codes", 0, "valid_to", value="2021-03-31"),
            "areas / applefordshire / codes / E10000991 / valid_to: ",
        ),
        (
            set_to("areas", 1, "partnership", "schema_name", value="cobblewick"),
            "the schema “cobblewick” stands",
        ),
        (
            set_to("areas", 1, "partnership", "schema_name", value="public"),
            "keeps the name public for itself",
        ),
        (set_to("areas", 1, "partnership", "schema_name", value="pg_x"), "keeps the name pg_x for itself"),
        (set_to("areas", 1, "partnership", "schema_name", value="region"), "rights of the platform's own"),
        (set_to("areas", 1, "partnership", "schema_name", value="owner"), "rights of the platform's own"),
        (set_to("areas", 1, "partnership", "schema_name", value='x"; drop'), "partnership / schema_name: "),
        (
            set_to("areas", 2, "partnership", "follows", value=["nobody"]),
            "cobblewick: its partnership follows “nobody”",
        ),
        (
            set_to("areas", 0, "partnership", "ended_on", value=date(2018, 1, 1)),
            "areas / applefordshire / partnership: .*ended_on is before started_on",
        ),
        (
            set_to("organisations", 0, "slug", value="threeshires-icb"),
            "organisation “threeshires-icb” stands 2",
        ),
        (set_to("organisations", 0, "areas", value=["atlantis"]), "threeshires-police: covers “atlantis”"),
        (
            set_to("organisations", 3, "predecessors", value=["gone"]),
            "threeshires-icb: its predecessor “gone” is no organisation",
        ),
        (
            set_to("organisations", 3, "started_on", value=date(2022, 6, 30)),
            "threeshires-icb: starts before its predecessor threeshires-ccg ends",
        ),
        (
            set_to("organisations", 2, "ended_on", value=date(2014, 1, 1)),
            "organisations / threeshires-ccg: ",
        ),
        (
            set_to("organisations", 2, "predecessors", value=["threeshires-icb"]),
            "threeshires-ccg: precedes itself; threeshires-icb: precedes itself",
        ),
        (
            set_to("themes", 1, "slug", value="help-on-market-days"),
            "the theme “help-on-market-days” stands",
        ),
        (set_to("workstreams", 0, "ended_on", value=date(2024, 1, 31)), "workstreams / shared-data: "),
        (set_to("workstreams", 0, "listed_on", value=None), "workstreams / shared-data / listed_on: "),
        (set_to("comparators", 0, "level", value="County"), "comparators / E12000999 / level: "),
    ],
)
def test_a_bad_region_is_refused_by_the_name_of_the_entry(tmp_path: Path, change: Change, words: str) -> None:
    region = copy.deepcopy(GOOD)
    change(region)
    path = tmp_path / "bad.yaml"
    path.write_text(yaml.safe_dump(region, sort_keys=False), encoding="utf-8")
    with pytest.raises(RegionNotValid, match=rf"^bad\.yaml: .*{words}"):
        load_region(path)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    region = copy.deepcopy(GOOD)
    region["areas"][1]["dfe_code"] = "9"
    region["areas"][2]["name"] = ""
    path = tmp_path / "bad.yaml"
    path.write_text(yaml.safe_dump(region), encoding="utf-8")
    with pytest.raises(RegionNotValid, match=r"berrydale / dfe_code: .*; areas / cobblewick / name: "):
        load_region(path)


@pytest.mark.parametrize("text", ["slug: [", "slug: a\nslug: b\n"])
def test_broken_yaml_and_repeated_keys_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegionNotValid, match=r"broken\.yaml: this is not YAML"):
        load_region(path)


@pytest.mark.parametrize("text", ["", "- a list\n", "just words\n"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegionNotValid, match=r"odd\.yaml: "):
        load_region(path)
