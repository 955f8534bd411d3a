"""What a person may be allowed to do. One word each; roles are lists of these."""

from enum import StrEnum


class Permission(StrEnum):
    READ_BENCHMARKS = "read benchmarks"
    READ_RETURNS = "read returns"
    MANAGE_REPORTS = "prepare and publish reports"
    READ_DRAFT_REPORTS = "read reports before they are published"
    READ_FACTUAL_CHECK = "read reports in their factual check"
    READ_FINAL_REPORTS = "read final reports"
    REPLY_TO_REPORT = "reply to a report for a partnership"
    CONFIRM_AGREEMENT = "confirm an agreement on sharing for a partnership"
    SEE_NAMED_VALUES = "see values that partners agreed to show one another"
    READ_PARTNERSHIP = "read a partnership's own pages"
    EDIT_FIGURES = "enter a partnership's figures"
    PREPARE_RETURN = "prepare a return"
    APPROVE_RETURN = "approve a return"
    READ_ORGANISATION = "read an organisation's own pages"
    MANAGE_PEOPLE = "invite people and give them roles"
    READ_ACCESS = "see who may see what"
    READ_TRAIL = "read the audit trail"
    MANAGE_KEYS = "issue and end API keys"
    MANAGE_FRAMEWORKS = "draft and publish the standards that agencies answer"
    MANAGE_ROUNDS = "run audit rounds and see how far each agency has come"
    ANSWER_AUDIT = "answer the audit for an organisation"
    SIGN_ANSWERS = "sign an organisation's answers"
    FOLLOW_AUDIT = "see how far the audit has come in a partnership"
    READ_RESPONSES = "read what agencies answered to a partnership"
    CHALLENGE_RESPONSES = "return agencies' answers for changes"
    MODERATE_RESPONSES = "record a moderated grade"
    RUN_SURVEY = "ask practitioners, and release words to the region"
    PREPARE_AUDIT_RETURN = "prepare a partnership's audit return"


REGION_WIDE = frozenset(
    {Permission.READ_RETURNS, Permission.MANAGE_PEOPLE, Permission.READ_ACCESS, Permission.READ_TRAIL}
)
"""Held in the region, these reach what every partnership and organisation has lodged or shares with the region. No
other permission of the region reaches into one."""

SHARED = frozenset({Permission.READ_BENCHMARKS})
"""Held anywhere, these hold in the region too."""
