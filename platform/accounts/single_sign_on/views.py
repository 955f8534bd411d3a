"""To a provider and back, for signing in, for connecting it to an account, and to confirm that it is still you."""

import logging
import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Person
from accounts.reauthentication import freshly_authenticated
from accounts.single_sign_on.configuration import Provider, provider_of, provider_with
from accounts.single_sign_on.id_token import (
    LEEWAY,
    Identity,
    authenticated_at,
    identity_in,
    shows_second_factor,
)
from accounts.single_sign_on.identities import (
    connect_identity,
    disconnect_identity,
    pending_at,
    pending_identity,
    person_with,
    remember_pending,
)
from accounts.single_sign_on.journey import Journey, Purpose, begin, finish
from accounts.single_sign_on.offers import providers_of
from accounts.single_sign_on.refusals import Abandoned, NotReached, NotWaiting, Refused, SaysNotWhen
from audit_trail.actions import Visitor, record
from kernel.errors import UserError

log = logging.getLogger(__name__)


@require_POST
@never_cache
def start(request: HttpRequest, provider: str) -> HttpResponse:
    """Sign in; or, for somebody signed in, confirm that it is still them."""
    purpose = Purpose.CONFIRM if request.user.is_authenticated else Purpose.SIGN_IN
    return _go(request, _provider(provider), purpose)


@never_cache
@freshly_authenticated
@require_POST
def connect(request: HttpRequest, provider: str) -> HttpResponse:
    return _go(request, _provider(provider), Purpose.CONNECT)


@require_GET
@never_cache
def callback(request: HttpRequest, provider: str) -> HttpResponse:
    """Where providers send people back to. Each needs a journey of its own, and those are limited."""
    trusted = _provider(provider)
    try:
        journey, claims = finish(request, trusted)
        return ARRIVALS[Purpose(journey.purpose)](request, trusted, journey, claims)
    except Refused as refusal:
        return _refuse(request, trusted, refusal)


@require_GET
@never_cache
def not_invited(request: HttpRequest) -> HttpResponse:
    """The provider knows them, we do not."""
    identity = pending_identity(request, pending_at(request))
    return render(request, "accounts/single_sign_on/not_invited.html", {"identity": identity}, status=403)


@never_cache
@login_required
@require_GET
def confirm(request: HttpRequest) -> HttpResponse:
    """For people who have single sign-on and nothing else to show who they are."""
    context = {"offers": providers_of(request.user), "next": request.GET.get("next", "")}  # type: ignore[arg-type]
    return render(request, "accounts/single_sign_on/confirm.html", context)


@never_cache
@freshly_authenticated
@require_http_methods(["GET", "HEAD", "POST"])
def disconnect(request: HttpRequest, pk: Any) -> HttpResponse:
    connected = get_object_or_404(request.user.identities, pk=pk)  # type: ignore[union-attr]
    trusted = provider_of(connected.issuer, connected.tenant)
    name = trusted.name if trusted else connected.provider
    if request.method != "POST":
        return render(request, "accounts/single_sign_on/disconnect.html", {"name": name})
    try:
        disconnect_identity(connected=connected, by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"{name} is no longer connected to your account.")
    except UserError as error:
        messages.error(request, str(error))
    return redirect("account_home")


def _provider(id_: str) -> Provider:
    found = provider_with(id_)
    if found is None:
        raise Http404("No such provider")
    return found


def _go(request: HttpRequest, provider: Provider, purpose: Purpose) -> HttpResponse:
    """A page that leads on by itself: our policy lets no form of ours end at another address, by redirect neither."""
    if not ratelimit.consume(request, action="single_sign_on"):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    wanted = request.POST.get("next", "")
    next_address = wanted if wanted and get_adapter().is_safe_url(wanted) else ""
    try:
        address = begin(request, provider, purpose, next_address)
    except Refused as reason:
        return _refuse(request, provider, reason)
    context = {"provider": provider, "address": address}
    return render(request, "accounts/single_sign_on/leaving.html", context)


def _refuse(request: HttpRequest, provider: Provider, refusal: Refused) -> HttpResponse:
    log.warning("single sign-on by %s refused: %s: %s", provider.id, type(refusal).__name__, refusal)
    if not isinstance(refusal, Abandoned | NotReached | NotWaiting):
        _remember(request, provider, type(refusal).__name__)
    context = {"provider": provider, "sentence": refusal.sentence}
    return render(request, "accounts/single_sign_on/refused.html", context, status=refusal.status)


def _remember(request: HttpRequest, provider: Provider, why: str) -> None:
    """Never what the provider said. Each needs a journey of its own, and those are limited."""
    person = request.user if isinstance(request.user, Person) else None
    subject = f"person {person.pk}" if person else "no person we know"
    detail = {"provider": provider.id, "why": why}
    record(by=person or Visitor(), action="refused single sign-on", subject=subject, detail=detail)


def _sign_in(
    request: HttpRequest, provider: Provider, journey: Journey, claims: dict[str, Any]
) -> HttpResponse:
    identity = identity_in(claims, provider)
    person = person_with(identity)
    if person is None:
        remember_pending(request, identity, journey.next)
        _remember(request, provider, "NotInvited")
        return redirect("single_sign_on_not_invited")
    _record(request, person, provider, claims)
    answer: HttpResponse = perform_login(request, Login(user=person, redirect_url=journey.next or None))
    return answer


def _connect(
    request: HttpRequest, provider: Provider, journey: Journey, claims: dict[str, Any]
) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 (the journey was begun by somebody signed in, and by them)
    try:
        connect_identity(person=person, identity=identity_in(claims, provider), by=person)
        messages.success(request, f"{provider.name} is connected. You can sign in with it from now on.")
    except UserError as error:
        messages.error(request, str(error))
    return redirect("account_home")


def _confirm(
    request: HttpRequest, provider: Provider, journey: Journey, claims: dict[str, Any]
) -> HttpResponse:
    """The provider asked for it anew, just now, and it is the same person."""
    identity: Identity = identity_in(claims, provider)
    person = person_with(identity)
    if person is None or person.pk != request.user.pk:
        raise Refused("confirmed by somebody else")
    if not authenticated_at(claims):
        raise SaysNotWhen("no auth_time in the id token")
    if not -LEEWAY <= time.time() - authenticated_at(claims) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        raise NotWaiting("the provider did not ask anew (auth_time)")
    _record(request, person, provider, claims, reauthenticated=True)
    return HttpResponseRedirect(journey.next or reverse("account_home"))


def _record(
    request: HttpRequest, person: Person, provider: Provider, claims: dict[str, Any], **more: Any
) -> None:
    record_authentication(
        request, person, method="single_sign_on", at=min(authenticated_at(claims), time.time()), provider=provider.id,
        second_factor=shows_second_factor(claims, provider), **more,
    )  # fmt: skip


ARRIVALS = {Purpose.SIGN_IN: _sign_in, Purpose.CONNECT: _connect, Purpose.CONFIRM: _confirm}
