"""The region's pages about rounds: /audits/…. “plan” and “results” are the names of no round."""

from django.urls import URLPattern, path

from scrutiny.section11.planned.views import region as planned
from scrutiny.section11.rounds.views import (
    add,
    agency,
    board,
    dates,
    every,
    launch,
    organisation,
    plan,
    remind,
    take_over,
)

ONE = "<slug:round>/"
AGENCY = f"{ONE}agency/<slug:agency>/"

app_name = "rounds"
urlpatterns: list[URLPattern] = [
    path("", every.rounds, name="list"),
    path("plan/", plan.new, name="new"),
    path(ONE, board.board, name="board"),
    path(f"{ONE}board.csv", board.board_file, name="csv"),
    path(f"{ONE}actions/", planned.actions, name="actions"),
    path(f"{ONE}actions.csv", planned.actions_csv, name="actions_csv"),
    path(f"{ONE}plan/", plan.overview, name="plan"),
    path(f"{ONE}plan/change/", plan.change, name="change"),
    path(f"{ONE}launch/", launch.launch, name="launch"),
    path(f"{ONE}dates/", dates.extend, name="dates"),
    path(f"{ONE}remind/", remind.remind, name="remind"),
    path(f"{ONE}agencies/add/", add.add, name="add"),
    path(f"{ONE}agencies/take-over/", take_over.take_over, name="take_over"),
    path(f"{ONE}organisations/add/", organisation.add, name="add_organisation"),
    path(AGENCY, agency.agency, name="agency"),
    path(f"{AGENCY}remove/", agency.remove, name="remove"),
    path(f"{AGENCY}late/", agency.late, name="late"),
]
