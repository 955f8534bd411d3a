"""A draft's addresses come first: “drafts” is the name of no framework."""

from django.urls import URLPattern, path

from scrutiny.frameworks.views.changes import changes
from scrutiny.frameworks.views.download import download
from scrutiny.frameworks.views.drafting import draft, placing, preview, publish, standards, start, statements
from scrutiny.frameworks.views.edition import edition, printed
from scrutiny.frameworks.views.list import frameworks
from scrutiny.frameworks.views.statement import statement
from scrutiny.frameworks.views.withdraw import withdraw

ONE = "drafts/<uuid:pk>/"
STANDARD = f"{ONE}standards/<int:standard>/"
STATEMENT = f"{ONE}statements/<int:statement>/"
EDITION = "<slug:framework>/<slug:variant>/<slug:label>/"

app_name = "frameworks"
urlpatterns: list[URLPattern] = [
    path("", frameworks, name="list"),
    path("drafts/from/<uuid:pk>/", start.start, name="start"),
    path(ONE, draft.overview, name="draft"),
    path(f"{ONE}details/", draft.describe, name="describe"),
    path(f"{ONE}discard/", draft.discard, name="discard"),
    path(f"{ONE}preview/", preview.preview, name="preview"),
    path(f"{ONE}changes/", preview.changes, name="draft_changes"),
    path(f"{ONE}publish/", publish.publish, name="publish"),
    path(f"{ONE}standards/add/", standards.add, name="add_standard"),
    path(STANDARD, standards.change, name="change_standard"),
    path(f"{STANDARD}remove/", standards.remove, name="remove_standard"),
    path(f"{STANDARD}add-statement/", statements.add, name="add_statement"),
    path(STATEMENT, statements.change, name="change_statement"),
    path(f"{STATEMENT}move/", placing.move, name="move_statement"),
    path(f"{STATEMENT}retire/", placing.retire, name="retire_statement"),
    path(f"{ONE}retired/<slug:key>/restore/", placing.restore, name="restore_statement"),
    path(EDITION, edition, name="edition"),
    path(f"{EDITION}print/", printed, name="print"),
    path(f"{EDITION}edition.csv", download, name="csv"),
    path(f"{EDITION}changes/", changes, name="changes"),
    path(f"{EDITION}withdraw/", withdraw, name="withdraw"),
    path(f"{EDITION}statements/<slug:statement>/", statement, name="statement"),
]
