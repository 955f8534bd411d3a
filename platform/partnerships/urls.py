from django.urls import URLPattern, path

from partnerships.views import (
    accept,
    access,
    deactivate,
    end_role,
    grant,
    invitation,
    invite,
    organisation,
    organisations,
    people,
    person,
    you,
)

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("you/", you.you, name="you"),
    path("people/", people.people, name="list"),
    path("people/invite/", invite.invite_somebody, name="invite"),
    path("people/access/", access.access, name="access"),
    path("people/access.csv", access.access_csv, name="access_csv"),
    path("people/invitations/<uuid:pk>/", invitation.invitation, name="invitation"),
    path("people/invitations/<uuid:pk>/again/", invitation.again, name="send_again"),
    path("people/invitations/<uuid:pk>/withdraw/", invitation.withdraw_it, name="withdraw"),
    path("people/<uuid:pk>/", person.person, name="person"),
    path("people/<uuid:pk>/grant/", grant.grant, name="grant"),
    path("people/<uuid:pk>/roles/<int:role>/end/", end_role.end, name="end_role"),
    path("people/<uuid:pk>/deactivate/", deactivate.deactivate_somebody, name="deactivate"),
    path("people/<uuid:pk>/reactivate/", deactivate.reactivate_somebody, name="reactivate"),
    path("invitation/", accept.accept_invitation, name="accept"),
    path("invitation/<str:secret>/", accept.open_letter, name="letter"),
    path("organisations/", organisations.organisations_list, name="organisations"),
    path("organisations/<slug:slug>/", organisation.organisation, name="organisation"),
]
