"""Roles are small classes: a plain description, the permissions that come with it, and who may give it."""

from enum import StrEnum
from typing import ClassVar

from accounts.permissions import Permission


class Level(StrEnum):
    """Where a role is held."""

    REGION = "region"
    PARTNERSHIP = "partnership"
    ORGANISATION = "organisation"


READING_A_PARTNERSHIP = frozenset(
    {
        Permission.READ_BENCHMARKS,
        Permission.READ_FACTUAL_CHECK,
        Permission.SEE_NAMED_VALUES,
        Permission.READ_PARTNERSHIP,
        Permission.READ_RETURNS,
    }
)
"""What everybody in a partnership may read. Each of its roles adds what it is for."""


class Role:
    key: ClassVar[str]
    title: ClassVar[str]
    description: ClassVar[str]
    level: ClassVar[Level]
    permissions: ClassVar[frozenset[Permission]]
    granted_by: ClassVar[frozenset[str]] = frozenset({"coordinator"})
    """Keys of the roles whose holders give and end this one: those of the region everywhere, others in their own
    partnership or organisation. Where it is empty, only an operator's command does."""


class RegionalScrutinyCoordinator(Role):
    key = "coordinator"
    title = "Regional scrutiny coordinator"
    description = (
        "Compares areas, reads every signed return, runs audit rounds, prepares and publishes benchmark reports and the "
        "standards that agencies answer, and invites the people of the region, the partnerships' managers and the leads of agencies."
    )
    level = Level.REGION
    permissions = frozenset(
        {
            Permission.READ_BENCHMARKS,
            Permission.READ_RETURNS,
            Permission.MANAGE_REPORTS,
            Permission.READ_DRAFT_REPORTS,
            Permission.SEE_NAMED_VALUES,
            Permission.MANAGE_PEOPLE,
            Permission.READ_ACCESS,
            Permission.MANAGE_KEYS,
            Permission.MANAGE_FRAMEWORKS,
            Permission.MANAGE_ROUNDS,
        }
    )


class RegionalAnalyst(Role):
    key = "analyst"
    title = "Regional analyst"
    description = "Works with figures, signed returns and benchmarks, on the pages and through the API."
    level = Level.REGION
    permissions = frozenset(
        {
            Permission.READ_BENCHMARKS,
            Permission.READ_RETURNS,
            Permission.READ_DRAFT_REPORTS,
            Permission.SEE_NAMED_VALUES,
        }
    )


class StrategicPartnershipMember(Role):
    key = "member"
    title = "Strategic partnership member"
    description = "Reads benchmark reports and the figures behind them."
    level = Level.REGION
    permissions = frozenset(
        {Permission.READ_BENCHMARKS, Permission.READ_FINAL_REPORTS, Permission.SEE_NAMED_VALUES}
    )


class WorkstreamLead(Role):
    key = "workstream_lead"
    title = "Workstream lead"
    description = "Leads a regional workstream and reads the benchmarks it works from."
    level = Level.REGION
    permissions = frozenset({Permission.READ_BENCHMARKS})


class PeerReviewer(Role):
    key = "peer_reviewer"
    title = "Peer reviewer"
    description = "Prepares peer reviews from the published comparison. Sees no partnership's own pages."
    level = Level.REGION
    permissions = frozenset({Permission.READ_BENCHMARKS})


class Scrutineer(Role):
    key = "scrutineer"
    title = "Scrutineer"
    description = "Scrutinises the arrangements independently: reads benchmarks and every signed return."
    level = Level.REGION
    permissions = frozenset(
        {
            Permission.READ_BENCHMARKS,
            Permission.READ_RETURNS,
            Permission.READ_DRAFT_REPORTS,
            Permission.SEE_NAMED_VALUES,
        }
    )


class PlatformAuditor(Role):
    key = "auditor"
    title = "Auditor of the platform"
    description = "Reads the whole audit trail and who may see what. Reads no figures and changes nothing."
    level = Level.REGION
    permissions = frozenset({Permission.READ_TRAIL, Permission.READ_ACCESS})
    granted_by = frozenset()


