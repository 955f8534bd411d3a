"""A security key made of arithmetic: it answers challenges as a small device on a key ring does."""

import json
import os
from hashlib import sha256
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts.models import Person

ORIGIN, HOST = "http://localhost", b"localhost"
FLAG = AuthenticatorData.FLAG


class SecurityKey:
    """`verifies`: asks for a PIN or a finger, and says that it did. Otherwise a touch is enough for it."""

    def __init__(self, person: Person, *, alone: bool, verifies: bool) -> None:
        self.person, self.id = person, os.urandom(32)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.flags = FLAG.UP | (FLAG.UV if verifies else FLAG(0))
        credential = {
            **self._named(), "clientExtensionResults": {"credProps": {"rk": alone}}, "response": self._registration(),
        }  # fmt: skip
        data = {"name": "key ring", "credential": credential}
        self.authenticator = Authenticator.objects.create(user=person, type="webauthn", data=data)

    def _named(self) -> dict[str, Any]:
        return {"id": websafe_encode(self.id), "rawId": websafe_encode(self.id), "type": "public-key"}

    def _registration(self) -> dict[str, str]:
        public = ES256.from_cryptography_key(self.key.public_key())
        attested = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(sha256(HOST).digest(), self.flags | FLAG.AT, 0, attested)
        said = CollectedClientData.create("webauthn.create", os.urandom(32), ORIGIN)
        return {
            "clientDataJSON": websafe_encode(said),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }

    def answer(self, challenge: str) -> str:
        """What a browser posts as `credential`."""
        said = CollectedClientData.create("webauthn.get", challenge, ORIGIN)
        data = AuthenticatorData.create(sha256(HOST).digest(), self.flags, 1)
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(said),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(user_pk_to_url_str(self.person).encode()),
        }
        return json.dumps({**self._named(), "clientExtensionResults": {}, "response": response})
