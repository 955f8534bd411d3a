"""Freezing a benchmark run."""

import uuid
from dataclasses import asdict

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit_trail.actions import Actor, record
from benchmarking.benchmarks.calculation import CALCULATION, calculate
from benchmarking.benchmarks.inputs import Inputs, gather
from benchmarking.benchmarks.models import RUN_NAMESPACE, Result, Run, StandingResult
from benchmarking.benchmarks.standings import calculate_standings
from benchmarking.benchmarks.value import Value
from benchmarking.indicators.actions import project_new_returns
from kernel.canonical import sha256_hex
from kernel.errors import UserError


class NothingToBenchmark(UserError):
    """No signed figure speaks of the year."""


def run_benchmark(*, year: int | None, by: Actor | None) -> Run:
    """Calculate and freeze the benchmark up to a reporting year, by default the newest one signed.

    The same inputs give the same run: it is calculated once and found again after that.
    Raises NothingToBenchmark where no signed figure speaks of the year.
    """
    project_new_returns()
    inputs = gather(up_to=year)
    signed = inputs.cells[inputs.cells["return_id"].notna()]
    newest = int(signed["year"].max()) if len(signed) else None
    if newest is None or (year is not None and newest != year):
        raise NothingToBenchmark(f"No partnership has signed figures for {year or 'any year'} yet.")
    inputs = inputs if year is not None else gather(up_to=newest)
    record_text = inputs.record(newest, f"{settings.SOFTWARE_VERSION}/{CALCULATION}")
    found = Run.objects.filter(inputs_sha256=sha256_hex(record_text)).first()
    return found or _freeze(newest, record_text, inputs, by)


def _freeze(year: int, record_text: str, inputs: Inputs, by: Actor | None) -> Run:
    sha256 = sha256_hex(record_text)
    run = Run(
        id=uuid.uuid5(RUN_NAMESPACE, sha256), year=year, inputs=record_text, inputs_sha256=sha256,
        created_at=timezone.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            run.save()
            values = calculate(inputs)
            rows = [_row(run, i, value) for i, value in enumerate(values)]
            Result.objects.bulk_create(rows, batch_size=1000)
            standings = calculate_standings(inputs, values)
            StandingResult.objects.bulk_create(
                [StandingResult(run=run, position=i, **asdict(each)) for i, each in enumerate(standings)],
                batch_size=1000,
            )
            record(by=by, action="run benchmark", subject=str(run), detail={"inputs_sha256": sha256})
    except IntegrityError:
        return Run.objects.get(inputs_sha256=sha256)  # somebody else froze the same run a moment ago
    return run


def _row(run: Run, position: int, value: Value) -> Result:
    return Result(
        run=run,
        position=position,
        indicator=value.indicator,
        year=value.year,
        place=value.place,
        level=str(value.level),
        area_code=value.area_code,
        numerator=value.numerator,
        denominator=value.denominator,
        value=value.value,
        lower=value.lower,
        upper=value.upper,
        symbol=str(value.symbol or ""),
        status=value.status,
        comparison=value.comparison,
        strong=value.strong,
        verdict=value.verdict,
        return_id=value.return_id,
        figure_id=value.figure_id,
    )
