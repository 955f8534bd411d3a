"""Which publisher's file, columns and rows hold each indicator. Only data; build.py does the work."""

from dataclasses import dataclass, field

B1 = "dfe_b1_children_in_need_2013_2025.csv"
C1 = "dfe_c1_referrals_rereferrals_2013_2025.csv"
C3 = "dfe_c3_assessment_factors_2018_2025.csv"
C4 = "dfe_c4_section47_icpc_2013_2025.csv"
D3 = "dfe_d3_cpp_subsequent_2013_2025.csv"
D5 = "dfe_d5_cpp_at_31_march_duration_2013_2025.csv"
LOOKED_AFTER = "dfe_cla_number_and_rate_2021_2025.csv"
STABILITY = "dfe_cla_placement_stability.csv"
ACTIVITY = "dfe_care_leavers_activity.csv"
ACCOMMODATION = "dfe_care_leavers_accommodation.csv"

# The release and table in which a file's own percentage or rate was published.
PUBLISHED_IN = {
    C1: "Children in need 2025, table C1",
    D3: "Children in need 2025, table D3",
    D5: "Children in need 2025, table D5",
    LOOKED_AFTER: "Children looked after 2025, numbers and rates",
    STABILITY: "Children looked after 2025, placement stability",
    ACTIVITY: "Children looked after 2025, care leavers' activity",
    ACCOMMODATION: "Children looked after 2025, care leavers' accommodation",
}
LAIT = "Local authority interactive tool, April 2026"

POPULATION = "the population of the previous mid-year"


@dataclass(frozen=True)
class Series:
    """Where one indicator is found.

    `denominator` is a column of the same row, POPULATION, or (with `total`) the same column as the numerator
    in the row whose filters are `rows` overlaid with `total`. `published` is the column of the publisher's
    own percentage or rate; `lait` the measure of the interactive tool that may hold one too.
    """

    indicator: str
    file: str
    numerator: tuple[str, ...]
    denominator: str = POPULATION
    published: str = ""
    lait: str = ""
    rows: dict[str, str] = field(default_factory=dict)
    total: dict[str, str] = field(default_factory=dict)


def looked_after(indicator: str, population_type: str, lait: str) -> Series:
    return Series(
        indicator,
        LOOKED_AFTER,
        ("children_count",),
        "population_estimate",
        "rate_per_10000",
        lait,
        {"population_type": population_type},
    )


def stability(indicator: str, group: str, what: str, lait: str = "") -> Series:
    return Series(
        indicator,
        STABILITY,
        ("children_count",),
        "children_count",
        "children_percent",
        lait,
        {"cla_group": group, "placement_stability": what},
        {"placement_stability": "Total children"},
    )


def care_leavers(indicator: str, file: str, what: str, total: str, lait: str = "") -> Series:
    return Series(
        indicator,
        file,
        ("care_leaver_count",),
        "care_leaver_count",
        "care_leaver_percent",
        lait,
        {"care_leaver_age": "19 to 21 years", "breakdown": what},
        {"breakdown": total},
    )


def factor(indicator: str, column: str) -> Series:
    return Series(indicator, C3, (column,), "Episodes_with_assessment_factor")


SERIES = (
    Series("referrals-rate", C1, ("referral_count",), lait="CPP_Total_Rateper10,000"),
    Series("re-referrals", C1, ("rereferral_count",), "referral_count", "rereferral_percent", "ReReferral"),
    Series(
        "referrals-no-further-action",
        C1,
        ("no_further_action_count",),
        "referral_count",
        "no_further_action_percent",
    ),
    Series("referrals-not-in-need", C1, ("not_in_need_count",), "referral_count", "not_in_need_percent"),
    Series("children-in-need-rate", B1, ("At31_episodes",), lait="CIN"),
    factor("assessment-neglect", "Neglect"),
    factor("assessment-domestic-abuse-parent", "Domestic_Abuse_parent"),
    factor("assessment-child-sexual-exploitation", "Child_sexual_exploitation"),
    factor("assessment-going-missing", "Going_missing"),
    factor("assessment-self-harm", "Self_harm"),
    Series("section-47-rate", C4, ("Section47",), lait="Section_47"),
    Series("icpc-rate", C4, ("ICPC",), lait="ISCP_Conf"),
    Series(
        "icpc-within-15-days",
        C4,
        ("Duration_0-10_days", "Duration_11-15_days"),
        "ICPC",
        lait="CP_conf_15days",
    ),
    Series("child-protection-plans-rate", D5, ("CPP_At31",), lait="CPP_rate"),
    Series("child-protection-plans-starting-rate", D3, ("CPP_start",), lait="CPP_Abuse_Rate"),
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

# North Somerset's own printed figures: metric as printed -> indicator, and what to know about it.
LOCAL_SOURCE = "NSSCP annual report, October 2019 to December 2020"
LOCAL_PERIODS = {
    "November 2019 to December 2020 (14 months)": "2019-11-01/2020-12-31",
    "June 2020 to December 2020": "2020-06-01/2020-12-31",
}
NO_RATE = "Fourteen months; no population estimate fits that period, so the count stands without a rate."
LOCAL = {
    "referrals": ("referrals-rate", NO_RATE),
    "re-referrals": (
        "re-referrals",
        "Fourteen months, out of the 906 referrals of the same report, which does not say within how many "
        "months a referral counts as a repeat.",
    ),
    "initial child protection conferences": ("icpc-rate", NO_RATE),
    "strategy discussions": ("strategy-discussions", ""),
    "children under a child protection plan at some point during the period": (
        "child-protection-plans-in-period",
        "",
    ),
    "care leavers receiving services at some point during the period": (
        "care-leavers-receiving-services",
        "",
    ),
    "children in care at some point during the period": ("children-in-care-in-period", ""),
    "children in need at some point during the period": (
        "children-in-need-in-period",
        "Not the department's definition: its count of children in need at any point was 1,703 in 2020.",
    ),
    "domestic abuse notifications": ("domestic-abuse-notifications", ""),
    "LADO referrals": ("lado-referrals", ""),
    "children with an early help episode at some point during the period": ("early-help-episodes", ""),
    "LADO advice enquiries": ("lado-enquiries", ""),
    "children reported missing at least once": ("children-reported-missing", ""),
    "children electively home educated at some point during the period": ("electively-home-educated", ""),
    "cases reviewed by the CSPR sub-group": ("cases-reviewed", "Seven months."),
    "rapid reviews submitted to the national Panel": ("rapid-reviews", "Seven months."),
    "local child safeguarding practice reviews commissioned": ("local-reviews-commissioned", "Seven months."),
}
# Printed without a date that can be used, or without saying which ages: they cannot be a figure.
LOCAL_LEFT_OUT = {
    "children and young people in North Somerset (population; age band not stated)",
    "Education Health and Care Plans open at the end of the year",
}
