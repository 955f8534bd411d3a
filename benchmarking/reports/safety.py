"""The one place that asks whether what is to be published gives a hidden count away, in anybody's hands."""

from collections.abc import Iterable

from benchmarking.benchmarks.models import Run
from benchmarking.benchmarks.publication_audit import require_publishable
from benchmarking.reports.reading import Reach
from kernel.errors import UserError


def require_safe(run: Run, made_for: Iterable[Reach]) -> None:
    """Raises NotSafeToPublish, a UserError, where something hidden could be worked out by any of these readers."""
    for reach in made_for:
        require_publishable(run, audience=reach.audience, named=reach.named)


def sentences_of(error: UserError) -> list[str]:
    """Each thing that is wrong, as a sentence of its own."""
    said = getattr(error, "sentences", None) or str(error).splitlines()
    return [str(sentence) for sentence in said if str(sentence).strip()]
