"""The region's own pages."""

from tests.isolation.matrix.address import UNKNOWN, Address, read
from tests.isolation.matrix.viewers import READERS, SCRUTINEERS, SIGNED_IN

RETURNS = ({"pk": "own_return"}, {"pk": "foreign_return"}, {"pk": "superseded_return"})

ADDRESSES: dict[str, Address] = {
    "": read(others=dict.fromkeys(SIGNED_IN - READERS, 302)),  # led to their own roles
    "compare/": read(query="?indicator=re-referrals&format=csv"),
    "views/": read(),
    "views/save/": read(query="?indicator=re-referrals", post=302, data={"name": "A view"}),
    "views/<uuid:pk>/rename/": read(
        at=({"pk": "members_view"},),
        missing=UNKNOWN,
        post=302,
        data={"name": "Another name"},
        seen_by={"members_view": {"member"}},
    ),
    "views/<uuid:pk>/remove/": read(
        at=({"pk": "members_view"},),
        missing=UNKNOWN,
        post=302,
        data={"confirm": "on"},
        seen_by={"members_view": {"member"}},
    ),
    "topics/<slug:slug>/": read(at=({"slug": "referrals"},), missing=({"slug": "nothing"},)),
    "themes/": read(),
    "themes/<slug:slug>/": read(at=({"slug": "help-on-market-days"},), missing=({"slug": "nothing"},)),
    "indicators/": read(),
    "indicators/<slug:slug>/": read(at=({"slug": "re-referrals"},), missing=({"slug": "nothing"},)),
    "areas/<slug:slug>/": read(
        at=({"slug": "berrydale"},), missing=({"slug": "nowhere"}, {"slug": "BERRYDALE"})
    ),
    "figures/<uuid:pk>/": read(
        at=({"pk": "own_figure"}, {"pk": "foreign_figure"}), missing=({"pk": "own_return"}, *UNKNOWN)
    ),
    "returns/<uuid:pk>/figures/": read(at=RETURNS, missing=({"pk": "own_waiting"}, *UNKNOWN)),
    "returns/": Address(SCRUTINEERS),
    "returns/<uuid:pk>/": Address(SCRUTINEERS, at=RETURNS, missing=({"pk": "own_waiting"}, *UNKNOWN)),
    "region/": read(),
}
