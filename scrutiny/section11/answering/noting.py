"""What the audit trail is told of an agency's work."""

from accounts.models import Person
from audit_trail.actions import record
from scrutiny.section11.answering.selectors import Work


def note_down(by: Person, action: str, work: Work, **detail: str) -> None:
    """In the chain of the one partnership, or of the region where an agency answers for several. As the last step."""
    chain = "" if work.book.is_shared else work.areas[0]
    record(
        by=by, action=action, subject=f"{work.organisation}, {work.round}", partnership=chain, detail=detail
    )
