"""An authenticator app, written from RFC 6238."""

import base64
import hashlib
import hmac
import struct
import time


def code_for(key: str, *, at: float | None = None, step: int = 0) -> str:
    counter = int((time.time() if at is None else at) // 30) + step
    digest = hmac.digest(base64.b32decode(key), struct.pack(">Q", counter), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"
