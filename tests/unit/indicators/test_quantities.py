"""Which indicators share a count is data: whole, strict, and true of the published figures."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from benchmarking.indicators.catalogue import catalogue
from benchmarking.indicators.quantities import (
    FILE,
    Part,
    QuantitiesNotValid,
    load_quantities,
    quantities,
    rule_of,
)

FIGURES = Path(__file__).parents[3] / "infra/demonstration/figures.csv"
ONE_FEWER = {"care-leavers-suitable-accommodation"}
"""Its publisher counts up to one care leaver fewer than for the other two indicators."""


def test_every_definition_is_named_with_every_count_of_children_it_prints():
    for definition in catalogue():
        assert quantities().of(definition.slug, Part.NUMERATOR), definition.slug
        has_denominator = quantities().of(definition.slug, Part.DENOMINATOR) is not None
        assert has_denominator == (definition.kind == "proportion"), definition.slug
        assert definition.slug in quantities().group(definition.slug)


def test_a_group_has_one_rule():
    for group in quantities().groups:
        rules = [rule_of(catalogue().get(slug)) for slug in group]
        assert len({rule and (rule.smallest, rule.largest) for rule in rules}) == 1, group


def test_indicators_that_share_a_count_form_one_group():
    referrals = ("re-referrals", "referrals-no-further-action", "referrals-not-in-need", "referrals-rate")
    assert all(quantities().group(slug) == referrals for slug in referrals)
    assert quantities().group("icpc-rate") == ("icpc-rate", "icpc-within-15-days")
    assert quantities().group("section-47-rate") == ("section-47-rate",)
    assert sum(map(len, quantities().groups)) == len(catalogue())


def published():
    """Counts of areas as published, by indicator, year and area."""
    rows = pd.read_csv(FIGURES, dtype={"period": str})
    rows = rows[rows["geographic_level"] == "Local authority"].assign(name=rows["code"])
    return {
        slug: rows[rows["indicator"] == slug].set_index(["period", "name"]) for slug in set(rows["indicator"])
    }


def test_the_published_figures_bear_out_every_claim():
    figures, compared = published(), 0
    for quantity in quantities().all.values():
        columns = [figures[slug][part] for slug, part in quantity.claims if slug in figures]
        slugs = {slug for slug, _ in quantity.claims}
        for other in columns[1:]:
            pair = pd.concat([columns[0], other], axis=1, join="inner").dropna()
            off = (pair.iloc[:, 0] - pair.iloc[:, 1]).abs()
            assert off.max() <= (1 if slugs & ONE_FEWER else 0), quantity.slug
            compared += len(pair)
    assert compared > 500


def test_parts_are_never_more_than_their_whole():
    figures, compared = published(), 0
    for each in quantities().parts:
        whole = next((s, p) for s, p in quantities().all[each.whole].claims)
        columns = [figures[whole[0]][whole[1]]]
        for slug in each.of:
            [(indicator, part)] = quantities().all[slug].claims
            columns.append(figures[indicator][part])
        table = pd.concat(columns, axis=1, join="inner").dropna()
        assert (table.iloc[:, 0] >= table.iloc[:, 1:].sum(axis=1)).all(), each.whole
        compared += len(table)
    assert compared > 80


def changed(tmp_path, change):
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    change(content)
    path = tmp_path / "quantities.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c["quantities"].pop(0), "the denominator of re-referrals is not named"),
        (lambda c: c["quantities"].append(c["quantities"][0]), "is named twice"),
        (
            lambda c: c["quantities"].append({"slug": "x", "name": "xx", "numerator_of": ["none"]}),
            "none has no numerator",
        ),
        (
            lambda c: c["quantities"][0]["denominator_of"].append("icpc-rate"),
            "icpc-rate has no denominator to protect",
        ),
        (lambda c: c["parts"][0]["of"].append("unicorns"), "there is no quantity unicorns"),
        (lambda c: c["parts"][0].update(of=["referrals"]), "at least 2"),
        (lambda c: c.update(more=1), "more"),
        (
            lambda c: (
                c["quantities"][0]["numerator_of"].append("rapid-reviews"),
                [each.update(numerator_of=[]) for each in c["quantities"] if each["slug"] == "rapid-reviews"],
            ),
            "hidden by different rules",
        ),
    ],
)
def test_a_mistake_in_the_file_is_said(tmp_path, change, words):
    with pytest.raises(QuantitiesNotValid, match=words):
        load_quantities(changed(tmp_path, change), catalogue())


def test_what_is_not_yaml_is_said(tmp_path):
    (tmp_path / "q.yaml").write_text("quantities: [", encoding="utf-8")
    with pytest.raises(QuantitiesNotValid, match=r"q\.yaml"):
        load_quantities(tmp_path / "q.yaml", catalogue())
