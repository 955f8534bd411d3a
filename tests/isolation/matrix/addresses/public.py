"""Open to everybody."""

from tests.isolation.matrix.address import Address, everybody

ADDRESSES: dict[str, Address] = {
    "livez": everybody(),
    ".well-known/security.txt": everybody(),
    "security/": everybody(),
    "design-system/": everybody(),
    "accessibility/": everybody(),
    "how-this-works/": everybody(),
    "sources/": everybody(),
}
