import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.canonical import canonical_json, sha256_hex

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(st.dictionaries(st.text(), VALUES, max_size=5))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    backwards = dict(reversed(value.items()))
    assert canonical_json(value) == canonical_json(backwards)
    assert json.loads(canonical_json(value)) == value


def test_text_stays_readable_and_white_space_is_left_out() -> None:
    assert canonical_json({"b": [1, None], "a": "Bath – café"}) == '{"a":"Bath – café","b":[1,null]}'


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, float("nan"), {1: "number as key"}])
def test_what_has_no_one_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_the_hash_is_sha256_of_utf8() -> None:
    assert sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
