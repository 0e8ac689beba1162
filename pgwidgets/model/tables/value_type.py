"""What the values of a column may be: how each is shown, read from a user's text, and checked.

A message of a refusal continues "… must be", as those of :mod:`pgwidgets.catalog.types` do.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Literal

from pgwidgets.model.tables.cells import Cell, text_cell

Kind = Literal[
    "string",
    "integer",
    "float",
    "boolean",
    "icon",
    "date",
    "datetime",
    "timedelta",
    "other",
]
"""What kind of column a page shows."""


def shorten(value: object) -> str:
    """Return a value as Python writes it, short enough for one line."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - it is the user's class that runs
        text = f"<{type(value).__name__}>"
    return text if len(text) <= 60 else text[:57] + "..."


class ValueType(ABC):
    """What the values of a column are.

    Attributes
    ----------
    kind : str
        What kind of column a page shows.
    """

    kind: Kind = "other"

    @property
    @abstractmethod
    def expected(self) -> str:
        """What a value must be, in words."""

    @abstractmethod
    def text(self, value: Any) -> str:
        """Return a value's exact text, as it is edited."""

    def exact(self, values: list[Any]) -> list[str]:
        """Return the exact texts of many values that there are."""
        return list(map(self.text, values))

    def cell(self, value: Any) -> Cell:
        """Return what a page is told of a value that there is."""
        return text_cell(self.text(value))

    @abstractmethod
    def read(self, text: str) -> Any:
        """Return the value that a user's text is.

        Raises
        ------
        ValueError
            When it is none of this type; the message continues "… must be".
        """

    @abstractmethod
    def check(self, value: Any) -> Any:
        """Return a program's value in this type.

        Raises
        ------
        TypeError, ValueError
            When it is none.
        """

    def unreadable(self, text: str) -> ValueError:
        """Build the error for a text that is no value of this type."""
        return ValueError(f"must be {self.expected}, not {shorten(text)}")

    def wrong(self, value: object) -> TypeError:
        """Build the error for a value of another type."""
        return TypeError(f"must be {self.expected}, not {type(value).__name__} {shorten(value)}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(type(self))
