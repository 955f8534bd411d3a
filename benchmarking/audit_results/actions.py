"""Calculating the results of a round, and keeping them."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit_trail.actions import Actor, record
from benchmarking.audit_results.computing import compute
from benchmarking.audit_results.models import AuditResult
from benchmarking.audit_results.selectors import basis_of, kept_results, rounds
from kernel.canonical import canonical_json, sha256_hex
from scrutiny.section11.models import Round

NAMESPACE = uuid.UUID("0b0c3b1e-9d0a-5b6a-8a53-2f4d6c0e7c18")


def results_of(*, round_: Round, by: Actor | None) -> AuditResult | None:
    """The results as the signed returns give them today; None where none is signed yet.

    The same returns give the same results: they are calculated once, and found again after that.
    """
    basis = basis_of(round_)
    if not basis.inputs.lodged:
        return None
    sha256 = sha256_hex(basis.record)
    if found := kept_results(sha256):
        return found
    content = canonical_json(compute(basis.inputs).as_json())
    row = AuditResult(
        id=uuid.uuid5(NAMESPACE, sha256), round=round_.slug, inputs=basis.record, inputs_sha256=sha256,
        content=content, sha256=sha256_hex(content), created_at=timezone.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
            record(
                by=by, action="calculate audit results", subject=str(round_), detail={"sha256": row.sha256}
            )
    except IntegrityError:
        return kept_results(sha256)  # somebody else calculated the same a moment ago
    return row


def newest_results(*, by: Actor | None) -> AuditResult | None:
    """Those of the newest launched round of which any partnership has signed; None where there is none."""
    for round_ in rounds().filter(holds_answers=True):
        if found := results_of(round_=round_, by=by):
            return found
    return None
