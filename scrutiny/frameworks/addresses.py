"""Which edition an address names."""

from django.http import Http404
from django.urls import reverse

from scrutiny.frameworks.models import Edition
from scrutiny.frameworks.selectors import editions


def the_edition(framework: str, variant: str, label: str) -> Edition:
    """Raises Http404 where there is none."""
    found = editions().filter(framework=framework, variant=variant, label=label).first()
    if found is None:
        raise Http404("There is no such edition.")
    return found


def address(edition: Edition, name: str = "edition", **more: str) -> str:
    names = {"framework": edition.framework, "variant": edition.variant, "label": edition.label}
    return reverse(f"frameworks:{name}", kwargs={**names, **more})
