"""Who looks: one of each role, at home and from elsewhere, and those who should see nothing."""

OUT = {"signed out", "deactivated with a live session"}
STRANGERS = {"without a role", "role ended yesterday", "role starts tomorrow"}

MANAGERS = {"partnership manager"}
OWN_OFFICERS = {"data officer", "officer and approver"}
OWN_APPROVERS = {"approver", "officer and approver", "approver until today"}
PANEL = {"panel member"}
MODERATORS = {"moderator"}
OWN = MANAGERS | OWN_OFFICERS | OWN_APPROVERS | {"partnership reader"} | PANEL | MODERATORS
FOREIGN = {
    "foreign partnership manager", "foreign data officer", "foreign approver", "foreign partnership reader",
}  # fmt: skip
FOREIGN_MANAGERS = {"foreign partnership manager"}
COORDINATORS = {"coordinator"}
AUDITORS = {"auditor"}
SCRUTINEERS = {"coordinator", "analyst", "scrutineer"}
REGION_READERS = SCRUTINEERS | {"member", "workstream lead", "peer reviewer"}
OWN_REPLIERS = MANAGERS | OWN_APPROVERS
REPLIERS = OWN_REPLIERS | FOREIGN_MANAGERS | {"foreign approver"}
LEADS = {"agency lead"}
AGENCY = LEADS | {"agency contributor"}
LOCAL_LEADS = {"local agency lead"}
LOCAL_AGENCY = LOCAL_LEADS | {"local agency contributor"}
"""Of an agency that works in Berrydale alone: they enter its partnership to answer the audit, and for nothing else."""
FOREIGN_LEADS = {"foreign agency lead"} | LOCAL_LEADS
FOREIGN_AGENCY = FOREIGN_LEADS | {"foreign agency contributor"} | LOCAL_AGENCY

READERS = OWN | FOREIGN | REGION_READERS
SIGNED_IN = READERS | AUDITORS | AGENCY | FOREIGN_AGENCY | STRANGERS
PEOPLE = OUT | SIGNED_IN

VALID = {"key"}
CALLERS = VALID | {"no key", "wrong key", "expired key", "revoked key", "coordinator's session without a key"}

THOROUGH = {
    "signed out", "without a role", "foreign approver", "data officer", "coordinator", "key", "no key",
}  # fmt: skip
"""One of each kind: they try every other method as well."""

EXISTING = {
    "coordinator": "coordinator",
    "analyst": "analyst",
    "member": "member",
    "workstream lead": "workstream-lead",
    "peer reviewer": "peer-reviewer",
    "scrutineer": "scrutineer",
    "auditor": "auditor",
    "partnership manager": "manager@berrydale",
    "data officer": "data-officer@berrydale",
    "approver": "approver@berrydale",
    "partnership reader": "reader@berrydale",
    "panel member": "panel@berrydale",
    "moderator": "moderator@berrydale",
    "foreign partnership manager": "manager@cobblewick",
    "foreign data officer": "data-officer@cobblewick",
    "foreign approver": "approver@cobblewick",
    "foreign partnership reader": "reader@cobblewick",
    "agency lead": "lead@threeshires-icb",
    "agency contributor": "contributor@threeshires-icb",
}
"""The people of the world (tests/worlds.py) who look."""
