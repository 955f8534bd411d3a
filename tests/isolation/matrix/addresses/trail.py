"""The audit trail: the whole of it for the auditor, its own for a partnership's manager."""

from tests.isolation.matrix.address import Address, own
from tests.isolation.matrix.viewers import AUDITORS, MANAGERS

ADDRESSES: dict[str, Address] = {
    "trail/": Address(AUDITORS),
    "trail/trail.csv": Address(AUDITORS),
    "area/<slug:partnership>/trail/": own(MANAGERS),
    "area/<slug:partnership>/trail/trail.csv": own(MANAGERS),
}
