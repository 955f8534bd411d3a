"""PORT, read and tried, with one plain line for whatever is wrong with it."""

import socket

import pytest

from launcher.port import PortUnusable, listen, port_from_environment


@pytest.mark.parametrize(("text", "port"), [("8080", 8080), ("1", 1), ("65535", 65535), ("", 8000)])
def test_port_from_the_environment(monkeypatch, text, port):
    monkeypatch.setenv("PORT", text)
    assert port_from_environment() == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "abc", "80.5", "٣", " 80"])
def test_a_port_that_is_none_is_named(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(PortUnusable, match=r"is not a port: it must be a number from 1 to 65535\.$"):
        port_from_environment()


def test_a_free_port_is_kept_until_it_is_closed():
    with listen(0) as place:
        port = place.getsockname()[1]
        place.listen()
        with pytest.raises(PortUnusable, match=f"^Port {port} is taken by another program. Choose another"):
            listen(port)
    listen(port).close()


def test_a_program_on_localhosts_other_address_counts_too():
    try:
        other = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no ::1")
    with other, pytest.raises(PortUnusable, match="is taken by another program"):
        listen(other.getsockname()[1])
