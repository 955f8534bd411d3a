"""An issue's files: those that were published, byte for byte; before that, made anew from the issue as it stands."""

from typing import Any

from django.utils import timezone

from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports.building import basis_of
from benchmarking.reports.issuing import build_issue
from benchmarking.reports.models import Issue, Output
from benchmarking.reports.outputs import OUTPUTS
from benchmarking.reports.reading import EVERYBODY, Reach, as_published, reach_of
from benchmarking.reports.report import Basis
from kernel.canonical import bytes_sha256


class NotAsPublished(Exception):
    """A file is no longer the one that was published. It is not given to anybody."""


def edition_of(person: Any, issue: Issue) -> Reach:
    """For whom the issue is shown to this person."""
    reach = reach_of(person, timezone.localdate())
    if issue.is_published and reach != EVERYBODY:
        return as_published(reach, _named_in(issue))
    return reach


def _named_in(issue: Issue) -> list[str]:
    """The areas that the published issue names to partners."""
    files = issue.outputs.filter(audience=Audience.PARTNERS)
    named: list[str] | None = files.values_list("named", flat=True).first()
    return named or []


def file_names(issue: Issue, reach: Reach, basis: Basis) -> list[str]:
    """The pages' order: that of OUTPUTS, then what another version of the software had published."""
    wanted = [output.file_name(basis) for output in OUTPUTS]
    if not issue.is_published:
        return wanted
    there = list(issue.outputs.filter(audience=reach.audience).values_list("name", flat=True))
    return [name for name in wanted if name in there] + [name for name in there if name not in wanted]


def published_file(issue: Issue, reach: Reach, name: str) -> Output | None:
    """A file of a published issue. Raises NotAsPublished where its bytes are not those of its hash."""
    found: Output | None = issue.outputs.filter(audience=reach.audience, name=name).first()
    if found is not None and bytes_sha256(bytes(found.content)) != found.sha256:
        raise NotAsPublished(f"{found} of {issue}")
    return found


def file_of(issue: Issue, reach: Reach, name: str) -> tuple[bytes, str] | None:
    """Content and type of a file of that name for this audience, or None."""
    if issue.is_published:
        found = published_file(issue, reach, name)
        return (bytes(found.content), found.content_type) if found else None
    basis = basis_of(issue.run)
    output = next((each for each in OUTPUTS if name == each.file_name(basis)), None)
    return (output.build(build_issue(issue, reach)), output.content_type) if output else None
