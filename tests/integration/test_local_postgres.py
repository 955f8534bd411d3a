"""A real server: started by several at once, shared, killed, half made, out of the socket's reach."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

import local_postgres
from local_postgres import LocalPostgresError
from local_postgres.choice import run_as
from local_postgres.footing import OTHER_PAST_CLOSED_DOORS, Footing
from local_postgres.postmaster import read_postmaster

PLATFORM = Path(local_postgres.__file__).parents[1]
USER = f"import sys; sys.path.insert(0, {str(PLATFORM)!r}); from pathlib import Path; import local_postgres; "
ENSURE = USER + "server = local_postgres.ensure(Path(sys.argv[1])); "


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster") / "pg"
    local_postgres.ensure(folder).stop()
    return folder


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "pg"
    yield folder
    local_postgres.stop(folder)


@pytest.fixture
def made(template, folder):
    """A folder with a cluster in it that does not run."""
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("log"))
    return folder


def a_process(code, folder):
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def postmaster(folder):
    found = read_postmaster(folder / "data")
    assert found is not None
    return found.pid


def guardian(folder):
    return int(Path(f"/proc/{postmaster(folder)}/stat").read_text().rpartition(")")[2].split()[1])


def runs(pid):
    """Neither gone nor waiting to be buried."""
    file = Path(f"/proc/{pid}/stat")
    return file.exists() and file.read_text().rpartition(")")[2].split()[0] != "Z"


def within(seconds, condition):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not condition():
        time.sleep(0.05)
    return condition()


def sql(server, statement):
    with psycopg.connect(server.url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone() if cursor.description else None


def test_what_was_acknowledged_survives_kill_of_everything(made):
    server = local_postgres.ensure(made)
    assert sql(server, "SELECT current_setting('fsync'), current_setting('data_checksums')") == ("on", "on")
    sql(server, "CREATE TABLE kept AS SELECT 42 AS answer")
    with psycopg.connect(server.url) as bystander:  # its backend outlives the postmaster for a moment
        pids = [guardian(made), postmaster(made)]
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        assert within(60, lambda: not any(runs(pid) for pid in pids))
        again = local_postgres.ensure(made)
        assert postmaster(made) not in pids
        assert sql(again, "SELECT answer FROM kept") == (42,)
        with pytest.raises(psycopg.OperationalError):
            bystander.execute("SELECT 1")


def test_a_stale_pid_file_is_overcome_even_when_its_number_is_in_use(made):
    lines = [os.getpid(), made / "data", 1, 5432, made / "socket", "", "1 2", "ready"]
    (made / "data/postmaster.pid").write_text("\n".join(map(str, lines)) + "\n")
    (made / "socket/.s.PGSQL.5432.lock").write_text("\n".join(map(str, lines)) + "\n")
    assert not local_postgres.is_running(made)
    assert not local_postgres.stop(made)
    assert sql(local_postgres.ensure(made), "SELECT 1") == (1,)


def test_several_at_once_get_one_server(folder):
    code = ENSURE + "print(server.url, flush=True); input()"
    users = [a_process(code, folder) for _ in range(3)]
    assert len({user.stdout.readline() for user in users}) == 1
    assert (folder / "log").read_text().count("starting PostgreSQL") == 1
    users[0].communicate("\n")  # whoever started it, or not, leaves
    users[1].kill()  # and another is killed
    users[1].communicate()
    time.sleep(1.2)
    assert local_postgres.is_running(folder)
    users[2].kill()
    users[2].communicate()
    assert within(60, lambda: not local_postgres.is_running(folder)), "nobody uses it, and it still runs"


def test_stop_waits_for_the_end_unless_another_uses_it(made):
    one, other = local_postgres.ensure(made), local_postgres.ensure(made)
    one.stop()
    one.stop()
    assert local_postgres.is_running(made)
    pids = [guardian(made), postmaster(made)]
    other.stop()
    assert not local_postgres.is_running(made)
    assert not any(runs(pid) for pid in pids)


def test_stop_by_folder_stops_it_whoever_uses_it(made):
    local_postgres.ensure(made)
    assert local_postgres.stop(made)
    assert not local_postgres.stop(made)


def test_a_half_made_cluster_is_made_anew(folder):
    maker = a_process(ENSURE, folder)
    assert within(60, (folder / "data.new/base").exists)
    maker.kill()
    maker.communicate()
    assert not (folder / "data").exists()
    assert sql(local_postgres.ensure(folder), "SELECT 1") == (1,)
    assert not (folder / "data.new").exists()


def test_a_path_too_long_for_a_socket_is_reached_by_a_port_with_a_password(template, tmp_path):
    folder = tmp_path / ("long name, " * 10)
    shutil.copytree(template, folder)
    server = local_postgres.ensure(folder)
    try:
        assert "@127.0.0.1:" in server.url
        assert sql(server, "SELECT current_setting('listen_addresses')") == ("127.0.0.1",)
        assert stat.S_IMODE((folder / "password").stat().st_mode) == 0o600
        for password in ("", "wrong"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(server.url, password=password)
    finally:
        server.stop()


def test_it_touches_no_folder_but_its_own(template, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(template, closed / "pg")
    around = [closed, *closed.parents]
    before = [(path.stat().st_mode, path.stat().st_uid) for path in around]
    server = local_postgres.ensure(closed / "pg")
    try:
        assert stat.S_IMODE((closed / "pg").stat().st_mode) == 0o700
        assert os.stat(f"/proc/{postmaster(closed / 'pg')}").st_uid != 0 or os.geteuid() != 0
        assert [path.name for path in closed.iterdir()] == ["pg"]
    finally:
        server.stop()
    assert [(path.stat().st_mode, path.stat().st_uid) for path in around] == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes user")
def test_root_hands_a_program_past_closed_doors_that_one_power_and_no_other(tmp_path):
    nobody = pwd.getpwnam("nobody")
    tmp_path.chmod(0o700)
    (tmp_path / "secret").write_text("")
    tell = (
        "import os; print(os.geteuid(), os.access('secret', os.R_OK), "
        "next(line.split()[1] for line in open('/proc/self/status') if line.startswith('CapEff')))"
    )
    footing = Footing(OTHER_PAST_CLOSED_DOORS, nobody.pw_uid, nobody.pw_gid)
    command = run_as(footing, [sys.executable, "-I", "-c", tell], folder=tmp_path)
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.split() == [str(nobody.pw_uid), "True", "0000000000000002"]


def test_a_cluster_of_another_version_is_left_alone(folder):
    (folder / "data").mkdir(parents=True)
    (folder / "data/PG_VERSION").write_text("12\n")
    with pytest.raises(LocalPostgresError, match=r"was made by PostgreSQL 12 and this is 18: move .*pg away"):
        local_postgres.ensure(folder)
    assert [path.name for path in (folder / "data").iterdir()] == ["PG_VERSION"]


def test_a_folder_that_cannot_be_made_is_one_plain_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalPostgresError, match=r"cannot use .*Not a directory") as raised:
        local_postgres.ensure(tmp_path / "file/pg")
    assert "\n" not in str(raised.value)


def test_a_server_that_cannot_start_says_why(made):
    (made / "data/global/pg_control").rename(made / "data/global/moved")
    with pytest.raises(LocalPostgresError, match=r"did not start.*pg_control"):
        local_postgres.ensure(made)
