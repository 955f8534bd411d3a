"""What every change to a round begins with: nobody else changes it until this transaction ends."""

from scrutiny.section11.models import Round
from scrutiny.section11.rounds.errors import NotPossible


def locked(round_: Round) -> Round:
    """The round as it is now."""
    return Round.objects.select_for_update(no_key=True).get(pk=round_.pk)


def locked_plan(round_: Round) -> Round:
    """Raises NotPossible where the round is launched: what agencies answer does not change under them."""
    now = locked(round_)
    if now.is_launched:
        raise NotPossible(f"{now.name} is launched. This cannot be changed any more.")
    return now
