"""Tables given as NumPy's arrays, and their columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.column import NEVER, Column
from pgwidgets.model.tables.given import Given, unique_keys
from pgwidgets.model.tables.lists import ObjectColumn
from pgwidgets.model.tables.numpy_types import FixedBytes, type_of_array
from pgwidgets.model.tables.pausing import Pause, no_pause
from pgwidgets.model.tables.sorting import Rows, array_order, array_rows, row_array
from pgwidgets.model.tables.time_arrays import texts_of


class NumpyColumn(Column):
    """The values of an array, each of NumPy's own types.

    Parameters
    ----------
    key, label, source_key : str, str, object
    values : ndarray
        Perhaps a masked one.
    """

    def __init__(self, key: str, label: str, source_key: object, values: Any) -> None:
        # what was given
        self._values = values
        super().__init__(key, label, source_key, type_of_array(values.dtype, values.shape[1:]))

    def __len__(self) -> int:
        return len(self._values)

    def given(self, row: int) -> Any:
        return self._values[row]

    def given_many(self, rows: Iterable[int]) -> list[Any]:
        taken = self._values[row_slice(rows)]
        if isinstance(taken, np.ma.MaskedArray):
            return [
                np.ma.masked if is_masked else value
                for value, is_masked in zip(taken.data, np.ma.getmaskarray(taken), strict=True)
            ]
        # of the others, Python has no type
        is_plain = taken.ndim == 1 and (taken.dtype.kind in "biuUST" or taken.dtype == "f8")
        return taken.tolist() if is_plain else list(taken)

    def plain(self, rows: Rows) -> list[str]:
        texts = None
        if self._values.dtype.kind in "Mm":
            values, missing = self._with_missing(rows)
            texts = texts_of(np.where(missing, np.array("NaT", values.dtype), values))
        return super().plain(rows) if texts is None else texts

    def present(self, rows: Rows) -> Any:
        dtype = self._values.dtype
        if dtype.kind not in "biuf" or dtype.itemsize > 8 or self._values.ndim > 1:
            return super().present(rows)
        is_slice = isinstance(rows, range) and rows.step == 1 and rows.stop <= len(self)
        # a slice is no copy
        taken = self._values[row_slice(rows)] if is_slice and not self.changed else self.taken(rows)
        values, missing = np.ma.getdata(taken), np.ma.getmaskarray(taken)
        if dtype.kind == "f":
            missing = missing | np.isnan(values)
        missing = self._lacking(rows, missing)
        return values[~missing] if missing.any() else values

    @property
    def missing(self) -> Any:
        if isinstance(self._values, np.ma.MaskedArray):
            return np.ma.masked
        return missing_of(self._values)

    def own(self, value: Any) -> Any:
        dtype = self._values.dtype
        return dtype.type(value) if dtype.kind in "biufcUS" and self._values.ndim == 1 else value

    def taken(self, rows: Rows) -> Any:
        index = row_array(rows)
        count = len(self)
        is_given = index < count
        if is_given.all():
            taken = self._values[index]
        else:
            shape = (len(index), *self._values.shape[1:])
            make = np.ma if isinstance(self._values, np.ma.MaskedArray) else np
            taken = make.empty(shape, self._values.dtype)
            taken[:] = self.blank
            taken[is_given] = self._values[index[is_given]]
        for place in np.flatnonzero(np.isin(index, list(self.changed))):
            value = self.changed[int(index[place])]
            taken[place] = self.blank if value is ABSENT else value
        return taken

    @property
    def blank(self) -> Any:
        """What a row without a value holds in the array: a zero where nothing stands for none."""
        if self.missing is not NEVER:
            return self.missing
        return np.zeros((), self._values.dtype)[()]

    def order(self, rows: Rows, *, ascending: bool = True, pause: Pause = no_pause) -> array[int]:
        if self._values.dtype.kind not in "biufMm" or self._values.ndim > 1:
            return super().order(rows, ascending=ascending, pause=pause)
        return array_rows(rows, array_order(*self._with_missing(rows), ascending=ascending))

    def compared(self, rows: Rows) -> tuple[Any, Any] | None:
        if self._values.dtype.kind not in "iuf" or self._values.ndim > 1:
            return None
        return self._with_missing(rows)

    def _with_missing(self, rows: Rows) -> tuple[Any, Any]:
        """Return the values of some rows as an array without a mask, and which are missing."""
        taken = self.taken(rows)
        values, missing = np.ma.getdata(taken), np.ma.getmaskarray(taken)
        if values.dtype.kind == "f":
            missing = missing | np.isnan(values)
        elif values.dtype.kind in "Mm":
            missing = missing | np.isnat(values)
        return values, self._lacking(rows, missing)

    def _lacking(self, rows: Rows, missing: Any) -> Any:
        """Return which rows have no value, also of those that were added without one."""
        for place in np.flatnonzero(row_array(rows) >= len(self)):
            missing[place] = self.is_missing(rows[int(place)])
        return missing

    def key_of(self, value: Any) -> tuple[Any, ...]:
        if isinstance(value, np.datetime64 | np.timedelta64):
            return (3, int(value.astype(self._values.dtype).astype("i8")))
        if isinstance(self.type, FixedBytes):
            return (1, self.type.text(value).casefold())
        return super().key_of(value)


def missing_of(values: Any) -> Any:
    """Return what stands for no value in an array; NEVER if nothing does."""
    dtype = values.dtype
    if values.ndim > 1:
        return NEVER
    if dtype.kind in "fc":
        return dtype.type("nan")
    if dtype.kind in "Mm":
        return np.array("NaT", dtype)[()]
    if dtype.kind in "US":
        return dtype.type()
    return getattr(dtype, "na_object", "") if dtype.kind == "T" else NEVER


def row_slice(rows: Iterable[int]) -> Any:
    """Return an index for some rows: a slice where they follow on each other."""
    if isinstance(rows, range) and rows.step == 1:
        return slice(rows.start, rows.stop)
    return row_array(rows if isinstance(rows, Sequence) else list(rows))


def array_column(key: str, label: str, source_key: object, values: Any) -> Column:
    """Return a column of an array's values."""
    if values.dtype.kind == "O" and values.ndim == 1:
        return ObjectColumn(key, label, source_key, values)
    return NumpyColumn(key, label, source_key, values)


