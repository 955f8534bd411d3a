"""Inside a partnership: what its panel, its scrutineers and its business unit do with agencies' answers."""

from django.urls import URLPattern, path

from tenants.challenge.views import across, agency, deeds, evidence, overview, planned, survey

app_name = "challenge"
ROUND = "audits/<slug:audit>"
AGENCY = f"{ROUND}/responses/agencies/<slug:agency>"
urlpatterns: list[URLPattern] = [
    path(f"{ROUND}/responses/", overview.agencies, name="agencies"),
    path(f"{ROUND}/responses/standards/<slug:standard>/", across.standard, name="standard"),
    path(f"{ROUND}/responses/statements/<slug:statement>/", across.statement, name="statement"),
    path(f"{AGENCY}/", agency.agency, name="agency"),
    path(f"{AGENCY}/signed/<int:number>/", agency.earlier, name="earlier"),
    path(f"{AGENCY}/signed/<int:number>/evidence/<uuid:pk>/", evidence.evidence, name="evidence"),
    path(f"{AGENCY}/return-for-changes/", deeds.give_back, name="give_back"),
    path(f"{AGENCY}/release/", deeds.release, name="release"),
    path(f"{AGENCY}/statements/<slug:statement>/moderate/", deeds.moderate_answer, name="moderate"),
    path(f"{ROUND}/actions/", planned.actions, name="actions"),
    path(f"{ROUND}/actions.csv", planned.actions_csv, name="actions_csv"),
    path(f"{ROUND}/survey/", survey.survey_list, name="surveys"),
    path(f"{ROUND}/survey/<slug:agency>/open/", survey.open_one, name="open_survey"),
    path(f"{ROUND}/survey/<slug:agency>/close/", survey.close_one, name="close_survey"),
]
