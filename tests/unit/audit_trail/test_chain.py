"""Any tampering with a chain is found, and the first entry at fault is the one that is named."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from audit_trail.chain import START, Link, hash_of, moment
from audit_trail.verification import Break, Kept, Row, breaks

TEXT = st.text(max_size=8)


@st.composite
def chains(draw: Any) -> list[Link]:
    links: list[Link] = []
    previous = START
    for number in range(1, draw(st.integers(2, 8)) + 1):
        at = moment(datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=number))
        link = Link("bristol", number, at, *(draw(TEXT) for _ in range(6)), previous, "")
        link = link._replace(hash=hash_of(link))
        links.append(link)
        previous = link.hash
    return links


def rows(links: list[Link], head: Link) -> list[Row]:
    return [Row(link, head.chain, head.sequence, head.hash) for link in links]


def found(links: list[Link], head: Link, kept: list[Kept] | None = None) -> list[Break]:
    return list(breaks(rows(links, head), kept or []))


@given(chains())
def test_a_chain_as_it_was_written(links: list[Link]) -> None:
    kept = [Kept("2026-11-22", each.chain, each.sequence, each.hash) for each in links]
    assert found(links, links[-1], kept) == []


@given(chains(), st.data())
def test_one_changed_character_anywhere(links: list[Link], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(links) - 1))
    name = data.draw(st.sampled_from([n for n in Link._fields if n not in ("chain", "sequence")]))
    old = getattr(links[place], name)
    at = data.draw(st.integers(0, len(old)))
    new = old[:at] + data.draw(st.characters(codec="utf-8")) + old[at + data.draw(st.integers(0, 1)) :]
    if new == old:
        return
    tampered = [*links]
    tampered[place] = links[place]._replace(**{name: new})
    (named,) = found(tampered, links[-1])
    assert named.sequence == place + 1


@given(chains(), st.data())
def test_a_removed_entry(links: list[Link], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(links) - 1))
    (named,) = found(links[:place] + links[place + 1 :], links[-1])
    assert named.sequence == place + 1
    assert "is missing" in named.problem


@given(chains(), st.data())
def test_entries_in_another_order(links: list[Link], data: st.DataObject) -> None:
    """As the database gives them: by number, whatever stands under it."""
    shuffled = data.draw(st.permutations(links))
    first = next((n for n, (a, b) in enumerate(zip(links, shuffled, strict=True), 1) if a != b), None)
    renumbered = [link._replace(sequence=number) for number, link in enumerate(shuffled, 1)]
    assert [each.sequence for each in found(renumbered, links[-1])] == ([first] if first else [])


@given(chains(), st.data())
def test_an_entry_put_in(links: list[Link], data: st.DataObject) -> None:
    """Well linked itself: what comes after it cannot be."""
    place = data.draw(st.integers(0, len(links)))
    before = links[place - 1].hash if place else START
    new = links[0]._replace(sequence=place + 1, subject="forged", previous=before)
    new = new._replace(hash=hash_of(new))
    if place < len(links) and new.hash == links[place].hash:
        return  # it is the entry that stands there
    after = [link._replace(sequence=link.sequence + 1) for link in links[place:]]
    (named,) = found([*links[:place], new, *after], links[-1])
    assert named.sequence == (place + 2 if after else place + 1)


@given(chains(), st.data())
def test_a_forged_end_is_found_by_what_was_kept(links: list[Link], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(links) - 1))
    forged, previous = links[:place], links[place].previous
    for link in links[place : data.draw(st.integers(place + 1, len(links)))]:
        link = link._replace(actor=link.actor + "x", previous=previous)
        forged.append(link._replace(hash=hash_of(link)))
        previous = forged[-1].hash
    kept = [Kept("2026-11-22", each.chain, each.sequence, each.hash) for each in links]
    assert found(forged, forged[-1]) == []
    (named,) = found(forged, forged[-1], kept)
    assert named.sequence == place + 1


@given(st.lists(TEXT, min_size=8, max_size=8), st.lists(TEXT, min_size=8, max_size=8))
def test_different_entries_have_different_hashes(one: list[str], other: list[str]) -> None:
    """Where one part ends and the next begins is part of what is hashed."""
    links = [Link(texts[0], 1, *texts[1:8], START, "") for texts in (one, other)]
    assert (hash_of(links[0]) == hash_of(links[1])) == (one == other)


def test_a_moved_border_between_two_parts() -> None:
    link = Link("", 1, "", "ab", "c", "", "", "", "", START, "")
    assert hash_of(link) != hash_of(link._replace(actor="a", role="bc"))
    assert hash_of(link) != hash_of(link._replace(actor="ab1:c,", role=""))


def test_a_moment_is_written_in_utc_to_the_microsecond() -> None:
    summer = timezone(timedelta(hours=1))
    assert moment(datetime(2026, 7, 1, 12, tzinfo=summer)) == "2026-07-01T11:00:00.000000Z"
    assert moment(datetime(44, 3, 15, 1, 2, 3, 4, tzinfo=UTC)) == "0044-03-15T01:02:03.000004Z"


def test_the_hash_of_one_entry_is_what_it_always_was() -> None:
    """A change of the encoding would make every trail look broken: it needs a format of its own."""
    link = Link(
        "bristol", 1, "2026-11-22T09:30:00.000000Z", "Data officer (7)", "Data officer", "save figure",
        "Referrals – 2025", "{}", "192.0.2.1", START, "",
    )  # fmt: skip
    assert hash_of(link) == "f0a4e4e4fc38a603eb97922ce4df3c58778f871e9bbf1a407c25360f9be9aa1c"
