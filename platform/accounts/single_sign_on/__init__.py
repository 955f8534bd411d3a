"""Single sign-on by OpenID Connect: what the rest of the house may use."""

from accounts.single_sign_on.id_token import Identity
from accounts.single_sign_on.identities import (
    connect_identity,
    disconnect_identity,
    forget_pending,
    pending_identity,
)
from accounts.single_sign_on.offers import Offer, providers, providers_not_of, providers_of

__all__ = [
    "Identity", "Offer", "connect_identity", "disconnect_identity", "forget_pending", "pending_identity", "providers",
    "providers_not_of", "providers_of",
]  # fmt: skip
