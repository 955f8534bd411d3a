"""The menu marks the section that a page belongs to, or nothing."""

import pytest

from config.navigation import Section

HOME = Section("Home", "/")
COMPARE = Section("Compare", "/compare/", also="/views/|/areas/")
AUDITS = Section("Audits", "/audits/")
RESULTS = Section("Audit results", "/audits/results/", also="/audits/[^/]+/results/")
BERRYDALE = Section("Berrydale", "/area/berrydale/")
HOSPITAL = Section(
    "Hospital", "/agency/berrydale-hospital/", also="/organisations/berrydale-hospital/|/area/[^/]+/agency/berrydale-hospital/"
)  # fmt: skip
PEOPLE = Section("People", "/people/", also="/organisations/")
ALL = [HOME, COMPARE, AUDITS, RESULTS, BERRYDALE, HOSPITAL, PEOPLE]


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", HOME),
        ("/compare/", COMPARE),
        ("/views/save/", COMPARE),
        ("/areas/berrydale/", COMPARE),
        ("/audits/", AUDITS),
        ("/audits/audit-2026/", AUDITS),
        ("/audits/audit-2026/actions/", AUDITS),
        ("/audits/results/", RESULTS),
        ("/audits/audit-2026/results/", RESULTS),
        ("/audits/audit-2026/results/full/senior-lead/area/berrydale/", RESULTS),
        ("/area/berrydale/audits/audit-2026/actions/", BERRYDALE),
        ("/area/berrydale/agency/berrydale-hospital/actions/", HOSPITAL),
        ("/organisations/berrydale-hospital/", HOSPITAL),
        ("/organisations/another/", PEOPLE),
        ("/area/cobblewick/", None),
        ("/you/", None),
        ("/how-this-works/", None),
        ("/region/areas/", None),
    ],
)
def test_the_section_that_says_most_of_the_address(path: str, section: Section | None) -> None:
    best = max(ALL, key=lambda each: each.reach(path))
    assert (best if best.reach(path) else None) is section