def filled(column: Column, rows: Rows) -> Any:
    """Return the values of any column as an array."""
    taken = column.taken(rows)
    if not isinstance(taken, list):
        return taken
    values = [None if value is ABSENT else value for value in taken]
    made = np.empty(len(values), object)
    made[:] = values
    try:
        plain = made if any(value is None for value in values) else np.array(values)
    except ValueError:
        return made
    return plain if plain.ndim == 1 else made


def common_type(arrays: Sequence[Any]) -> Any:
    """Return a type for the values of several arrays, which stay what they are in it."""
    kinds = {values.dtype.kind for values in arrays}
    if len(kinds) > 1 and not kinds <= set("biufc"):
        return np.dtype(object)
    return np.result_type(*arrays)


class GivenMatrix(Given):
    """A table given as an array of two dimensions, or a column as one of one.

    Parameters
    ----------
    values : ndarray
    """

    has_names = False

    def __init__(self, values: Any) -> None:
        # what was given
        self._values = values
        self.count = len(values)
        columns = [values] if values.ndim == 1 else [values[:, i] for i in range(values.shape[1])]
        self.columns = [
            array_column(f"_col{place}", str(place), place, column)
            for place, column in enumerate(columns)
        ]

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        taken = [filled(column, rows) for column in columns]
        given = set(map(id, self.columns))
        if all(id(column) in given for column in columns):
            dtype = self._values.dtype
        else:
            dtype = common_type(taken)
        if self._values.ndim == 1 and len(taken) == 1:
            return taken[0]
        make = np.ma if isinstance(self._values, np.ma.MaskedArray) else np
        joined = make.empty((len(rows), len(taken)), dtype)
        for place, column in enumerate(taken):
            joined[:, place] = column
        return joined


class GivenRecords(Given):
    """A table given as a structured array.

    Parameters
    ----------
    values : ndarray
    """

    def __init__(self, values: Any) -> None:
        # what was given
        self._values = values
        self.count = len(values)
        names = values.dtype.names
        self.columns = [
            array_column(key, name, name, np.asanyarray(values[name]))
            for key, name in zip(unique_keys(names), names, strict=True)
        ]

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        taken = {str(column.source_key): filled(column, rows) for column in columns}
        dtype = self._values.dtype
        if tuple(taken) != dtype.names:
            dtype = np.dtype(
                [(name, values.dtype, values.shape[1:]) for name, values in taken.items()]
            )
        make = np.ma if isinstance(self._values, np.ma.MaskedArray) else np
        joined = make.empty(len(rows), dtype)
        for name, values in taken.items():
            joined[name] = values
        return joined.view(type(self._values)) if make is np else joined


def given_array(values: Any) -> Given:
    """Return an array, taken apart.

    Raises
    ------
    ValueError
        When it has more than two dimensions, or none.
    """
    if values.dtype.names is not None and values.ndim == 1:
        return GivenRecords(values)
    if values.ndim not in {1, 2}:
        raise ValueError(
            f"data that is an array must have one or two dimensions, not {values.ndim}"
        )
    return GivenMatrix(values if isinstance(values, np.ma.MaskedArray) else np.asarray(values))


def given_like_array(data: Any) -> Given:
    """Return what says that it is like an array, taken apart."""
    return given_array(np.asarray(data))
