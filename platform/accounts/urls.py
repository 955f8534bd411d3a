"""Sign-in and sign-out, and one's own account. Of django-allauth's pages, only those this service uses are reachable."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from accounts.reauthentication import freshly_authenticated as fresh
from accounts.single_sign_on import views as single_sign_on
from accounts.views import account, credentials, new_password

urlpatterns = [
    path("", account.home, name="account_home"),
    path("sessions/", account.session_list, name="account_sessions"),
    path("sessions/<int:pk>/end/", account.end_session, name="account_end_session"),
    path("login/", views.login, name="account_login"),
    path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("login/second-factor/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("reauthenticate/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("reauthenticate/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("reauthenticate/single-sign-on/", single_sign_on.confirm, name="single_sign_on_reauthenticate"),
    path("password/change/", credentials.ChangePassword.as_view(), name="account_change_password"),
    path("password/set/", fresh(credentials.SetPassword.as_view()), name="account_set_password"),
    path("new-password/", new_password.choose, name="account_new_password"),
    path("new-password/<uuid:pk>/<str:secret>/", new_password.open_letter, name="account_recovery_letter"),
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/app/add/", fresh(credentials.AddApp.as_view()), name="mfa_activate_totp"),
    path("second-factor/app/remove/", fresh(credentials.RemoveApp.as_view()), name="mfa_deactivate_totp"),
    path("second-factor/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", fresh(credentials.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("second-factor/passkeys/<int:pk>/", fresh(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("second-factor/passkeys/<int:pk>/remove/", fresh(credentials.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("second-factor/recovery-codes/", fresh(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-factor/recovery-codes/new/", fresh(credentials.NewRecoveryCodes.as_view()), name="mfa_generate_recovery_codes"
    ),
    path("single-sign-on/not-invited/", single_sign_on.not_invited, name="single_sign_on_not_invited"),
    path("single-sign-on/<slug:provider>/", single_sign_on.start, name="single_sign_on"),
    path("single-sign-on/<slug:provider>/connect/", single_sign_on.connect, name="single_sign_on_connect"),
    path("single-sign-on/<slug:provider>/callback/", single_sign_on.callback, name="single_sign_on_callback"),
    path("single-sign-on/connected/<uuid:pk>/disconnect/", single_sign_on.disconnect, name="single_sign_on_disconnect"),
]  # fmt: skip
