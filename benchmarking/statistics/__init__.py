"""Pure functions over numpy arrays: values, intervals, comparisons, trends, agreement. No Django.

Counts go in as arrays (NaN where missing), small frozen results of arrays of the same shape come out.
"""

from benchmarking.statistics.agreeing import Agreement, agreement
from benchmarking.statistics.comparing import Comparison, compare
from benchmarking.statistics.differences import Difference, difference
from benchmarking.statistics.dispersion import OverDispersion, over_dispersion
from benchmarking.statistics.errors import ImpossibleCount, TooFewAreas
from benchmarking.statistics.estimates import Counts, Estimate, Interval
from benchmarking.statistics.false_flags import expected_false_flags
from benchmarking.statistics.funnels import FunnelFlags, FunnelLimits, funnel_flags, funnel_limits
from benchmarking.statistics.intervals import count, proportion, rate
from benchmarking.statistics.means import Mean, mean
from benchmarking.statistics.pooling import Pooled, pooled, pooled_others
from benchmarking.statistics.publishing import Published, published
from benchmarking.statistics.ranking import Quantiles, Ranking, quantile, rank
from benchmarking.statistics.trends import RecentTrend, recent_trend
from benchmarking.statistics.xmr import XmR, xmr

__all__ = [
    "Agreement",
    "Comparison",
    "Counts",
    "Difference",
    "Estimate",
    "FunnelFlags",
    "FunnelLimits",
    "ImpossibleCount",
    "Interval",
    "Mean",
    "OverDispersion",
    "Pooled",
    "Published",
    "Quantiles",
    "Ranking",
    "RecentTrend",
    "TooFewAreas",
    "XmR",
    "agreement",
    "compare",
    "count",
    "difference",
    "expected_false_flags",
    "funnel_flags",
    "funnel_limits",
    "mean",
    "over_dispersion",
    "pooled",
    "pooled_others",
    "proportion",
    "published",
    "quantile",
    "rank",
    "rate",
    "recent_trend",
    "xmr",
]
