"""A benchmark run: a frozen calculation over named returns and definition versions. And the views that people save."""

import json
import uuid
from dataclasses import fields
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from benchmarking.benchmarks.places import Level, Places
from benchmarking.benchmarks.standing import Standing
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.definition import Definition
from kernel.access import EVERYTHING, READ_AND_ADD, Access
from kernel.symbols import Symbol
from kernel.write_once import WriteOnceModel

RUN_NAMESPACE = uuid.UUID("6f4d2c0e-3a53-5b6a-9d0a-6a1f0f0f7c31")


class Run(WriteOnceModel):
    """Its id follows from its inputs: the same inputs are the same run."""

    database_access: ClassVar = Access(region=READ_AND_ADD)

    id = models.UUIDField(primary_key=True, editable=False)
    year = models.PositiveSmallIntegerField(help_text="The newest reporting year in it.")
    inputs = models.TextField(help_text="Canonical JSON: returns and definitions with their hashes.")
    inputs_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return f"Benchmark for {self.year}, run {self.short_hash}"

    @property
    def short_hash(self) -> str:
        return self.inputs_sha256[:12]

    @cached_property
    def based_on(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads(self.inputs)
        return parsed

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """The definitions as they were when the run was frozen, whatever the files say today."""
        rows = self.based_on["definitions"]
        return {row["slug"]: Definition.model_validate_json(json.dumps(row)) for row in rows}

    @cached_property
    def places(self) -> Places:
        return Places.from_json(self.based_on["places"])


class Result(WriteOnceModel):
    """One value of a run, exactly as it was calculated then."""

    database_access: ClassVar = Access(region=READ_AND_ADD)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="results")
    position = models.PositiveIntegerField(help_text="Its place in the report and the CSV.")
    indicator = models.SlugField(max_length=80)
    year = models.PositiveSmallIntegerField()
    place = models.SlugField(max_length=60)
    level = models.CharField(max_length=20)
    area_code = models.CharField(max_length=9, blank=True)
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    lower = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    upper = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    symbol = models.CharField(max_length=3, blank=True)
    status = models.CharField(max_length=12)
    comparison = models.CharField(max_length=10, blank=True)
    strong = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, blank=True)
    return_id = models.UUIDField(null=True)
    figure_id = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["run", "indicator", "year", "place"], name="one_result"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year} {self.place}"

    def as_value(self, decimals: int) -> Value:
        """The stored value with the decimals of its definition (the column holds four)."""

        def places(number: Any) -> Any:
            return None if number is None else round(number, decimals)

        return Value(
            indicator=self.indicator,
            year=self.year,
            place=self.place,
            level=Level(self.level),
            area_code=self.area_code,
            numerator=self.numerator,
            denominator=self.denominator,
            value=places(self.value),
            lower=places(self.lower),
            upper=places(self.upper),
            symbol=Symbol(self.symbol) if self.symbol else None,
            status=self.status,
            comparison=self.comparison,
            strong=self.strong,
            verdict=self.verdict,
            return_id=self.return_id,
            figure_id=self.figure_id,
        )


class StandingResult(WriteOnceModel):
    """Where one area stood in a run, exactly as it was calculated then: the fields of Standing."""

    database_access: ClassVar = Access(region=READ_AND_ADD)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="standings")
    position = models.PositiveIntegerField()
    indicator = models.SlugField(max_length=80)
    year = models.PositiveSmallIntegerField()
    place = models.SlugField(max_length=60)
    neighbours = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    neighbours_counted = models.PositiveSmallIntegerField()
    neighbours_expected = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField(null=True)
    authorities = models.PositiveSmallIntegerField()
    lowest = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    lower_quartile = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    median = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    upper_quartile = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    highest = models.DecimalField(max_digits=14, decimal_places=4, null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["run", "indicator", "year", "place"], name="one_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year} {self.place}"

    def as_standing(self, decimals: int) -> Standing:
        """The stored standing with the decimals of its definition (the columns hold four)."""
        stored: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(Standing)}
        rounded = {
            name: round(number, decimals) for name, number in stored.items() if isinstance(number, Decimal)
        }
        return Standing(**(stored | rounded))


class SavedView(models.Model):
    """An address of the compare page that somebody keeps under a name. Theirs alone; others are told the address."""

    database_access: ClassVar = Access(region=EVERYTHING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    query = models.TextField(help_text="What was chosen, as canonical text; never a whole address.")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint("person", Lower("name"), name="one_view_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
