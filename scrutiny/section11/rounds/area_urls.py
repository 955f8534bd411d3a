"""Inside a partnership: /area/<partnership>/audits/…"""

from django.urls import URLPattern, path

from scrutiny.section11.rounds.views import area, area_reminders

app_name = "area_audits"
urlpatterns: list[URLPattern] = [
    path("audits/", area.rounds, name="list"),
    path("audits/<slug:round>/", area.board, name="board"),
    path("audits/<slug:round>/board.csv", area.board_file, name="csv"),
    path("audits/<slug:round>/reminders/", area_reminders.reminders, name="reminders"),
]