class PartnershipManager(Role):
    key = "partnership_manager"
    title = "Partnership manager"
    description = (
        "Runs the business unit: invites its people, gives and ends their roles, reads its audit trail, follows the "
        "audit and challenges agencies' answers, replies to reports and confirms agreements on sharing."
    )
    level = Level.PARTNERSHIP
    permissions = READING_A_PARTNERSHIP | frozenset(
        {
            Permission.REPLY_TO_REPORT,
            Permission.CONFIRM_AGREEMENT,
            Permission.FOLLOW_AUDIT,
            Permission.READ_RESPONSES,
            Permission.CHALLENGE_RESPONSES,
            Permission.RUN_SURVEY,
            Permission.PREPARE_AUDIT_RETURN,
            Permission.MANAGE_PEOPLE,
            Permission.READ_ACCESS,
            Permission.READ_TRAIL,
        }
    )
    granted_by = frozenset({"coordinator", "partnership_manager"})


class DataOfficer(Role):
    key = "data_officer"
    title = "Data officer"
    description = "Enters the partnership's figures and prepares its returns."
    level = Level.PARTNERSHIP
    permissions = READING_A_PARTNERSHIP | frozenset(
        {
            Permission.EDIT_FIGURES,
            Permission.PREPARE_RETURN,
            Permission.FOLLOW_AUDIT,
            Permission.PREPARE_AUDIT_RETURN,
        }
    )
    granted_by = frozenset({"partnership_manager"})


class Approver(Role):
    key = "approver"
    title = "Approver"
    description = (
        "Checks what was prepared and signs it off as the partnership's return. Replies to benchmark reports."
    )
    level = Level.PARTNERSHIP
    permissions = READING_A_PARTNERSHIP | frozenset(
        {
            Permission.APPROVE_RETURN,
            Permission.REPLY_TO_REPORT,
            Permission.FOLLOW_AUDIT,
            Permission.READ_RESPONSES,
        }
    )
    granted_by = frozenset({"partnership_manager"})


class PartnershipReader(Role):
    key = "partnership_reader"
    title = "Partnership reader"
    description = "Reads the partnership's own figures and returns, and changes nothing."
    level = Level.PARTNERSHIP
    permissions = READING_A_PARTNERSHIP
    granted_by = frozenset({"partnership_manager"})


class PanelMember(Role):
    key = "panel_member"
    title = "Member of the challenge panel"
    description = "Reads across what agencies answered to the partnership, and returns answers for changes."
    level = Level.PARTNERSHIP
    permissions = READING_A_PARTNERSHIP | frozenset(
        {
            Permission.FOLLOW_AUDIT,
            Permission.READ_RESPONSES,
            Permission.CHALLENGE_RESPONSES,
        }
    )
    granted_by = frozenset({"partnership_manager"})


class Moderator(Role):
    key = "moderator"
    title = "Scrutineer of the audit"
    description = (
        "Reads what agencies answered to the partnership and records a moderated grade with a reason, never about an "
        "agency they are tied to."
    )
    level = Level.PARTNERSHIP
    permissions = READING_A_PARTNERSHIP | frozenset(
        {
            Permission.FOLLOW_AUDIT,
            Permission.READ_RESPONSES,
            Permission.MODERATE_RESPONSES,
        }
    )
    granted_by = frozenset({"partnership_manager"})


class AgencyLead(Role):
    key = "agency_lead"
    title = "Agency lead"
    description = "Answers for the agency as a whole: invites the colleagues who contribute, and signs what the agency answers."
    level = Level.ORGANISATION
    permissions = frozenset(
        {
            Permission.READ_ORGANISATION,
            Permission.MANAGE_PEOPLE,
            Permission.READ_ACCESS,
            Permission.ANSWER_AUDIT,
            Permission.SIGN_ANSWERS,
        }
    )
    granted_by = frozenset({"coordinator", "agency_lead"})


class AgencyContributor(Role):
    key = "agency_contributor"
    title = "Agency contributor"
    description = "Contributes to what the agency answers."
    level = Level.ORGANISATION
    permissions = frozenset({Permission.READ_ORGANISATION, Permission.ANSWER_AUDIT})
    granted_by = frozenset({"agency_lead"})


ROLES: dict[str, type[Role]] = {
    role.key: role
    for role in (
        RegionalScrutinyCoordinator,
        RegionalAnalyst,
        StrategicPartnershipMember,
        WorkstreamLead,
        PeerReviewer,
        Scrutineer,
        PlatformAuditor,
        PartnershipManager,
        DataOfficer,
        Approver,
        PartnershipReader,
        PanelMember,
        Moderator,
        AgencyLead,
        AgencyContributor,
    )
}
