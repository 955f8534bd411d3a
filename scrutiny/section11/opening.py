"""Finding what an address of a desk names: a round's work, a question in it. What is not there is missing (404)."""

from django.http import Http404

from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.desk import Desk
from scrutiny.section11.models import Round
from scrutiny.section11.questions import Question


def the_work(desk: Desk, round_slug: str) -> Work:
    """The agency's part in a launched round, kept in this desk's book."""
    round_ = (
        Round.objects.select_related("previous").filter(slug=round_slug, launched_at__isnull=False).first()
    )
    work = work_of(desk.book, round_, desk.organisation) if round_ else None
    if work is None:
        raise Http404("There is no such round for this agency.")
    return work


def question_name(question: Question) -> str:
    """What it is called in addresses: the statement's id, and the area where it is asked for each."""
    return "__".join(word for word in question.key if word)


def the_question(work: Work, name: str) -> Question:
    for question in work.questions:
        if question_name(question) == name:
            return question
    raise Http404("This is not asked of the agency in this round.")


def area_name(work: Work, area: str) -> str:
    """The name of a question's area; empty where it is answered for all."""
    return next((each.area.name for each in work.partnerships if each.slug == area), area)
