from django.urls import path

from tenants.sign_off.views import (
    approve,
    audit,
    audit_submission,
    payload,
    prepare,
    receipt,
    returns,
    send_back,
    submission,
)

app_name = "sign_off"
AUDIT = "audits/<slug:audit>/return"
urlpatterns = [
    path(f"{AUDIT}/", audit.audit, name="audit"),
    path(f"{AUDIT}/<uuid:pk>/", audit_submission.audit_submission, name="audit_submission"),
    path(f"{AUDIT}/<uuid:pk>/approve/", audit_submission.approve_audit, name="approve_audit"),
    path(f"{AUDIT}/<uuid:pk>/send-back/", audit_submission.send_audit_back, name="send_audit_back"),
    path("returns/", returns.returns, name="list"),
    path("returns/prepare/", prepare.prepare_return, name="prepare"),
    path("returns/waiting/<uuid:pk>/", submission.submission, name="submission"),
    path("returns/waiting/<uuid:pk>/approve/", approve.approve_return, name="approve"),
    path("returns/waiting/<uuid:pk>/send-back/", send_back.send_return_back, name="send_back"),
    path("returns/<uuid:pk>/", receipt.receipt, name="receipt"),
    path("returns/<uuid:pk>/signed-text.json", payload.payload, name="payload"),
]
