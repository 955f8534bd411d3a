"""Names of the database roles. They are cluster-wide in PostgreSQL, hence the prefix (by default the database)."""

from enum import Enum, auto

from django.conf import settings


class Rights(Enum):
    """What a connection works with."""

    SCOPED = auto()
    """The role that belongs to the schema in force. Everything but provisioning."""
    OWNER = auto()
    """The owner of all schemas and tables."""
    ADMINISTRATOR = auto()
    """The login's own rights, to create roles."""


def prefix() -> str:
    return str(settings.DATABASE_ROLE_PREFIX)


def owner_role() -> str:
    """Owns every schema and table. Only provisioning commands may become it."""
    return f"{prefix()}_owner"


def web_login() -> str:
    """What the site signs in as in role mode. It has no rights of its own and inherits none."""
    return f"{prefix()}_web"


def region_role() -> str:
    """In force in the shared schema; in login mode what the site signs in as there."""
    return f"{prefix()}_region"


def partnership_role(schema: str) -> str:
    """In force inside one partnership; in login mode what the site signs in as there."""
    return f"{prefix()}_{schema}"


def backup_role() -> str:
    """Reads everything and writes nothing: what pg_dump signs in as."""
    return f"{prefix()}_backup"


def login_per_schema() -> bool:
    """Whether this process signs in to the database anew for each schema, with that schema's own login."""
    return bool(settings.DATABASE_ISOLATION == "login" and settings.DATABASE_LOGIN == "web")


def role_for(schema: str, rights: Rights) -> str:
    if rights is Rights.ADMINISTRATOR:
        return "none"
    if rights is Rights.OWNER:
        return owner_role()
    return region_role() if schema == settings.PUBLIC_SCHEMA_NAME else partnership_role(schema)
