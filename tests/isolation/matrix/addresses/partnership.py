"""Inside a partnership."""

from tests.isolation.matrix.address import UNKNOWN, Address, own
from tests.isolation.matrix.viewers import OWN_APPROVERS, OWN_OFFICERS

WAITING = {
    "at": ({"pk": "own_waiting"},),
    "missing": ({"pk": "foreign_waiting"}, {"pk": "own_return"}, *UNKNOWN),
}
RECEIPT = {
    "at": ({"pk": "own_return"},),
    "missing": ({"pk": "foreign_return"}, {"pk": "own_waiting"}, *UNKNOWN),
}
FIGURE = "?indicator=re-referrals&period=2025"


ADDRESSES: dict[str, Address] = {
    "area/<slug:partnership>/": own(),
    "area/<slug:partnership>/figures/": own(),
    "area/<slug:partnership>/figures/entry/": own(OWN_OFFICERS, query=FIGURE),
    "area/<slug:partnership>/figures/remove/": own(
        OWN_OFFICERS, query=FIGURE, data={"seen_version": "{version}"}, post=302
    ),
    "area/<slug:partnership>/figures/import/": own(OWN_OFFICERS),
    "area/<slug:partnership>/figures/import/store/": own(OWN_OFFICERS, get=302, post=302),
    "area/<slug:partnership>/figures/figures.csv": own(),
    "area/<slug:partnership>/figures/empty.csv": own(),
    "area/<slug:partnership>/returns/": own(),
    "area/<slug:partnership>/returns/prepare/": own(OWN_OFFICERS, query="?period=2025"),
    "area/<slug:partnership>/returns/waiting/<uuid:pk>/": own(**WAITING),
    "area/<slug:partnership>/returns/waiting/<uuid:pk>/approve/": own(
        OWN_APPROVERS, get=302, post=302, data={"confirm": "on", "seen_sha256": "{seen}"}, **WAITING
    ),
    "area/<slug:partnership>/returns/waiting/<uuid:pk>/send-back/": own(
        OWN_APPROVERS | {"data officer"}, get=302, post=302, data={"note": "Count again"}, **WAITING
    ),
    "area/<slug:partnership>/returns/<uuid:pk>/": own(**RECEIPT),
    "area/<slug:partnership>/returns/<uuid:pk>/signed-text.json": own(**RECEIPT),
}
