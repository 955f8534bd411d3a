"""The summary says what the statistics say, in the words of a person, and nothing more."""

import pytest

from benchmarking.reports.sentences import finding
from tests.unit.reports.made import NATION, counted, definition, differing, places, report, value


def passage(made, heading):
    return next(each for each in made.summary if each.heading == heading).texts


def short(made):
    return passage(made, "Where areas really differ")


def rows(*kinds, of=None):
    areas = (of or places(len(kinds))).areas
    return [(area, differing(area, *kind)) for area, kind in zip(areas, kinds, strict=True)]


def test_better_and_worse_come_with_numbers_the_strong_ones_first():
    of = places()
    first = of.areas[0]
    definitions = [
        definition(),
        definition("second-child-protection-plans"),
        definition("icpc-within-15-days"),
    ]
    values = [
        differing(first, "lower", "better", strong=False, shown="15.0"),
        value(NATION, "22.6"),
        differing(first, "lower", "better", indicator="second-child-protection-plans", shown="12.5"),
        value(NATION, "24.5", indicator="second-child-protection-plans"),
        differing(first, "lower", "worse", indicator="icpc-within-15-days", shown="70.0"),
        value(NATION, "81.4", indicator="icpc-within-15-days"),
    ]
    [verdicts, rest] = passage(report(values, definitions, of=of), "Applefordshire")
    assert verdicts == (
        "Clearly worse than Albionia on Conferences in 15 days (70.0% against 81.4%). "
        "Clearly better than Albionia on Second or later plans (12.5% against 24.5%); "
        "better than Albionia on Re-referrals (15.0% against 22.6%)."
    )
    assert rest == "Similar to Albionia on 0 of three indicators."


def test_a_difference_at_95_alone_is_not_said_to_be_clear():
    of = places()
    values = [differing(of.areas[0], "lower", "better", strong=False), value(NATION, "22.6")]
    [verdicts, _] = passage(report(values, of=of), "Applefordshire")
    assert verdicts == "Better than Albionia on Re-referrals (10.0% against 22.6%)."


def test_without_polarity_there_is_higher_and_lower_and_no_verdict():
    of = places()
    made = report(
        [
            differing(of.areas[0], "higher", indicator="referrals-rate"),
            differing(of.areas[1], "lower", indicator="referrals-rate"),
            value(NATION, "20.0", indicator="referrals-rate"),
        ],
        [definition("referrals-rate")],
        of=of,
    )
    assert passage(made, "Applefordshire") == [
        "Clearly higher than Albionia on Referrals. Similar to Albionia on 0 of one indicator."
    ]
    assert passage(made, "Berrydale") == [
        "Clearly lower than Albionia on Referrals. Similar to Albionia on 0 of one indicator."
    ]
    areas = " ".join(passage(made, "Applefordshire") + passage(made, "Berrydale") + short(made))
    assert "better" not in areas.lower()
    assert "worse" not in areas.lower()


def test_where_the_interval_touches_nothing_is_named():
    of = places()
    made = report([differing(of.areas[0], "similar", strong=False), value(NATION, "10.5")], of=of)
    assert passage(made, "Applefordshire") == ["Similar to Albionia on 1 of one indicator."]
    assert "Re-referrals" not in " ".join(short(made))


def test_the_parts_of_a_sentence_point_at_their_indicators():
    of = places()
    made = report([differing(of.areas[0], "lower", "better"), value(NATION, "22.6")], of=of)
    found = [p for each in made.summary for s in each.sentences for p in s if p.text == "Re-referrals"]
    assert found
    assert {part.anchor for part in found} == {made.sections[0].anchor}


def test_a_name_with_a_comma_is_quoted_inside_a_list():
    of = places()
    values = [differing(of.areas[0], "lower", indicator="referrals-not-in-need")]
    values.append(value(NATION, "22.6", indicator="referrals-not-in-need"))
    made = report(values, [definition("referrals-not-in-need")], of=of)
    assert passage(made, "Applefordshire")[0].startswith(
        "Clearly lower than Albionia on “Assessed, not in need”."
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [(2, "Both areas are"), (3, "All three areas are"), (6, "All six areas are")],
)
def test_all_areas_alike_is_said_once_whatever_their_number(count, words):
    of = places(count)
    values = [*(differing(area, "lower", "better") for area in of.areas), value(NATION, "22.6")]
    assert f"{words} lower than Albionia, which is better, on Re-referrals." in short(report(values, of=of))


