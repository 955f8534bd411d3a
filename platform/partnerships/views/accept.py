"""The link in an invitation's letter. Whoever holds it has the letter."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from accounts.models import Person
from accounts.sessions import has_run_out
from accounts.single_sign_on import forget_pending, pending_identity, providers
from kernel.canonical import sha256_hex
from kernel.errors import NotPermitted, UserError
from partnerships.actions.invitations import accept, opened_by
from partnerships.decorators import open_to_all
from partnerships.forms import ChoosePasswordForm
from partnerships.models import Invitation
from partnerships.presenters.wording import moment, place_name, who
from partnerships.selectors import invitations

OPENED = "opened_invitation"
"""In the session: the hash of the secret, so that the secret itself is written down nowhere."""


ANOTHER = "Another invitation was opened in this browser since. This is the one; accept it if you mean it."


@open_to_all
def open_letter(request: HttpRequest, secret: str) -> HttpResponse:
    """The link itself. It always leads on to an address that is no secret, which forms, logs and history may keep."""
    if request.user.is_authenticated and has_run_out(request):
        logout(request)  # now: the next page would, and forget with the session which letter was opened
    forget_pending(request)  # whoever was here before showed it
    fingerprint = sha256_hex(secret)
    if opened_by(invitations(), fingerprint) is None:
        request.session.pop(OPENED, None)
    else:
        request.session[OPENED] = fingerprint
    response = redirect("people:accept")
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


@open_to_all
@sensitive_post_parameters()
def accept_invitation(request: HttpRequest) -> HttpResponse:
    """Accept the invitation whose letter was opened in this browser."""
    response = _answer(request, request.session.get(OPENED, ""))
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: HttpRequest, fingerprint: str) -> HttpResponse:
    invitation = opened_by(invitations(), fingerprint)
    if invitation is None:
        return _closed(request)
    known = Person.objects.filter(email=invitation.email.lower()).first()
    if known is None and not request.user.is_authenticated:
        return _as_new_person(request, invitation)
    if known is not None and known == request.user:
        return _as_known_person(request, invitation)
    context = _context(invitation) | {
        "must_sign_out": request.user.is_authenticated,
        "address": request.path,
        "ended": known is not None and not known.is_active,
    }
    return render(request, "people/accept/sign_in_first.html", context)


def _closed(request: HttpRequest) -> HttpResponse:
    """One page for used, withdrawn, expired and invented links."""
    return render(request, "people/accept/closed.html", status=404)


def _means(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether the page that was sent off showed this very invitation, not one of another tab."""
    return request.POST.get("invitation") == str(invitation.pk)


def _as_new_person(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """They choose a password, or take the identity they showed a moment ago; and then sign in as everybody does."""
    address = f"{request.path}?{urlencode({'letter': invitation.pk})}"
    identity = pending_identity(request, address)
    meant = request.method == "POST" and _means(request, invitation)
    uses_identity = identity is not None and "single_sign_on" in request.POST
    draft = Person(email=invitation.email, role_title=invitation.role_title)
    form = ChoosePasswordForm(draft, request.POST if meant and not uses_identity else None)
    problem = "" if meant or request.method != "POST" else ANOTHER
    if meant and (uses_identity or form.is_valid()):
        own = {"identity": identity} if uses_identity else {"password": form.cleaned_data["password"]}
        problem = _try(invitation, **own)
        if not problem:
            forget_pending(request)
            messages.success(request, "Your account is ready. Sign in to begin.")
            return redirect("account_login")
    context = {
        "form": form,
        "problem": problem,
        "identity": identity,
        "is_theirs": identity is not None and identity.proves(invitation.email),
        "is_anothers": identity is not None and identity.contradicts(invitation.email),
        "offers": providers(),
        "address": address,
    }
    return render(request, "people/accept/choose_password.html", _context(invitation) | context)


def _as_known_person(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        problem = _try(invitation, person=request.user) if _means(request, invitation) else ANOTHER
        if not problem:
            messages.success(request, f"You are now {invitation.role_class.title}.")
            return redirect("people:you")
    return render(request, "people/accept/confirm.html", _context(invitation) | {"problem": problem})


def _try(invitation: Invitation, **own: Any) -> str:
    """Accept it. Returns why not, or nothing."""
    try:
        accept(fingerprint=invitation.secret_sha256, **own)
    except (UserError, NotPermitted) as error:
        return str(error)
    return ""


def _context(invitation: Invitation) -> dict[str, object]:
    facts = [
        ("Role", invitation.role_class.title),
        ("Where", place_name(invitation.place)),
        ("Invited by", who(invitation.invited_by)),
        ("Email address", invitation.email),
        ("The link works until", moment(invitation.expires_at)),
    ]
    return {"invitation": invitation, "facts": facts}
