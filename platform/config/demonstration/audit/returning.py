"""Each partnership signs its audit return: prepared by one person, approved by another."""

from accounts.models import Person
from partnerships.context import inside
from partnerships.models import Partnership
from scrutiny.returns.models import Kind
from scrutiny.returns.selectors import standing_return
from scrutiny.section11.models import Round
from tenants.sign_off.actions import approve, prepare_audit
from tenants.sign_off.audit_content import period_of
from tenants.sign_off.models import State, Submission


def sign_return(partnership: Partnership, round_: Round) -> bool:
    """Sign it unless it was signed before. Returns whether it was signed now."""
    manager = Person.objects.get(email=f"manager@{partnership.slug}.example")
    approver = Person.objects.get(email=f"approver@{partnership.slug}.example")
    with inside(partnership):
        if standing_return(partnership, period_of(round_), Kind.SECTION_11) is not None:
            return False
        waiting = Submission.objects.filter(
            state=State.PREPARED, kind=Kind.SECTION_11, round=round_.slug
        ).first()
        submission = waiting or prepare_audit(partnership=partnership, round_=round_, reason="", by=manager)
        approve(
            partnership=partnership, submission_id=submission.pk, seen_sha256=submission.content_sha256,
            by=approver,
        )  # fmt: skip
    return True
