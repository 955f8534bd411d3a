"""Statements whose text stays the same, sent in one letter with the role and the path they need."""

from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg import RawCursor

from partnerships.database.roles import Rights, role_for
from partnerships.database.statement import SET_ROLE_AND_PATH, values_of

Asked = tuple[str, Any]
"""A statement and its values."""


class Asking:
    """What the database wrapper does for kernel.asked_again.

    Nothing is left out: role and path go before, and PostgreSQL takes up what follows only where they could be set.
    But there and back it is one way instead of two or more, and after a few times each statement is kept with its plan.
    """

    connection: Any
    rights: Rights
    health_check_done: bool
    health_check_enabled: bool
    schema_name: str | None
    wrap_database_errors: Any
    _in_force: Any

    def ask(self, *asked: Asked) -> list[list[tuple[Any, ...]]]:
        """The rows of each, in their order. Where one fails, those after it are not done."""
        if self.connection is None or (self.health_check_enabled and not self.health_check_done):
            self.cursor().close()  # type: ignore[attr-defined]  # connects, or notices that the connection is dead
        try:
            with self.wrap_database_errors:
                return self._rows_of(asked)
        except Exception:
            self._handle_search_path()  # type: ignore[attr-defined]  # where it was the place, it is told as always
            raise

    def _rows_of(self, asked: tuple[Asked, ...]) -> list[list[tuple[Any, ...]]]:
        wrapper: Any = self
        self._in_force = None
        with self.connection.pipeline():
            self._send_place()
            cursors = [wrapper._prepare_cursor(ServerBindingCursor(self.connection)) for _ in asked]
            for cursor, (text, values) in zip(cursors, asked, strict=True):
                cursor.execute(f"{text} -- {self.schema_name}", values)  # each schema's plan by itself
        return [cursor.fetchall() for cursor in cursors]

    def _send_place(self) -> None:
        wrapper: Any = self
        role = role_for(str(self.schema_name), self.rights)
        values = values_of(role, wrapper._get_cursor_search_paths())
        RawCursor(self.connection).execute(SET_ROLE_AND_PATH, values, prepare=False)
        self._in_force = wrapper._place()
