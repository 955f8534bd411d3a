"""A partnership's own board: who answers to it, how far each is, and what can be done about it."""

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from design_system.tables import Cell, Table
from partnerships.models import Partnership
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.board import Board
from scrutiny.section11.rounds.links import links_for
from scrutiny.section11.rounds.presenters.board import asked_as, late_words


def area_table(board: Board, round_: Round, partnership: Partnership) -> Table:
    """One row an agency. The column of links stands there where another part of the platform offers some."""
    links = [links_for(each, round_, partnership) for each in board.agencies]
    columns = ["Agency", "Asked as", "How far", "Answered", *(["Read and do"] if any(links) else [])]
    rows = []
    for agency, offered in zip(board.agencies, links, strict=True):
        here = agency.cells[partnership.slug]
        notes = [late_words(agency), "It answers for several areas at once." if agency.in_shared_book else ""]
        row = [
            Cell(agency.name, note=" ".join(filter(None, notes))),
            asked_as(agency),
            Cell("", status=here.stage.label),
            here.words or None,
        ]
        rows.append([*row, linked(offered, agency.name)] if any(links) else row)
    return Table("Agencies that answer to this partnership", columns, rows, caption_hidden=True)


def linked(links: list[tuple[str, str]], name: str) -> SafeString:
    """Links of a row; those who hear them alone hear of what."""
    return format_html_join(
        SafeString("<br>"),
        '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>',
        ((href, text, name) for text, href in links),
    )
