"""One statement: its grades, guidance and evidence, where it comes from and what became of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from partnerships.decorators import signed_in
from scrutiny.frameworks import presenters
from scrutiny.frameworks.addresses import the_edition
from scrutiny.frameworks.selectors import history_of, lineage_of, successor_of


@signed_in
def statement(request: HttpRequest, framework: str, variant: str, label: str, statement: str) -> HttpResponse:
    found = the_edition(framework, variant, label)
    content = found.content
    if statement not in content.placed:
        raise Http404("There is no such statement in this edition.")
    placed = content.placed[statement]
    next_edition = successor_of(found)
    context = {
        "edition": found,
        "content": content,
        "placed": placed,
        "item": presenters.Item(placed.number, placed.statement, content),
        "history": history_of(statement, lineage_of(found)),
        "successor": next_edition,
        "became": presenters.became(statement, next_edition),
        "neighbours": presenters.neighbours(found, statement),
    }
    return render(request, "frameworks/statement.html", context)
