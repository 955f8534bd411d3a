"""Storing a plan: everything or nothing."""

from django.db import transaction

from audit_trail.actions import Actor
from benchmarking.comparators.actions import (
    load_authorities,
    load_authority_values,
    load_neighbours,
    load_populations,
    load_published_figures,
)
from config.published.plan import Plan


@transaction.atomic
def store(plan: Plan, *, by: Actor | None) -> None:
    """One transaction over all actions, each with its own event. Raises ValueError for a plan with problems."""
    if plan.problems:
        raise ValueError("a plan with problems is not stored")
    if plan.populations:
        load_populations(populations=plan.populations, by=by)
    if plan.figures:
        load_published_figures(figures=plan.figures, by=by)
    if plan.authorities:
        load_authorities(authorities=plan.authorities, by=by)
    if plan.values:
        load_authority_values(values=plan.values, by=by)
    if plan.neighbours:
        load_neighbours(neighbours=plan.neighbours, by=by)
