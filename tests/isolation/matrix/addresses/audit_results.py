"""Results of the audit: everybody with a role in region or partnership reads them."""

from tests.isolation.matrix.address import Address, called, read

ROUND = {"round": "round_with_returns"}
CELL = {**ROUND, "variant": "full", "standard": "accountability", "level": "area", "group": "berrydale"}
MISSING = ({"round": "nowhere"}, {"round": "round_planned"})

ADDRESSES: dict[str, Address] = {
    "audits/results/": read(),
    "audits/<slug:round>/results/": read(at=(ROUND,), missing=MISSING),
    "audits/<slug:round>/results/results.csv": read(at=(ROUND,), missing=MISSING),
    "audits/<slug:round>/results/<slug:variant>/<slug:standard>/<slug:level>/<slug:group>/": read(
        at=(CELL,),
        missing=(
            {**CELL, "round": "round_planned"}, {**CELL, "standard": "nothing"}, {**CELL, "level": "agency"},
            {**CELL, "group": "nowhere"}, {**CELL, "variant": "nothing"},
        ),
    ),
    "api/v1/audits/": called(),
    "api/v1/audits/<slug:round>/results/": called(at=(ROUND,), missing=MISSING, query="?format=csv"),
}  # fmt: skip
