"""The one error of this package."""


class LocalPostgresError(RuntimeError):
    """PostgreSQL cannot run here. The message is one line that says why and what to do."""
