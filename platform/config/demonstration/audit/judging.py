"""What partnerships make of the answers: practitioners are asked, a scrutineer moderates, words are released."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Person
from config.demonstration.audit import made_up
from partnerships.context import inside
from partnerships.models import Partnership
from scrutiny.section11.models import Round
from tenants.challenge.actions.moderation import moderate
from tenants.challenge.actions.releases import decide_releases
from tenants.challenge.actions.returning import return_for_changes
from tenants.challenge.actions.survey import close_survey, open_survey, reply
from tenants.challenge.models import ModeratedGrade, Release, Survey
from tenants.challenge.responses import Response, responses

REASON = "Made up for the demonstration: what was shown to the panel speaks for another grade than the agency's own."
AGREED = "Made up for the demonstration: what was shown to the panel bears the agency's own grade out."
NOTE = "Made up for the demonstration: please say which evidence bears this grade out."


def _person(word: str, partnership: Partnership) -> Person:
    person: Person = Person.objects.get(email=f"{word}@{partnership.slug}.example")
    return person


def judge(partnership: Partnership, round_: Round) -> None:
    """Of each agency that signed, about every second is asked, every third moderated. Again: what is missing."""
    manager, moderator = _person("manager", partnership), _person("moderator", partnership)
    with inside(partnership):
        for response in responses(partnership, round_):
            if response.current is None:
                continue
            agency = response.organisation.slug
            if made_up.draw("asked", agency, partnership.slug) < 55:
                _ask(partnership, round_, response, manager)
            if made_up.draw("looked at", agency, partnership.slug) < 70:
                _moderate(partnership, round_, response, moderator)
            _release(partnership, round_, response, manager)


def return_one(partnership: Partnership, round_: Round) -> None:
    """One agency's answers are returned for changes, after the partnership signed its return."""
    panel = _person("panel", partnership)
    with inside(partnership):
        for response in responses(partnership, round_):
            if response.shared or response.current is None or response.requests:
                continue
            until = timezone.localdate() + timedelta(days=30)
            statements = [response.questions[0].statement.id]
            return_for_changes(
                partnership=partnership, round_=round_, organisation=response.organisation, note=NOTE,
                statements=statements, until=until, seen_sha256=response.current.sha256, by=panel,
            )  # fmt: skip
            return


def _ask(partnership: Partnership, round_: Round, response: Response, manager: Person) -> None:
    organisation = response.organisation
    survey = Survey.objects.filter(round=round_.slug, organisation=organisation.slug).first()
    if survey is None:
        survey = open_survey(
            partnership=partnership, round_=round_, organisation=organisation,
            closes_on=timezone.localdate(), by=manager,
        ).survey  # fmt: skip
    if not survey.is_open_on(timezone.localdate()):
        return
    wanted = 3 + made_up.draw("replies", organisation.slug, partnership.slug) // 6
    for number in range(survey.replies.count(), wanted):
        grades = {
            each.id: made_up.practitioner_grade(organisation.slug, each.id, number)
            for each in response.standards
        }
        reply(survey=survey, grades=grades)
    close_survey(partnership=partnership, round_=round_, organisation=organisation, by=manager)


def _moderate(partnership: Partnership, round_: Round, response: Response, moderator: Person) -> None:
    if response.current is None:
        return
    agency = response.organisation.slug
    done = set(
        ModeratedGrade.objects.filter(round=round_.slug, organisation=agency).values_list(
            "statement", flat=True
        )
    )
    scale = [each.slug for each in response.content.grades]
    for statement, given in response.answers.items():
        own = response.grades[given["grade"]]
        position = made_up.moderated_position(agency, statement, own)
        if position is not None and statement not in done:
            moderate(
                partnership=partnership, round_=round_, organisation=response.organisation,
                statement=statement, grade=scale[position], reason=AGREED if position == own else REASON,
                seen_sha256=response.current.sha256, by=moderator,
            )  # fmt: skip


def _release(partnership: Partnership, round_: Round, response: Response, manager: Person) -> None:
    """The words beside one statement, and its planned actions, of some agencies."""
    agency = response.organisation.slug
    if response.current is None or made_up.draw("released", agency, partnership.slug) >= 30:
        return
    if Release.objects.filter(round=round_.slug, organisation=agency).exists():
        return
    with_actions = [each for each in response.answers.values() if each["actions"]][:1]
    chosen = with_actions or list(response.answers.values())[:1]
    decide_releases(
        partnership=partnership, round_=round_, organisation=response.organisation,
        narratives={each["statement"] for each in chosen},
        actions={action["id"] for each in chosen for action in each["actions"]},
        seen_sha256=response.current.sha256, by=manager,
    )  # fmt: skip
