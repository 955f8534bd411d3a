"""Issues of a report, what is said in them, and what partners agreed to show one another. Every row is written once."""

from benchmarking.reports.models.agreement import Agreement, Answer, Ending, Party
from benchmarking.reports.models.attempt import Attempt
from benchmarking.reports.models.audit import IssueAudit
from benchmarking.reports.models.issue import Issue, Step
from benchmarking.reports.models.output import Output
from benchmarking.reports.models.remark import Commentary, Reply

__all__ = [
    "Agreement",
    "Answer",
    "Attempt",
    "Commentary",
    "Ending",
    "Issue",
    "IssueAudit",
    "Output",
    "Party",
    "Reply",
    "Step",
]
