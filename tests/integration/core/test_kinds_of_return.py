"""An audit return beside the returns of figures: each kind has its own chain, and what reads figures reads no others."""

from collections.abc import Callable
from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from benchmarking.indicators.actions import decide_about_new_returns, project_new_returns, rebuild_figures
from benchmarking.indicators.decisions import decisions
from benchmarking.indicators.models import Figure, Projected
from kernel.periods import Period
from partnerships.context import inside
from scrutiny.frameworks.models import Edition
from scrutiny.returns import selectors
from scrutiny.returns.actions import ReturnNotAccepted
from scrutiny.returns.models import Kind, Return
from scrutiny.returns.verification import verify
from tenants.sign_off.overlap import refuse_overlaps
from tenants.sign_off.selectors import unsigned_periods
from tenants.sign_off.standing import where_we_stand
from tests.audit_returns import AUTUMN, YEAR, lodge_audit
from tests.worlds import World, enter, sign

Ask = Callable[[str], Client]


def everything_that_reads_figures(world: World) -> dict[str, object]:
    partnership = world.berrydale
    with inside(partnership):
        stands = [(each.period, each.stage, each.standing) for each in where_we_stand(partnership)]
        unsigned = unsigned_periods(partnership, [YEAR, AUTUMN])
    return {
        "figures": list(Figure.objects.order_by("pk").values()),
        "steps": list(Projected.objects.order_by("pk").values()),
        "decisions": decisions(),
        "years": selectors.partnerships_by_year(),
        "counts": selectors.returns_signed(),
        "newest": {row.pk for row in selectors.newest_returns()},
        "standing": selectors.standing_return(partnership, YEAR),
        "stands": stands,
        "unsigned": unsigned,
    }


@pytest.mark.parametrize("period", [YEAR, AUTUMN, Period.reporting_year(2026)])
def test_an_audit_return_disturbs_no_figure(
    region: World, period: Period, caplog: pytest.LogCaptureFixture
) -> None:
    before = everything_that_reads_figures(region)
    lodged = lodge_audit(period=period)
    assert project_new_returns() == 0
    decide_about_new_returns()
    assert everything_that_reads_figures(region) == before
    assert selectors.lodged_after(lodged.lodged_at.replace(year=2001)) == Return.objects.count() - 1
    assert rebuild_figures() == 11
    after = everything_that_reads_figures(region)
    assert after == before
    assert caplog.text == ""  # it is not read and found unreadable, but not read at all
    for command in ("verify_figures", "verify_returns"):
        out = StringIO()
        call_command(command, stdout=out)
        assert out.getvalue().startswith("All ")


def test_it_overlaps_with_no_figures(region: World) -> None:
    """Figures are compared with figures of overlapping periods; an audit return has none."""
    lodge_audit(period=AUTUMN)
    with inside(region.berrydale):
        standing = selectors.standing_return(region.berrydale, YEAR)
        assert standing is not None
        refuse_overlaps(region.berrydale, Period.reporting_year(2026), standing.content)


def test_each_kind_has_its_own_chain(region: World) -> None:
    figures = region.standing("berrydale", 2025)
    first = lodge_audit()
    second = lodge_audit(supersedes=first, reason="One grade was read wrongly.", self_grade=1)
    with inside(region.berrydale):
        assert selectors.standing_return(region.berrydale, YEAR) == figures
        assert selectors.standing_return(region.berrydale, YEAR, Kind.SECTION_11) == second
    enter("berrydale", "re-referrals,2025,5,60,local,,\n")
    corrected = sign("berrydale", YEAR, reason="Counted again.")
    assert (corrected.kind, corrected.supersedes) == (Kind.FIGURES, figures)
    assert list(verify(Return.objects.select_related("partnership", "supersedes"))) == []


def test_a_second_first_return_is_refused_within_its_kind_alone(region: World) -> None:
    lodge_audit()
    with pytest.raises(ReturnNotAccepted, match="lodged in the meantime"):
        lodge_audit()
    lodge_audit(period=AUTUMN)


def test_a_correction_of_another_kind_is_refused(region: World) -> None:
    figures = region.standing("berrydale", 2025)
    with pytest.raises(ReturnNotAccepted, match="same partnership, period and kind"):
        lodge_audit(supersedes=figures, reason="because")
    lodge_audit(supersedes=lodge_audit(), reason="because")


def test_the_agencies_are_read_back_as_they_were_signed(region: World) -> None:
    lodged = lodge_audit()
    answered, silent = Return.objects.get(pk=lodged.pk).agencies
    assert [each.self_grade for each in answered.grades] == [2, 3]
    assert answered.practitioners is not None
    assert answered.practitioners.replies == 6
    assert (silent.answered, silent.grades, silent.practitioners) == (False, (), None)


def test_the_receipt_shows_agencies_and_grades(region: World, client_for: Ask) -> None:
    lodged = lodge_audit()
    page = client_for("coordinator").get(f"/returns/{lodged.pk}/").content.decode()
    assert "Section 11 audit, Year ending 31 March 2025" in page
    assert "2 expected, 1 signed their answers" in page
    assert "0, 0, 1, 1" in page
    assert "3 of 4" in page
    assert "1 of its texts, 1 of its actions" in page
    assert "Had not signed its answers" in page
    assert "The figures in it" not in page
    # What was released is part of what was signed, so the receipt shows it.
    assert "The board reads it twice a year." in page
    assert "Report yearly" in page


def test_the_receipt_names_statements_and_grades_in_the_words_of_the_edition_answered(
    region: World, client_for: Ask
) -> None:
    edition = Edition.objects.get(variant="full", label="2026")
    signed = lodge_audit(edition_sha256=edition.sha256)
    client = client_for("coordinator")
    page = unescape(client.get(f"/returns/{signed.pk}/").content.decode())
    placed = edition.content.placed["board-reports"]
    assert f"{placed.number} {placed.statement.text}" in page
    assert edition.content.grades[2].name in page
    assert "board-reports" not in page
    assert "3 of 4" not in page


def test_the_list_can_be_narrowed_to_a_kind(region: World, client_for: Ask) -> None:
    signed, client = lodge_audit(), client_for("coordinator")
    audits = client.get("/returns/", {"kind": "section-11"}).context["page"].paginator
    figures = client.get("/returns/", {"kind": "figures"}).context["page"].paginator
    assert [each.pk for each in audits.object_list] == [signed.pk]
    assert figures.count == Return.objects.exclude(kind=Kind.SECTION_11).count() > 0
    assert client.get("/returns/", {"kind": "nothing"}).status_code == 400


def test_the_page_of_its_figures_is_missing(region: World, client_for: Ask) -> None:
    coordinator = client_for("coordinator")
    assert coordinator.get(f"/returns/{lodge_audit().pk}/figures/").status_code == 404
    assert coordinator.get(f"/returns/{region.standing('berrydale', 2025).pk}/figures/").status_code == 200


def test_lists_say_what_a_return_is_about(region: World, client_for: Ask) -> None:
    lodge_audit()
    assert (
        "Section 11 audit, Year ending 31 March 2025"
        in client_for("coordinator").get("/returns/").content.decode()
    )
    area = client_for("coordinator").get("/areas/berrydale/").content.decode()
    assert "Section 11 audit" not in area


def test_a_kind_that_the_text_does_not_say_is_named(region: World) -> None:
    row = lodge_audit()
    row.kind = Kind.FIGURES  # as the row would read, had somebody past the table's checks changed it
    assert [each.problem for each in verify([row])] == ["the column kind does not say what was signed"]
