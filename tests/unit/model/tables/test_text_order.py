"""The order of texts that NumPy finds is the one that Python finds."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pgwidgets.model.tables import sorting, text_order
from pgwidgets.model.tables.pausing import no_pause
from pgwidgets.model.tables.text_order import text_places

TEXTS = st.one_of(
    st.text("ab", max_size=6),
    st.text(st.sampled_from("aß\u0130é\U0001f600z"), max_size=5),
    st.text(max_size=40),
    st.text("xy", min_size=30, max_size=40),
    st.builds("{}{}".format, st.just("https://example.com/a/long/beginning/"), st.integers(0, 9)),
)


@settings(deadline=None)  # the first brings NumPy
@given(texts=st.lists(TEXTS, max_size=40), ascending=st.booleans())
@example(texts=[], ascending=True)
@example(texts=["", ""], ascending=False)
@example(texts=["b\0", "b", "a"], ascending=True)
@example(texts=["a" * 33, "a" * 32, "a" * 33], ascending=False)
def test_as_python_sorts(texts: list[str], ascending: bool) -> None:
    places = text_places(texts, no_pause, ascending=ascending)
    if any("\0" in text for text in texts):
        assert places is None
        return
    # from the end on, and turned round: what is equal stays as it is
    way = range(len(texts)) if ascending else range(len(texts) - 1, -1, -1)
    expected = sorted(way, key=texts.__getitem__)
    assert places.tolist() == (expected if ascending else expected[::-1])


def test_what_begins_alike_too_often_is_left_to_python() -> None:
    texts = [f"{'x' * 32}{number % 7}" for number in range(40)]
    with patch.object(text_order, "SLICE", 20):
        assert text_places(texts, no_pause, ascending=True) is None


@pytest.mark.parametrize("ascending", [True, False])
def test_columns_are_sorted_so(ascending: bool) -> None:
    values: list[Any] = [f"{'bA'[number % 2]}{number * 7919 % 3001}" for number in range(3000)]
    values[5] = values[2999] = None
    rows = range(10, 3010)

    def order() -> list[int]:
        return list(sorting.ordered(rows, values, ascending=ascending))

    by_numpy = order()
    with patch.object(sorting, "MANY", 10_000):
        assert by_numpy == order()
    assert by_numpy[-2:] == [15, 3009]
