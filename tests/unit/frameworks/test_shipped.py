"""The editions that come with the software: they load, they are strict, and their words are worth reading."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from scrutiny.frameworks.comparing import compare
from scrutiny.frameworks.content import Content, Placed
from scrutiny.frameworks.shipped import EDITION, FOLDER, EditionNotValid, load, load_all, shipped

NAMES = ["education-2026", "full-2024", "full-2026", "light-2026"]


def named(name: str) -> Content:
    return next(each for each in shipped() if f"{each.variant.slug}-{each.label}" == name)


def everything(content: Content) -> list[tuple[Placed, str]]:
    """Each text of each statement."""
    found = []
    for placed in content:
        one = placed.statement
        found += [(placed, text) for text in (one.text, one.guidance, *one.evidence, *one.grades.values())]
    return found


def test_every_folder_loads_and_each_follows_the_one_before() -> None:
    assert [f"{each.variant.slug}-{each.label}" for each in shipped()] == NAMES
    assert {path.name for path in FOLDER.iterdir()} == {f"section-11-{name}" for name in NAMES}
    assert len({each.fingerprint for each in shipped()}) == 4


def test_sizes_and_what_became_of_2024() -> None:
    sizes = {name: (len(named(name).standards), len(named(name).placed)) for name in NAMES}
    assert sizes == {
        "education-2026": (5, 33),
        "full-2024": (12, 64),
        "full-2026": (12, 69),
        "light-2026": (4, 16),
    }
    counts = compare(named("full-2026"), named("full-2024")).counts
    assert counts == {"unchanged": 48, "reworded": 8, "split": 4, "merged": 2, "new": 7, "retired": 2}


def test_each_kind_of_agency_is_asked_about_sixty_statements() -> None:
    content = named("full-2026")
    asked = {
        kind.slug: sum(placed.statement.is_for(kind.slug) for placed in content) for kind in content.kinds
    }
    assert min(asked.values()) >= 60
    assert max(asked.values()) <= 68


def test_the_canonical_text_is_the_edition() -> None:
    for content in shipped():
        assert Content.from_canonical(content.canonical) == content


@pytest.mark.parametrize("name", NAMES)
def test_no_two_statements_or_grades_say_the_same(name: str) -> None:
    content = named(name)
    texts = Counter(placed.statement.text for placed in content)
    grades = Counter(text for placed in content for text in placed.statement.grades.values())
    assert [text for text, number in (texts + grades).items() if number > 1] == []
    for placed in content:
        assert len(set(placed.statement.grades.values())) == 4, placed.number


@pytest.mark.parametrize("name", NAMES)
def test_the_sentences_are_sentences(name: str) -> None:
    for placed, text in everything(named(name)):
        assert "  " not in text, (placed.number, text)
        assert not re.search(r"\b(TODO|TBC|lorem|etc)\b", text, re.I), (placed.number, text)
        assert text[0].isupper() or text[0] in "“‘", (placed.number, text)
    for placed in named(name):
        for text in (placed.statement.text, placed.statement.guidance, *placed.statement.grades.values()):
            assert text.endswith((".", "?", ".”")), (placed.number, text)
        assert not any(each.endswith(".") for each in placed.statement.evidence), placed.number


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_is_one_short_sentence(name: str) -> None:
    for placed in named(name):
        text = placed.statement.text
        assert len(text.split()) <= 30, (placed.number, text)
        assert len(re.findall(r"[.?!](\s|$)", text)) == 1, (placed.number, text)
        assert "and/or" not in text, placed.number


def test_the_light_edition_is_in_easy_words() -> None:
    """Words of three syllables or more are rare: a volunteer reads it without a handbook."""
    words = [
        word for _, text in everything(named("light-2026")) for word in re.findall(r"[a-z]+", text.lower())
    ]
    long = [word for word in words if len(re.findall(r"[aeiouy]+", word.removesuffix("e"))) >= 4]
    assert len(long) / len(words) < 0.02, sorted(set(long))
    lengths = [len(placed.statement.text.split()) for placed in named("light-2026")]
    assert sum(lengths) / len(lengths) <= 16


@pytest.mark.parametrize("name", NAMES)
def test_each_standard_names_its_source_and_says_what_was_not_confirmed(name: str) -> None:
    for standard in named(name).standards:
        for source in standard.sources:
            if source.title == "Working Together to Safeguard Children 2026":
                assert "not available" in (source.note or "")
            if source.title.startswith("Children's Wellbeing and Schools Act 2026"):
                assert re.search(r"not\s+confirmed", source.note or "")


def copied(tmp_path: Path, name: str = "section-11-light-2026") -> Path:
    shutil.copytree(FOLDER / name, tmp_path / name)
    return tmp_path / name


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("01-in-charge.yaml", "text:", "words:", "statements.0.text: Field required"),
        ("01-in-charge.yaml", "      not-yet: Nobody has this job.\n", "", "its grades are not those"),
        ("01-in-charge.yaml", "id: second-person", "id: person-named", "“person-named” stands twice"),
        ("01-in-charge.yaml", "id: second-person", "id: Second Person", "statements.1.id"),
        ("03-worries.yaml", "area_specific: true", "area_specific: 1", "area_specific"),
        ("03-worries.yaml", "area_specific: true", "for_whom: [police]", "no kind of agency"),
        ("03-worries.yaml", "id: worries\n", "id: helpers\n", "the standard “helpers” stands twice"),
        (EDITION, 'label: "2026"', "label: 2026", "label"),
        (EDITION, "valid_from: 2026-09-01", "valid_from: soon", "valid_from"),
        (EDITION, "valid_from: 2026-09-01", "valid_from: 2026-09-01\nvalid_until: 2026-08-01", "before valid_from"),
        (EDITION, "slug: partly", "slug: not-yet", "the grade “not-yet” stands twice"),
        (EDITION, "label:", "colour: red\nlabel:", "colour: Extra inputs"),
        ("02-helpers.yaml", "id: helpers", "[", "02-helpers.yaml: this is not YAML"),
        ("02-helpers.yaml", "id: helpers-told", "id: helpers-told\n    change: {kind: merged, earlier: [x]}", "two or more"),
    ],
)  # fmt: skip
def test_a_file_that_breaks_a_rule_is_refused_by_name(
    tmp_path: Path, file: str, old: str, new: str, words: str
) -> None:
    folder = copied(tmp_path)
    changed(folder / file, old, new)
    with pytest.raises(EditionNotValid, match=re.escape(words)) as error:
        load(folder)
    assert "section-11-light-2026" in str(error.value)


def test_an_edition_that_forgets_an_earlier_statement_is_refused(tmp_path: Path) -> None:
    copied(tmp_path, "section-11-full-2024")
    folder = copied(tmp_path, "section-11-full-2026")
    whole = yaml.safe_load((folder / EDITION).read_text(encoding="utf-8"))
    whole["retired"].pop()
    (folder / EDITION).write_text(yaml.safe_dump(whole), encoding="utf-8")
    with pytest.raises(EditionNotValid, match="neither carried over nor retired"):
        load_all(tmp_path)


def test_two_folders_cannot_hold_one_edition(tmp_path: Path) -> None:
    shutil.copytree(copied(tmp_path), tmp_path / "again")
    with pytest.raises(EditionNotValid, match="two folders"):
        load_all(tmp_path)
