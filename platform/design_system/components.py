"""GOV.UK components: the macros of govuk-frontend-jinja, called from Python with the official parameters."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString
from jinja2 import Environment, PackageLoader, PrefixLoader

PACKAGE = "govuk_frontend_jinja"
environment = Environment(
    autoescape=True, auto_reload=False, loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)})
)


OF_OUR_WORDS = {"button", "radios", "tag"}
"""Components that say the same again and again, in words of ours or of an edition: rendered once for each."""
REMEMBERED = 500


def component(name: str, /, **params: Any) -> SafeString:
    """Render one: `component("button", text="Save")`. Text is escaped, and so is html not marked safe."""
    if name in OF_OUR_WORDS:
        return _remembered(name, _Same(params))
    return _rendered(name, params)


def _rendered(name: str, params: dict[str, Any]) -> SafeString:
    # Jinja's Markup and Django's SafeString only agree once joined as plain text.
    return SafeString("".join(_macro(name)(_distrust(params))))


class _Same:
    """Parameters that compare by all they say, and by what is marked safe."""

    def __init__(self, params: dict[str, Any]) -> None:
        self.params = params
        self.said = _said(params)
        self._hash = hash(self.said)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.said == other.said


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((name, _said(item)) for name, item in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_said, value))
    return type(value), isinstance(value, SafeData), str(value)


@lru_cache(REMEMBERED)
def _remembered(name: str, same: _Same) -> SafeString:
    return _rendered(name, same.params)


@cache
def _macro(name: str) -> Callable[[dict[str, Any]], str]:
    template = environment.get_template(f"{PACKAGE}/components/{name}/macro.html")
    macro: Callable[[dict[str, Any]], str] = getattr(template.module, "govuk" + name.title().replace("-", ""))
    return macro


def _distrust(value: Any, key: str = "", inside: str = "") -> Any:
    """The macros print html parameters as they are: escape every one that nobody has marked safe."""
    if isinstance(value, dict):
        return {name: _distrust(item, str(name), key) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_distrust(item, key, inside) for item in value]
    is_html = key in {"html", "attributes"} or key.endswith("Html") or inside == "slots"
    return conditional_escape(str(value)) if is_html and isinstance(value, str | Promise) else value
