"""Tables given as relations of DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from pgwidgets.model.tables.arrow_tables import GivenArrow
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.number_types import Integer
from pgwidgets.model.tables.sorting import Rows, is_whole
from pgwidgets.model.tables.types import Choice, Text


class GivenRelation(GivenArrow):
    """A table given as a relation, which is computed once.

    Parameters
    ----------
    relation : DuckDBPyRelation
    """

    def __init__(self, relation: Any) -> None:
        # what was given
        self._relation = relation
        super().__init__(relation.to_arrow_table())
        for column, kind in zip(self.columns, relation.types, strict=True):
            if kind.id == "enum":
                column.type = Choice(dict(kind.children)["values"], Text())
            elif kind.id == "hugeint":
                column.type = Integer(1 - 10**38, 10**38 - 1)

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        is_same = list(columns) == self.columns and is_whole(rows, self.count)
        if is_same and not any(column.changed for column in columns):
            return self._relation
        types = dict(zip(map(id, self.columns), self._relation.types, strict=True))
        joined = duckdb.from_arrow(super().joined(columns, rows))
        kinds = [types.get(id(column)) for column in columns]
        return joined.project(
            ", ".join(
                quoted(name)
                if kind is None
                else f"CAST({quoted(name)} AS {kind}) AS {quoted(name)}"
                for name, kind in zip(joined.columns, kinds, strict=True)
            )
        )


def quoted(name: str) -> str:
    """Return a column's name as SQL writes it."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def given_relation(data: Any) -> GivenRelation:
    """Return a relation, taken apart."""
    return GivenRelation(data)
