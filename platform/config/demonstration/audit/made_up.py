"""Answers that are made up: the same for the same agency and statement, on every machine. Pure.

Each agency leans to one side, later rounds are a little better than earlier ones, and every text says what it is.
"""

from bisect import bisect
from collections.abc import Sequence
from datetime import date, timedelta

from kernel.canonical import sha256_hex
from scrutiny.section11.questions import Question

SAID = "(Made up for the demonstration.)"
STEPS = (10, 42, 84)
"""Of a hundred draws: below the first the lowest grade, below the second the next, and so on."""
ACTIONS = (
    "Brief all staff on this at team meetings, and check a month later what they remember",
    "Write this into the induction of new staff and of volunteers",
    "Look at ten recent decisions with a colleague from another agency",
    "Ask children and families what they noticed, and tell them what changed",
)
OWNERS = ("Head of safeguarding", "Operations manager", "Training lead", "Designated safeguarding lead")


def draw(*words: str) -> int:
    """0 to 99, from the words alone."""
    return int(sha256_hex("|".join(words))[:8], 16) % 100


def position_of(agency: str, question: Question, later: int) -> int:
    """The position of a grade, 0 the lowest. `later`: how many rounds came before."""
    lean = draw("lean", agency) // 5 - 10
    here = draw(agency, *question.key) + lean + 9 * later
    return bisect(STEPS, min(max(here, 0), 99))


def grade_of(agency: str, question: Question, later: int, scale: Sequence[str]) -> str:
    """`scale`: slugs of the edition's grades, lowest first."""
    return scale[position_of(agency, question, later)]


def narrative_of(question: Question, grade: str) -> str:
    place = f" This is about {_place(question.area)}." if question.area else ""
    return f"{question.statement.grades[grade]}{place} {SAID}"


def _place(slug: str) -> str:
    return " ".join(word if word == "and" else word.capitalize() for word in slug.split("-"))


def training_plan_of(name: str) -> bytes:
    return f"Training plan of {name}\n\nEverybody who works with children is trained every year. {SAID}\n".encode()


def needs_action(agency: str, question: Question, later: int) -> bool:
    return position_of(agency, question, later) == 0 or draw("action", agency, *question.key) < 3


def action_of(agency: str, question: Question) -> tuple[str, str, int]:
    """What, its owner, and in how many days from the round's first it is due."""
    number = draw("which", agency, *question.key)
    what = f"{ACTIONS[number % len(ACTIONS)]} {SAID}"
    return what, OWNERS[number // 4 % len(OWNERS)], 40 + 3 * number


def due(opens_on: date, days: int) -> date:
    return opens_on + timedelta(days=days)


def moderated_position(agency: str, statement: str, own: int) -> int | None:
    """What a scrutineer made of it; None where nobody looked."""
    look = draw("moderated", agency, statement)
    if look >= 16:
        return None
    return max(own - 1, 0) if look < 7 else own if look < 14 else min(own + 1, 3)


def practitioner_grade(agency: str, standard: str, number: int) -> int | None:
    """One practitioner's view of a standard; None: cannot say."""
    view = draw("practitioner", agency, standard, str(number))
    return None if view < 8 else bisect((26, 62, 90), view)
