"""Returns as somebody past all our code could write them."""

import json
import uuid
from typing import Any

from kernel.canonical import canonical_json, sha256_hex
from scrutiny.returns.models import Return


def copy_of(row: Return, **changes: Any) -> Return:
    """A new row like the old one, as somebody past all our code could write it."""
    values = {field.attname: getattr(row, field.attname) for field in Return._meta.concrete_fields}
    fresh = {"id": uuid.uuid4(), "submission": uuid.uuid4()}
    return consistent(Return(**{**values, **fresh, **changes}))


def consistent(row: Return) -> Return:
    """With a text that says what the columns say, and its hash."""
    content = json.loads(row.payload)
    content |= {
        "submission": str(row.submission),
        "reason": row.reason,
        "period": {"start": row.period_start.isoformat(), "end": row.period_end.isoformat()},
    }
    row.payload = canonical_json(content)
    row.sha256 = sha256_hex(row.payload)
    return row
