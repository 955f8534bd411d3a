"""`{% url … as name %}` ends with its block: a link in another block that uses the name leads to the page itself."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STOREYS = ("platform", "scrutiny", "benchmarking", "tenants", "api")
TAG = re.compile(r"{%-?\s*(block|endblock|(?:desk_)?url)\b([^%]*)%}|{{\s*(\w+)")


def lost_links(text: str) -> list[str]:
    """Names that are printed in a block which does not hold the tag that set them, and that another block holds."""
    set_in: dict[str, set[int]] = {}
    used_in: list[tuple[str, tuple[int, ...]]] = []
    blocks: list[int] = []
    for number, found in enumerate(TAG.finditer(text)):
        tag, rest, printed = found.groups()
        if tag == "block":
            blocks.append(number)
        elif tag == "endblock":
            blocks.pop()
        elif tag and tag.endswith("url") and (name := re.search(r"\bas\s+(\w+)", rest)):
            set_in.setdefault(name[1], set()).add(blocks[-1] if blocks else -1)
        elif printed:
            used_in.append((printed, (*blocks, -1)))
    return [name for name, around in used_in if name in set_in and not set_in[name] & set(around)]


def test_no_link_is_lost_between_blocks() -> None:
    templates = [path for storey in STOREYS for path in (ROOT / storey).rglob("templates/**/*.html")]
    assert len(templates) > 50
    lost = {str(path.relative_to(ROOT)): lost_links(path.read_text(encoding="utf-8")) for path in templates}
    assert {path: names for path, names in lost.items() if names} == {}


def test_the_check_finds_one() -> None:
    text = '{% block a %}{% url "x" as x_url %}{{ x_url }}{% endblock %}{% block b %}<a href="{{ x_url }}">{% endblock %}'
    assert lost_links(text) == ["x_url"]
