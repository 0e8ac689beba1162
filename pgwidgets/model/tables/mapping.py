"""Tables given as a dict of columns."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.given import Given, name_text, unique_keys
from pgwidgets.model.tables.lists import ListColumn
from pgwidgets.model.tables.sorting import Rows


class GivenMapping(Given):
    """A table given as a dict, with a name and the values of each column.

    Parameters
    ----------
    columns : Mapping
    """

    def __init__(self, columns: Mapping[Any, Any]) -> None:
        lengths = {name: len(values) for name, values in columns.items()}
        if len(set(lengths.values())) > 1:
            names = {length: name for name, length in lengths.items()}
            raise ValueError(
                "data must have columns of one length, not "
                + " and ".join(f"{names[length]!r} of {length}" for length in sorted(names)[:2])
            )
        self.count = next(iter(lengths.values()), 0)
        # what the values of each column came in
        self._kinds = dict(columns)
        self.columns = [
            ListColumn(key, name_text(name), name, list(values))
            for key, (name, values) in zip(unique_keys(columns), columns.items(), strict=True)
        ]

    def joined(self, columns: Sequence[Column], rows: Rows) -> dict[Any, Any]:
        return {
            column.source_key: self.values(column.source_key, column.taken(rows))
            for column in columns
        }

    def values(self, name: object, values: Any) -> Any:
        """Return the values of a column in what they came in."""
        if not isinstance(values, list):
            return values
        present = [None if value is ABSENT else value for value in values]
        came = self._kinds.get(name)
        if isinstance(came, tuple):
            return tuple(present)
        return array(came.typecode, present) if isinstance(came, array) else present


def is_columns(data: Any) -> bool:
    """Return whether something is a dict of columns."""
    return isinstance(data, Mapping) and all(map(is_values, data.values()))


def is_values(values: Any) -> bool:
    """Return whether something holds the values of a column."""
    if isinstance(values, str | bytes | bytearray | Mapping | set | frozenset):
        return False
    return (
        hasattr(values, "__len__")
        and hasattr(values, "__getitem__")
        and (len(getattr(values, "shape", (0,))) == 1)
    )
