"""What the board of a round offers about each of its agencies: to read what it signed."""

from collections.abc import Iterator

from django.urls import reverse

from partnerships.models import Partnership
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.board import AgencyOnBoard


def board_links(agency: AgencyOnBoard, round_: Round, partnership: Partnership) -> Iterator[tuple[str, str]]:
    if agency.has_signed:
        place = [partnership.slug, round_.slug, agency.slug]
        yield "Read the answers", reverse("challenge:agency", args=place)
