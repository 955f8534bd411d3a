"""What else a partnership can do about an agency on its board. Other parts of the platform add links here.

A part that has a page about one agency's answers to a partnership, such as its challenge, says so once, when its app is
ready; this part then needs to know nothing of it:

    from scrutiny.section11.rounds.links import offer_links

    def links(agency, round_, partnership):            # agency: rounds.board.AgencyOnBoard
        if agency.has_signed:
            yield "Read the answers", reverse("challenge:responses", args=[partnership.slug, round_.slug, agency.slug])

    class ChallengeConfig(AppConfig):
        def ready(self):
            offer_links(links)

It is asked for every row of a board, so it asks no query of the database. Each page that is linked decides itself who
may see it.
"""

from collections.abc import Callable, Iterable

from django.urls import reverse

from partnerships.models import Partnership
from scrutiny.section11.models import ExpectedAgency, Round
from scrutiny.section11.rounds.board import AgencyOnBoard

Link = tuple[str, str]
"""Its text and its address."""
Offer = Callable[[AgencyOnBoard, Round, Partnership], Iterable[Link]]

_offers: list[Offer] = []


def offer_links(offer: Offer) -> None:
    """Offering the same twice changes nothing."""
    if offer not in _offers:
        _offers.append(offer)


def links_for(agency: AgencyOnBoard, round_: Round, partnership: Partnership) -> list[Link]:
    """Every link that is offered about one agency, in the order in which the parts of the platform are installed."""
    return [link for offer in _offers for link in offer(agency, round_, partnership)]


def desk_address(expected: ExpectedAgency) -> str:
    """Where an agency answers in a round: the region's pages, or those inside the partnership of its one area."""
    areas = list(expected.areas.all())
    shared = any(each.answers_in_shared_book for each in areas)
    places = [] if shared else [each.partnership.slug for each in areas]
    where = [*places, expected.organisation.slug, expected.round.slug]
    return reverse(f"{'answering' if shared else 'local_answering'}:task_list", args=where)
