"""Tables given as Arrow's, and their columns."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.interchange

from pgwidgets.model.tables.arrow_plain import array_in, plain, restored
from pgwidgets.model.tables.arrow_types import type_of_arrow
from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.far import Far, days_of
from pgwidgets.model.tables.gathered import GatheredColumn
from pgwidgets.model.tables.given import Given, unique_keys
from pgwidgets.model.tables.pausing import Pause, no_pause
from pgwidgets.model.tables.sorting import Rows, array_rows, picked
from pgwidgets.model.tables.time_types import Date
from pgwidgets.model.tables.types import Literally, Opaque
from pgwidgets.model.tables.value_type import shorten


class ArrowColumn(GatheredColumn):
    """The values of an array of Arrow's.

    Parameters
    ----------
    key, label, source_key : str, str, object
    values : ChunkedArray
    """

    def __init__(self, key: str, label: str, source_key: object, values: Any) -> None:
        # what was given, in a form that Arrow can work with
        self._values = plain(values)
        super().__init__(key, label, source_key, type_of_arrow(self._values.type))

    def __len__(self) -> int:
        return len(self._values)

    def own(self, value: Any) -> Any:
        if not isinstance(self.type, Literally | Opaque):
            return value
        try:
            pa.array([value], self._values.type)
        except (pa.ArrowException, OverflowError, ValueError, TypeError):
            kind = f"Arrow's {self._values.type}"
            raise ValueError(f"must be a value of {kind}, not {shorten(value)}") from None
        return value

    def gathered(self, places: Sequence[int | None], values: Sequence[Any]) -> Any:
        source = self._values
        if values:
            added = self.array_of(values)
            source = pa.chunked_array([*source.chunks, added], source.type)
            if pa.types.is_dictionary(source.type):
                source = source.unify_dictionaries()
        if isinstance(places, range) and places.step == 1:
            return source.slice(places.start, len(places))
        return source.take(row_indices(places))

    def array_of(self, values: Sequence[Any]) -> Any:
        """Return values that the column can hold as an array of its type."""
        kind = self._values.type
        if isinstance(self.type, Date) and any(isinstance(value, Far) for value in values):
            days = pa.array(days_of(values), pa.int32())
            return array_in(days.cast(pa.date32()), kind)
        return array_in(self.raw(values), kind)

    def numbers(self, gathered: Any) -> Any:
        return gathered.drop_null().to_numpy()

    def listed(self, gathered: Any) -> list[Any]:
        return list(gathered.to_pylist())

    def ticks(self, gathered: Any) -> list[int | None]:
        if pa.types.is_dictionary(gathered.type):
            gathered = gathered.cast(gathered.type.value_type)
        return list(gathered.cast(pa.int64()).to_pylist())

    def days(self, gathered: Any) -> list[int | None]:
        return list(gathered.cast(pa.date32()).cast(pa.int32()).to_pylist())

    def order(self, rows: Rows, *, ascending: bool = True, pause: Pause = no_pause) -> array[int]:
        kind = self._values.type
        if not is_sortable(kind):
            return super().order(rows, ascending=ascending, pause=pause)
        direction = "ascending" if ascending else "descending"
        taken = self.taken(rows)
        if pa.types.is_floating(kind):
            # what is no number would come before what is missing, wherever that was
            taken = without_nan(taken)
        places = pc.sort_indices(taken, sort_keys=[("", direction)])
        if "numpy" in sys.modules:
            return array_rows(rows, places.to_numpy().view("int64"))
        return picked(rows, places.to_pylist())

    def compared(self, rows: Rows) -> tuple[Any, Any] | None:
        kind = self._values.type
        if "numpy" not in sys.modules or not (
            pa.types.is_integer(kind) or pa.types.is_floating(kind)
        ):
            return None
        taken = self.taken(rows)
        if pa.types.is_floating(kind):
            taken = without_nan(taken)
        missing = pc.is_null(taken).to_numpy()
        return pc.fill_null(taken, pa.scalar(0, kind)).to_numpy(), missing


def is_sortable(kind: Any) -> bool:
    """Return whether Arrow sorts what has a type, and as we do."""
    of = pa.types
    if of.is_float16(kind):
        return False
    is_number = of.is_boolean(kind) or of.is_integer(kind) or of.is_floating(kind)
    is_time = of.is_date(kind) or of.is_time(kind) or of.is_timestamp(kind) or of.is_duration(kind)
    return bool(is_number or is_time or of.is_decimal(kind))


def without_nan(values: Any) -> Any:
    """Return an array in which what is no number is missing."""
    return pc.if_else(pc.is_nan(values), pa.scalar(None, values.type), values)


def row_indices(rows: Sequence[int | None]) -> Any:
    """Return rows as an array of Arrow's, without a copy where that can be."""
    if isinstance(rows, array) and rows.typecode == "q":
        return pa.Array.from_buffers(pa.int64(), len(rows), [None, pa.py_buffer(rows)])
    return pa.array(rows, pa.int64())


