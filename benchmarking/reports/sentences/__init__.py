"""The summary: what the statistics say, in sentences, and nothing that they do not say.

A difference is named only where the interval says so (`Value.comparison`), a change only where the test says so
(`Movement.changed`); better or worse only where the indicator has a polarity. No place is named in code.
"""

from benchmarking.reports.sentences.finding import finding
from benchmarking.reports.sentences.summary import summarise

__all__ = ["finding", "summarise"]
