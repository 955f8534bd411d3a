"""What a shared table lets each kind of database role do. Models say it; partnerships.grants applies it."""

from dataclasses import dataclass

EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE")
READ = ("SELECT",)
READ_AND_ADD = ("SELECT", "INSERT")
ADD_AND_REMOVE = ("SELECT", "INSERT", "DELETE")
"""For what is never changed, but may have to go."""
ADD = ("INSERT",)
NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True)
class Access:
    """Rights of the regional role and of each partnership's role on one table of the shared schema.

    `owner_column` names the column that holds the database role a row belongs to, `partnership_column` the one
    that names the partnership, `slug_column` one that holds its slug. Where any is given, row-level security shows a
    partnership its own rows alone, and lets it add or change rows only under its own role and about itself.
    `seen_through` names a column, another table and a column of that one: a partnership sees the rows that the other
    table names in the rows it sees there.

    `functions` are signatures of functions of the database that the region and every partnership may call; each looks
    at its caller itself. Nobody else may call them: grants take the right away that PostgreSQL gives to everybody.
    """

    region: tuple[str, ...] = EVERYTHING
    partnership: tuple[str, ...] = NOTHING
    owner_column: str | None = None
    partnership_column: str | None = None
    slug_column: str | None = None
    seen_through: tuple[str, str, str] | None = None
    functions: tuple[str, ...] = ()

    @property
    def rows_are_protected(self) -> bool:
        return any((self.owner_column, self.partnership_column, self.slug_column, self.seen_through))


DEFAULT = Access()
REFERENCE = Access(partnership=READ)
"""A table the region keeps and partnerships read, such as areas."""


def access_of(model: type) -> Access:
    """The access a model declares as `database_access`, or the default: the region alone."""
    access: Access = getattr(model, "database_access", DEFAULT)
    return access
