"""What a user may choose in a cell, where that is a function of the row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MOST = 1000
"""So many rows are remembered; the program is asked again about others."""


class Offers:
    """What the program has said of cells, for as long as their rows have the same values."""

    __slots__ = ("_choices",)

    def __init__(self) -> None:
        # by row and column; None where it has failed to say
        self._choices: dict[int, dict[str, tuple[Any, ...] | None]] = {}

    def put(self, row: int, key: str, choices: tuple[Any, ...] | None) -> None:
        """Remember what there is to choose in a cell."""
        self._choices.setdefault(row, {})[key] = choices

    def trim(self) -> None:
        """Forget what came first, where there is much."""
        while len(self._choices) > MOST:
            del self._choices[next(iter(self._choices))]

    def has(self, row: int, key: str) -> bool:
        """Whether it is known."""
        return key in self._choices.get(row, ())

    def get(self, row: int, key: str) -> tuple[Any, ...] | None:
        """Return what is known of a cell; None when the program has failed to say."""
        return self._choices[row][key]

    def left(self, rows: Iterable[int]) -> None:
        """Forget what was about some rows, which have other values, or are gone."""
        if self._choices:
            for row in rows:
                self._choices.pop(row, None)

    def clear(self) -> None:
        """Forget all."""
        self._choices.clear()
