"""As whom PostgreSQL would run, for every kind of caller; nothing is started here."""

import os
import pwd

import pytest

from local_postgres import binaries, choice
from local_postgres.errors import LocalPostgresError
from local_postgres.footing import NAMESPACE, OTHER, OTHER_PAST_CLOSED_DOORS, SELF, Footing

NOBODY = pwd.getpwnam("nobody")


@pytest.fixture
def caller(monkeypatch):
    def become(uid):
        monkeypatch.setattr(os, "geteuid", lambda: uid)
        monkeypatch.setattr(os, "getegid", lambda: uid)

    return become


def test_an_ordinary_user_runs_it_as_themselves(caller, tmp_path):
    caller(NOBODY.pw_uid)
    assert choice.candidates(tmp_path) == [Footing(SELF, NOBODY.pw_uid, NOBODY.pw_uid)]


def test_a_user_the_machine_has_no_name_for_takes_one_on_in_a_namespace(caller, tmp_path):
    caller(4_000_000_000)
    assert [footing.kind for footing in choice.candidates(tmp_path)] == [NAMESPACE, SELF]


def test_root_tries_the_least_power_first(caller, tmp_path, monkeypatch):
    caller(0)
    monkeypatch.setattr(choice, "_known", lambda uid: False)
    tried = choice.candidates(tmp_path)
    assert [footing.kind for footing in tried] == [OTHER, OTHER_PAST_CLOSED_DOORS, NAMESPACE]
    assert {footing.uid for footing in tried} == {NOBODY.pw_uid}


def test_root_keeps_a_folder_its_ordinary_owners(caller, tmp_path, monkeypatch):
    caller(0)
    folder = os.stat_result((0o700, 0, 0, 1, 1234, 1235, 0, 0, 0, 0))
    monkeypatch.setattr(type(tmp_path), "stat", lambda self: folder)
    monkeypatch.setattr(choice, "_known", lambda uid: True)
    assert choice.candidates(tmp_path)[0] == Footing(OTHER, 1234, 1235)


def test_a_footing_survives_the_command_line():
    footing = Footing(OTHER_PAST_CLOSED_DOORS, 65534, 65533)
    assert Footing.parse(str(footing)) == footing


def test_the_callers_postgresql_variables_do_not_reach_the_server(monkeypatch):
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGDATA", "/elsewhere")
    assert not [name for name in choice.surroundings() if name.startswith("PG")]


def test_without_the_wheel_the_error_names_it_and_the_way_round(monkeypatch):
    monkeypatch.setattr(binaries, "WHEEL", "no_such_wheel_here")
    with pytest.raises(
        LocalPostgresError, match="no-such-wheel-here, or name a server of your own in DATABASE_URL"
    ):
        binaries.program("postgres")


def test_when_no_footing_holds_the_error_is_one_line_with_each_reason_once(monkeypatch, tmp_path):
    monkeypatch.setattr(choice, "candidates", lambda folder: [Footing(SELF, 1, 1)] * 3)
    monkeypatch.setattr(choice, "_try", lambda footing, folder: "Permission denied (/x)")
    with pytest.raises(LocalPostgresError) as raised:
        choice.choose_footing(tmp_path)
    assert str(raised.value).count("Permission denied") == 1
    assert "\n" not in str(raised.value)
