"""An agreement on sharing as name and text."""

from datetime import date

from benchmarking.reports import words
from benchmarking.reports.agreements import holds_on, newest_answers
from benchmarking.reports.models import Agreement, Answer
from partnerships.models import Partnership


def agreement_rows(agreement: Agreement, today: date) -> list[tuple[str, str]]:
    """For the region, which sees every party's answer."""
    answers = newest_answers(agreement)
    parties = [party.partnership for party in agreement.parties.all()]
    ordered = sorted(parties, key=lambda partnership: partnership.area.order)
    return [
        ("Kept", agreement.reference),
        ("Days", days(agreement)),
        ("Standing", standing(agreement, today)),
        *((partnership.name, _answer(partnership, answers)) for partnership in ordered),
        ("Recorded", f"{agreement.recorded_role}, {words.clock(agreement.recorded_at)}"),
    ]


def own_rows(agreement: Agreement, partnership: Partnership, today: date) -> list[tuple[str, str]]:
    """For a party, which sees its own answer alone."""
    others = [each.partnership for each in agreement.parties.all() if each.partnership_id != partnership.pk]
    return [
        ("With", words.listed([each.name for each in sorted(others, key=lambda p: p.area.order)])),
        ("Kept", agreement.reference),
        ("Days", days(agreement)),
        ("Standing", standing(agreement, today)),
        ("Your partnership", _answer(partnership, newest_answers(agreement))),
    ]


def days(agreement: Agreement) -> str:
    first = words.date_of(agreement.starts_on)
    return f"{first} to {words.date_of(agreement.ends_on)}" if agreement.ends_on else f"From {first}"


def standing(agreement: Agreement, today: date) -> str:
    ending = getattr(agreement, "ending", None)
    if ending is not None:
        return f"Ended by {ending.role}, {words.clock(ending.at)}: {ending.reason}"
    if holds_on(agreement, today):
        return "In force for those who confirmed it"
    return "Not yet in force" if today < agreement.starts_on else "Run out"


def _answer(partnership: Partnership, answers: dict[int, Answer]) -> str:
    answer = answers.get(partnership.pk)
    if answer is None:
        return "Not confirmed yet"
    verb = "Confirmed" if answer.confirms else "Withdrawn"
    return f"{verb} by {answer.role}, {words.clock(answer.at)}"
