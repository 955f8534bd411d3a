"""The demonstration's audit, from agencies to the partnerships' returns. Every step is an action of the house; a run that
was killed is taken up where it stopped."""

from collections.abc import Iterator

from accounts.models import Person
from audit_trail.actions import record
from audit_trail.models import Event
from config.demonstration.audit import rounds
from config.demonstration.audit.answering import answer, has_not_begun, stops_half_way
from config.demonstration.audit.bodies import Body, add_leads, bodies, table
from config.demonstration.audit.judging import judge, return_one
from config.demonstration.audit.returning import sign_return
from config.demonstration.people import add_people
from partnerships.models import Partnership
from partnerships.selectors import open_partnerships
from scrutiny.section11.models import Round

DONE = "load demonstration audit"


def is_loaded() -> bool:
    return Event.objects.filter(action=DONE).exists()


def load_audit() -> Iterator[str]:
    """Says, line by line, what was done."""
    coordinator = Person.objects.get(email="coordinator@region.example")
    agencies = bodies()
    add_people()
    add_leads(agencies)
    rounds.history(coordinator)
    before = rounds.before(agencies, coordinator)
    yield from _answered(before, [each for each in agencies if each.variant == "full"], 0, coordinator)
    newest = rounds.newest(agencies, before, coordinator)
    done = [each for each in agencies if not (stops_half_way(each) or has_not_begun(each))]
    yield from _answered(newest, done, 1, coordinator)
    partnerships = list(open_partnerships())
    for partnership in partnerships:
        yield from _returned(partnership, [before, newest])
    _still_at_work(newest, agencies, partnerships, coordinator)
    record(by=None, action=DONE, subject=newest.name)


def _answered(round_: Round, agencies: list[Body], later: int, by: Person) -> Iterator[str]:
    rounds.allow_all(round_, agencies, 1, by)
    signed = sum(answer(each, round_, later=later) for each in agencies)
    if signed:
        yield f"{round_}: {signed} agencies signed made-up answers"


def _returned(partnership: Partnership, of: list[Round]) -> Iterator[str]:
    judge(partnership, of[-1])
    signed = [round_.name for round_ in of if sign_return(partnership, round_)]
    if signed:
        yield f"{partnership.short_name}: signed its return of {' and '.join(signed)}"


def _still_at_work(round_: Round, agencies: list[Body], partnerships: list[Partnership], by: Person) -> None:
    """After the returns were signed: what comes in now goes into a correction."""
    late = [each for each in agencies if stops_half_way(each)]
    rounds.allow_all(round_, late, table()["newest"]["late_for_days"], by)
    for each in late:
        answer(each, round_, later=1, finish=False)
    for partnership in partnerships[:1]:
        return_one(partnership, round_)
