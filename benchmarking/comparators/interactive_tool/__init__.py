"""Tables of the Department's Local authority interactive tool: values of every authority, and neighbours. No Django."""

from benchmarking.comparators.interactive_tool.authority_values import AuthorityValues, read_authority_values
from benchmarking.comparators.interactive_tool.neighbours import Neighbours, read_neighbours

__all__ = ["AuthorityValues", "Neighbours", "read_authority_values", "read_neighbours"]
