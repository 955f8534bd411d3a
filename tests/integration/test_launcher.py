"""`python -m launcher` around a small stand-in for the site: it starts, ends and recovers as a whole."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

import launcher
import local_postgres

PLATFORM = Path(launcher.__file__).parents[1]
MANAGE = """
import pathlib, sys, time
print("did", *sys.argv[1:], flush=True)
pathlib.Path("out").mkdir(exist_ok=True)
pathlib.Path("out/benchmark-2025.html").touch()
trouble = pathlib.Path("trouble")
if trouble.exists() and sys.argv[1] == "load_demonstration":
    exec(trouble.read_text())
"""
WSGI = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as connection, suppress(OSError):
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    return False


def processes_of(root):
    """Of all that run, those whose command line names the checkout or which work in it."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and (
                str(root).encode() in (entry / "cmdline").read_bytes()
                or Path(os.readlink(entry / "cwd")).is_relative_to(root)
            ):
                found.append(int(entry.name))
    return found


def command_line(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def within(seconds, condition):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not condition():
        time.sleep(0.05)
    return condition()


class Checkout:
    def __init__(self, root):
        self.root = root
        self.port = free_port()
        for package in ("launcher", "local_postgres"):
            shutil.copytree(
                PLATFORM / package, root / "platform" / package, ignore=shutil.ignore_patterns("__pycache__")
            )
        (root / "platform/config").mkdir()
        (root / "platform/config/wsgi.py").write_text(WSGI)
        (root / "manage.py").write_text(MANAGE)
        self.log = root / "said"
        self.runs = []

    def run(self, **changes):
        environment = {
            name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "MAKELEVEL"}
        }
        environment |= {
            "PYTHONPATH": str(self.root / "platform"), "PYTHONDONTWRITEBYTECODE": "1", "PORT": str(self.port), **changes,
        }  # fmt: skip
        with self.log.open("w") as log:
            run = subprocess.Popen(
                [sys.executable, "-m", "launcher"], cwd=self.root, env=environment, stdout=log, stderr=log
            )
        self.runs.append(run)
        return run

    def serving(self):
        return within(60, lambda: "Ctrl-C stops" in self.said and answers(self.port))

    @property
    def said(self):
        return self.log.read_text()


@pytest.fixture
def checkout(tmp_path):
    (root := tmp_path / "the region").mkdir()
    checkout = Checkout(root)
    yield checkout
    for run in checkout.runs:
        run.kill()
        run.wait()
    local_postgres.stop(root / ".local/postgresql")


def test_the_heads_of_the_trail_are_kept_every_day_it_serves(checkout):
    run = checkout.root / "platform/launcher/run.py"
    assert "\nDAY = 24 * 60 * 60\n" in run.read_text()
    run.write_text(run.read_text().replace("\nDAY = 24 * 60 * 60\n", "\nDAY = 1\n"))
    manage = checkout.root / "manage.py"
    manage.write_text(
        manage.read_text() + "sys.exit(sys.argv[1] == 'export_trail_heads')\n"
    )  # no room on the disk
    checkout.run()
    assert checkout.serving(), checkout.said
    assert within(60, lambda: checkout.said.count("did export_trail_heads") >= 3), checkout.said
    assert "manage.py export_trail_heads did not succeed" in checkout.said
    assert answers(checkout.port)


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM])
def test_it_says_what_it_does_serves_and_leaves_nothing_behind(checkout, order):
    run = checkout.run()
    assert checkout.serving(), checkout.said
    steps = [line[:5] for line in checkout.said.splitlines() if line.startswith("[")]
    assert steps == [f"[{number}/6]" for number in range(1, 7)]
    assert "      did benchmark_report --year latest --out out" in checkout.said
    assert checkout.said.count("      did export_trail_heads") == 1
    assert f"http://localhost:{checkout.port}/" in checkout.said
    assert checkout.said.rstrip().endswith("did demonstration_sign_ins")
    guardians = [pid for pid in processes_of(checkout.root) if b"standalone.py" in command_line(pid)]
    assert len(guardians) == 1
    run.send_signal(order)
    assert run.wait(20) == 0
    assert processes_of(checkout.root) == []
    assert not [pid for pid in guardians if Path(f"/proc/{pid}").exists()], "ended, but nobody buried it"
    assert checkout.said.endswith("Stopped: site and database.\n")
    assert {path.name for path in checkout.root.iterdir()} == {
        "platform",
        "manage.py",
        "said",
        ".local",
        "out",
    }


def test_killed_outright_it_takes_the_site_along_and_runs_again_at_once(checkout):
    first = checkout.run()
    assert checkout.serving(), checkout.said
    first.kill()
    first.wait()
    second = checkout.run()
    assert checkout.serving(), checkout.said
    second.send_signal(signal.SIGINT)
    assert second.wait(20) == 0
    assert processes_of(checkout.root) == []


def test_stopped_in_the_middle_of_a_step_it_stops_that_too(checkout):
    (checkout.root / "trouble").write_text("print('busy', flush=True); time.sleep(60)")
    run = checkout.run()
    assert within(60, lambda: "busy" in checkout.said)
    run.send_signal(signal.SIGINT)
    assert run.wait(20) == 0
    assert processes_of(checkout.root) == []


def test_a_step_that_fails_ends_it_with_what_it_said(checkout):
    (checkout.root / "trouble").write_text("sys.exit('no such figures')")
    run = checkout.run()
    assert run.wait(30) == 1
    assert "      no such figures\nmanage.py load_demonstration did not succeed" in checkout.said
    assert processes_of(checkout.root) == []


def test_a_port_that_is_taken_is_said_in_one_line_before_any_work(checkout):
    with socket.create_server(("127.0.0.1", checkout.port)):
        assert checkout.run().wait(20) == 1
    assert checkout.said == (
        f"Port {checkout.port} is taken by another program. Choose another, for example: make run PORT=8080\n"
    )


def test_a_second_run_in_the_same_folder_says_so(checkout):
    run = checkout.run()
    assert checkout.serving(), checkout.said
    again = Checkout.run(checkout, PORT=str(free_port()))
    assert again.wait(20) == 1
    assert (
        checkout.said == f"The site of this folder is already running (process {run.pid}). Stop it first.\n"
    )
    assert answers(checkout.port)


def test_a_database_that_is_killed_is_started_again(checkout):
    checkout.run()
    assert checkout.serving(), checkout.said
    local_postgres.stop(checkout.root / ".local/postgresql")
    assert within(60, lambda: local_postgres.is_running(checkout.root / ".local/postgresql"))
    assert answers(checkout.port)


def test_with_a_database_named_it_starts_none(checkout):
    run = checkout.run(DATABASE_URL="postgresql://somewhere/else")
    assert checkout.serving(), checkout.said
    run.send_signal(signal.SIGTERM)
    assert run.wait(20) == 0
    assert not (checkout.root / ".local/postgresql").exists()
