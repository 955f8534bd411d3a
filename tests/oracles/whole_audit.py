"""Is what is stored of an audit whole? Looked at row by row, by the plainest way of counting.

For after a crash: whatever the moment, either all rows of a deed are there or none.
"""

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from audit_trail.models import Event
from partnerships.context import in_region, inside
from partnerships.models import Organisation, Partnership
from scrutiny.frameworks.models import Edition
from scrutiny.section11.books import SHARED
from scrutiny.section11.editions import content_of_edition
from scrutiny.section11.models import DeliveredFile, Delivery, ReturnRequest, Round, Standing
from tenants.self_assessment.books import LOCAL


def faults_of_the_audit() -> list[str]:
    """One line for each thing that is not as it should be. None: the audit is whole. Asked from the region."""
    faults = [*_book(SHARED.assessments.objects.all(), shared=True)]
    for partnership in Partnership.objects.select_related("area").filter(opened_at__isnull=False):
        with inside(partnership):
            faults += _book(LOCAL.assessments.objects.all(), shared=False)
    return [*faults, *_deliveries_without_answers()]


def _book(assessments: Any, *, shared: bool) -> Iterator[str]:
    for assessment in assessments.order_by("round", "organisation"):
        found = [
            *_answers(assessment), *_signatures(assessment), *_state(assessment),
            *_standings(assessment), *_trail(assessment, shared=shared),
            *(_deliveries(assessment) if shared else ()),
        ]  # fmt: skip
        yield from (f"{assessment}: {fault}" for fault in found)


def _answers(assessment: Any) -> Iterator[str]:
    """Each answer is its newest version, and of the versions before it none is missing."""
    versions: dict[tuple[str, str], dict[int, Any]] = {}
    for row in assessment.versions.filter(kept=True):
        versions.setdefault((row.statement, row.area), {})[row.version] = row
    for answer in assessment.answers.all():
        own = versions.pop((answer.statement, answer.area), {})
        if sorted(own) != list(range(1, answer.version + 1)):
            yield f"{answer} is version {answer.version}, and of it there are {sorted(own)}"
        elif (own[answer.version].grade, own[answer.version].narrative) != (answer.grade, answer.narrative):
            yield f"{answer} says something else than its version {answer.version}"
    yield from (f"{key} has versions and no answer" for key in versions)


def _signatures(assessment: Any) -> Iterator[str]:
    texts = {(row.statement, row.area, row.grade, row.narrative) for row in assessment.versions.filter(kept=True)}  # fmt: skip
    rows = list(assessment.signed.order_by("number"))
    if [row.number for row in rows] != list(range(1, len(rows) + 1)):
        yield f"signatures are numbered {[row.number for row in rows]}"
    for row in rows:
        yield from _text(row, assessment)
        content = json.loads(row.canonical)
        asked = len(_asked(assessment, assessment.areas))
        if len(content["answers"]) != asked:
            yield f"signature {row.number} holds {len(content['answers'])} answers of {asked}"
        for each in content["answers"]:
            if (each["statement"], each["area"], each["grade"], each["narrative"]) not in texts:
                yield f"signature {row.number} holds a text of {each['statement']} that nobody saved"


def _text(row: Any, assessment: Any) -> Iterator[str]:
    content = json.loads(row.canonical)
    if sha256(row.canonical.encode()).hexdigest() != row.sha256:
        yield f"the hash of {row} is not of its text"
    said = content["round"], content["organisation"], content["number"]
    if said != (assessment.round, assessment.organisation, row.number):
        yield f"{row} says it is of {said}"


def _state(assessment: Any) -> Iterator[str]:
    """Nothing waits for a signature that has one, unless a partnership asked for changes of what was signed."""
    newest = assessment.signed.order_by("-number").first()
    if newest and assessment.submitted_at and not _requests(assessment, newest):
        yield f"signed as {newest.number} and submitted at once"
    if assessment.submitted_at is None and (assessment.submitted_by or assessment.submitted_role):
        yield "submitted by somebody, and not submitted"


def _requests(assessment: Any, signed: Any) -> set[str]:
    """The areas whose partnership asked for changes of it."""
    own = {"round": assessment.round, "organisation": assessment.organisation}
    rows = ReturnRequest.objects.filter(**own, about_number=signed.number)
    return set(rows.values_list("partnership__slug", flat=True))


