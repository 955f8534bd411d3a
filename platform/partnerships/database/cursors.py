"""Cursors that outlive the context they were made in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql.base import CursorDebugWrapper, ServerBindingCursor
from django.db.backends.utils import CursorWrapper


class _InPlace:
    """Looks again before each statement whether the role and the path in force are those of the moment.

    They are set when a cursor is made. One that is held across a change of context, or across a rollback, would
    otherwise run with what was in force before.
    """

    db: Any
    cursor: Any

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        self.db.keep_in_place(self.cursor)
        return super().execute(*args, **kwargs)  # type: ignore[misc]

    def executemany(self, *args: Any, **kwargs: Any) -> Any:
        self.db.keep_in_place(self.cursor)
        return super().executemany(*args, **kwargs)  # type: ignore[misc]

    def callproc(self, *args: Any, **kwargs: Any) -> Any:
        self.db.keep_in_place(self.cursor)
        return super().callproc(*args, **kwargs)  # type: ignore[misc]

    @contextmanager
    def copy(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Looks when it is entered, which is when psycopg sends the statement."""
        self.db.keep_in_place(self.cursor)
        with self.cursor.copy(*args, **kwargs) as copying:
            yield copying

    def stream(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Looks when the first row is asked for, which is when psycopg sends the statement."""
        self.db.keep_in_place(self.cursor)
        yield from self.cursor.stream(*args, **kwargs)


class CursorInPlace(_InPlace, CursorWrapper):
    pass


class DebugCursorInPlace(_InPlace, CursorDebugWrapper):
    def debug_sql(
        self, sql: Any = None, params: Any = None, use_last_executed_query: bool = False, many: bool = False
    ) -> Any:
        """Of a statement that is kept prepared psycopg sends the name: then the text is told as it was asked."""
        sent_whole = not isinstance(self.cursor, ServerBindingCursor)
        return super().debug_sql(sql, params, use_last_executed_query and sent_whole, many)

    @contextmanager
    def copy(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        with self.debug_sql(str(args[0])), super().copy(*args, **kwargs) as copying:
            yield copying
