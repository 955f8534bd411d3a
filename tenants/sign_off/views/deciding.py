"""What a decision on a prepared return does, whatever the return is about. Pages differ in what they show."""

from kernel.errors import UserError
from partnerships.requests import PartnershipRequest
from scrutiny.returns.models import Return
from tenants.sign_off.actions import approve, send_back
from tenants.sign_off.forms import ApproveForm, SendBackForm
from tenants.sign_off.models import State, Submission


def approved(request: PartnershipRequest, waiting: Submission, form: ApproveForm) -> Return | None:
    """The return that was lodged, now or by somebody before. None: the form has to be shown again, and says why."""
    if not form.is_valid() and waiting.state == State.PREPARED:
        return None
    try:
        return approve(
            partnership=request.partnership,
            submission_id=waiting.pk,
            seen_sha256=form.cleaned_data.get("seen_sha256", ""),
            by=request.user,
        )
    except UserError as error:
        _say(waiting, form, error)
        return None


def sent_back(request: PartnershipRequest, waiting: Submission, form: SendBackForm) -> Submission | None:
    """The submission as it stands after it. None: the form has to be shown again, and says why."""
    if not form.is_valid():
        return None
    try:
        return send_back(
            partnership=request.partnership,
            submission_id=waiting.pk,
            note=form.cleaned_data["note"],
            by=request.user,
        )
    except UserError as error:
        _say(waiting, form, error)
        return None


def _say(waiting: Submission, form: ApproveForm | SendBackForm, error: UserError) -> None:
    waiting.refresh_from_db()
    form.add_error(None, str(error))
