"""What every answer carries, whatever it is."""

import re
from typing import Any

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
TYPES = ("require-trusted-types-for", "trusted-types")
SAVES_ITSELF = re.compile(r"^(/area/[\w-]+)?/agency/[\w-]+/rounds/[\w-]+/sections/[\w-]+/$")
"""The one page into which htmx puts markup: see scrutiny/section11/answering/views/section.py."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TELLING = ("Server", "X-Powered-By", "Via", "Access-Control-Allow-Origin")


def faults_of(response: Any) -> list[str]:
    """What is missing or wrong in the headers of an answer."""
    found = [
        f"{name}: {response.get(name)}" for name, value in HEADERS.items() if response.get(name) != value
    ]
    found += [f"{name} is sent" for name in TELLING if response.has_header(name)]
    if response.get("Referrer-Policy") not in {
        "same-origin",
        "no-referrer",
    }:  # the latter where an address is secret
        found.append(f"Referrer-Policy: {response.get('Referrer-Policy')}")
    relaxed = response.status_code == 200 and SAVES_ITSELF.match(response.request["PATH_INFO"])
    found += faults_of_policy(response.get("Content-Security-Policy", ""), without=TYPES if relaxed else ())
    if "camera=()" not in response.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    return found + faults_of_caching(response)


def faults_of_policy(text: str, without: tuple[str, ...] = ()) -> list[str]:
    policy = {name: rest for name, _, rest in (part.strip().partition(" ") for part in text.split(";"))}
    wanted = {name: value for name, value in POLICY.items() if name not in without}
    found = [f"CSP {name}: {policy.get(name)}" for name, value in wanted.items() if policy.get(name) != value]
    if "unsafe" in text or "data:" in text or "*" in text:
        found.append(f"CSP is loose: {text}")
    return found


def faults_of_caching(response: Any) -> list[str]:
    """Nothing but our own static files may be kept by anybody else; what differs by visitor says so."""
    kept = response.get("Cache-Control", "")
    static = response.request["PATH_INFO"].startswith("/static/") and response.status_code == 200
    if not static and not {"private", "no-store"} & set(kept.replace(",", " ").split()):
        return [f"Cache-Control: {kept}"]
    if response.cookies and "Cookie" not in response.get("Vary", ""):
        return [f"sets a cookie with Vary: {response.get('Vary')}"]
    return []
