"""Files in the shape of the Department for Education's service “Explore education statistics”. No Django."""

from benchmarking.comparators.explore_education_statistics.reading import Reading, is_one, read

__all__ = ["Reading", "is_one", "read"]
