"""What `manage.py check --deploy` says beside Django's own findings."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def somebody_reads_reports(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.SECURITY_CONTACT and not settings.SECURITY_CONTACT.endswith(".example"):
        return []
    return [
        Warning(
            "Nobody is named to whom weaknesses are reported, so /.well-known/security.txt leads nowhere.",
            hint="Set SECURITY_CONTACT to a link such as mailto:security@… that somebody reads every working day.",
            id="config.W001",
        )
    ]
