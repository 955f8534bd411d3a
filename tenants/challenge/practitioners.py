"""What practitioners' replies say together, and when it may be seen.

Nothing is shown while a survey is open, not even how many replied: whoever looked before and after one reply could read
it off. A survey that has closed is never opened again, so what is shown then is shown once and for all. From fewer than
five replies nothing is shown, then or later; and of a standard that fewer than five gave a grade to, nothing either,
because “I cannot say” says nothing behind which the others would be hidden.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from scrutiny.returns.audit_payload import FEWEST_REPLIES, PractitionersView
from scrutiny.section11.models import Round
from tenants.challenge.models import Survey, SurveyReply

Grades = Mapping[str, int | None]


def surveys(round_: Round) -> dict[str, Survey]:
    """By the agency. One query."""
    return {each.organisation: each for each in Survey.objects.filter(round=round_.slug)}


def views(found: Iterable[Survey], day: date, number_of_grades: int) -> dict[str, PractitionersView]:
    """What may be shown of these surveys, by the agency. One query."""
    closed = {each.pk: each.organisation for each in found if not each.is_open_on(day)}
    replies: dict[str, list[Grades]] = {}
    for survey, grades in SurveyReply.objects.filter(survey__in=closed).values_list("survey", "grades"):
        replies.setdefault(closed[survey], []).append(grades)
    shown = {slug: together(each, number_of_grades) for slug, each in replies.items()}
    return {slug: view for slug, view in shown.items() if view is not None}


def together(replies: list[Grades], number_of_grades: int) -> PractitionersView | None:
    """Counts by standard, or None from too few replies. Pure."""
    if len(replies) < FEWEST_REPLIES:
        return None
    counted: dict[str, Counter[int | None]] = {}
    for reply in replies:
        for standard, grade in reply.items():
            counted.setdefault(standard, Counter())[grade] += 1
    grades = {
        standard: [*(numbers[grade] for grade in range(number_of_grades)), numbers[None]]
        for standard, numbers in sorted(counted.items())
    }
    return PractitionersView(
        len(replies), {each: row for each, row in grades.items() if sum(row[:-1]) >= FEWEST_REPLIES}
    )