class GivenArrow(Given):
    """A table given as Arrow's.

    Parameters
    ----------
    table : Table
    """

    def __init__(self, table: Any) -> None:
        # what was given
        self._table = table
        self.count = table.num_rows
        names = table.column_names
        self.columns = [
            ArrowColumn(key, name, name, values)
            for key, name, values in zip(unique_keys(names), names, table.columns, strict=True)
        ]

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        places = {id(column): place for place, column in enumerate(self.columns)}
        arrays, fields = [], []
        for column in columns:
            taken = column.taken(rows)
            place = places.get(id(column))
            if place is None:
                taken = pa.array([None if value is ABSENT else value for value in taken])
                fields.append(pa.field(str(column.source_key), taken.type))
            else:
                fields.append(self._table.schema.field(place))
                taken = restored(taken, fields[-1].type)
            arrays.append(taken)
        schema = pa.schema(fields, self._table.schema.metadata)
        return pa.Table.from_arrays(arrays, schema=schema)


class GivenBatch(GivenArrow):
    """A table given as a batch of Arrow's records."""

    def __init__(self, batch: Any) -> None:
        super().__init__(pa.Table.from_batches([batch]))

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        table = super().joined(columns, rows)
        return pa.RecordBatch.from_arrays(
            [whole(column) for column in table.columns],
            schema=table.schema,
        )


class GivenValues(GivenArrow):
    """A column given as an array of Arrow's, perhaps in chunks."""

    def __init__(self, values: Any) -> None:
        # whether it was in chunks
        self._is_chunked = isinstance(values, pa.ChunkedArray)
        super().__init__(pa.table({"0": values}))

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        table = super().joined(columns, rows)
        if table.num_columns != 1:
            return table
        return table.column(0) if self._is_chunked else whole(table.column(0))


def whole(values: Any) -> Any:
    """Return an array without chunks."""
    return pa.concat_arrays(values.chunks or [pa.array([], values.type)])


def given_arrow(data: Any) -> Given:
    """Return a table of Arrow's, or what can be read as one, taken apart."""
    if isinstance(data, pa.RecordBatch):
        return GivenBatch(data)
    if isinstance(data, pa.Array | pa.ChunkedArray):
        return GivenValues(data)
    if isinstance(data, pa.RecordBatchReader):
        return GivenArrow(data.read_all())
    return GivenArrow(data) if isinstance(data, pa.Table) else given_stream(data)


def given_stream(data: Any) -> Given:
    """Return what speaks Arrow's protocols, taken apart: a table, or a column alone.

    Raises
    ------
    TypeError
        When it speaks none of them.
    """
    is_stream = hasattr(data, "__arrow_c_stream__")
    if not is_stream and not hasattr(data, "__arrow_c_array__"):
        raise TypeError(f"data of Arrow must be a table or an array, not {type(data).__name__}")
    try:
        return GivenArrow(pa.table(data))
    except pa.ArrowInvalid:
        # what is no record is a column
        return GivenValues(pa.chunked_array(data) if is_stream else pa.array(data))


def given_interchange(data: Any) -> Given:
    """Return what speaks the interchange protocol for data frames, taken apart."""
    return GivenArrow(pa.interchange.from_dataframe(data))
