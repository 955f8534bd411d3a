"""Socket where it fits, a port with a password where it does not; one URL for libpq and Django alike."""

import socket
import threading
from pathlib import Path
from urllib.parse import unquote

import psycopg.conninfo
import pytest
from dj_database_url import parse

from local_postgres.layout import LONGEST_SOCKET, Address, Layout, free_port


def folder_with_socket_of(length: int) -> Path:
    rest = len("/socket/.s.PGSQL.5432")
    return Path("/" + "x" * (length - rest - 1))


@pytest.mark.parametrize(("length", "fits"), [(LONGEST_SOCKET, True), (LONGEST_SOCKET + 1, False)])
def test_a_socket_fits_up_to_the_limit_of_the_kernel(length, fits):
    assert Layout(folder_with_socket_of(length)).socket_fits is fits


def test_the_limit_counts_bytes_and_not_letters():
    assert not Layout(Path("/" + "é" * 45)).socket_fits


def test_libpq_would_read_a_comma_as_two_hosts():
    assert not Layout(Path("/data/a,b")).socket_fits


@pytest.mark.parametrize("folder", ["/srv/pg", "/srv/My Folder/50% é@:[x]?#", "/srv/UPPER"])
def test_url_of_a_socket_is_read_alike_by_libpq_and_by_django(folder):
    url = Address(Path(folder), 5432).url
    assert unquote(psycopg.conninfo.conninfo_to_dict(url)["host"]) == folder
    django = parse(url)
    assert (django["HOST"], django["USER"], django["NAME"]) == (folder, "postgres", "postgres")


def test_url_of_a_port_carries_the_password_escaped():
    url = Address(None, 6000, "a/b@c").url
    assert psycopg.conninfo.conninfo_to_dict(url) == {
        "user": "postgres", "password": "a/b@c", "host": "127.0.0.1", "port": "6000", "dbname": "postgres",
    }  # fmt: skip


def answer_once(server, word):
    client, _ = server.accept()
    with client:
        client.recv(8)
        client.sendall(word)


def test_an_address_answers_only_where_somebody_listens():
    port = free_port()
    assert not Address(None, port, "").answers()
    with socket.create_server(("127.0.0.1", port)) as server:
        threading.Thread(target=answer_once, args=[server, b"N"], daemon=True).start()
        assert Address(None, port, "").answers()
        threading.Thread(target=answer_once, args=[server, b""], daemon=True).start()
        assert not Address(None, port, "").answers(), "connected, but it was not a server that answers"
    assert not Address(Path("/nowhere/at/all"), 5432).answers()
