"""The rows of a table as a page has them, by what it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class TablePart:
    """A part of a table, in the form of its content.

    Parameters
    ----------
    window : dict
    """

    def __init__(self, window: dict[str, Any]) -> None:
        self.window = window
        self.refused: list[Any] = []
        self.copied: list[str] = []
        self.others: list[Any] = []
        self.pending: dict[tuple[int, str], Any] = {}

    @property
    def rows(self) -> list[list[Any]]:
        """The rows, as they are told."""
        rows: list[list[Any]] = self.window["rows"]
        return rows

    def apply(self, edit: Sequence[Any], keys: Sequence[str]) -> None:  # noqa: C901, PLR0912 - a case each
        """Make an edit that the program tells of."""
        match edit:
            case ["cells", told]:
                for row, key, cell in told:
                    self._put(row, 2, cell, keys.index(key))
            case ["looks", told]:
                for row, looks in told:
                    self._put(row, 3, looks)
            case ["flags", selected, told]:
                self.window["selected"] = selected
                for row, flags in told:
                    self._put(row, 4, flags)
            case ["shift", by, count, selected, of]:
                self.window["first"] += by
                self.window["count"], self.window["selected"] = count, selected
                if "of" in self.window:
                    self.window["of"] = of
            case ["rows", window, _]:
                self.window = window
            case ["refused", told]:
                self.refused += told
            case ["pending", told]:
                self.pending.update({(row, key): typed for row, key, typed in told})
            case ["settled", told]:
                for row, key in told:
                    self.pending.pop((row, key), None)
            case ["copied", text]:
                self.copied.append(text)
            case [
                "offered" | "values" | "arrived" | "reverted" | "shifted" | "parent" | "exported",
                *_,
            ]:
                self.others.append(edit)
            case _:
                raise AssertionError(f"no edit of a table: {edit}")

    def _put(self, row: int, element: int, value: Any, index: int | None = None) -> None:
        for own in self.rows:
            if own[0] == row:
                if index is None:
                    own[element] = value
                else:
                    own[element][index] = value
