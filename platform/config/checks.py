"""What `manage.py check --deploy` says beside Django's own findings."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def somebody_reads_reports(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    if settings.SECURITY_CONTACT and not settings.SECURITY_CONTACT.endswith(".example"):
        return []
    return [
        checks.Warning(
            "Nobody is named to whom weaknesses are reported, so /.well-known/security.txt leads nowhere.",
            hint="Set SECURITY_CONTACT to a link such as mailto:security@… that somebody reads every working day.",
            id="config.W001",
        )
    ]
