"""Words that several pages use."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import get_text_list

from scrutiny.frameworks.content import Content, Statement
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.models import Stage
from scrutiny.section11.models.book import SectionWork
from scrutiny.section11.questions import Question

STAGE_COLOURS = {
    Stage.NOT_STARTED: "grey",
    Stage.ANSWERING: "blue",
    Stage.SUBMITTED: "yellow",
    Stage.SIGNED: "teal",
    Stage.RETURNED: "orange",
}
WORK_WORDS = {
    SectionWork.State.GIVEN: "With",
    SectionWork.State.HANDED_IN: "Handed in by",
    SectionWork.State.RETURNED: "Returned to",
}
HOW = {
    "page": "Saved on the page",
    "autosave": "Saved as it was written",
    "spreadsheet": "From a spreadsheet",
    "carried in": "Carried in from the last round",
    "put back": "An earlier text put back",
    "conflict": "Chosen between two texts",
}


def at(moment: datetime) -> str:
    """As people say it: today the time alone."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return f"{local:%H:%M}"
    return f"{local:%H:%M} on {local:%-d %B %Y}"


def grade_name(content: Content, slug: str) -> str:
    return next((each.name for each in content.grades if each.slug == slug), "") or "No grade yet"


def area_name(work: Work, slug: str) -> str:
    return next((each.area.short_name for each in work.partnerships if each.slug == slug), slug)


def areas_of(work: Work) -> str:
    """Such as “Bristol, Somerset and North Somerset”."""
    return str(get_text_list([each.area.short_name for each in work.partnerships], "and"))


def label_of(work: Work, question: Question) -> str:
    """Such as “3.2, Bristol”."""
    number = question.placed.number
    return f"{number}, {area_name(work, question.area)}" if question.area else number


def mark_of(statement: Statement) -> str:
    """How the statement comes from the edition before."""
    if statement.change is None:
        return ""
    return {"new": "New", "unchanged": "Unchanged"}.get(statement.change.kind, "Changed")


def state_of(answer: Any) -> str:
    if answer is None:
        return "Not answered"
    if answer.state == answer.State.TO_CONFIRM:
        return "To confirm"
    return "Answered" if answer.is_answered else "No grade yet"


STATE_COLOURS = {"Answered": "teal", "To confirm": "yellow", "No grade yet": "blue", "Not answered": "grey"}
