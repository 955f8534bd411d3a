"""Saved views: one's own, a few, and never an address of somebody else's making."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from audit_trail.models import Event
from benchmarking.benchmarks.choice import Against, Choice
from benchmarking.benchmarks.models import SavedView
from benchmarking.benchmarks.view_actions import (
    MOST_VIEWS,
    CannotSaveView,
    remove_view,
    rename_view,
    save_view,
)
from kernel.errors import NotPermitted
from tests.integration.pages.reading import get, said
from tests.worlds import World

SignIn = Callable[[str], Client]
CHOICE = Choice(("referrals-rate", "re-referrals"), areas=("berrydale",), against=Against.POOLED)


def test_a_view_is_saved_listed_opened_renamed_and_removed(region: World, client_for: SignIn) -> None:
    client = client_for("member")
    saved = client.post(f"{reverse('benchmarks:save_view')}?{CHOICE.query}", {"name": " For the board "})
    assert saved.headers["Location"] == f"/compare/?{CHOICE.query}"
    view = SavedView.objects.get()
    assert (view.name, view.query, view.person) == ("For the board", CHOICE.query, region.person("member"))
    assert "For the board" in said(get(client, "/compare/?indicator=re-referrals"))
    listed = said(get(client, reverse("benchmarks:views")))
    assert "Referrals and Re-referrals; Berrydale; the newest year; beside the 3 areas pooled" in listed
    client.post(reverse("benchmarks:rename_view", args=[view.pk]), {"name": "For the chair"})
    assert "For the chair" in said(get(client, reverse("benchmarks:views")))
    client.post(reverse("benchmarks:remove_view", args=[view.pk]))
    assert "You have not saved a view yet." in said(get(client, reverse("benchmarks:views")))
    actions = Event.objects.filter(action__endswith=" view").order_by("sequence")
    assert list(actions.values_list("action", flat=True)) == ["save view", "rename view", "remove view"]


def test_nobody_sees_or_changes_the_views_of_others(region: World, client_for: SignIn) -> None:
    view = save_view(name="Mine alone", choice=CHOICE, by=region.person("member"))
    other = client_for("coordinator")
    assert "Mine alone" not in get(other, reverse("benchmarks:views"))
    assert "Mine alone" not in get(other, "/compare/?indicator=re-referrals")
    for name in ("benchmarks:rename_view", "benchmarks:remove_view"):
        get(other, reverse(name, args=[view.pk]), status=404)
        assert other.post(reverse(name, args=[view.pk]), {"name": "Theirs"}).status_code == 404
    coordinator = region.person("coordinator")
    with pytest.raises(NotPermitted):
        rename_view(view=view, name="Theirs", by=coordinator)
    with pytest.raises(NotPermitted):
        remove_view(view=view, by=coordinator)
    view.refresh_from_db()
    assert view.name == "Mine alone"


def test_names_are_ones_own_and_each_once(region: World, client_for: SignIn) -> None:
    save_view(name="Board", choice=CHOICE, by=region.person("member"))
    save_view(name="Board", choice=CHOICE, by=region.person("analyst"))
    html = client_for("member").post(f"/views/save/?{CHOICE.query}", {"name": "BOARD"}).content.decode()
    assert "You have a view called “BOARD” already. Choose another name" in said(html)
    assert 'value="BOARD"' in html
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "Enter a name for the view"), ("x" * 81, "80 characters or fewer"), ("a\0b", "Null characters")],
)
def test_a_name_that_cannot_be_kept_is_refused(
    region: World, client_for: SignIn, name: str, told: str
) -> None:
    response = client_for("member").post(f"/views/save/?{CHOICE.query}", {"name": name})
    assert response.status_code == 200
    assert told in said(response.content.decode())
    assert not SavedView.objects.exists()


def test_so_many_and_no_more(region: World, client_for: SignIn) -> None:
    member = region.person("member")
    for number in range(MOST_VIEWS):
        save_view(name=f"View {number}", choice=CHOICE, by=member)
    with pytest.raises(CannotSaveView, match="50 views, which is the most"):
        save_view(name="One more", choice=CHOICE, by=member)
    html = client_for("member").post(f"/views/save/?{CHOICE.query}", {"name": "One more"}).content.decode()
    assert "Remove one first" in said(html)
    save_view(name="Of another", choice=CHOICE, by=region.person("analyst"))


@pytest.mark.usefixtures("own_database")
def test_two_requests_at_once_do_not_both_take_the_last_place() -> None:
    world = World()
    member = world.person("member")
    for number in range(MOST_VIEWS - 1):
        save_view(name=f"View {number}", choice=CHOICE, by=member)

    def one_more(name: str) -> bool:
        try:
            save_view(name=name, choice=CHOICE, by=member)
        except CannotSaveView:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(one_more, ["a", "b", "c", "d"]))
    assert sum(kept) == 1
    assert SavedView.objects.filter(person=member).count() == MOST_VIEWS


ELSEWHERE = [
    "next=https://evil.example/",
    "https://evil.example/",
    "//evil.example",
    "indicator=https://evil.example",
    "",
]


@pytest.mark.parametrize("query", ELSEWHERE)
def test_only_what_the_compare_page_understands_is_kept(
    region: World, client_for: SignIn, query: str
) -> None:
    response = client_for("member").post(f"/views/save/?{query}", {"name": "Elsewhere"})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/compare/?")
    assert not SavedView.objects.exists()


def test_whatever_else_an_address_held_is_not_kept(region: World, client_for: SignIn) -> None:
    asked = f"/views/save/?colour=red&next=https%3A%2F%2Fevil.example&{CHOICE.query}&format=csv"
    response = client_for("member").post(asked, {"name": "Clean"})
    assert response.headers["Location"] == f"/compare/?{CHOICE.query}"
    assert SavedView.objects.get().query == CHOICE.query


def test_a_view_of_an_indicator_that_is_gone_says_so_and_keeps_the_rest(
    region: World, client_for: SignIn
) -> None:
    kept = Choice(("withdrawn-indicator", "re-referrals"), areas=("berrydale",))
    save_view(name="Old", choice=kept, by=region.person("member"))
    client = client_for("member")
    listed = get(client, reverse("benchmarks:views"))
    assert "Something in it is no longer there." in said(listed)
    html = get(client, f"/compare/?{kept.query}", status=400)
    assert "“withdrawn-indicator” cannot be compared" in said(html)
    assert "there is none any more" in said(html)
    assert 'value="re-referrals" checked' in html
    assert 'value="berrydale" checked' in html
