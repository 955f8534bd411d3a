"""The grid looks the same on the page and in the PDF, and can be read in each of its colours."""

import re
from pathlib import Path

import pytest

from benchmarking import audit_results
from benchmarking.audit_results.heat import SHADES, STEPS, Shade

CSS = Path(audit_results.__file__).parent / "static/audit_results/pages.css"


def test_the_style_sheet_has_the_same_colours() -> None:
    found = re.findall(
        r"\.app-heat--(\d) \{ background-color: (#\w{6}); color: (#\w{6}); \}", CSS.read_text("utf-8")
    )
    assert [(int(step), Shade(ground, ink)) for step, ground, ink in found] == list(enumerate(SHADES))
    assert len(SHADES) == len(STEPS) + 1


@pytest.mark.parametrize("shade", SHADES)
def test_ink_stands_out(shade: Shade) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    one, other = sorted((_luminance(shade.ground), _luminance(shade.ink)))
    assert (other + 0.05) / (one + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
