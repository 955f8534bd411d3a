"""Keys of the API: whoever manages them, and nobody else."""

from tests.isolation.matrix.address import Address
from tests.isolation.matrix.viewers import COORDINATORS

ADDRESSES: dict[str, Address] = {
    "keys/": Address(COORDINATORS),
    "keys/issue/": Address(
        COORDINATORS,
        data={"organisation": "{agency}", "name": "dashboard", "scopes": "figures", "days": "30"},
    ),
    "keys/<slug:prefix>/revoke/": Address(
        COORDINATORS,
        at=({"prefix": "key_in_use"},),
        missing=({"prefix": "nothing1"},),
        post=302,
        data={"confirm": "on"},
    ),
}
