"""One's own account, and one's own sessions."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import presenters, sessions
from accounts.models import Person
from accounts.single_sign_on import providers_not_of


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 (login_required)
    identities = list(person.identities.order_by("connected_at"))
    context = {
        "rows": presenters.account_rows(person, Authenticator.objects.filter(user_id=person.pk)),
        "identities": presenters.identities(identities),
        "offers": providers_not_of(person),
    }
    return render(request, "accounts/home.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_list(request: HttpRequest) -> HttpResponse:
    """A POST ends all but the one that asks."""
    if request.method == "POST":
        sessions.end_others_as_asked(request)
        messages.success(request, "Every other session has ended.")
        return redirect("account_sessions")
    context = {"sessions": presenters.sessions(request, sessions.sessions_of(request.user))}  # type: ignore[arg-type]
    return render(request, "accounts/sessions.html", context)


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """One of one's own; anybody else's is not found."""
    session = get_object_or_404(request.user.usersession_set, pk=pk)  # type: ignore[union-attr]
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    sessions.end_session(session, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "That session has ended.")
    return redirect("account_sessions")
