"""Login mode: each schema has a database login of its own, so each is worked on over a connection of its own.

A connection that is signed in as one partnership cannot become another, whatever SQL reaches it.
"""

from typing import Any

from django.conf import settings
from django.db.transaction import TransactionManagementError

from partnerships.database.parking import Parked, Parking
from partnerships.database.passwords import login_password
from partnerships.database.roles import Rights, login_per_schema, role_for


class LoginPerSchema:
    """What the database wrapper does more in login mode. A wrapper belongs to one thread, and so does this."""

    connection: Any
    schema_name: str | None
    in_atomic_block: bool
    autocommit: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._signed_in_as: str | None = None
        self._parking = Parking(settings.DATABASE_KEPT_CONNECTIONS - 1)
        super().__init__(*args, **kwargs)

    def get_connection_params(self) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_connection_params()  # type: ignore[misc]
        if login_per_schema():
            login = role_for(str(self.schema_name), Rights.SCOPED)
            parameters |= {"user": login, "password": login_password(settings.SECRET_KEY, login)}
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self._signed_in_as = conn_params.get("user")
        return super().get_new_connection(conn_params)  # type: ignore[misc]

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        """Enter a schema: here the connection changes. set_schema and set_schema_to_public come through here."""
        if login_per_schema():
            self._change_connection(role_for(tenant.schema_name, Rights.SCOPED))
        super().set_tenant(tenant, include_public)  # type: ignore[misc]

    def _change_connection(self, login: str) -> None:
        if self.connection is not None and login == self._signed_in_as:
            return
        if self.connection is not None:
            self._refuse_inside_a_transaction(login)
        kept = self._parking.take(login)  # before its place is given to the one that is parked now
        if self.connection is not None:
            self._parking.put(str(self._signed_in_as), Parked.out_of(self))
        if kept is not None:
            kept.into(self)
            self._signed_in_as = login

    def _refuse_inside_a_transaction(self, login: str) -> None:
        if self.in_atomic_block or not self.autocommit:
            raise TransactionManagementError(
                f"Cannot go from {self._signed_in_as} to {login} inside a transaction: each has a database connection "
                "of its own. End the transaction first."
            )

    def close(self) -> None:
        """Close every connection of this thread: whoever closes wants none left open."""
        self._parking.clear()
        super().close()  # type: ignore[misc]

    def close_if_unusable_or_obsolete(self) -> None:
        self._parking.between_requests()
        super().close_if_unusable_or_obsolete()  # type: ignore[misc]
