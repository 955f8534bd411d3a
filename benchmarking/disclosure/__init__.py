"""Pure functions that decide what may be shown. No Django. Their limits stand atop small_numbers.py."""

from benchmarking.disclosure.small_numbers import Protection, hide, protect_small, total_may_be_shown

__all__ = ["Protection", "hide", "protect_small", "total_may_be_shown"]
