"""Files are what their names say, or they are refused in words that name them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.section11.evidence.checking import MOST_BYTES, FileRefused, check_file, in_megabytes, tidy_name
from scrutiny.section11.evidence.kinds import KINDS
from tests.files_made_up import BAD, GOOD, PDF


@pytest.fixture(autouse=True)
def no_scanner(settings):
    settings.CLAMAV = ""


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_taken(name):
    found = check_file(name, GOOD[name])
    assert found.name == name
    assert found.data == GOOD[name]
    assert found.scanned == ""
    assert found.content_type in {each.content_type for each in KINDS.values()}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_by_its_name(case):
    name, data, words = BAD[case]
    began = time.monotonic()
    with pytest.raises(FileRefused) as refused:
        check_file(name, data)
    assert f"“{name}”" in str(refused.value)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("ending", KINDS)
def test_every_kind_under_every_other_name_is_refused(ending):
    for name, data in GOOD.items():
        own = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
        if own != ending and {own, ending} != {"csv", "txt"}:
            with pytest.raises(FileRefused, match="is named as"):
                check_file(f"x.{ending}", data)


def test_the_largest_that_is_taken():
    assert check_file("a.pdf", PDF.ljust(MOST_BYTES)).name == "a.pdf"
    with pytest.raises(FileRefused, match=r"is 10\.1 MB\. A file may have at most 10 MB"):
        check_file("a.pdf", PDF.ljust(MOST_BYTES + 1))


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 kB"), (1023, "1 kB"), (400_000, "391 kB"), (1024 * 1024, "1 MB"), (1024 * 1024 + 1, "1.1 MB")],
)
def test_sizes_in_words(size, words):
    assert in_megabytes(size) == words


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\me\\plan.docx", "plan.docx"),
        ("../../etc/plan.pdf", "plan.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_are_tidied(given, kept):
    assert tidy_name(given) == kept


@given(st.binary(max_size=300), st.sampled_from(sorted(KINDS)))
def test_whatever_is_sent_is_taken_or_refused_in_words(data, ending):
    try:
        kept = check_file(f"x.{ending}", data).data
    except FileRefused as error:
        kept = data if f"“x.{ending}”" in str(error) else b"no name"
    assert kept == data
