"""What every deed of the challenge begins with: the signed answers as the person saw them."""

from partnerships.models import Partnership
from scrutiny.section11.models import Round
from scrutiny.section11.returning import locked_standing
from tenants.challenge.actions.errors import NotPossibleNow
from tenants.challenge.responses import Response, Version, response_of


def seen_response(
    partnership: Partnership, round_: Round, organisation: str, seen_sha256: str
) -> tuple[Response, Version]:
    """The agency's answers, which cannot be signed again before the transaction ends. Raises NotPossibleNow where they
    are not those that were shown."""
    locked_standing(partnership, round_, organisation)
    response = response_of(partnership, round_, organisation)
    if response is None or response.current is None:
        raise NotPossibleNow("This agency has signed no answers in this round.")
    if response.current.sha256 != seen_sha256:
        raise NotPossibleNow(
            "The agency signed its answers again after you opened this page. Read them as they are now, then decide."
        )
    return response, response.current
