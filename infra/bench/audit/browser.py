"""As little of a browser as answers need: one kept connection, a session's cookies, forms. Standard library only.

A connection that the server closed while it was not used is opened again. `insists`: also where it was closed in the very
moment in which something was sent, as browsers do; once, on a connection that was used before, where no byte was answered.
"""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode

from infra.bench.audit.world import CSRF

PATIENCE = 60


class Broken(Exception):
    """No whole answer came: whether the request was acted on is not known."""


@dataclass(frozen=True)
class Response:
    status: int
    headers: dict[str, str]
    text: str


class Browser:
    def __init__(self, port: int, cookies: str = "", *, insists: bool = False) -> None:
        self.port, self.insists = port, insists
        self.common = f"Host: localhost:{port}\r\nAccept: */*\r\nUser-Agent: bench\r\n" + (
            f"Cookie: {cookies}\r\n" if cookies else ""
        )
        self.sent_again = 0
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Response:
        return await self._ask(f"GET {path} HTTP/1.1\r\n{self.common}\r\n".encode())

    async def post(self, path: str, fields: dict[str, str], *, htmx: bool = False) -> Response:
        body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()
        head = f"POST {path} HTTP/1.1\r\n{self.common}" + ("HX-Request: true\r\n" if htmx else "")
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        return await self._ask(head.encode() + body)

    async def _ask(self, request: bytes) -> Response:
        try:
            return await asyncio.wait_for(self._exchange(request), PATIENCE)
        except (OSError, EOFError, LookupError, ValueError, TimeoutError) as error:
            self.close()
            raise Broken(str(error) or type(error).__name__) from error

    async def _exchange(self, request: bytes) -> Response:
        may_insist = self.insists and self.reader is not None and not self.reader.at_eof()
        try:
            head = await self._begin(request)
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            if not may_insist or getattr(error, "partial", b""):
                raise
            self.close()
            self.sent_again += 1
            head = await self._begin(request)
        return await self._rest(head)

    async def _begin(self, request: bytes) -> str:
        if self.reader is None or self.writer is None or self.reader.at_eof():
            self.close()
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(request)
        return (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")

    async def _rest(self, head: str) -> Response:
        assert self.reader is not None
        status, *lines = head.rstrip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await self.reader.readexactly(int(headers["content-length"]))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Response(int(status.split()[1]), headers, body.decode())

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None
