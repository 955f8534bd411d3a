"""How often one key may ask. Counted in each process's memory: with several processes the limit is that much looser."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from partnerships.models import ApiKey


class PerKey(SimpleRateThrottle):
    scope = "key"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """None, which is never throttled, for addresses that are open to all."""
        if not isinstance(request.auth, ApiKey):
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.auth.prefix}
