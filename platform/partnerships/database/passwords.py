"""Passwords of the database logins: derived from the secret key, so that they need not be stored anywhere."""

import hmac


def login_password(secret_key: str, role: str) -> str:
    return hmac.digest(secret_key.encode(), f"database login {role}".encode(), "sha256").hex()
