"""Which publisher's table, columns and rows hold each indicator. Only data; counting.py does the work.

A file is recognised by its heading and rows, never by its name.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A table as it is published year after year; `title` takes the year of the release."""

    title: str

    def published_in(self, year: int) -> str:
        return self.title.format(year=year)


B1 = Table("Children in need {year}, table B1")
C1 = Table("Children in need {year}, table C1")
C3 = Table("Children in need {year}, table C3")
C4 = Table("Children in need {year}, table C4")
D3 = Table("Children in need {year}, table D3")
D5 = Table("Children in need {year}, table D5")
LOOKED_AFTER = Table("Children looked after {year}, numbers and rates")
STABILITY = Table("Children looked after {year}, placement stability")
ACTIVITY = Table("Children looked after {year}, care leavers' activity")
ACCOMMODATION = Table("Children looked after {year}, care leavers' accommodation")

TOOL = "Local authority interactive tool"
"""Where percentages and rates of every authority stand, and those that no table holds."""

POPULATION = "the population of the previous mid-year"
PEOPLE, AGES = "population_estimate", "age_group"
CHILDREN = "Children aged 0 to 17 years"
"""The file of populations: the column of the estimates, that of the ages, and the ages that rates are per."""


@dataclass(frozen=True)
class Series:
    """Where one indicator is found.

    `denominator` is a column of the same row, POPULATION, or (with `total`) the same column as the numerator
    in the row whose filters are `rows` overlaid with `total`. `published` is the column of the publisher's
    own percentage or rate; `measure` that of the interactive tool that may hold one too.
    """

    indicator: str
    table: Table
    numerator: tuple[str, ...]
    denominator: str = POPULATION
    published: str = ""
    measure: str = ""
    rows: dict[str, str] = field(default_factory=dict)
    total: dict[str, str] = field(default_factory=dict)

    @property
    def filters(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.rows, *self.total]))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of numbers it is made of."""
        names = [*self.numerator, self.denominator, self.published]
        return tuple(dict.fromkeys(name for name in names if name and name != POPULATION))


def looked_after(indicator: str, population_type: str, measure: str) -> Series:
    return Series(
        indicator,
        LOOKED_AFTER,
        ("children_count",),
        "population_estimate",
        "rate_per_10000",
        measure,
        {"population_type": population_type},
    )


def stability(indicator: str, group: str, what: str, measure: str = "") -> Series:
    return Series(
        indicator,
        STABILITY,
        ("children_count",),
        "children_count",
        "children_percent",
        measure,
        {"cla_group": group, "placement_stability": what},
        {"placement_stability": "Total children"},
    )


def care_leavers(indicator: str, table: Table, what: str, total: str, measure: str = "") -> Series:
    return Series(
        indicator,
        table,
        ("care_leaver_count",),
        "care_leaver_count",
        "care_leaver_percent",
        measure,
        {"care_leaver_age": "19 to 21 years", "breakdown": what},
        {"breakdown": total},
    )


def factor(indicator: str, column: str) -> Series:
    return Series(indicator, C3, (column,), "Episodes_with_assessment_factor")


SERIES = (
    Series("referrals-rate", C1, ("referral_count",), measure="CPP_Total_Rateper10,000"),
    Series("re-referrals", C1, ("rereferral_count",), "referral_count", "rereferral_percent", "ReReferral"),
    Series(
        "referrals-no-further-action",
        C1,
        ("no_further_action_count",),
        "referral_count",
        "no_further_action_percent",
    ),
    Series("referrals-not-in-need", C1, ("not_in_need_count",), "referral_count", "not_in_need_percent"),
    Series("children-in-need-rate", B1, ("At31_episodes",), measure="CIN"),
    factor("assessment-neglect", "Neglect"),
    factor("assessment-domestic-abuse-parent", "Domestic_Abuse_parent"),
    factor("assessment-child-sexual-exploitation", "Child_sexual_exploitation"),
    factor("assessment-going-missing", "Going_missing"),
    factor("assessment-self-harm", "Self_harm"),
    Series("section-47-rate", C4, ("Section47",), measure="Section_47"),
    Series("icpc-rate", C4, ("ICPC",), measure="ISCP_Conf"),
    Series(
        "icpc-within-15-days",
        C4,
        ("Duration_0-10_days", "Duration_11-15_days"),
        "ICPC",
        measure="CP_conf_15days",
    ),
    Series("child-protection-plans-rate", D5, ("CPP_At31",), measure="CPP_rate"),
    Series("child-protection-plans-starting-rate", D3, ("CPP_start",), measure="CPP_Abuse_Rate"),
    Series(
        "second-child-protection-plans",
        D3,
        ("CPP_subsequent",),
        "CPP_start",
        "CPP_subsequent_percent",
        "PrevRegCPR",
    ),
    Series(
        "child-protection-plans-two-years",
        D5,
        ("2_years_or_more",),
        "CPP_At31",
        "2_years_or_more_percent",
        "CPPlans2yrsActive",
    ),
    looked_after("looked-after-rate", "Children looked after on 31 March each year", "LAC"),
    looked_after(
        "looked-after-starting-rate", "Children starting to be looked after each year", "LAC_Start_Rate"
    ),
    looked_after(
        "looked-after-ceasing-rate", "Children ceasing to be looked after each year", "LAC_Cease_Rate"
    ),
    stability("three-or-more-placements", "CLA on 31 March", "With 3 or more placements during the year"),
    stability(
        "long-term-placement-stability",
        "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years",
        "Living with the same carer for at least 2 years",
        "LAC_LongStable%",
    ),
    care_leavers(
        "care-leavers-in-education-or-work",
        ACTIVITY,
        "Total in education, employment or training",
        "Total",
        "CareLeaverEET",
    ),
    care_leavers("care-leavers-activity-not-known", ACTIVITY, "Total information not known", "Total"),
    care_leavers(
        "care-leavers-suitable-accommodation",
        ACCOMMODATION,
        "Accommodation considered suitable",
        "Suitability total",
        "CareLeaverAcc",
    ),
)

MEASURES = {series.measure: series.indicator for series in SERIES if series.measure}
"""The tool's measures that an indicator stands for."""
