"""Every write of the life of an issue: preparing it, its steps, what is said in it, publishing it, and agreements."""

from benchmarking.reports.actions.agreements import answer_agreement, end_agreement, record_agreement
from benchmarking.reports.actions.attempts import begin_publishing, work
from benchmarking.reports.actions.errors import NothingNew, NotNow
from benchmarking.reports.actions.preparing import prepare_issue
from benchmarking.reports.actions.publishing import publish_issue
from benchmarking.reports.actions.remarks import sign_reply, write_commentary
from benchmarking.reports.actions.steps import take_step

__all__ = [
    "NotNow",
    "NothingNew",
    "answer_agreement",
    "begin_publishing",
    "end_agreement",
    "prepare_issue",
    "publish_issue",
    "record_agreement",
    "sign_reply",
    "take_step",
    "work",
    "write_commentary",
]
