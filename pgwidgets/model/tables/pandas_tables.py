"""Tables given as pandas' frames and series, and their columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pgwidgets.model.tables.cells import ABSENT, is_missing
from pgwidgets.model.tables.column import NEVER, Column
from pgwidgets.model.tables.given import Given, name_text, unique_keys
from pgwidgets.model.tables.lists import ListColumn
from pgwidgets.model.tables.numpy_tables import NumpyColumn, array_column
from pgwidgets.model.tables.pandas_types import type_of_pandas
from pgwidgets.model.tables.pausing import Pause, no_pause
from pgwidgets.model.tables.sorting import Rows, array_order, array_rows, is_whole, row_array
from pgwidgets.model.tables.time_arrays import duration_texts, has_calendar, moment_texts
from pgwidgets.model.tables.times import TICKS
from pgwidgets.model.tables.types import Choice


class PandasColumn(Column):
    """The values of an array of pandas' own.

    Parameters
    ----------
    key, label, source_key : str, str, object
    values : ExtensionArray
    """

    def __init__(self, key: str, label: str, source_key: object, values: Any) -> None:
        # what was given
        self._values = values
        super().__init__(key, label, source_key, type_of_pandas(values.dtype))

    def __len__(self) -> int:
        return len(self._values)

    def given(self, row: int) -> Any:
        return self._values[row]

    def given_many(self, rows: Iterable[int]) -> list[Any]:
        if isinstance(rows, range) and rows.step == 1:
            taken = self._values[rows.start : rows.stop]
        else:
            taken = self._values.take(row_array(list(rows)))
        return list(taken.tolist())

    def plain(self, rows: Rows) -> list[str]:
        texts = None
        if isinstance(self._values, pd.arrays.DatetimeArray | pd.arrays.TimedeltaArray):
            texts = time_texts(self.taken(rows))
        return super().plain(rows) if texts is None else texts

    def present(self, rows: Rows) -> Any:
        dtype = self._values.dtype
        if dtype.kind not in "biuf" or dtype.itemsize > 8:
            return super().present(rows)
        taken = self.taken(rows)
        numbers = taken[~pd.isna(taken)].to_numpy(f"{dtype.kind}{dtype.itemsize}")
        # a nullable column may have both
        return numbers[~np.isnan(numbers)] if dtype.kind == "f" else numbers

    @property
    def missing(self) -> Any:
        dtype = self._values.dtype
        if isinstance(dtype, pd.IntervalDtype) and dtype.subtype.kind in "iu":
            return NEVER
        return getattr(dtype, "na_value", pd.NaT if dtype.kind in "mM" else NEVER)

    def own(self, value: Any) -> Any:
        dtype = self._values.dtype
        if isinstance(self.type, Choice):
            return dtype.categories[dtype.categories.get_loc(value)]
        return dtype.type(value) if dtype.kind in "biuf" else value

    def taken(self, rows: Rows) -> Any:
        index = row_array(rows)
        places = np.where(index < len(self), index, -1)
        given = self._values
        if self.missing is NEVER and places.size and places.min() < 0:
            # between whole numbers nothing stands for none
            given = given.astype(pd.IntervalDtype("float64", given.dtype.closed))
        taken = given.take(places, allow_fill=True)
        changed = np.flatnonzero(np.isin(index, list(self.changed)))
        if changed.size:
            values = [self.changed[int(index[place])] for place in changed]
            na = taken.dtype.na_value if self.missing is NEVER else self.missing
            values = [na if value is ABSENT else value for value in values]
            taken[changed] = pd.array(values, dtype=taken.dtype)
        return taken

    def order(self, rows: Rows, *, ascending: bool = True, pause: Pause = no_pause) -> array[int]:
        dtype = self._values.dtype
        if dtype.kind == "f":
            numbers = self.taken(rows).to_numpy(f"f{dtype.itemsize}", na_value=np.nan)
            places = array_order(numbers, np.isnan(numbers), ascending=ascending)
        elif dtype.kind in "biumM" or isinstance(dtype, pd.CategoricalDtype | pd.PeriodDtype):
            taken = self.taken(rows)
            places = taken.argsort(ascending=ascending, kind="stable", na_position="last")
        else:
            return super().order(rows, ascending=ascending, pause=pause)
        return array_rows(rows, places)

    def compared(self, rows: Rows) -> tuple[Any, Any] | None:
        dtype = self._values.dtype
        if getattr(dtype, "kind", "O") not in "iuf" or not isinstance(
            dtype, pd.api.extensions.ExtensionDtype
        ):
            return None
        taken = self.taken(rows)
        missing = np.asarray(taken.isna())
        values = taken.fillna(0).to_numpy(f"{dtype.kind}{dtype.itemsize}")
        return values, missing | np.isnan(values) if dtype.kind == "f" else missing

    def key_of(self, value: Any) -> tuple[Any, ...]:
        if isinstance(value, pd.Period):
            return (3, value.ordinal)
        if isinstance(self.type, Choice):
            return (0, self._values.categories.get_loc(value))
        return super().key_of(value)


def time_texts(values: Any) -> list[str] | None:
    """Return the texts of an array of pandas' times or durations; None if not by NumPy."""
    if values.dtype.kind == "m":
        return duration_texts(values.to_numpy())
    walls = values.tz_localize(None).to_numpy()
    if not has_calendar(walls):
        return None
    if values.dtype == walls.dtype:
        return moment_texts(walls)
    seconds = TICKS[np.datetime_data(walls.dtype)[0]]
    return moment_texts(walls, (walls.view("i8") - values.asi8) // seconds)


def pandas_column(key: str, label: str, source_key: object, values: Any) -> Column:
    """Return a column of the values that a series or an index has."""
    if isinstance(values.dtype, pd.SparseDtype):
        return array_column(key, label, source_key, np.asarray(values.array))
    if isinstance(values.dtype, np.dtype) and values.dtype.kind not in "mM":
        return array_column(key, label, source_key, values.to_numpy())
    return PandasColumn(key, label, source_key, values.array)


def is_default(index: Any) -> bool:
    """Return whether an index only counts the rows."""
    return (
        isinstance(index, pd.RangeIndex)
        and index.name is None
        and (index.start, index.step) == (0, 1)
    )


class GivenFrame(Given):
    """A table given as a frame: the columns of its index, unless it only counts, and its own.

    Parameters
    ----------
    frame : DataFrame
    """

    def __init__(self, frame: Any) -> None:
        # what was given; with pandas 3 nothing that is done to it later is done to this one
        self._frame = frame.copy(deep=False)
        self.count = len(frame)
        index = self._frame.index
        levels = [] if is_default(index) else list(range(index.nlevels))
        names = [self._index_name(level) for level in levels]
        series = [index.get_level_values(level) for level in levels]
        series += [self._frame.iloc[:, place] for place in range(self._frame.shape[1])]
        names += list(self._frame.columns)
        self.columns = [
            pandas_column(key, name_text(name), name, values)
            for key, name, values in zip(unique_keys(names), names, series, strict=True)
        ]
        # how many of the columns are those of the index
        self._levels = len(levels)

    def _index_name(self, level: int) -> object:
        """Return what a level of the index is called."""
        index = self._frame.index
        if index.names[level] is not None:
            return index.names[level]
        return "index" if index.nlevels == 1 else f"level_{level}"

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        levels, own = self._apart(columns)
        places = {id(column): place for place, column in enumerate(self.columns)}
        is_same = is_whole(rows, self.count)
        arrays: dict[int, Any] = {}
        for number, column in enumerate(own):
            place = places.get(id(column))
            if place is not None and is_same and not column.changed:
                arrays[number] = self._frame.iloc[:, place - self._levels].array
            else:
                dtype = None if place is None else self._frame.dtypes.iloc[place - self._levels]
                arrays[number] = array_of(column, rows, dtype)
        index = self._index(levels, rows, is_same=is_same)
        joined = pd.DataFrame(
            {number: pd.Series(values, index, values.dtype) for number, values in arrays.items()},
            index,
        )
        joined.columns = self._names([places.get(id(column)) for column in own], own)
        # of a class of the program's, if it was
        return self._frame._constructor(joined).__finalize__(self._frame)  # noqa: SLF001

    def _apart(self, columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
        """Return which columns are the index's, and which are not."""
        index = set(map(id, self.columns[: self._levels]))
        return (
            [column for column in columns if id(column) in index],
            [column for column in columns if id(column) not in index],
        )

    def _names(self, places: Sequence[int | None], columns: Sequence[Column]) -> Any:
        """Return the names of columns that were in some places."""
        given = self._frame.columns
        known = [place - self._levels for place in places if place is not None]
        if len(known) == len(places):
            return given if known == list(range(len(given))) else given.take(known)
        names = [column.source_key for column in columns]
        if given.nlevels == 1:
            return pd.Index(names, name=given.name, tupleize_cols=False)
        full = [name if isinstance(name, tuple) else (name,) for name in names]
        return pd.MultiIndex.from_tuples(
            [name + ("",) * (given.nlevels - len(name)) for name in full], names=given.names
        )

    def _index(self, columns: Sequence[Column], rows: Rows, *, is_same: bool) -> Any:
        """Return the index of some rows."""
        index = self._frame.index
        is_kept = len(columns) == self._levels and not any(column.changed for column in columns)
        if is_kept and is_same:
            return index
        if not columns:
            return pd.RangeIndex(len(rows))
        places = [self.columns.index(column) for column in columns]
        levels = [
            pd.Index(array_of(column, rows, index.get_level_values(place).dtype), copy=False)
            for place, column in zip(places, columns, strict=True)
        ]
        names = [index.names[place] for place in places]
        if len(levels) == 1:
            return levels[0].rename(names[0])
        return pd.MultiIndex.from_arrays(levels, names=names)


def array_of(column: Column, rows: Rows, dtype: Any) -> Any:
    """Return the values of any column as an array of pandas, or NumPy, of a type."""
    taken = column.taken(rows)
    if isinstance(column, ListColumn):
        return pd.Series([None if value is ABSENT else value for value in taken]).array
    if isinstance(dtype, pd.SparseDtype):
        return pd.arrays.SparseArray(taken, dtype=dtype)
    if isinstance(column, NumpyColumn) and column.missing is NEVER:
        lacking = [place for place, row in enumerate(rows) if row >= len(column)]
        lacking = [place for place in lacking if is_missing(column.stored(rows[place]))]
        if lacking:
            # pandas has a type of its own for the same values and none
            taken = pd.array(taken)
            taken[lacking] = pd.NA
    return taken


class GivenSeries(GivenFrame):
    """A table given as a series: its index and its values.

    Parameters
    ----------
    series : Series
    """

    def __init__(self, series: Any) -> None:
        # what the series is called
        self._name = series.name
        super().__init__(series.to_frame())

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        frame = super().joined(columns, rows)
        return frame.iloc[:, 0].rename(self._name) if frame.shape[1] == 1 else frame


class GivenValues(GivenSeries):
    """A column given as an index or an array of pandas.

    Parameters
    ----------
    values : Index or ExtensionArray
    """

    def __init__(self, values: Any) -> None:
        # what was given
        self._values = values
        super().__init__(pd.Series(values, name=getattr(values, "name", None)))

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        series = super().joined(columns, rows)
        if not isinstance(series, pd.Series):
            return series
        return pd.Index(series) if isinstance(self._values, pd.Index) else series.array


def given_frame(data: Any) -> Given:
    """Return a frame, a series, an index or an array, taken apart.

    Raises
    ------
    TypeError
        When it is something else of pandas.
    """
    if isinstance(data, pd.DataFrame):
        return GivenFrame(data)
    if isinstance(data, pd.Series):
        return GivenSeries(data)
    is_index = isinstance(data, pd.Index) and data.nlevels == 1
    if is_index or isinstance(data, pd.api.extensions.ExtensionArray):
        return GivenValues(data)
    raise TypeError(f"data of pandas must be a DataFrame or a Series, not {type(data).__name__}")
