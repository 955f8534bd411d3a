"""How often one key may ask in a minute, counted over all processes."""

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle

from partnerships.keys.counting import count_request
from partnerships.models import ApiKey


class PerKey(BaseThrottle):
    THROTTLE_RATES = api_settings.DEFAULT_THROTTLE_RATES
    scope = "key"

    def allow_request(self, request: Request, view: object) -> bool:
        """Addresses that are open to all know no key, and count nothing."""
        return not isinstance(request.auth, ApiKey) or count_request(request.auth, most=self.most)

    def wait(self) -> float:
        """Until the next minute of the clock begins."""
        return float(60 - timezone.now().second)

    @property
    def most(self) -> int:
        number, _, unit = str(self.THROTTLE_RATES[self.scope]).partition("/")
        if unit != "minute":
            raise ValueError("the rate of API keys is counted in minutes")
        return int(number)
