"""The one statement that puts a role and a search path in force together."""

from typing import Any

from django_tenants.utils import quote_schema_name
from psycopg import OperationalError, errors
from psycopg.pq import DiagnosticField, ExecStatus

# PostgreSQL accepts a path to a schema that does not exist or that the role may not use, and would then read the
# shared one: the cast and the division by zero make errors of that. All happen or none, in the order of the list:
# may the role now in force use the schema? (An administrator's login, role none, is asked nothing.)
SET_ROLE_AND_PATH = (
    b"SELECT set_config('role', $1, false), set_config('search_path', $2, false),"
    b" 1 / ($1 = 'none' OR has_schema_privilege($3::regnamespace, 'USAGE'))::int"
)
TRANSACTION_IS_LOST = b"25P02"
NO_SUCH_SCHEMA = b"3F000"
MAY_NOT_USE = b"22012"
NO_SUCH_ROLE = {b"22023", b"42501"}  # it does not exist, or this login may not take it


def set_role_and_path(connection: Any, role: str, schemas: list[str]) -> bool:
    """Put the role and the path of these schemas in force. False where the transaction is lost already.

    Speaks to libpq itself: a cursor of psycopg's would cost twice the time, and it runs before every query. Not
    prepared: what is prepared has a name, and SQL smuggled in could put something else under that name.
    """
    path = ", ".join(quote_schema_name(schema) for schema in schemas)
    values = [role.encode(), path.encode(), quote_schema_name(schemas[0]).encode()]
    result = connection.pgconn.exec_params(SET_ROLE_AND_PATH, values)
    if result.status == ExecStatus.TUPLES_OK:
        return True
    state = result.error_field(DiagnosticField.SQLSTATE)
    if state == TRANSACTION_IS_LOST:
        return False
    raise _error(state, result.error_message.decode("utf-8", "replace").strip(), role, schemas[0])


def _error(state: bytes | None, said: str, role: str, schema: str) -> Exception:
    if state in NO_SUCH_ROLE:
        return OperationalError(
            f"The database has no role {role} that this login may take. Run manage.py setup first."
        )
    if state == NO_SUCH_SCHEMA:
        return OperationalError(f"The database has no schema {schema}. Run manage.py setup first.")
    if state == MAY_NOT_USE:
        return OperationalError(
            f"The role {role} may not use the schema {schema}. Run manage.py setup first."
        )
    try:
        return errors.lookup((state or b"").decode())(said)
    except KeyError:
        return OperationalError(said)
