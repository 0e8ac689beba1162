"""Text that can travel and be shown anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.model.text import well_formed

HALVES = "\ud83d\ude00"
"""Of one character, as two."""

ANY_TEXT = st.text(st.characters() | st.characters(categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("plain", "plain"),
        ("é😀", "é😀"),
        ("caf\udce9.txt", "caf\ufffd.txt"),
        ("\ud800", "\ufffd"),
        ("\ud800\ud800x", "\ufffd\ufffdx"),
        (HALVES, "😀"),
        (HALVES[::-1], "\ufffd\ufffd"),
    ],
)
def test_half_a_pair_becomes_a_replacement_character(text: str, expected: str) -> None:
    assert well_formed(text) == expected


@given(st.text())
def test_valid_text_stays_the_same_object(text: str) -> None:
    assert well_formed(text) is text


@given(ANY_TEXT)
def test_the_result_is_valid_and_of_the_same_length_in_a_page(text: str) -> None:
    result = well_formed(text)
    result.encode()
    units = text.encode("utf-16-le", "surrogatepass")
    assert len(result.encode("utf-16-le")) == len(units)
    assert well_formed(result) is result
