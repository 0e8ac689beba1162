"""What a table was given: taken apart into columns, and put together again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.sorting import Rows


class Given(ABC):
    """What a table was given.

    Attributes
    ----------
    columns : list of Column
        All that were in it, in their order.
    count : int
        How many rows there were.
    has_names : bool
        Whether its columns are told by name, or by their place alone.
    has_places : bool
        Whether a column that a program gives no key is the one in its place.
    takes_any_name : bool
        Whether a row may have values for which no other row has a column.
    """

    columns: list[Column]
    count: int
    has_names: bool = True
    has_places: bool = True
    takes_any_name: bool = False

    @abstractmethod
    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        """Return a new one of its kind, of the values that some columns now have in some rows.

        Parameters
        ----------
        columns : sequence of Column
            Those of its own that are left, in their order, and others that were added to them.
        rows : sequence of int
        """


def unique_keys(names: Iterable[object]) -> list[str]:
    """Return a text for each name of a column, no two the same.

    Examples
    --------
    >>> unique_keys(["a", "a", 0, "0", None, ("b", "c")])
    ['a', 'a.1', '0', '0.1', 'None', 'b / c']
    """
    texts = list(map(name_text, names))
    taken = set(texts)
    used: set[str] = set()
    keys = []
    for text in texts:
        key, number = text, 0
        while key in used or (number and key in taken):
            number += 1
            key = f"{text}.{number}"
        used.add(key)
        keys.append(key)
    return keys


def name_text(name: object) -> str:
    """Return a column's name as a text; one of several levels has them one after the other."""
    if isinstance(name, tuple):
        return " / ".join(str(part) for part in name if part != "")
    return str(name)
