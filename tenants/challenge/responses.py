"""What agencies signed, as the partnership's panel reads it: from deliveries and from the partnership's own book."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.content import Content, Standard
from scrutiny.frameworks.models import Edition
from scrutiny.section11.models import (
    Delivery,
    ExpectedAgency,
    ExpectedIn,
    ReturnRequest,
    Round,
    Stage,
    Standing,
)
from scrutiny.section11.questions import Question, questions
from scrutiny.section11.signed import pieces_in
from tenants.self_assessment.models import SignedAnswers

Answer = dict[str, Any]


@dataclass(frozen=True)
class Version:
    """Answers as they were signed once."""

    number: int
    sha256: str
    signed_role: str
    signed_at: datetime
    canonical: str
    row: Delivery | SignedAnswers
    """Of which it was made: a delivery, or the partnership's own book."""

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """By the statement: a partnership reads one answer to each, shared or its own area's."""
        return {each["statement"]: each for each in json.loads(self.canonical)["answers"]}

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """Every piece that the answers name, as often as they name it."""
        return [piece for answer in self.answers.values() for piece in pieces_in(answer)]


@dataclass(frozen=True)
class Response:
    """One agency's part in a round, as one partnership sees it. `versions`: first to last; empty: nothing signed."""

    expected: ExpectedAgency
    content: Content
    area: str
    shared: bool
    stage: Stage
    versions: tuple[Version, ...]
    requests: tuple[ReturnRequest, ...] = ()

    @property
    def organisation(self) -> Organisation:
        return self.expected.organisation

    @property
    def current(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    @property
    def answers(self) -> dict[str, Answer]:
        return self.current.answers if self.current else {}

    @cached_property
    def questions(self) -> list[Question]:
        """What this partnership is told, in the edition's order."""
        return list(questions(self.content, self.expected.kind, [self.area]))

    @cached_property
    def standards(self) -> list[Standard]:
        """Those of which the agency is asked anything."""
        return list({each.standard.id: each.standard for each in self.questions}.values())

    @cached_property
    def grades(self) -> dict[str, int]:
        """The place of each grade on the scale, lowest first."""
        return {each.slug: place for place, each in enumerate(self.content.grades)}

    def grade_name(self, slug: str) -> str:
        return self.content.grades[self.grades[slug]].name if slug in self.grades else "No grade"

    def version(self, number: int) -> Version | None:
        return next((each for each in self.versions if each.number == number), None)

    def says_the_same_as_in(self, sha256: str, statement: str) -> bool:
        """Whether the answer to a statement is, in every part, what stood in the signed answers of that hash."""
        if self.current is None:
            return False
        earlier = next((each for each in self.versions if each.sha256 == sha256), None)
        return earlier is not None and earlier.answers.get(statement) == self.answers.get(statement)


def rounds_of(partnership: Partnership) -> QuerySet[Round]:
    """Rounds in which the partnership takes part, which everybody concerned may see and whose answers are held here,
    newest first."""
    return Round.objects.filter(partnerships=partnership, launched_at__isnull=False, holds_answers=True)


def responses(partnership: Partnership, round_: Round, only: str = "") -> list[Response]:
    """Every agency expected for this partnership, or the one of that slug. A constant number of queries.

    Under the partnership's own role, which sees its own rows alone; the filters say the same once more.
    """
    rows = ExpectedIn.objects.filter(expected__round=round_, partnership=partnership)
    here = {"round": round_.slug, "partnership": partnership}
    if only:
        rows, here = rows.filter(expected__organisation__slug=only), {**here, "organisation": only}
    rows = rows.select_related("expected__organisation", "expected__edition__edition").defer(
        "expected__edition__edition__canonical"
    )
    found_rows = list(rows.order_by("expected__organisation__name", "pk"))
    contents = _contents(found_rows)
    versions = _versions(partnership, round_, only)
    standings = {each.organisation: each for each in Standing.objects.filter(**here)}
    requests = _grouped(ReturnRequest.objects.filter(**here))
    found = []
    for row in found_rows:
        slug = row.expected.organisation.slug
        standing = standings.get(slug)
        found.append(
            Response(
                expected=row.expected,
                content=contents[row.expected.edition.edition_id],
                area=partnership.slug,
                shared=row.answers_in_shared_book,
                stage=Stage(standing.stage) if standing else Stage.NOT_STARTED,
                versions=tuple(versions[slug, row.answers_in_shared_book]),
                requests=tuple(requests[slug]),
            )
        )
    return found


def _contents(rows: Iterable[ExpectedIn]) -> dict[Any, Content]:
    """Each edition once: agencies share them, and its text is long."""
    editions = Edition.objects.in_bulk({row.expected.edition.edition_id for row in rows})
    return {pk: edition.content for pk, edition in editions.items()}


def response_of(partnership: Partnership, round_: Round, organisation: str) -> Response | None:
    return next(iter(responses(partnership, round_, only=organisation)), None)


def _versions(partnership: Partnership, round_: Round, only: str) -> dict[tuple[str, bool], list[Version]]:
    """By the agency and whether it answered in the shared book."""
    delivered = Delivery.objects.filter(partnership=partnership, round=round_.slug)
    own = SignedAnswers.objects.filter(assessment__round=round_.slug).select_related("assessment")
    if only:
        delivered, own = delivered.filter(organisation=only), own.filter(assessment__organisation=only)
    found: dict[tuple[str, bool], list[Version]] = defaultdict(list)
    for shared in delivered.order_by("number"):
        found[shared.organisation, True].append(_version(shared))
    for local in own.order_by("number"):
        found[local.assessment.organisation, False].append(_version(local))
    return found


def _version(row: Delivery | SignedAnswers) -> Version:
    return Version(row.number, row.sha256, row.signed_role, row.signed_at, row.canonical, row)


def _grouped(rows: Iterable[ReturnRequest]) -> dict[str, list[ReturnRequest]]:
    found: dict[str, list[ReturnRequest]] = defaultdict(list)
    for row in rows:
        found[row.organisation].append(row)
    return found
