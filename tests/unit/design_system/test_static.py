"""What browsers fetch: nothing of the government's identity, nothing from another site, nothing missing."""

import re
from pathlib import Path

import pytest

import design_system

APP = Path(design_system.__file__).parent
STATIC = APP / "static" / "design_system"
CSS = (STATIC / "design-system.css").read_text(encoding="utf-8")
JS = (STATIC / "design-system.js").read_text(encoding="utf-8")
TEMPLATES = sorted(APP.rglob("*.html"))


@pytest.mark.parametrize("text", [CSS, JS], ids=["css", "js"])
@pytest.mark.parametrize("word", ["GDS Transport", "crest", "crown", "sourceMappingURL", "@import"])
def test_the_built_files_hold_nothing_that_is_not_ours(text, word):
    assert word.lower() not in text.lower()


def test_nothing_is_fetched_from_elsewhere():
    fetched = re.findall(r"url\(([^)]*)\)", CSS)
    assert fetched
    for address in fetched:
        assert (STATIC / address.strip("\"'")).is_file()
    assert not re.search(r"https?:|\bfetch\(|XMLHttpRequest|\bimport\(", JS)


def test_the_script_runs_without_evaluating_text():
    assert not re.search(r"\beval\(|new Function", JS)


def test_the_stylesheet_is_of_the_version_our_macros_write():
    assert '--govuk-frontend-version:"6.3.0"' in CSS.replace(" ", "")


def test_only_our_files_are_served():
    names = {path.name for path in STATIC.iterdir()}
    assert names == {
        "LICENCES.txt",
        "design-system.css",
        "design-system.js",
        "favicon.svg",
        "inter-latin-400-normal.woff2",
        "inter-latin-600-normal.woff2",
    }


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(APP).as_posix())
def test_templates_keep_to_the_policy_and_to_classes_that_exist(template):
    source = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))
    for name in re.findall(r"\bapp-[a-z0-9_-]+", source):
        # A name that ends in a dash is completed by the template: its beginning must exist.
        assert f".{name}" in CSS, f"{name} has no style"
