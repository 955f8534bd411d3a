"""Refuses the ways into a partnership that leak between threads or are never left. Part of `make lint`.

    with partnership:               the way back is kept on the class, where every thread puts and takes
    @schema_context(...)            one object for all calls of the function, in whatever thread
    connection.set_schema(...)      nobody goes back

The one way is `with partnerships.context.inside(partnership)`. What a value is cannot be known from the text alone, so
`with` is judged by names; whatever slips through is refused at run time by the model itself.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("platform", "scrutiny", "benchmarking", "tenants", "api", "infra", "tests", "manage.py")
CONTEXT = "platform/partnerships/context.py"
FORMS = {"schema_context", "tenant_context"}
SETTERS = {"set_tenant", "set_schema"}
# The backend is what they are made of; the machine that wanders plants a fault with one.
MAY_SET = ("platform/partnerships/database/", "tests/isolation/test_wandering.py")
A_PARTNERSHIP = re.compile(r"(^|_)(partnership|tenant)s?$", re.IGNORECASE)
GIVES_ONE = {
    "get",
    "first",
    "last",
    "latest",
    "earliest",
    "create",
    "get_object_or_404",
    "current_partnership",
}


def leaks(path: str, text: str) -> Iterator[str]:
    """What is wrong in one file, a line each."""
    for node in ast.walk(ast.parse(text, path)):
        for problem in _problems(path, node):
            yield f"{path}:{getattr(node, 'lineno', 0)}: {problem}"


def _problems(path: str, node: ast.AST) -> Iterator[str]:
    match node:
        case ast.With(items=items) | ast.AsyncWith(items=items):
            yield from _entered(items)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield from _decorated(node.decorator_list)
        case ast.ImportFrom() if path != CONTEXT and FORMS & {alias.name for alias in node.names}:
            yield "only partnerships.context imports schema_context and tenant_context"
        case ast.Attribute() if path != CONTEXT and node.attr in FORMS:
            yield f"only partnerships.context uses {node.attr}"
        case ast.Call(func=ast.Attribute(attr=name)) if name in SETTERS and not path.startswith(MAY_SET):
            yield f"{name}(…) is never undone: use inside(…) or in_region()"


def _entered(items: list[ast.withitem]) -> Iterator[str]:
    for item in items:
        if _is_a_partnership(item.context_expr):
            yield f"“with {ast.unparse(item.context_expr)}:” leaks between threads: use inside(…)"


def _decorated(decorators: list[ast.expr]) -> Iterator[str]:
    for decorator in decorators:
        if FORMS & set(_names(decorator)):
            yield f"“@{ast.unparse(decorator)}” leaks between threads: use inside(…) in the function"


def _is_a_partnership(expression: ast.expr) -> bool:
    match expression:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return bool(A_PARTNERSHIP.search(name))
        case ast.Subscript(value=value):
            return _is_a_partnership(value)
        case ast.NamedExpr(value=value):
            return _is_a_partnership(value)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in GIVES_ONE or name == "Partnership"
    return False


def _names(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr


def sources(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from [root / folder] if folder.endswith(".py") else sorted((root / folder).rglob("*.py"))


def main(root: Path, files: Iterable[Path]) -> int:
    found = [
        problem
        for file in files
        for problem in leaks(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
    ]
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(ROOT, sources(ROOT)))
