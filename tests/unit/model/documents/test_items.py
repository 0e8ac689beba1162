from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.model.documents.items import Items

TEXTS = st.lists(st.text("ab", max_size=3), max_size=6)


@given(TEXTS, TEXTS, st.integers(0, 6), st.integers(0, 6))
def test_items_change_as_a_list_does(
    texts: list[str], inserted: list[str], at: int, removed: int
) -> None:
    items, plain = Items(texts), list(texts)
    at = min(at, len(plain))
    removed = min(removed, len(plain) - at)
    items.apply(items.read([step for step in (at, -removed, inserted) if step]))
    plain[at : at + removed] = inserted
    assert items.content() == plain
    assert items.size == sum(map(len, plain)) + 3 * len(plain)


@pytest.mark.parametrize("value", [["x"], [[1]], [["x", None]]])
def test_only_texts_are_items(value: object) -> None:
    with pytest.raises(TypeError, match="array of texts"):
        Items().read(value)
