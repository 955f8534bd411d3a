"""What a partnership's agencies were reminded of: what was ordered, what was sent, and what became of the rest."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from partnerships.context import in_region
from partnerships.decorators import permit
from partnerships.requests import PartnershipRequest
from scrutiny.section11.rounds.presenters.plan import batches_table
from scrutiny.section11.rounds.presenters.wording import moment
from scrutiny.section11.rounds.reminders.counting import batches_of
from scrutiny.section11.rounds.selectors import launched_rounds


@permit(Permission.FOLLOW_AUDIT)
def reminders(request: PartnershipRequest, round: str) -> HttpResponse:  # noqa: A002 (the path's word)
    """Letters are rows of the region, which a partnership's own database role cannot read: who got them stays there,
    and the partnership is told how many of its agencies and letters there were."""
    here = request.partnership
    round_ = get_object_or_404(launched_rounds().filter(partnerships=here, holds_answers=True), slug=round)
    with in_region():
        batches = list(batches_of(round_, here))
    context = {
        "partnership": here,
        "round": round_,
        "words": [(moment(each.ordered_at), each.text) for each in batches],
        "table": batches_table(batches) if batches else None,
    }
    return render(request, "section11/rounds/area_reminders.html", context)
