"""What the values of pandas' own arrays are."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd

from pgwidgets.model.tables import times
from pgwidgets.model.tables.cells import is_missing
from pgwidgets.model.tables.numpy_types import type_of_array
from pgwidgets.model.tables.time_types import Duration, Moment
from pgwidgets.model.tables.types import Anything, Choice, Opaque, Text
from pgwidgets.model.tables.value_type import ValueType, shorten


def type_of_pandas(dtype: Any) -> ValueType:
    """Return what the values of an array of pandas are."""
    if isinstance(dtype, pd.CategoricalDtype):
        return Choice(dtype.categories, type_of_categories(dtype.categories))
    if isinstance(dtype, pd.PeriodDtype):
        return Period(dtype)
    if isinstance(dtype, pd.ArrowDtype):
        return type_in_arrow(dtype.pyarrow_dtype)
    if dtype.kind in "mM":
        unit = np.datetime_data(dtype.base)[0]
        return PandasMoment(unit, dtype) if dtype.kind == "M" else PandasDuration(unit)
    known = getattr(dtype, "numpy_dtype", None)
    if known is not None:
        return type_of_array(known)
    return Text() if isinstance(dtype, pd.StringDtype) else Opaque()


def type_in_arrow(arrow: Any) -> ValueType:
    """Return what the values of an array of Arrow's are, in which pandas has its times."""
    found: ValueType = import_module("pgwidgets.model.tables.arrow_types").type_of_arrow(arrow)
    if isinstance(found, Moment):
        return PandasMoment(found.unit, pd.Timestamp(0, tz=arrow.tz))
    return PandasDuration(found.unit) if isinstance(found, Duration) else found


def type_of_categories(categories: Any) -> ValueType:
    """Return what categories are."""
    dtype = categories.dtype
    if isinstance(dtype, np.dtype) and dtype.kind in "biuf":
        return type_of_array(dtype)
    found = Opaque() if dtype.kind == "O" and dtype.name == "object" else type_of_pandas(dtype)
    if not isinstance(found, Opaque):
        return found
    is_text = all(isinstance(category, str) for category in categories)
    return Text() if is_text else Anything()


class PandasMoment(Moment):
    """A date and time of pandas.

    Parameters
    ----------
    unit : str
    zoned : object
        What has the time zone, if there is one.
    """

    def __init__(self, unit: str, zoned: Any) -> None:
        super().__init__(unit, getattr(zoned, "tz", None))

    def check(self, value: Any) -> Any:
        return super().check(pd.Timestamp(value) if isinstance(value, np.datetime64) else value)

    def fit(self, moment: datetime, given: object) -> Any:
        is_stamp = isinstance(moment, pd.Timestamp) or not times.nanosecond_of(moment)
        stamp = pd.Timestamp(moment if is_stamp else times.moment_text(moment))
        if stamp.tzinfo is not None and self.zone is None:
            raise ValueError(f"must be {self.expected}, not {shorten(given)}")
        if self.zone is not None:
            stamp = self.local(stamp)
        try:
            return stamp.as_unit(self.unit, round_ok=False)
        except ValueError:
            raise ValueError(f"must be {self.expected}, not {shorten(given)}") from None

    def local(self, stamp: pd.Timestamp) -> pd.Timestamp:
        """Return a moment as the clocks of the column's zone show it."""
        if stamp.tzinfo is not None:
            return stamp.tz_convert(self.zone)
        try:
            # of the hour that comes twice in autumn the first
            return stamp.tz_localize(self.zone, ambiguous=True)
        except ValueError:
            raise self.never(stamp) from None


class PandasDuration(Duration):
    """A duration of pandas."""

    def check(self, value: Any) -> Any:
        return super().check(pd.Timedelta(value) if isinstance(value, np.timedelta64) else value)

    def fit(self, duration: timedelta, given: object) -> Any:
        exact = super().fit(duration, given)
        return pd.Timedelta(times.duration_ticks(exact, self.unit), self.unit).as_unit(self.unit)


class Period(ValueType):
    """A span of time, such as a month.

    Parameters
    ----------
    dtype : PeriodDtype
    """

    def __init__(self, dtype: Any) -> None:
        self.dtype = dtype

    @property
    def expected(self) -> str:
        return f"a span of time, as {pd.Period('2026-12-31 23:59:59', self.dtype.freq)}"

    def text(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> Any:
        try:
            read = pd.Period(text.strip(), self.dtype.freq)
        except (ValueError, OverflowError):
            raise self.unreadable(text) from None
        if is_missing(read):
            raise self.unreadable(text)
        return read

    def check(self, value: Any) -> Any:
        if not isinstance(value, pd.Period) or value.freq != self.dtype.freq:
            raise self.wrong(value)
        return value
