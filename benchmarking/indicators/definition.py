"""What one indicator means, as its file must say it: no guessed types, no unknown keys, no contradictions."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kernel.canonical import canonical_json, sha256_hex
from kernel.rounding import ratio_half_up

Topic = Literal[
    "Referrals",
    "Children in need",
    "What assessments find",
    "Child protection",
    "Children looked after",
    "Care leavers",
    "Local partnership records",
]
TOPICS: tuple[str, ...] = get_args(Topic)

Text = Annotated[str, Field(min_length=2, pattern=r"^\S(.*\S)?$")]
MULTIPLIERS = {"proportion": 100, "rate": 10_000, "count": 1}


class Strict(BaseModel):
    """No guessing of types, no unknown keys, no change after loading."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Population(Strict):
    """Whom a rate is per. previous_mid_year: the count of 2025 over the estimate for mid-2024."""

    ages: Text
    rule: Literal["previous_mid_year"]


class Suppression(Strict):
    """Which counts are not shown. largest 0 (only with rule none) hides nothing.

    `publisher_shows_small` marks the rare series whose official figures hold small counts all the same.
    """

    rule: Literal["dfe_children_in_need", "dfe_children_looked_after", "local", "none"]
    smallest: int = Field(ge=1)
    largest: int = Field(ge=0)
    publisher_shows_small: bool = False

    def hides(self, count: int) -> bool:
        return self.smallest <= count <= self.largest

    def hides_official(self, count: int) -> bool:
        """Whether an official figure cannot hold this count, because its publisher prints c in its place."""
        return self.rule != "none" and not self.publisher_shows_small and self.hides(count)

    @model_validator(mode="after")
    def _range_belongs_to_rule(self) -> "Suppression":
        if (self.rule == "none") != (self.largest == 0):
            raise ValueError("largest is 0 exactly where the rule is none")
        if self.rule != "none" and self.largest < self.smallest:
            raise ValueError("largest is below smallest")
        return self


class Source(Strict):
    title: Text
    publisher: Text
    table: Text
    licence: Text


class Definition(Strict):
    """One indicator.

    `period` is the kind of period its published series is made of; a local figure may speak of another one
    and is then never drawn on one line with the series.
    """

    slug: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
    name: Text
    short_name: Annotated[str, Field(min_length=2, max_length=40)]
    topic: Topic
    order: int = Field(ge=1)
    kind: Literal["proportion", "rate", "count"]
    numerator: Text
    denominator: Text | None
    population: Population | None
    multiplier: Literal[1, 100, 10_000]
    unit: Annotated[str, Field(min_length=1, max_length=30)]
    decimals: int = Field(ge=0, le=3)
    polarity: Literal["high", "low", "none"]
    suppression: Suppression
    period: Literal["reporting_year", "at_31_march", "any"]
    source: Source
    why: Text
    caveats: Annotated[tuple[Text, ...], Field(strict=False)]
    author: Text
    checked_by: Text
    reviewed: date
    next_review: date
    version: int = Field(ge=1)

    @model_validator(mode="after")
    def _parts_agree(self) -> "Definition":
        if self.multiplier != MULTIPLIERS[self.kind]:
            raise ValueError(f"a {self.kind} has the multiplier {MULTIPLIERS[self.kind]}")
        if (self.kind == "count") != (self.denominator is None):
            raise ValueError("a count has no denominator; a proportion or rate has one")
        if (self.kind == "rate") != (self.population is not None):
            raise ValueError("a rate names its population; nothing else does")
        if self.kind == "count" and (self.polarity != "none" or self.decimals != 0):
            raise ValueError("a count has no decimals and no polarity: a larger area counts more")
        if self.kind != "count" and self.suppression.rule == "none":
            raise ValueError("only a count of work done, not of children, may go without a suppression rule")
        if self.author == self.checked_by:
            raise ValueError("the author cannot be the one who checked")
        if self.next_review <= self.reviewed:
            raise ValueError("next_review is not after reviewed")
        return self

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON. Its place on a page (order) is no part of what it means."""
        return sha256_hex(canonical_json(self.model_dump(mode="json", exclude={"order"})))

    def calculate(self, numerator: int, denominator: int | None) -> Decimal | None:
        """The value as the source would publish it, or None where there is nothing to divide by."""
        if self.kind == "count":
            return Decimal(numerator)
        if not denominator:
            return None
        return ratio_half_up(numerator, denominator, multiplier=self.multiplier, decimals=self.decimals)
