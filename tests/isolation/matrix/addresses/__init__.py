"""Every address, a file for each part of the house. A URL pattern without an entry fails the suite."""

from tests.isolation.matrix.address import Address
from tests.isolation.matrix.addresses import (
    account,
    answering,
    api,
    audit_results,
    audits,
    boards,
    challenge,
    evidence,
    frameworks,
    keys,
    library,
    moving,
    partnership,
    people,
    public,
    region,
    reports,
    trail,
)

ADDRESSES: dict[str, Address] = {
    **public.ADDRESSES,
    **account.ADDRESSES,
    **api.ADDRESSES,
    **audit_results.ADDRESSES,
    **keys.ADDRESSES,
    **partnership.ADDRESSES,
    **people.ADDRESSES,
    **region.ADDRESSES,
    **reports.ADDRESSES,
    **frameworks.ADDRESSES,
    **audits.ADDRESSES,
    **boards.ADDRESSES,
    **challenge.ADDRESSES,
    **answering.ADDRESSES,
    **library.ADDRESSES,
    **evidence.ADDRESSES,
    **moving.ADDRESSES,
    **trail.ADDRESSES,
}
