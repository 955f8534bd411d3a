"""Inside a partnership: its replies and the agreements that name it."""

from django.urls import URLPattern, path, register_converter

from benchmarking.reports.views.own import agreements, replies


class AnswerConverter:
    """What a party says to an agreement, as a word of an address."""

    regex = "confirm|withdraw"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(AnswerConverter, "answer")

app_name = "replies"
urlpatterns: list[URLPattern] = [
    path("reports/", replies.replies, name="list"),
    path("reports/<uuid:issue>/", replies.sections, name="sections"),
    path("reports/<uuid:issue>/<slug:about>/", replies.reply, name="reply"),
    path("agreements/", agreements.own_agreements, name="agreements"),
    path("agreements/<uuid:agreement>/<answer:word>/", agreements.answer, name="answer"),
]