def _stages(assessment: Any, answered: int, area: str) -> set[str]:
    """What the board of the area may say. That another area asked for changes it does not say."""
    newest = assessment.signed.order_by("-number").first()
    if assessment.submitted_at:
        return {"submitted"}
    if newest:
        asking = _requests(assessment, newest)
        return {"returned"} if area in asking else {"signed"}
    return {"answering"} if answered else {"not_started"}


def _asked(assessment: Any, areas: list[str]) -> list[tuple[str, str]]:
    with in_region():
        content = content_of_edition(Edition.objects.defer("canonical").get(pk=assessment.edition))
    return [
        (placed.statement.id, area)
        for placed in content
        if placed.statement.is_for(assessment.kind)
        for area in (areas if placed.statement.area_specific else [""])
    ]


def _standings(assessment: Any) -> Iterator[str]:
    answered = {
        (row.statement, row.area) for row in assessment.answers.all() if row.grade and row.state == "answered"
    }
    newest = assessment.signed.order_by("-number").first()
    for area in assessment.areas:
        asked = _asked(assessment, [area])
        stages = _stages(assessment, len(answered), area)
        right = len(asked), len(answered.intersection(asked)), newest.signed_at if newest else None
        row = Standing.objects.filter(
            partnership__slug=area, round=assessment.round, organisation=assessment.organisation
        ).first()
        told = (row.asked, row.answered, row.signed_at) if row else None
        if row is None or told != right or row.stage not in stages:
            yield f"the board of {area} says {row} {told}, and right is {stages} {right}"


def _deliveries(assessment: Any) -> Iterator[str]:
    """Each signature with a cut for each area, and nothing in it of another."""
    rows = Delivery.objects.filter(round=assessment.round, organisation=assessment.organisation)
    held = {(row.number, row.partnership.slug): row for row in rows.select_related("partnership")}
    for signed in assessment.signed.all():
        whole = json.loads(signed.canonical)
        for area in assessment.areas:
            row = held.pop((signed.number, area), None)
            if row is None:
                yield f"signature {signed.number} was not delivered to {area}"
                continue
            yield from _text(row, assessment)
            yield from _evidence(row)
            answers = [each for each in whole["answers"] if each["area"] in ("", area)]
            if json.loads(row.canonical) != {**whole, "areas": [area], "answers": answers}:
                yield f"the delivery of {signed.number} to {area} is not its part of it"
    yield from (f"delivered {key} without a signature" for key in held)


def _evidence(delivery: Delivery) -> Iterator[str]:
    """What its text names may be opened and nothing else, and each file is there or was removed."""
    answers = json.loads(delivery.canonical)["answers"]
    named = {each["id"]: each for answer in answers for each in answer["evidence"]}
    planned = [each for answer in answers for action in answer["actions"] for each in action["evidence"]]
    named |= {each["id"]: each for each in planned}
    if {str(each.evidence) for each in delivery.evidence.all()} != set(named):
        yield f"{delivery} opens other evidence than it names"
    for pk, each in named.items():
        kept = DeliveredFile.objects.filter(pk=pk).first()
        removed = SHARED.evidence_removals.objects.filter(pk=pk).exists()
        if each["kind"] == "file" and (kept is None) != removed:
            yield f"{delivery}: {pk} is {'gone' if removed else 'there'} and kept, or neither"
        if kept and not kept.sha256 == sha256(kept.content).hexdigest() == each["sha256"]:
            yield f"{delivery}: {pk} is not the file that was signed"


def _deliveries_without_answers() -> Iterator[str]:
    for row in Delivery.objects.all():
        if not SHARED.assessments.objects.filter(round=row.round, organisation=row.organisation).exists():
            yield f"{row} was delivered, and nobody answered"


def _trail(assessment: Any, *, shared: bool) -> Iterator[str]:
    """Each deed with its event. What was submitted was signed, returned, or still waits."""
    with in_region():
        organisation = Organisation.objects.get(slug=assessment.organisation)
        subject = f"{organisation}, {Round.objects.get(slug=assessment.round)}"
    events = Event.objects.filter(chain="" if shared else assessment.areas[0], subject=subject)
    signed = [row.facts["sha256"] for row in events.filter(action="sign answers")]
    if sorted(signed) != sorted(assessment.signed.values_list("sha256", flat=True)):
        yield f"{len(signed)} events of signing, {assessment.signed.count()} signatures"
    count = Counter(events.values_list("action", flat=True))
    waiting = count["submit answers"] - count["sign answers"] - count["return answers to colleagues"]
    if waiting != bool(assessment.submitted_at):
        yield f"the trail says that {waiting} submissions wait: {dict(count)}"
