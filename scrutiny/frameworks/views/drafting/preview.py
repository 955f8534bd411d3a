"""The draft as agencies will see it, and what it changes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scrutiny.frameworks import presenters
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.comparing import compare
from scrutiny.frameworks.forms.kind import KindFilter
from scrutiny.frameworks.models import Draft
from scrutiny.frameworks.views.drafting.opening import of_a_draft


@of_a_draft
def preview(request: HttpRequest, draft: Draft) -> HttpResponse:
    """One standard at a time, as on the page where it will be answered."""
    assembly = Assembly(draft)
    form = KindFilter(request.GET, assembly.before.kinds)
    sections = presenters.draft_sections(assembly, form.chosen)
    wanted = request.GET.get("standard", "")
    chosen = next((each for each in sections if str(each.number) == wanted), None)
    context = {"draft": draft, "form": form, "kind": form.chosen, "sections": sections, "chosen": chosen}
    return render(request, "frameworks/drafts/preview.html", context)


@of_a_draft
def changes(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The comparison that readers will see; while something is missing, what is missing."""
    assembly = Assembly(draft)
    faults = assembly.faults(assembly.earliest_day)
    context = {"draft": draft, "before": draft.based_on, "faults": faults}
    if not faults:
        content = assembly.content(assembly.earliest_day)
        context |= {"comparison": compare(content, assembly.before), "content": content}
    return render(request, "frameworks/drafts/changes.html", context)
