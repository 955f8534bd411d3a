"""Results of a round are counted as soon as a return of it is signed, so that no reader waits for them."""

import logging

from benchmarking.audit_results.actions import results_of
from kernel.background import in_background
from partnerships.context import in_region
from scrutiny.section11.models import Round

log = logging.getLogger(__name__)


def count_again(round_slug: str) -> None:
    """In the background: it takes seconds. If it fails, the first reader of the results counts them."""
    in_background(lambda: _count(round_slug))


def _count(round_slug: str) -> None:
    try:
        with in_region():
            results_of(round_=Round.objects.get(slug=round_slug), by=None)
    except Exception:
        log.exception("Results of the round %s could not be counted yet.", round_slug)
