"""Boards of planned actions: a partnership's for those who read its answers, the region's for those who read returns; and
the reminders of a partnership, for those who follow its audit."""

from tests.isolation.matrix.address import Address, own
from tests.isolation.matrix.addresses.audits import FOLLOWERS, NONE, OPEN, PLANNED
from tests.isolation.matrix.addresses.challenge import NO_ROUND, READ, ROUND
from tests.isolation.matrix.viewers import SCRUTINEERS

ELSEWHERE = {"round": "foreign_round"}
AREA = "area/<slug:partnership>/audits/"

ADDRESSES: dict[str, Address] = {
    **{
        f"{AREA}<slug:audit>/{page}": own(
            READ, at=(ROUND,), missing=(NO_ROUND, {"audit": "planned_round"}, {"audit": "foreign_round"})
        )
        for page in ("actions/", "actions.csv")
    },
    **{
        f"audits/<slug:round>/{page}": Address(SCRUTINEERS, at=(OPEN,), missing=(PLANNED, NONE, ELSEWHERE))
        for page in ("actions/", "actions.csv")
    },
    f"{AREA}<slug:round>/reminders/": own(FOLLOWERS, at=(OPEN,), missing=(PLANNED, NONE, ELSEWHERE)),
}
