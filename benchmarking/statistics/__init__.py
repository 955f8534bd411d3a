"""Pure functions over numpy arrays: values, intervals, comparisons. No Django.

Counts go in as arrays (NaN where missing), small frozen results of arrays of the same shape come out.
"""

from benchmarking.statistics.comparing import Comparison, compare
from benchmarking.statistics.errors import ImpossibleCount
from benchmarking.statistics.intervals import Estimate, Interval, count, proportion, rate
from benchmarking.statistics.pooling import Pooled, pooled
from benchmarking.statistics.publishing import Published, published

__all__ = [
    "Comparison",
    "Estimate",
    "ImpossibleCount",
    "Interval",
    "Pooled",
    "Published",
    "compare",
    "count",
    "pooled",
    "proportion",
    "published",
    "rate",
]
