"""Roles are small classes: a plain description and the permissions that come with it."""

from enum import StrEnum

from accounts.permissions import Permission


class Level(StrEnum):
    """Where a role is held."""

    REGION = "region"
    PARTNERSHIP = "partnership"


class Role:
    key: str
    title: str
    description: str
    level: Level
    permissions: frozenset[Permission]


class RegionalScrutinyCoordinator(Role):
    key = "coordinator"
    title = "Regional scrutiny coordinator"
    description = "Compares areas, reads every signed return and runs benchmarks."
    level = Level.REGION
    permissions = frozenset({Permission.READ_BENCHMARKS, Permission.READ_RETURNS, Permission.RUN_BENCHMARK})


class RegionalAnalyst(Role):
    key = "analyst"
    title = "Regional analyst"
    description = "Works with figures and benchmarks, on the pages and through the API."
    level = Level.REGION
    permissions = frozenset({Permission.READ_BENCHMARKS, Permission.READ_RETURNS})


class StrategicPartnershipMember(Role):
    key = "member"
    title = "Strategic partnership member"
    description = "Reads benchmark reports and the figures behind them."
    level = Level.REGION
    permissions = frozenset({Permission.READ_BENCHMARKS})


class DataOfficer(Role):
    key = "data_officer"
    title = "Data officer"
    description = "Enters the partnership's figures and prepares its returns."
    level = Level.PARTNERSHIP
    permissions = frozenset(
        {
            Permission.READ_BENCHMARKS,
            Permission.READ_PARTNERSHIP,
            Permission.EDIT_FIGURES,
            Permission.PREPARE_RETURN,
        }
    )


class Approver(Role):
    key = "approver"
    title = "Approver"
    description = "Checks what was prepared and signs it off as the partnership's return."
    level = Level.PARTNERSHIP
    permissions = frozenset(
        {
            Permission.READ_BENCHMARKS,
            Permission.READ_PARTNERSHIP,
            Permission.APPROVE_RETURN,
        }
    )


ROLES: dict[str, type[Role]] = {
    role.key: role
    for role in (
        RegionalScrutinyCoordinator,
        RegionalAnalyst,
        StrategicPartnershipMember,
        DataOfficer,
        Approver,
    )
}
