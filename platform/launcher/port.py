"""The port the site answers on. Standard library only."""

import errno
import os
import socket

DEFAULT = 8000
HOST = "127.0.0.1"


class PortUnusable(Exception):
    """The message is one plain line."""


def port_from_environment() -> int:
    text = os.environ.get("PORT") or str(DEFAULT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise PortUnusable(f"PORT={text} is not a port: it must be a number from 1 to 65535.")
    return int(text)


def listen(port: int) -> socket.socket:
    """Keep the port for the site. It answers once the site listens on it."""
    advice = "Choose another, for example: make run PORT=8080"
    place = socket.socket()
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((HOST, port))
    except OSError as error:
        place.close()
        reason = (
            "is taken by another program"
            if error.errno == errno.EADDRINUSE
            else f"cannot be used ({error.strerror})"
        )
        raise PortUnusable(f"Port {port} {reason}. {advice}") from error
    if _answers("::1", port):
        place.close()
        raise PortUnusable(f"Port {port} is taken by another program. {advice}")
    return place


def _answers(host: str, port: int) -> bool:
    """A browser may try localhost's other address first."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True
