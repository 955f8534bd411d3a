"""Commentary and replies. Each signing is a version of its own; what was signed before stays."""

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from audit_trail.actions import record
from benchmarking.reports.actions.errors import NotNow
from benchmarking.reports.actions.locking import locked
from benchmarking.reports.models import Commentary, Issue, Reply
from benchmarking.reports.models.remark import LONGEST_COMMENTARY, LONGEST_REPLY
from benchmarking.reports.selectors import issues, sections_of
from benchmarking.reports.states import COMMENTED_IN, REPLIED_IN
from kernel.errors import NotPermitted
from partnerships.context import in_region
from partnerships.models import Partnership
from partnerships.permissions import can


@transaction.atomic
def write_commentary(
    *, issue: Issue, about: str, text: str, seen: int, by: Person, made_up: bool = False
) -> Commentary:
    """Sign a version of the commentary on a section. An empty text takes the commentary away.

    `seen`: the newest version the person was shown, 0 for none. Raises NotNow where the commentary is frozen, where
    somebody signed another version meanwhile, or where the text is none for that place.
    """
    current = locked(issue)
    if current.state not in COMMENTED_IN:
        raise NotNow(f"This issue is {current.state}. Its commentary is frozen.")
    text = _plain(text, LONGEST_COMMENTARY)
    _refuse_unknown_section(current, about)
    before = Commentary.objects.filter(issue=issue, about=about).order_by("-version").first()
    _refuse_unseen(before.version if before else 0, seen)
    _refuse_the_same(before.text if before else "", text)
    row = Commentary(
        issue=current, about=about, version=seen + 1, text=text, made_up=made_up,
        by=by.pk, role=by.role_title, at=timezone.now(),
    )  # fmt: skip
    row.save()
    record(by=by, action="sign commentary", subject=f"{current}: {about}", detail={"version": row.version})
    return row


def sign_reply(
    *,
    issue: Issue,
    partnership: Partnership,
    about: str,
    text: str,
    seen: int,
    by: Person,
    made_up: bool = False,
) -> Reply:
    """Sign a version of a partnership's reply to a section, inside that partnership and under its database role.

    Raises NotPermitted for somebody who does not reply for this partnership, and NotNow as write_commentary does.
    What only the region reads is read before the transaction: each may have a database connection of its own.
    """
    with in_region():
        if not can(by, Permission.REPLY_TO_REPORT, partnership):
            raise NotPermitted("they do not reply for this partnership")
        _refuse_unknown_section(issue, about)
    text = _plain(text, LONGEST_REPLY)
    before = reply_of(issue, partnership, about)
    _refuse_unseen(before.version if before else 0, seen)
    _refuse_the_same(before.text if before else "", text)
    row = Reply(
        issue=issue, partnership=partnership, owner_role=role_in_force(), about=about, version=seen + 1, text=text,
        made_up=made_up, by=by.pk, role=by.role_title, at=timezone.now(),
    )  # fmt: skip
    try:
        _keep_reply(row, by)
    except IntegrityError as error:
        raise NotNow(_why_not(issue)) from error
    return row


@transaction.atomic
def _keep_reply(row: Reply, by: Person) -> None:
    """The database looks at the issue's state, which a partnership's role does not read."""
    row.save()
    record(
        by=by, action="sign reply to report", subject=f"{row.issue}: {row.about}",
        partnership=row.partnership.slug, detail={"version": row.version},
    )  # fmt: skip


def reply_of(issue: Issue, partnership: Partnership, about: str) -> Reply | None:
    """The newest version of a partnership's reply, empty or not."""
    rows = Reply.objects.filter(issue=issue, partnership=partnership, about=about)
    newest: Reply | None = rows.order_by("-version").first()
    return newest


def role_in_force() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def _why_not(issue: Issue) -> str:
    with in_region():
        state = issues().get(pk=issue.pk).state
    if state in REPLIED_IN:
        return "Somebody of your partnership signed another version meanwhile. Read it, then sign again."
    return f"This issue is {state}. It takes no replies."


def _plain(text: str, longest: int) -> str:
    """Line ends of one kind and no spaces around. Raises NotNow where it is too long or holds what no text holds."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(plain) > longest:
        raise NotNow(f"The text is {len(plain):,} characters long. It may have {longest:,}.")
    if "\0" in plain:
        raise NotNow("The text holds a character that is none.")
    return plain


def _refuse_unknown_section(issue: Issue, about: str) -> None:
    if about not in dict(sections_of(issue.run)):
        raise NotNow("The report has no such section.")


def _refuse_unseen(version: int, seen: int) -> None:
    if version != seen:
        raise NotNow("Somebody signed another version meanwhile. Read it, then sign again.")


def _refuse_the_same(before: str, text: str) -> None:
    if before == text:
        raise NotNow("The text is the one that is signed already." if text else "Write a text.")
