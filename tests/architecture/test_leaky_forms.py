"""The ways into a partnership that leak are refused, in the text by lint and at run time by the model."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from partnerships.models import Partnership

ROOT = Path(__file__).resolve().parents[2]
specification = importlib.util.spec_from_file_location("leaky_forms", ROOT / "infra/lint/leaky_forms.py")
assert specification
assert specification.loader
leaky_forms: Any = importlib.util.module_from_spec(specification)
specification.loader.exec_module(leaky_forms)


def found(text: str, path: str = "tenants/dataset/planted.py") -> list[str]:
    return list(leaky_forms.leaks(path, text))


def test_the_tree_is_clean() -> None:
    assert leaky_forms.main(ROOT, leaky_forms.sources(ROOT)) == 0
    assert len(list(leaky_forms.sources(ROOT))) > 250


@pytest.mark.parametrize(
    "text",
    [
        "with partnership: pass",
        "with request.partnership: pass",
        "with tenant as t: pass",
        "with self.previous_tenant: pass",
        "with atomic(), partnership: pass",
        "with partnerships[0]: pass",
        "with Partnership.objects.get(slug='x'): pass",
        "with Partnership.objects.filter(slug='x').first(): pass",
        "with (p := request.partnership): pass",
        "with current_partnership(): pass",
        "with Partnership(schema_name='x'): pass",
        "async def f():\n async with partnership: pass",
        "@schema_context('x')\ndef f(): pass",
        "@utils.tenant_context(t)\ndef f(): pass",
        "from django_tenants.utils import schema_context",
        "from django_tenants.utils import tenant_context as anything",
        "import django_tenants.utils as u\nwith u.schema_context('x'): pass",
        "connection.set_schema('x')",
        "connection.set_tenant(p)",
    ],
)
def test_a_planted_form_is_refused(text: str) -> None:
    assert found(text)


def test_the_decorator_is_refused_even_where_the_form_may_be_used() -> None:
    assert found("@schema_context('x')\ndef f(): pass", "platform/partnerships/context.py")


@pytest.mark.parametrize(
    "text",
    ["with inside(partnership): pass", "with in_region(): pass", "with open(partnership.file) as f: pass",
     "connection.set_schema_to_public()"],
)  # fmt: skip
def test_what_is_fine_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_partnership_cannot_be_entered_by_itself() -> None:
    """Whatever name the value goes by, and however it is reached."""
    anything: Any = Partnership(schema_name="berrydale")
    with pytest.raises(TypeError, match="leaks between threads"), anything:
        pass
    for leaky in (anything.activate, Partnership.deactivate, anything.__exit__):
        with pytest.raises(TypeError, match="leaks between threads"):
            leaky()
    assert not hasattr(Partnership._previous_tenant, "append")


def test_lint_runs_it() -> None:
    assert "infra/lint/leaky_forms.py" in (ROOT / "Makefile").read_text(encoding="utf-8")
