from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page; `manage.py check` runs them
    help = (
        "Delete what has expired: counts of the rate limits, codes and states used once, and sessions. To be run daily. "
        "Without it the shared cache deletes its expired rows when it is full (MAX_ENTRIES)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM public.{table} WHERE expires < %s", [timezone.now()])  # noqa: S608 (our own setting)
            rows = cursor.rowcount
        sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
        self.stdout.write(f"Deleted {rows} rows of the cache and {sessions} sessions.")
