"""The API knows keys alone."""

from tests.isolation.matrix.address import NOWHERE, Address, called, everybody
from tests.isolation.matrix.viewers import CALLERS

ANYTHING_ELSE = "api/v1/ (anything else)"

ADDRESSES: dict[str, Address] = {
    "api/v1/docs/": everybody(),
    "api/v1/": Address(CALLERS, post=405, api=True),
    "api/v1/schema/": Address(CALLERS, post=405, api=True),
    ANYTHING_ELSE: Address(set(), api=True, others=dict.fromkeys(CALLERS, 404)),
    "api/v1/areas/": called(),
    "api/v1/indicators/": called(),
    "api/v1/indicators/<slug:slug>/": called(at=({"slug": "re-referrals"},), missing=({"slug": "nothing"},)),
    "api/v1/figures/": called(query="?format=csv"),
    "api/v1/standings/": called(query="?format=csv"),
    "api/v1/benchmarks/": called(),
    "api/v1/benchmarks/<uuid:id>/": called(at=({"id": "run"},), missing=({"id": "own_return"},)),
    "api/v1/benchmarks/<uuid:id>/results/": called(at=({"id": "run"},), missing=({"id": NOWHERE},)),
    "api/v1/benchmarks/<uuid:id>/standings/": called(at=({"id": "run"},), missing=({"id": NOWHERE},)),
}
