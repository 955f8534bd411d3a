"""The web server itself, started with the limits that `make run` gives it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from launcher.site import LIMITS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Asked only for what needs no database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
        "MODE": "demonstration",
    }
    environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:9/none"
    environment["SECRET_KEY"] = "only for tests"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi:application",
        f"--bind=127.0.0.1:{number}",
        *LIMITS,
    ]
    command += [
        "--worker-class=gthread",
        "--threads=2",
        "--no-control-socket",
        f"--worker-tmp-dir={tmp_path_factory.mktemp('gunicorn')}",
    ]
    server = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(number, server)
        yield number
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert server.poll() is None, "gunicorn ended"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("gunicorn did not answer")


def ask(port: int, path: str = "/livez", **headers: str) -> tuple[int, dict[str, str], str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": "localhost", **headers})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, dict(answer.headers), body


def test_an_ordinary_request_is_answered_and_no_version_is_told(port: int) -> None:
    status, headers, body = ask(port)
    assert (status, body) == (200, "ok")
    assert headers["Server"] == "gunicorn"
    assert not any(character.isdigit() for character in headers["Server"])


def test_a_line_that_is_too_long(port: int) -> None:
    assert ask(port, "/livez?" + "x" * 3_000)[0] == 200
    assert ask(port, "/livez?" + "x" * 5_000)[0] in {400, 414}


def test_a_header_that_is_too_long_and_headers_that_are_too_many(port: int) -> None:
    assert ask(port, Cookie="x" * 4_000)[0] == 200
    assert ask(port, Cookie="x" * 20_000)[0] in {400, 431}
    assert ask(port, **{f"X-{number}": "1" for number in range(60)})[0] in {400, 431}


def test_the_visitor_cannot_say_that_the_line_is_secure(port: int) -> None:
    """The addresses in an answer follow the line itself, unless a proxy is configured."""
    body = ask(port, "/.well-known/security.txt", **{"X-Forwarded-Proto": "https"})[2]
    assert "Canonical: http://localhost/" in body


def test_a_message_with_two_lengths_is_refused(port: int) -> None:
    """Request smuggling: where one reader would stop and another go on."""
    for lines in (
        "Content-Length: 5\r\nContent-Length: 6",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Transfer-Encoding: xchunked",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=60) as raw:
            raw.sendall(f"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n\r\n".encode())
            first = raw.recv(200).decode().splitlines()[0]
        assert first.split()[1] in {"400", "501"}, (lines, first)
