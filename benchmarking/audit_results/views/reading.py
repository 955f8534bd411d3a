"""The round that an address names, with its results."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import Person
from benchmarking.audit_results.actions import results_of
from benchmarking.audit_results.models import AuditResult
from benchmarking.audit_results.selectors import rounds
from scrutiny.section11.models import Round


def the_round(request: HttpRequest, slug: str) -> tuple[Round, AuditResult | None]:
    """Launched rounds alone. No results where the round holds no answers, or nobody has signed yet."""
    found = get_object_or_404(rounds(), slug=slug)
    return found, results_of(round_=found, by=cast(Person, request.user)) if found.holds_answers else None
