from django.urls import URLPattern, path, register_converter

from benchmarking.reports.views import agreements
from benchmarking.reports.views.commentary import commentary
from benchmarking.reports.views.decide import decide, step
from benchmarking.reports.views.download import download
from benchmarking.reports.views.home import home
from benchmarking.reports.views.issue import issue
from benchmarking.reports.views.list import reports
from benchmarking.reports.views.prepare import prepare
from benchmarking.reports.views.publish import publish


class StepConverter:
    """A state that a coordinator brings an issue into, as a word of an address."""

    regex = "factual-check|draft|final"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StepConverter, "step")

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("reports/", reports, name="list"),
    path("reports/prepare/", prepare, name="prepare"),
    path("reports/<uuid:issue>/", issue, name="issue"),
    path("reports/<uuid:issue>/decide/", decide, name="decide"),
    path("reports/<uuid:issue>/steps/<step:to>/", step, name="step"),
    path("reports/<uuid:issue>/publish/", publish, name="publish"),
    path("reports/<uuid:issue>/commentary/<slug:about>/", commentary, name="commentary"),
    path("reports/<uuid:issue>/<str:name>", download, name="download"),
    path("reports/agreements/", agreements.list_agreements, name="agreements"),
    path("reports/agreements/record/", agreements.record, name="record_agreement"),
    path("reports/agreements/<uuid:agreement>/end/", agreements.end, name="end_agreement"),
]
