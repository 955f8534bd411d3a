"""Regional pages ask the database the same few questions however many areas there are, and never a partnership.

The world of tests/worlds.py has three areas. Here two more join it, then forty-five more, each with a signed
return for every year: rows written under the owner's rights, projected by the real action.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.choice import MOST_INDICATORS, Choice
from benchmarking.benchmarks.forms import yearly_indicators
from benchmarking.benchmarks.view_actions import MOST_VIEWS, save_view
from benchmarking.indicators.actions import project_new_returns
from benchmarking.indicators.models import Figure
from benchmarking.reports.models import Issue
from benchmarking.reports.selectors import issue_of
from kernel.canonical import canonical_json, sha256_hex
from kernel.periods import Period
from partnerships.context import current_schema, inside, owner_rights
from partnerships.models import Area, AreaCode, Organisation, Partnership
from scrutiny.returns.models import Return
from scrutiny.returns.payload import SignedFigure, content_of
from scrutiny.section11.models import ExpectedAgency, ExpectedIn, Round, Standing
from tenants.dataset.models import DraftFigure
from tests import audit
from tests.worlds import World, publish

YEARS = (2023, 2024, 2025)
FEW, MANY = 5, 50
TWO = "indicator=referrals-rate&indicator=re-referrals"


def grow_to(number: int) -> None:
    """Add areas with an open partnership, three signed returns and an organisation each."""
    with owner_rights():
        for place in range(Area.objects.count(), number):
            partnership = _new_partnership(place)
            for year in YEARS:
                _signed_return(partnership, Period.reporting_year(year)).save()
    project_new_returns()


def _new_partnership(place: int) -> Partnership:
    slug = f"area-{place}"
    area = Area.objects.create(
        slug=slug, name=f"Area {place}", short_name=f"Area {place}", dfe_code=f"{place:03}", order=place
    )
    AreaCode.objects.create(area=area, code=f"E070{place:05}")
    body = Organisation.objects.create(
        slug=f"council-{place}", name=f"Council {place}", kind="Local authority"
    )
    body.areas.add(area)
    with owner_rights():
        return Partnership.objects.create(
            slug=slug, area=area, name=f"Partnership {place}", short_name=f"P{place}",
            schema_name=f"area_{place}", opened_at=timezone.now(),
        )  # fmt: skip


def _signed_return(partnership: Partnership, period: Period) -> Return:
    figures = [
        SignedFigure("referrals-rate", 1, 500, 10_000, None, "official"),
        SignedFigure("re-referrals", 1, 100, 500, None, "official"),
    ]
    content = content_of(
        partnership=partnership.slug,
        area_code=partnership.area.codes.all()[0].code,
        period=period,
        figures=figures,
    )
    submission, prepared, approved, now = uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), timezone.now()
    signed = {
        "submission": str(submission),
        "prepared": {"person": str(prepared)},
        "approved": {"person": str(approved), "at": now.isoformat()},
        "reason": "",
    }
    payload = canonical_json({**content, **signed})
    return Return(
        submission=submission, partnership=partnership, owner_role="nobody", period_start=period.start,
        period_end=period.end, payload=payload, sha256=sha256_hex(payload), prepared_by=prepared,
        prepared_role="Data officer", approved_by=approved, approved_role="Approver", lodged_at=now,
    )  # fmt: skip


def addresses() -> dict[str, str]:
    """Every regional page that shows data, by name."""
    signed = World().standing("applefordshire", 2025)
    figure = Figure.objects.get(source=signed, indicator="re-referrals")
    issue = newest_issue()
    return {
        "home": reverse("reports:home"),
        "compare": f"{reverse('benchmarks:compare')}?indicator=re-referrals",
        "compare as CSV": f"{reverse('benchmarks:compare')}?indicator=re-referrals&format=csv",
        "compare one area": f"{reverse('benchmarks:compare')}?indicator=re-referrals&area=applefordshire",
        "compare two": f"{reverse('benchmarks:compare')}?{TWO}",
        "compare two beside another area": f"{reverse('benchmarks:compare')}?{TWO}&against=applefordshire",
        "compare two beside neighbours": f"{reverse('benchmarks:compare')}?{TWO}&against=neighbours&order=value",
        "compare two as CSV": f"{reverse('benchmarks:compare')}?{TWO}&against=pooled&format=csv",
        "note of two": f"{reverse('benchmarks:compare')}?{TWO}&format=note",
        "views": reverse("benchmarks:views"),
        "save a view": f"{reverse('benchmarks:save_view')}?{TWO}",
        "themes": reverse("benchmarks:themes"),
        "theme": reverse("benchmarks:theme", args=["help-on-market-days"]),
        "topic": reverse("benchmarks:topic", args=["referrals"]),
        "indicators": reverse("benchmarks:indicators"),
        "indicator": reverse("benchmarks:indicator", args=["re-referrals"]),
        "local indicator": reverse("benchmarks:indicator", args=["strategy-discussions"]),
        "area": reverse("benchmarks:area", args=["applefordshire"]),
        "figure": reverse("indicators:figure", args=[figure.pk]),
        "figures of a return": reverse("indicators:of_return", args=[signed.pk]),
        "returns": reverse("returns:list"),
        "receipt": reverse("returns:receipt", args=[signed.pk]),
        "region": reverse("programme:region"),
        "reports": reverse("reports:list"),
        "report": reverse("reports:issue", args=[issue.pk]),
        "decide": reverse("reports:decide", args=[issue.pk]),
        "published": reverse("published:list"),
        "published report": reverse("published:issue", args=[issue.pk]),
    }


def newest_issue() -> Issue:
    """Published once for the returns of the moment."""
    run = run_benchmark(year=None, by=None)
    return issue_of(run) or publish(run, changed="There are more areas.")


@contextmanager
def listening() -> Iterator[list[tuple[str, str]]]:
    """Every query with the schema that was in force when it was asked."""
    heard: list[tuple[str, str]] = []

    def hear(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        heard.append((current_schema(), sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield heard


def ask(client: Client) -> dict[str, list[tuple[str, str]]]:
    """What each page asks when it is asked for the second time."""
    heard = {}
    for name, address in addresses().items():
        client.get(address)
        with listening() as queries:
            assert client.get(address).status_code == 200, name
        heard[name] = queries
    return heard


@pytest.fixture
def asked(region: World, client_for: Callable[[str], Client]) -> dict[int, dict[str, list[tuple[str, str]]]]:
    client = client_for("coordinator")
    answers = {}
    for number in (FEW, MANY):
        grow_to(number)
        assert Area.objects.count() == number
        answers[number] = ask(client)
    return answers


def test_fifty_areas_cost_the_queries_of_five_and_no_partnership_is_asked(
    asked: dict[int, dict[str, list[tuple[str, str]]]],
) -> None:
    few = {name: len(queries) for name, queries in asked[FEW].items()}
    many = {name: len(queries) for name, queries in asked[MANY].items()}
    assert few == many
    assert max(few.values()) <= 17, few
    for name, queries in asked[MANY].items():
        assert queries, name
        assert {schema for schema, _ in queries} == {"public"}, name
        for _, sql in queries:
            assert not any(f'"{table}' in sql for table in ("dataset_", "sign_off_")), (name, sql)


def test_eight_indicators_and_fifty_views_cost_the_queries_of_one(
    region: World, client_for: Callable[[str], Client]
) -> None:
    client, member = client_for("member"), region.person("member")
    compare = reverse("benchmarks:compare")
    slugs = [each.slug for each in yearly_indicators()][:MOST_INDICATORS]
    asked = [
        f"{compare}?indicator={slugs[1]}",
        f"{compare}?{Choice(tuple(slugs)).query}",
        reverse("benchmarks:views"),
    ]

    def counts() -> list[int]:
        found = []
        for address in asked:
            with listening() as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    save_view(name="The first", choice=Choice(tuple(slugs)), by=member)
    client.get(compare)
    before = counts()
    for number in range(MOST_VIEWS - 1):
        save_view(name=f"View {number}", choice=Choice((slugs[0],)), by=member)
    assert counts() == before
    assert before[0] == before[1]


def expect_until(round_: Round, number: int) -> None:
    """Every area takes part. The first agency answers for all of them, each other one for one; half have begun."""
    round_.partnerships.set(Partnership.objects.all())
    places = list(Partnership.objects.all())
    edition = round_.editions.get(variant="full")
    for place in range(number):
        body, _ = Organisation.objects.get_or_create(
            slug=f"agency-{place}", name=f"Agency {place}", kind="School"
        )
        agency, _ = ExpectedAgency.objects.get_or_create(
            round=round_,
            organisation=body,
            defaults={"edition": edition, "kind": "other", "legal_basis": "s11"},
        )
        for area in places if place == 0 else [places[place % len(places)]]:
            ExpectedIn.objects.get_or_create(expected=agency, partnership=area)
            if place % 2 == 0:
                Standing.objects.get_or_create(
                    partnership=area,
                    round=round_.slug,
                    organisation=body.slug,
                    defaults={"changed_at": timezone.now()},
                )


def test_a_board_of_fifty_agencies_in_fifty_areas_costs_the_queries_of_five(
    region: World, client_for: Callable[[str], Client]
) -> None:
    round_, planned = audit.a_round("audit-open"), audit.a_round("audit-planned", launched=False)
    planned.previous = round_
    planned.save()
    coordinator, manager = client_for("coordinator"), client_for("manager@berrydale")
    pages = [
        (coordinator, "/audits/"),
        (coordinator, "/audits/audit-open/"),
        (coordinator, "/audits/audit-open/board.csv"),
        (coordinator, "/audits/audit-open/plan/"),
        (coordinator, "/audits/audit-open/remind/"),
        (coordinator, "/audits/audit-planned/launch/"),
        (coordinator, "/audits/audit-planned/agencies/add/"),
        (coordinator, "/audits/audit-planned/agencies/take-over/"),
        (manager, "/audits/"),
        (manager, "/area/berrydale/audits/"),
        (manager, "/area/berrydale/audits/audit-open/"),
        (manager, "/area/berrydale/audits/audit-open/actions/"),
        (manager, "/area/berrydale/audits/audit-open/reminders/"),
        (coordinator, "/audits/audit-open/actions/"),
    ]
    asked = {}
    for number in (FEW, MANY):
        with owner_rights():
            for place in range(Area.objects.count(), number):
                _new_partnership(place)
        for each in (round_, planned):
            expect_until(each, number)
        for client, address in pages:
            client.get(address)
            with listening() as queries:
                assert client.get(address).status_code == 200, address
            asked[number, address, client is manager] = len(queries)
    few, many = ([asked[n, address, client is manager] for client, address in pages] for n in (FEW, MANY))
    assert few == many, list(zip(pages, few, many, strict=True))
    assert max(few) <= 21, few


def test_the_listener_hears_a_partnership_being_asked(region: World) -> None:
    """The test above can fail: a query inside a partnership is heard with its schema."""
    partnership = region.berrydale
    with listening() as queries, inside(partnership):
        DraftFigure.objects.count()
    assert {schema for schema, _ in queries} == {"berrydale"}
    assert '"dataset_' in queries[-1][1]