def test_all_but_one_similar_area_is_said_from_four_areas_up():
    def said(count):
        of = places(count)
        values = [differing(area, "higher") for area in of.areas[1:]] + [value(NATION, "5.0")]
        values.append(differing(of.areas[0], "similar", strong=False))
        return short(report(values, of=of))[1:]

    assert said(4) == [
        "Three of four areas are higher than Albionia on Re-referrals. The other area is similar."
    ]
    assert said(3) == []


def test_areas_that_differ_in_opposite_directions_are_not_put_together():
    of = places(4)
    kinds = ["lower", "lower", "lower", "higher"]
    values = [differing(area, kind) for area, kind in zip(of.areas, kinds, strict=True)] + [value(NATION)]
    assert short(report(values, of=of))[1:] == []


@pytest.mark.parametrize(
    ("count", "expected"), [(6, "fewer than one"), (9, "fewer than one"), (10, "about 1"), (50, "about 3")]
)
def test_the_number_of_false_flags_to_expect_is_a_twentieth_and_a_five_hundredth(count, expected):
    of = places(1)
    slugs = [f"made-up-{i}" for i in range(count)]
    values = [differing(of.areas[0], "similar", strong=False, indicator=slug) for slug in slugs]
    values += [value(NATION, indicator=slug) for slug in slugs]
    [first] = short(report(values, [definition(slug=slug) for slug in slugs], of=of))
    assert first.endswith(
        "If no area really differed, fewer than one would still be flagged at the 99.8% level and "
        f"{expected} at the 95% level, by chance alone."
    )


def test_differences_and_strong_differences_are_counted():
    of = places()
    values = [
        differing(of.areas[0], "lower", "better", strong=True),
        differing(of.areas[1], "lower", "better", strong=False),
        differing(of.areas[2], "similar", strong=False),
        value(NATION, "22.6"),
    ]
    assert short(report(values, of=of))[0].startswith(
        "1 of the three comparisons with Albionia show a clear difference, at the 99.8% level, and 1 more a "
        "difference at the 95% level alone."
    )


def test_what_is_missing_is_named_with_its_reason():
    of = places()
    values = [value(of.areas[0]), value(of.areas[1], symbol="c"), value(of.areas[2], symbol="u")]
    missing = passage(report(values, of=of), "What is missing, and why")
    assert missing[:2] == [
        "Berrydale: Re-referrals: [c] confidential: hidden because the number is small, or would give a small one away.",
        "Cobblewick: Re-referrals: [u] too unreliable to show.",
    ]
    assert missing[2].startswith("The pooled value is shown only where every area has a number")


def test_an_area_that_returned_nothing_is_missing_on_every_indicator():
    of = places()
    values = [value(area, indicator=s) for area in of.areas[:2] for s in ("re-referrals", "referrals-rate")]
    made = report(values, [definition(), definition("referrals-rate")], of=of)
    assert (
        passage(made, "What is missing, and why")[0]
        == "Cobblewick: no indicator is shown: [x] not available."
    )


def test_where_nothing_is_missing_that_is_said():
    of = places()
    made = report([value(area) for area in of.areas], of=of)
    assert passage(made, "What is missing, and why") == [
        "Nothing: every area has a value for every indicator of this report."
    ]


def test_an_indicator_whose_newest_figures_are_older_is_named_and_not_summed_up():
    of = places()
    old = [differing(area, "lower", "better", indicator="re-referrals") for area in of.areas]
    values = [v for area in of.areas for v in [value(area, indicator="referrals-rate")]]
    values += [value(place, year=2024) for place in of.areas] + [value(NATION, year=2024)]
    made = report(values, [definition("referrals-rate"), definition()], of=of)
    assert old
    assert passage(made, "What is missing, and why") == [
        "No figures for this year yet; the newest are of an earlier year: Re-referrals (2024)."
    ]
    assert [section.year for section in made.sections] == [2025, 2024]


