"""The isolating database backend: wherever django-tenants sets the search path, this sets the role too.

The search path alone only says where unqualified names are looked up; it forbids nothing. With the role of the
partnership in force, PostgreSQL itself refuses every other schema. See infra/decisions/0002.
"""

from typing import Any

from django.db import DatabaseError, OperationalError
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql.base import ServerBindingCursor
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantsDatabaseWrapper

from partnerships.database.cursors import CursorInPlace, DebugCursorInPlace
from partnerships.database.login_mode import LoginPerSchema
from partnerships.database.roles import Rights, role_for
from partnerships.database.statement import set_role_and_path

Place = tuple[str, Rights, bool]


class DatabaseWrapper(LoginPerSchema, TenantsDatabaseWrapper):  # type: ignore[misc]
    """Sets role and search path in one statement before each cursor is used, and raises when it cannot."""

    rights = Rights.SCOPED
    """More than that only inside partnerships.context: creating roles, schemas and tables."""
    health_check_done: bool
    _in_force: Place | None = None
    """What was set last on the connection in use; None where a rollback may have undone it."""
    _prepares = False

    def _cursor(self, name: str | None = None) -> Any:
        """The statement before each cursor is a health check as well: where it finds the connection dead, we connect.

        Django would ask once a request whether the connection lives, in login mode of two connections.
        """
        unchecked = self.connection is not None and self.health_check_enabled and not self.health_check_done
        if not unchecked or self.in_atomic_block:
            return super()._cursor(name)
        self.health_check_done = True
        try:
            return super()._cursor(name)
        except OperationalError:
            if not self.connection.closed:
                raise
            self.close()
            return super()._cursor(name)

    def cursor_that_prepares(self) -> Any:
        """For statements whose text stays the same: after a few times PostgreSQL keeps each with its plan."""
        self._prepares = True
        try:
            return self.cursor()
        finally:
            self._prepares = False

    def create_cursor(self, name: str | None = None) -> Any:
        if not self._prepares:
            return super().create_cursor(name)
        ordinary, self.connection.cursor_factory = self.connection.cursor_factory, ServerBindingCursor
        try:
            return super().create_cursor(name)
        finally:
            self.connection.cursor_factory = ordinary

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self.alias == NO_DB_ALIAS:
            return
        self._in_force = None
        role = role_for(str(self.schema_name), self.rights)
        with self.wrap_database_errors:
            done = set_role_and_path(self.connection, role, self._get_cursor_search_paths())
        if done:
            self._in_force = self._place()

    def _place(self) -> Place:
        return (str(self.schema_name), self.rights, bool(self.include_public_schema))

    def keep_in_place(self, cursor: Any) -> None:
        """Called before each statement, for cursors that are held on to."""
        if self.alias == NO_DB_ALIAS:
            return
        if cursor.connection is not self.connection:
            raise DatabaseError(
                "This cursor belongs to another context or to a closed connection. Make a new one."
            )
        if self._in_force != self._place():
            self._handle_search_path()

    def make_cursor(self, cursor: Any) -> CursorInPlace:
        return CursorInPlace(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> DebugCursorInPlace:
        return DebugCursorInPlace(cursor, self)

    def rollback(self) -> None:
        self._in_force = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        try:
            super().savepoint_rollback(sid)
        finally:
            self._in_force = None
