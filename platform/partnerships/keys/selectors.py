"""Reads of keys, for the pages that manage them."""

from django.db.models import QuerySet

from partnerships.models import ApiKey


def all_keys() -> QuerySet[ApiKey]:
    """Newest first, each with its organisation and when it was last used."""
    rows: QuerySet[ApiKey] = ApiKey.objects.select_related("organisation", "use").order_by("-created")
    return rows
