"""What the boards of signed actions share: the rows that an address asks for, counted, and shown a page at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from design_system.tables import Table
from scrutiny.section11.planned.forms import ListedFilter
from scrutiny.section11.planned.listed import Listed, chosen
from scrutiny.section11.planned.listed_presenters import state_facts

ROWS = 50


@dataclass(frozen=True)
class Asked:
    """`rows`: every action there is to see. `shown`: what the address asks for."""

    form: ListedFilter
    rows: list[Listed]
    shown: list[Listed]


def asked(request: HttpRequest, rows: list[Listed], *by: str) -> Asked:
    """`by`: what a board is chosen by besides the state, such as "agency"."""
    form = ListedFilter(request.GET, rows, by)
    return Asked(form, rows, chosen(rows, form.choice))


def board_context(
    request: HttpRequest, board: Asked, table: Callable[[Iterable[Listed]], Table]
) -> dict[str, Any]:
    """The facts count every state, whichever is shown."""
    page = Paginator(board.shown, ROWS).get_page(request.GET.get("page"))
    return {
        "form": board.form,
        "facts": state_facts(chosen(board.rows, board.form.choice.apart_from_state())),
        "table": table(page.object_list) if board.shown else None,
        "page": page,
        "shown": len(board.shown),
        "whole": len(board.rows),
        "query": request.GET.urlencode(),
    }
