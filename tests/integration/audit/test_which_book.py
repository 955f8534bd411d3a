"""In which book an agency answers follows from where it works, not only from where it is asked."""

import pytest

from partnerships.models import Organisation
from scrutiny.section11.books import SHARED
from scrutiny.section11.models import ExpectedAgency, ExpectedIn, LegalBasis
from scrutiny.section11.rounds.actions import change_expected, launch
from scrutiny.section11.rounds.actions.expecting import state_of_expected
from scrutiny.section11.rounds.errors import NotPossible
from tests import audit
from tests.signing_in import signed_in
from tests.worlds import World


def test_a_body_of_several_areas_that_is_asked_for_one_answers_in_the_shared_book(region: World) -> None:
    round_ = audit.a_round(launched=False)
    police = Organisation.objects.get(slug="threeshires-police")
    expected = ExpectedAgency.objects.get(round=round_, organisation=police)
    coordinator = region.person("coordinator")
    change_expected(
        expected=expected, seen=state_of_expected(expected), variant="full", kind="police", legal_basis=LegalBasis.SECTION_11,
        partnerships=[region.berrydale], by=coordinator,
    )  # fmt: skip
    launch(round_=round_, by=coordinator)
    (place,) = ExpectedIn.objects.filter(expected=expected)
    assert place.answers_in_shared_book
    assert audit.book_of("threeshires-police") is SHARED
    page = signed_in(audit.lead_of("threeshires-police")).get(
        f"/agency/threeshires-police/rounds/{round_.slug}/start/"
    )
    assert page.status_code == 200


def test_nobody_is_asked_for_an_area_in_which_it_does_not_work(region: World) -> None:
    round_ = audit.a_round(launched=False)
    expected = ExpectedAgency.objects.get(round=round_, organisation__slug="berrydale-hospital")
    with pytest.raises(NotPossible, match="does not work in Cobblewick"):
        change_expected(
            expected=expected, seen=state_of_expected(expected), variant=expected.edition.variant, kind=expected.kind,
            legal_basis=LegalBasis(expected.legal_basis), partnerships=[region.partnership("cobblewick")],
            by=region.person("coordinator"),
        )  # fmt: skip


def test_evidence_is_added_where_the_agency_answers_and_nowhere_else(region: World) -> None:
    audit.a_round()
    hospital, icb = (signed_in(audit.lead_of(each)) for each in ("berrydale-hospital", "threeshires-icb"))
    own = "/area/berrydale/agency/berrydale-hospital/evidence/add/"
    assert hospital.get(own).status_code == 200
    assert hospital.get("/agency/berrydale-hospital/evidence/add/").status_code == 404
    assert hospital.get(f"{own}?round=%00&question=x").status_code == 404
    assert icb.get("/agency/threeshires-icb/evidence/add/").status_code == 200
