"""Do the figures still say what the signed returns say?"""

from collections.abc import Iterable, Iterator

from benchmarking.indicators.actions import figures_of
from benchmarking.indicators.models import Figure
from scrutiny.returns.models import Return

COMPARED = [field.attname for field in Figure._meta.concrete_fields]


def differences(returns: Iterable[Return]) -> Iterator[str]:
    """A sentence for each figure that is missing, too many, or says something else than its return."""
    stored = {figure.pk: figure for figure in Figure.objects.all()}
    for row in returns:
        for expected in figures_of(row):
            found = stored.pop(expected.pk, None)
            if found is None:
                yield f"{expected.indicator} of return {row.pk} is missing"
                continue
            for name in COMPARED:
                if getattr(found, name) != getattr(expected, name):
                    yield f"{expected.indicator} of return {row.pk}: {name} does not say what was signed"
    for figure in stored.values():
        yield f"{figure.indicator} ({figure.pk}) belongs to no return"