def test_without_a_nation_nothing_is_compared():
    of = places(nation=None)
    made = report([value(area) for area in of.areas], of=of)
    assert short(made) == ["There is no national figure to compare the areas with, so none is compared."]
    assert [p.heading for p in made.summary] == [
        "Where areas really differ",
        "What is missing, and why",
        "How to read this",
    ]
    assert made.sections[0].finding == "Shown for 3 of three areas; not compared"


def test_the_pool_is_explained_and_never_compared():
    of = places()
    made = report([value(area) for area in of.areas], of=of)
    assert passage(made, "How to read this")[-1] == (
        "For the pooled value the counts of all three areas are added, then divided. It contains each area, so no "
        "area is compared with it, and it is not compared itself."
    )
    assert "pooled" not in " ".join(
        t for p in report([value(places(1).areas[0])], of=places(1)).summary for t in p.texts
    )


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([("lower",), ("lower",), ("lower",)], "Lower than Albionia in all three areas"),
        ([("lower", "better"), ("higher", "worse")],
         "Lower than Albionia, which is better, in Appleford; higher than Albionia, which is worse, in Berrydale"),
        ([("similar",), ("similar",)], "Similar to Albionia in both areas"),
        ([("higher",), ("similar",), ("",)],
         "Higher than Albionia in Appleford; similar in Berrydale; not compared in Cobblewic"),
    ],
)  # fmt: skip
def test_the_title_of_a_chart_states_the_finding(kinds, said):
    assert finding(rows(*kinds), NATION) == said


def test_what_clearly_means_is_said_where_the_report_says_how_to_read_it():
    made = report([value(area) for area in places().areas] + [value(NATION)])
    assert "“clearly” means that the wider 99.8% interval does too" in passage(made, "How to read this")[0]


def changed(made):
    return passage(made, "What changed")


def two_years(before, newest, like="re-referrals"):
    of = places(len(before))
    values = [
        counted(area, number, indicator=like, year=year)
        for year, numbers in ((2024, before), (2025, newest))
        for area, number in zip(of.areas, numbers, strict=True)
    ]
    return report(values, [definition(like)], of=of)


def test_what_changed_counts_tests_and_names_the_clear_changes_with_their_numbers():
    made = two_years([200, 200, 200], [300, 202, 240])
    assert changed(made) == [
        "1 of three values of areas changed clearly since 2024, at the 99.8% level, and 1 more at the 95% level. If "
        "nothing had really changed, fewer than one would still be flagged at the 99.8% level and fewer than one at "
        "the 95% level, by chance alone.",
        "Clearly worse: Re-referrals in Appleford (20.0% to 30.0%).",
    ]
    [part] = [p for each in made.summary for s in each.sentences for p in s if p.text == "Re-referrals"]
    assert part.anchor == made.sections[0].anchor


def test_a_change_without_polarity_has_no_verdict():
    [_, said] = changed(two_years([200, 200], [400, 200], like="referrals-rate"))
    assert said == "Clearly higher, with no verdict: Referrals in Appleford (2,000.0 to 4,000.0)."


def test_many_changes_are_named_without_their_numbers():
    of = places(4)
    slugs = ["re-referrals", "second-child-protection-plans"]
    values = [
        counted(area, number, indicator=slug, year=year)
        for slug in slugs
        for year, number in ((2024, 200), (2025, 400))
        for area in of.areas
    ]
    said = changed(report(values, [definition(slug) for slug in slugs], of=of))[1]
    assert said == (
        "Clearly worse: Re-referrals in Appleford, Berrydale, Cobblewic and Damsonbri and Second or later plans in "
        "Appleford, Berrydale, Cobblewic and Damsonbri."
    )


def test_nothing_is_said_to_have_changed_where_there_is_no_year_before():
    of = places()
    assert all(each.heading != "What changed" for each in report([value(of.areas[0])], of=of).summary)


def test_a_hidden_year_is_no_change():
    of = places()
    values = [counted(of.areas[0], 200, year=2024), value(of.areas[0], symbol="c")]
    assert all(each.heading != "What changed" for each in report(values, of=of).summary)
