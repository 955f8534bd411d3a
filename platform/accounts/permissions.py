"""What a person may be allowed to do. One word each; roles are lists of these."""

from enum import StrEnum


class Permission(StrEnum):
    READ_BENCHMARKS = "read benchmarks"
    READ_RETURNS = "read returns"
    RUN_BENCHMARK = "run a benchmark"
    READ_PARTNERSHIP = "read a partnership's own pages"
    EDIT_FIGURES = "enter a partnership's figures"
    PREPARE_RETURN = "prepare a return"
    APPROVE_RETURN = "approve a return"
