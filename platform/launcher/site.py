"""The web server."""

import http.client
import os
import subprocess
from pathlib import Path

from launcher.children import Failed, Family
from launcher.port import HOST
from launcher.stopping import StopRequest

MOST_WORKERS = 24  # each needs up to 100 MB and two connections, of 80 that the login may open
PATIENCE = 90  # seconds for the first answer
LIMITS = (
    "--limit-request-line=4094", "--limit-request-fields=50", "--limit-request-field_size=8190",
    "--forwarded-allow-ips=",  # whom to believe about addresses and https is Django's to decide (PROXIES)
)  # fmt: skip


def start_site(family: Family, place: int, temporary: Path) -> "subprocess.Popen[bytes]":
    """Gunicorn on the port we keep. Three workers a core, each of one thread: whoever puts a long page together holds up
    nobody else, and the system shares the cores out more finely than threads would."""
    workers = 3 * (os.cpu_count() or 1)
    return family.start(
        "-m", "gunicorn", "config.wsgi:application",
        f"--bind=fd://{place}", "--worker-class=gthread", f"--workers={min(workers, MOST_WORKERS)}", "--threads=1",
        *LIMITS,
        "--preload",  # imported once: on two cores that is half the wait, and half the memory
        "--timeout=60", "--graceful-timeout=5", "--log-level=warning",
        f"--worker-tmp-dir={temporary}", "--no-control-socket",  # both would write outside our folders
        kept_open=[place],
    )  # fmt: skip


def wait_for_answer(site: "subprocess.Popen[bytes]", port: int, stop: StopRequest) -> None:
    def answered_or_ended() -> bool:
        return site.poll() is not None or _lives(port)

    answered = stop.wait_until(answered_or_ended, PATIENCE)
    if site.poll() is not None:
        raise Failed(f"The site ended by itself (exit code {site.returncode}).")
    if not answered:
        raise Failed(f"The site did not answer on http://localhost:{port}/livez within {PATIENCE} s.")


def _lives(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/livez", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
