"""A machine that wanders: between partnerships, transactions, savepoints, errors, threads and connections, at random.

After every step PostgreSQL is asked which role and schema are in force and which rows it shows. All of it belongs to
the place the machine is in, or the machine fails and hypothesis says by which steps.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from scrutiny.returns.models import Return
from tenants.dataset.models import DraftFigure
from tests.isolation.houses import PLACES, House, enter, in_a_thread, where

EVERYWHERE = st.sampled_from(("public", *PLACES))


@dataclass
class Entered:
    """What the machine went into and has to come out of again."""

    manager: Any
    place: str
    atomic: bool = False


class OnPurpose(Exception):
    pass


def rows_here() -> tuple[set[Any], set[str]]:
    """The rows of the place, with the mark of whose they are: working figures, and owners of visible returns."""
    figures = set() if where()[2] == "public" else set(DraftFigure.objects.values_list("pk", flat=True))
    return figures, set(Return.objects.values_list("owner_role", flat=True))


def rows_of(house: House) -> dict[str, tuple[set[Any], set[str]]]:
    """What each place holds, as the server's administrator reads it."""
    rows = {}
    for place in PLACES:
        house.administrator.execute(f"SELECT id FROM {place}.dataset_draftfigure")
        rows[place] = ({row[0] for row in house.administrator.fetchall()}, {house.role_of(place)})
        assert len(rows[place][0]) > 5
    rows["public"] = (set(), {house.role_of(place) for place in PLACES})
    return rows


class Wanderer(RuleBasedStateMachine):
    house: House
    rows: dict[str, tuple[set[Any], set[str]]]

    def __init__(self) -> None:
        super().__init__()
        connection.set_schema_to_public()
        self.entered: list[Entered] = []
        self.savepoints: list[tuple[str, int]] = []
        self.held: Any = None

    # --- where we are -----------------------------------------------------------------------------

    @property
    def place(self) -> str:
        return self.entered[-1].place if self.entered else "public"

    @property
    def in_transaction(self) -> bool:
        return any(entry.atomic for entry in self.entered)

    @invariant()
    def role_schema_and_rows_belong_together(self) -> None:
        assert where() == (self.house.role_of(self.place), self.place, self.place)
        assert rows_here() == self.rows[self.place]

    # --- coming and going -------------------------------------------------------------------------

    @precondition(lambda self: len(self.entered) < 6)
    @rule(place=EVERYWHERE)
    def go(self, place: str) -> None:
        manager = enter(place)
        if not self.house.role_mode and self.in_transaction and place != self.place:
            with suppress(TransactionManagementError):
                manager.__enter__()
                raise AssertionError("went elsewhere inside a transaction")
            return
        manager.__enter__()
        self.entered.append(Entered(manager, place))

    @precondition(lambda self: len(self.entered) < 6)
    @rule()
    def begin(self) -> None:
        manager = transaction.atomic()
        manager.__enter__()
        self.entered.append(Entered(manager, self.place, atomic=True))

    @precondition(lambda self: self.entered)
    @rule()
    def leave(self) -> None:
        self._forget_savepoints()
        self.entered.pop().manager.__exit__(None, None, None)

    @precondition(lambda self: self.entered)
    @rule()
    def leave_by_an_error(self) -> None:
        self._forget_savepoints()
        error = OnPurpose()
        with suppress(OnPurpose):
            self.entered.pop().manager.__exit__(OnPurpose, error, None)

    def _forget_savepoints(self) -> None:
        self.savepoints = [(sid, depth) for sid, depth in self.savepoints if depth < len(self.entered)]

    # --- what goes wrong --------------------------------------------------------------------------

    @rule()
    def a_statement_fails(self) -> None:
        with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT nothing_of_that_name")

    @rule(place=EVERYWHERE)
    def it_fails_elsewhere(self, place: str) -> None:
        with suppress(DatabaseError), transaction.atomic(), enter(place), connection.cursor() as cursor:
            cursor.execute("SELECT nothing_of_that_name")

    @precondition(lambda self: not self.in_transaction)
    @rule()
    def it_fails_without_a_transaction(self) -> None:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT nothing_of_that_name")

    # --- savepoints by hand -----------------------------------------------------------------------

    @precondition(lambda self: self.in_transaction)
    @rule()
    def set_a_savepoint(self) -> None:
        self.savepoints.append((transaction.savepoint(), len(self.entered)))

    @precondition(lambda self: self.savepoints)
    @rule()
    def roll_back_to_it(self) -> None:
        sid, depth = self.savepoints.pop()
        if not any(entry.atomic for entry in self.entered[depth:]):
            transaction.savepoint_rollback(sid)

    @precondition(lambda self: self.in_transaction and len(self.entered) < 6)
    @rule(place=EVERYWHERE)
    def the_way_here_is_rolled_back(self, place: str) -> None:
        """PostgreSQL takes the role back to what it was at the savepoint; we are still where we went."""
        sid = transaction.savepoint()
        self.go(place)
        where()
        transaction.savepoint_rollback(sid)

    # --- connections, cursors and threads ---------------------------------------------------------

    @precondition(lambda self: not self.in_transaction)
    @rule(close=st.booleans())
    def the_connection_ends(self, close: bool) -> None:
        connection.close() if close else connection.close_if_unusable_or_obsolete()

    @rule()
    def hold_a_cursor(self) -> None:
        self.held = connection.cursor()

    @precondition(lambda self: self.held)
    @rule()
    def use_the_held_cursor(self) -> None:
        self._use_held()

    @precondition(lambda self: self.held)
    @rule(place=EVERYWHERE)
    def take_the_held_cursor_along(self, place: str) -> None:
        if self.house.role_mode or not self.in_transaction:
            with enter(place):
                self._use_held(place)

    def _use_held(self, place: str | None = None) -> None:
        """It works where we are now, or not at all; never where it was made."""
        place = place or self.place
        try:
            self.held.execute("SELECT current_user, current_schema()")
        except DatabaseError:
            self.held = None
        else:
            assert self.held.fetchall() == [(self.house.role_of(place), place)]

    @rule(place=EVERYWHERE)
    def meanwhile_in_another_thread(self, place: str) -> None:
        def work() -> Any:
            before = where()
            with enter(place):
                return before, where(), rows_here()

        role = self.house.role_of(place)
        assert in_a_thread(work) == (
            (self.house.role_of("public"), "public", "public"),
            (role, place, place),
            self.rows[place],
        )

    def teardown(self) -> None:
        while self.entered:
            with suppress(OnPurpose):
                self.entered.pop().manager.__exit__(OnPurpose, OnPurpose(), None)
        connection.close()


def wanderer_of(house: House) -> type[Wanderer]:
    return type("WandererHere", (Wanderer,), {"house": house, "rows": rows_of(house)})
