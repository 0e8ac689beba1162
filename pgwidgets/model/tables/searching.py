"""Looking for words in all that rows show."""

from __future__ import annotations

from collections.abc import Sequence

from pgwidgets.model.tables.conditions import Compared, Mask, texts_of
from pgwidgets.model.tables.sorting import Rows

NUMERALS = frozenset("0123456789+-.,_einfa")
"""All that the texts of numbers are made of."""


def search_mask(columns: Sequence[Compared], rows: Rows, words: Sequence[str]) -> Mask:
    """Return for each row whether each of some words is in one of its columns.

    Parameters
    ----------
    words : sequence of str
        Case-folded.
    """
    numeric = [word for word in words if NUMERALS.issuperset(word)]
    found = [[False] * len(rows) for _ in words]
    for column in columns:
        sought = words if column.has_words else numeric
        if not sought:
            continue
        texts = texts_of(column, column.values(rows))
        for place, word in enumerate(words):
            if word in sought:
                found[place] = [
                    had or (text is not None and word in text)
                    for had, text in zip(found[place], texts, strict=True)
                ]
    return [all(had) for had in zip(*found, strict=True)]
