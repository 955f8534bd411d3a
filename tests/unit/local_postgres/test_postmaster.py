"""postmaster.pid as PostgreSQL writes it, whole and half."""

import pytest

from local_postgres.postmaster import Postmaster, read_postmaster

WHOLE = "3072\n/srv/data\n1712346200\n6001\n/srv/socket\n127.0.0.1\n  8826964     65536\nready   \n"


def test_reads_a_server_that_is_ready(tmp_path):
    (tmp_path / "postmaster.pid").write_text(WHOLE)
    assert read_postmaster(tmp_path) == Postmaster(pid=3072, port=6001, over_tcp=True, ready=True)


def test_a_server_that_starts_is_not_ready_and_one_without_a_host_is_reached_by_socket(tmp_path):
    (tmp_path / "postmaster.pid").write_text(WHOLE.replace("ready   ", "starting").replace("127.0.0.1", ""))
    assert read_postmaster(tmp_path) == Postmaster(pid=3072, port=6001, over_tcp=False, ready=False)


@pytest.mark.parametrize("length", [0, 3, 30, 60])
def test_a_file_half_written_says_nothing(tmp_path, length):
    (tmp_path / "postmaster.pid").write_text(WHOLE[:length])
    assert read_postmaster(tmp_path) is None


def test_no_file_says_nothing(tmp_path):
    assert read_postmaster(tmp_path) is None
