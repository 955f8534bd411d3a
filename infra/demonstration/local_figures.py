"""Which of North Somerset's own printed figures stand for which indicator, and what to know of them. Only data."""

SOURCE = "NSSCP annual report, October 2019 to December 2020"
PERIODS = {
    "November 2019 to December 2020 (14 months)": "2019-11-01/2020-12-31",
    "June 2020 to December 2020": "2020-06-01/2020-12-31",
}
NO_RATE = "Fourteen months; no population estimate fits that period, so the count stands without a rate."
# Metric as printed: the indicator, and what to know about it.
INDICATORS = {
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
LEFT_OUT = {
    "children and young people in North Somerset (population; age band not stated)",
    "Education Health and Care Plans open at the end of the year",
}
