"""The README's table of roles is what accounts/roles.py says."""

from pathlib import Path

from accounts.roles import ROLES, Role

README = Path(__file__).resolve().parents[2] / "README.md"
HEAD = ["| role | where | given and ended by | what it is for |", "|---|---|---|---|"]


def givers(role: type[Role]) -> str:
    return (
        ", ".join(ROLES[key].title.lower() for key in ROLES if key in role.granted_by)
        or "an operator's command"
    )


def test_the_readme_lists_every_role_with_who_gives_it() -> None:
    rows = [
        f"| `{role.key}` | {role.level} | {givers(role)} | {role.description} |" for role in ROLES.values()
    ]
    table = "\n".join([*HEAD, *rows])
    assert table in README.read_text(encoding="utf-8"), f"README.md wants this table:\n{table}"
