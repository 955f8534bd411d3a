"""Reads of keys, for the pages that manage them."""

from datetime import date

from django.db.models import Q, QuerySet

from partnerships.models import ApiKey, Organisation


def all_keys() -> QuerySet[ApiKey]:
    """Newest first, each with its organisation and when it was last used."""
    rows: QuerySet[ApiKey] = ApiKey.objects.select_related("organisation", "use").order_by("-created")
    return rows


def standing_organisations(day: date) -> QuerySet[Organisation]:
    """Those that have not ended: only they are issued keys."""
    return Organisation.objects.filter(Q(ended_on=None) | Q(ended_on__gte=day)).order_by("name")
