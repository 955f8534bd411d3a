"""Columns of a table in a PDF: together as wide as the page, and no word broken while there is room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth

from design_system.tagged_pdf import styles
from design_system.tagged_pdf.widths import PADDING, fitted

WORDS = st.text(alphabet="abcdefgim", min_size=1, max_size=9)
CELLS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TABLES = st.integers(2, 5).flatmap(
    lambda n: st.tuples(
        st.lists(CELLS, min_size=n, max_size=n),
        st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4),
    )
)


def longest_word(texts: list[str], style: ParagraphStyle) -> float:
    return max(stringWidth(word, style.fontName, style.fontSize) for text in texts for word in text.split())


@given(TABLES)
def test_words_are_whole_where_they_fit(table: tuple[list[str], list[list[str]]]) -> None:
    heads, rows = table
    widths = fitted(heads, rows)
    assert sum(widths) == pytest.approx(styles.WIDTH)
    for i, width in enumerate(widths):
        assert width >= PADDING + longest_word([heads[i]], styles.HEAD) - 1e-6
        assert width >= PADDING + longest_word([row[i] for row in rows], styles.NUMBER) - 1e-6


def test_numbers_come_before_names() -> None:
    name = "A standard whose name is long enough to take a whole line of the page, and then some more of it"
    widths = fitted(["Standard", "Area"], [[name, "39.8–69.3; n 25"]])
    wanted = PADDING + stringWidth("39.8–69.3; n 25", styles.NUMBER.fontName, styles.NUMBER.fontSize)
    assert widths == pytest.approx([styles.WIDTH - wanted, wanted])


def test_too_much_shrinks_alike() -> None:
    widths = fitted(["m" * 90, "m" * 90, "m" * 30], [["1", "2", "3"]])
    assert sum(widths) == pytest.approx(styles.WIDTH)
    assert widths[0] == pytest.approx(widths[1])
    assert widths[0] > widths[2]
