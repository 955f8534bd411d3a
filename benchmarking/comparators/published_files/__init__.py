"""What every publisher's file has in common: rows under a heading, cells, and problems said by row. No Django."""

from benchmarking.comparators.published_files.cells import LEGACY, cell, is_value, why_not
from benchmarking.comparators.published_files.problems import Problem, where
from benchmarking.comparators.published_files.table import Table, read_table, records

__all__ = ["LEGACY", "Problem", "Table", "cell", "is_value", "read_table", "records", "where", "why_not"]
