"""Signing in and out, and one's own account."""

from tests.isolation.matrix.address import Address, everybody
from tests.isolation.matrix.viewers import OUT, SIGNED_IN

ADDRESSES: dict[str, Address] = {
    "accounts/login/": Address(OUT, others=dict.fromkeys(SIGNED_IN, 302)),
    "accounts/logout/": Address(SIGNED_IN | OUT, post=302, exact={(who, "get"): 302 for who in OUT}),
    "accounts/inactive/": everybody(post=405),
    "accounts/reauthenticate/": Address(SIGNED_IN),
    "accounts/password/change/": Address(SIGNED_IN),
    "accounts/password/set/": Address(SIGNED_IN, get=302, post=302),
}
