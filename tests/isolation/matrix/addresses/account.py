"""Signing in and out, and one's own account. Nobody has a second factor yet; no provider is configured."""

from typing import Any

from tests.isolation.matrix.address import Address, everybody
from tests.isolation.matrix.viewers import OUT, PEOPLE, SIGNED_IN

NOBODYS = {"pk": "999999999"}
"""A session or a passkey that is not theirs; tests/integration/sign_in/ tries one that exists."""


def own(get: int = 200, post: int | None = None, **more: Any) -> Address:
    """For whoever is signed in, of their own things."""
    return Address(SIGNED_IN, get=get, post=get if post is None else post, **more)


def nobodys(at: dict[str, str], get: int = 404) -> Address:
    return own(get=get, post=404, at=(at,))


def at_the_door(**more: Any) -> Address:
    """A step of signing in, for nobody who is not in the middle of it."""
    return Address(PEOPLE, get=302, post=302, **more)


ADDRESSES: dict[str, Address] = {
    "accounts/": own(post=405),
    "accounts/sessions/": own(post=302),
    "accounts/sessions/<int:pk>/end/": nobodys(NOBODYS, get=405),
    "accounts/login/": Address(OUT, others=dict.fromkeys(SIGNED_IN, 302)),
    "accounts/login/passkey/": at_the_door(),
    "accounts/login/second-factor/": at_the_door(),
    "accounts/logout/": Address(SIGNED_IN | OUT, post=302, exact={(who, "get"): 302 for who in OUT}),
    "accounts/inactive/": everybody(post=405),
    "accounts/reauthenticate/": own(),
    "accounts/reauthenticate/code/": own(get=302),
    "accounts/reauthenticate/passkey/": own(get=302),
    "accounts/reauthenticate/single-sign-on/": own(post=405),
    "accounts/password/change/": own(),
    "accounts/password/set/": own(get=302),
    "accounts/new-password/": Address(PEOPLE, get=404, post=404),
    "accounts/new-password/<uuid:pk>/<str:secret>/": Address(
        PEOPLE, get=404, post=405, at=({"pk": "00000000-0000-4000-8000-000000000000", "secret": "invented"},)
    ),
    "accounts/second-factor/": own(post=405),
    "accounts/second-factor/app/add/": own(),
    "accounts/second-factor/app/remove/": own(get=404),
    "accounts/second-factor/passkeys/": own(post=405),
    "accounts/second-factor/passkeys/add/": own(),
    "accounts/second-factor/passkeys/<int:pk>/": nobodys(NOBODYS),
    "accounts/second-factor/passkeys/<int:pk>/remove/": nobodys(NOBODYS),
    "accounts/second-factor/recovery-codes/": own(get=404, post=405),
    "accounts/second-factor/recovery-codes/new/": own(),
    "accounts/single-sign-on/not-invited/": Address(PEOPLE, get=403, post=405),
    "accounts/single-sign-on/<slug:provider>/": Address(
        PEOPLE,
        get=405,
        post=404,
        at=({"provider": "nobody"},),
    ),
    "accounts/single-sign-on/<slug:provider>/connect/": nobodys({"provider": "nobody"}, get=405),
    "accounts/single-sign-on/<slug:provider>/callback/": Address(
        PEOPLE, get=404, post=405, at=({"provider": "nobody"},)
    ),
    "accounts/single-sign-on/connected/<uuid:pk>/disconnect/": nobodys(
        {"pk": "00000000-0000-4000-8000-000000000000"}
    ),
}
