"""The one place that asks whether a run may be published.

The audit of everything that was ever published together is another room's: benchmarks.publication_audit. Where it is
not there yet, nothing is asked.
"""

from importlib import import_module
from importlib.util import find_spec

from benchmarking.benchmarks.models import Run
from kernel.errors import UserError

AUDIT = "benchmarking.benchmarks.publication_audit"


def require_safe(run: Run) -> None:
    """Raises NotSafeToPublish, a UserError, where something hidden could be worked out."""
    if find_spec(AUDIT) is not None:
        import_module(AUDIT).require_publishable(run)


def sentences_of(error: UserError) -> list[str]:
    """Each thing that is wrong, as a sentence of its own."""
    said = getattr(error, "sentences", None) or str(error).splitlines()
    return [str(sentence) for sentence in said if str(sentence).strip()]
