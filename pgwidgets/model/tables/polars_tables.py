"""Tables given as frames and series of polars, and their columns."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.far import Far, days_of
from pgwidgets.model.tables.gathered import GatheredColumn
from pgwidgets.model.tables.given import Given
from pgwidgets.model.tables.lists import ListColumn
from pgwidgets.model.tables.number_types import DecimalNumber, Float, Integer
from pgwidgets.model.tables.pausing import Pause, no_pause
from pgwidgets.model.tables.sorting import Rows, array_rows, picked
from pgwidgets.model.tables.time_types import Date, Duration, Moment, Time
from pgwidgets.model.tables.times import zone_called
from pgwidgets.model.tables.types import Boolean, Choice, Literally, Opaque, Text
from pgwidgets.model.tables.value_type import ValueType, shorten


def type_of_polars(dtype: Any) -> ValueType:
    """Return what the values of a series are."""
    if dtype.is_integer():
        return integer_type(dtype)
    if dtype.is_float():
        return Float(int(str(dtype).lstrip("Float")))
    for kind, make in _TYPES.items():
        if isinstance(dtype, kind):
            return make(dtype)
    return Opaque()


def integer_type(dtype: Any) -> Integer:
    """Return what whole numbers are."""
    half = 2 ** (int(str(dtype).lstrip("UInt")) - 1)
    return Integer(-half, half - 1) if dtype.is_signed_integer() else Integer(0, 2 * half - 1)


def moment_type(dtype: Any) -> Moment:
    """Return what dates and times are."""
    return Moment(dtype.time_unit, zone_called(dtype.time_zone) if dtype.time_zone else None)


_TYPES: dict[Any, Callable[[Any], ValueType]] = {
    pl.Datetime: moment_type,
    pl.Duration: lambda dtype: Duration(dtype.time_unit),
    pl.Decimal: lambda dtype: DecimalNumber(dtype.precision or 38, dtype.scale),
    pl.Enum: lambda dtype: Choice(dtype.categories.to_list(), Text()),
    pl.Boolean: lambda _: Boolean(),
    pl.String: lambda _: Text(),
    pl.Categorical: lambda _: Text(),
    pl.Date: lambda _: Date(),
    pl.Time: lambda _: Time(),
    pl.List: lambda _: Literally(list),
    pl.Array: lambda _: Literally(list),
    pl.Struct: lambda _: Literally(dict),
    pl.Binary: lambda _: Literally(bytes),
}


class PolarsColumn(GatheredColumn):
    """The values of a series.

    Parameters
    ----------
    key, label, source_key : str, str, object
    values : Series
    """

    def __init__(self, key: str, label: str, source_key: object, values: Any) -> None:
        # what was given
        self._values = values
        super().__init__(key, label, source_key, type_of_polars(values.dtype))

    def __len__(self) -> int:
        return len(self._values)

    def own(self, value: Any) -> Any:
        if not isinstance(self.type, Literally | Opaque):
            return value
        try:
            self.array_of([value])
        except Exception:  # noqa: BLE001 - polars panics, too, and says nothing of what it raises
            kind = f"polars' {self._values.dtype}"
            raise ValueError(f"must be a value of {kind}, not {shorten(value)}") from None
        return value

    def gathered(self, places: Sequence[int | None], values: Sequence[Any]) -> Any:
        source = self._values
        if values:
            source = pl.concat([source, self.array_of(values)])
        if isinstance(places, range) and places.step == 1:
            return source[places.start : places.stop]
        return source.gather(row_series(places))

    def array_of(self, values: Sequence[Any]) -> Any:
        """Return values that the column can hold as a series of its type."""
        name, dtype = self._values.name, self._values.dtype
        if isinstance(dtype, pl.Datetime):
            counted = pl.Series(name, self.raw(values), pl.Int64)
            moments = counted.cast(pl.Datetime(dtype.time_unit))
            if dtype.time_zone is None:
                return moments
            return moments.dt.replace_time_zone("UTC").dt.convert_time_zone(dtype.time_zone)
        if isinstance(dtype, pl.Duration):
            return pl.Series(name, self.raw(values), pl.Int64).cast(dtype)
        if isinstance(dtype, pl.Date) and any(isinstance(value, Far) for value in values):
            return pl.Series(name, days_of(values), pl.Int32).cast(dtype)
        return pl.Series(name, values, dtype)

    def numbers(self, gathered: Any) -> Any:
        return gathered.drop_nulls().to_numpy()

    def listed(self, gathered: Any) -> list[Any]:
        return list(gathered.to_list())

    def ticks(self, gathered: Any) -> list[int | None]:
        return list(gathered.to_physical().to_list())

    def days(self, gathered: Any) -> list[int | None]:
        return self.ticks(gathered)

    def order(self, rows: Rows, *, ascending: bool = True, pause: Pause = no_pause) -> array[int]:
        dtype = self._values.dtype
        if not (
            dtype.is_numeric() or dtype.is_temporal() or isinstance(dtype, pl.Boolean | pl.Enum)
        ):
            return super().order(rows, ascending=ascending, pause=pause)
        taken = self.taken(rows)
        if dtype.is_float():
            taken = taken.fill_nan(None)
        if isinstance(dtype, pl.Enum):
            taken = taken.to_physical()
        frame = pl.DataFrame({"value": taken})
        by = pl.arg_sort_by("value", descending=not ascending, nulls_last=True, maintain_order=True)
        places = frame.select(by.cast(pl.Int64)).to_series()
        if "numpy" in sys.modules:
            return array_rows(rows, places.to_numpy())
        return picked(rows, places.to_list())

    def compared(self, rows: Rows) -> tuple[Any, Any] | None:
        dtype = self._values.dtype
        is_small = dtype.is_integer() and not isinstance(dtype, pl.Int128 | pl.UInt128)
        if "numpy" not in sys.modules or not (is_small or dtype.is_float()):
            return None
        taken = self.taken(rows)
        if dtype.is_float():
            taken = taken.fill_nan(None)
        return taken.fill_null(0).to_numpy(), taken.is_null().to_numpy()

    def key_of(self, value: Any) -> tuple[Any, ...]:
        if isinstance(self.type, Choice):
            choices = self.type.choices
            assert isinstance(choices, list)
            return (0, choices.index(value))
        return super().key_of(value)


def row_series(rows: Sequence[int | None]) -> Any:
    """Return rows as a series, without a copy where that can be."""
    if isinstance(rows, array) and "numpy" in sys.modules:
        return pl.Series(
            sys.modules["numpy"].frombuffer(rows, "i8") if rows else [], dtype=pl.Int64
        )
    return pl.Series(rows, dtype=pl.Int64)


class GivenPolars(Given):
    """A table given as a frame of polars.

    Parameters
    ----------
    frame : DataFrame
    """

    def __init__(self, frame: Any) -> None:
        self.count = frame.height
        # how columns of Python's own objects are made again
        self._objects = {name for name, dtype in frame.schema.items() if dtype == pl.Object}
        self.columns = [
            ListColumn(series.name, series.name, series.name, series.to_list())
            if series.name in self._objects
            else PolarsColumn(series.name, series.name, series.name, series)
            for series in frame.get_columns()
        ]

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        return pl.DataFrame([self._series(column, rows) for column in columns])

    def _series(self, column: Column, rows: Rows) -> Any:
        """Return the values of any column as a series."""
        taken = column.taken(rows)
        if not isinstance(taken, list):
            return taken
        name = str(column.source_key)
        values = [None if value is ABSENT else value for value in taken]
        if name in self._objects:
            return pl.Series(name, values, pl.Object)
        return pl.Series(name, values, strict=False)


class GivenPolarsSeries(GivenPolars):
    """A table given as a series of polars."""

    def __init__(self, series: Any) -> None:
        # what the series is called
        self._name = series.name
        super().__init__(series.to_frame())

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        frame = super().joined(columns, rows)
        return frame.to_series().alias(self._name) if frame.width == 1 else frame


def given_polars(data: Any) -> Given:
    """Return a frame or a series of polars, taken apart.

    Raises
    ------
    TypeError
        When it is something else of polars.
    """
    if isinstance(data, pl.DataFrame):
        return GivenPolars(data)
    if isinstance(data, pl.Series):
        return GivenPolarsSeries(data)
    if isinstance(data, pl.LazyFrame):
        raise TypeError("data of polars must be collected: call collect() of the LazyFrame first")
    raise TypeError(f"data of polars must be a DataFrame or a Series, not {type(data).__name__}")
