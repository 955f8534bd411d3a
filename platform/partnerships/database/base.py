"""The isolating database backend: wherever django-tenants sets the search path, this sets the role too.

The search path alone only says where unqualified names are looked up; it forbids nothing. With the role of the
partnership in force, PostgreSQL itself refuses every other schema. See infra/decisions/0002.
"""

from typing import Any

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql.psycopg_any import errors
from django.db.utils import OperationalError
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantsDatabaseWrapper
from django_tenants.utils import quote_schema_name

from partnerships.database.roles import Rights, role_for

SET_ROLE_AND_PATH = "SELECT set_config('role', %s, false), set_config('search_path', %s, false)"


class DatabaseWrapper(TenantsDatabaseWrapper):  # type: ignore[misc]
    """Sets role and search path in one statement before each cursor is used, and raises when it cannot."""

    _setting_search_path: bool
    rights = Rights.SCOPED
    """More than that only inside partnerships.context: creating roles, schemas and tables."""

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or self.alias == NO_DB_ALIAS:
            return
        self._setting_search_path = True
        try:
            self._enter_role_and_path()
        finally:
            self._setting_search_path = False

    def _enter_role_and_path(self) -> None:
        path = ", ".join(quote_schema_name(schema) for schema in self._get_cursor_search_paths())
        role = role_for(self.schema_name, self.rights)
        # A cursor of psycopg's own: a statement that would show up in query counts says nothing about a page.
        with self.connection.cursor() as cursor:
            try:
                cursor.execute(SET_ROLE_AND_PATH, [role, path])
            except errors.InFailedSqlTransaction:
                # The transaction is lost already; whatever runs next is refused for the same reason, and the
                # rollback is followed by another call of this method.
                self.search_path_set_schemas = None
            except (errors.InvalidParameterValue, errors.InsufficientPrivilege) as error:
                raise OperationalError(
                    f"The database has no role {role} that this login may take. Run manage.py setup first."
                ) from error
            else:
                self.search_path_set_schemas = [self.schema_name]
