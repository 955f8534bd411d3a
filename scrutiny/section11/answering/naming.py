"""What a question is called in addresses and forms: a statement's id, and the area where it is asked for each."""

from scrutiny.section11.progress import Key
from scrutiny.section11.questions import Question

BETWEEN = "__"
"""No id of a statement holds it."""


def name_of(statement: str, area: str = "") -> str:
    return f"{statement}{BETWEEN}{area}" if area else statement


def name_of_question(question: Question) -> str:
    return name_of(*question.key)


def key_of(name: str) -> Key:
    statement, _, area = name.partition(BETWEEN)
    return statement, area
