"""Areas: names, codes with the days on which they were valid, and the partnership of each."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.v1.documented import documented
from api.v1.resource import Listing
from partnerships.keys.scopes import Scope
from partnerships.models import Area as AreaModel
from partnerships.selectors import areas


class OnsCode(serializers.Serializer[Any]):
    code = serializers.CharField()
    valid_from = serializers.DateField(allow_null=True, help_text="Empty: from before the region's records.")
    valid_to = serializers.DateField(allow_null=True, help_text="The last day; empty while it is in use.")


class AreaPartnership(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    name = serializers.CharField()
    short_name = serializers.CharField()


class Area(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    name = serializers.CharField()
    short_name = serializers.CharField()
    dfe_code = serializers.CharField(help_text="The three-digit code, which does not change.")
    ons_codes = serializers.SerializerMethodField(help_text="Oldest first.")
    partnership = AreaPartnership(allow_null=True)

    @extend_schema_field(OnsCode(many=True))
    def get_ons_codes(self, area: AreaModel) -> Any:
        """Sorted here: the database puts a code without a first day last."""
        codes = sorted(area.codes.all(), key=lambda code: code.valid_from or date.min)
        return OnsCode(codes, many=True).data


@documented(
    "list_areas",
    summary="Areas and their codes",
    description="Every local authority area of the region, in its order. The CSV has one row for each ONS code.",
    answer=Area(many=True),
)
class Areas(Listing):
    serializer_class = Area
    scope = Scope.REFERENCE
    csv_columns = (
        "slug", "name", "short_name", "dfe_code", "ons_code", "valid_from", "valid_to", "partnership_slug",
        "partnership_name",
    )  # fmt: skip

    def items(self) -> QuerySet[AreaModel]:
        return areas()

    def csv_rows(self, item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        partnership = item["partnership"] or {}
        shared = {
            **item, "partnership_slug": partnership.get("slug"), "partnership_name": partnership.get("name")
        }  # fmt: skip
        for code in item["ons_codes"]:
            yield {
                **shared, "ons_code": code["code"], "valid_from": code["valid_from"], "valid_to": code["valid_to"]
            }  # fmt: skip


urls = [path("areas/", Areas.as_view(), name="areas")]
