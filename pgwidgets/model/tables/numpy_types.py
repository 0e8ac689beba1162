"""What the values of NumPy's arrays are."""

from __future__ import annotations

import ast
from datetime import timedelta
from typing import Any

import numpy as np

from pgwidgets.model.tables import times
from pgwidgets.model.tables.cells import Cell
from pgwidgets.model.tables.number_types import Float, Integer
from pgwidgets.model.tables.time_types import Duration, Moment
from pgwidgets.model.tables.types import Boolean, Opaque, Text, own_text
from pgwidgets.model.tables.value_type import Kind, ValueType, shorten


def type_of_array(dtype: Any, shape: tuple[int, ...] = ()) -> ValueType:
    """Return what the values of an array are, each of which may be an array itself."""
    if shape:
        return ArrayType(dtype, shape)
    if dtype.kind in "iufc":
        return number_type(dtype)
    if dtype.kind in "Mm":
        return time_type(dtype)
    found = {"b": Boolean(), "T": Text(), "U": FixedText(dtype.itemsize // 4)}
    found["S"] = FixedBytes(dtype.itemsize)
    return found.get(dtype.kind) or Opaque()


def number_type(dtype: Any) -> ValueType:
    """Return what an array's numbers are."""
    if dtype.kind in "iu":
        bounds = np.iinfo(dtype)
        return Integer(int(bounds.min), int(bounds.max))
    if dtype.kind == "f" and dtype.itemsize <= 8:
        return Float(dtype.itemsize * 8)
    return WideNumber(dtype)


def time_type(dtype: Any) -> ValueType:
    """Return what an array's dates and times, or durations, are."""
    unit, count = np.datetime_data(dtype)
    if count == 1 and unit in times.TICKS:
        return NumpyMoment(unit) if dtype.kind == "M" else NumpyDuration(unit)
    return CoarseTime(dtype)


class WideNumber(ValueType):
    """A number of more than 64 bits, or a complex one.

    Parameters
    ----------
    dtype : dtype
    """

    kind: Kind = "float"

    def __init__(self, dtype: Any) -> None:
        self.dtype = dtype

    @property
    def expected(self) -> str:
        return "a number, as 1+2j" if self.dtype.kind == "c" else "a number"

    def text(self, value: Any) -> str:
        return str(value).removeprefix("(").removesuffix(")")

    def read(self, text: str) -> Any:
        try:
            return self.dtype.type(text.strip().replace(" ", ""))
        except ValueError:
            raise self.unreadable(text) from None

    def check(self, value: Any) -> Any:
        try:
            return self.dtype.type(value)
        except (TypeError, ValueError):
            raise self.wrong(value) from None


class FixedText(Text):
    """A text of no more than some characters.

    Parameters
    ----------
    length : int
    """

    def __init__(self, length: int) -> None:
        self.length = length

    @property
    def expected(self) -> str:  # type: ignore[override]
        return f"a text of at most {self.length} characters"

    def read(self, text: str) -> str:
        # those at its end are how shorter ones are filled up
        if len(text) > self.length or text.endswith("\0"):
            raise self.unreadable(text)
        return text

    def check(self, value: Any) -> str:
        return self.read(super().check(value))


class FixedBytes(ValueType):
    """A text that is kept as bytes, of which there are no more than some.

    Parameters
    ----------
    length : int
    """

    kind: Kind = "string"

    def __init__(self, length: int) -> None:
        self.length = length

    @property
    def expected(self) -> str:
        return f"a text of at most {self.length} bytes"

    def text(self, value: Any) -> str:
        return bytes(value).decode("utf-8", "backslashreplace")

    def read(self, text: str) -> bytes:
        return self.check(text.encode("utf-8", "replace"))

    def check(self, value: Any) -> bytes:
        if not isinstance(value, bytes):
            raise self.wrong(value)
        if len(value) > self.length or value.endswith(b"\0"):
            raise ValueError(f"must be {self.expected}, not {shorten(value)}")
        return value


class NumpyMoment(Moment):
    """A date and time of NumPy's."""

    def text(self, value: Any) -> str:
        return times_text(value)

    def read(self, text: str) -> Any:
        return self.converted(super().read(text))

    def check(self, value: Any) -> Any:
        if isinstance(value, np.datetime64):
            exact = value.astype(f"M8[{self.unit}]")
            if exact != value:
                raise ValueError(f"must be {self.expected}, not {value}")
            return exact
        return self.converted(super().check(value))

    def converted(self, moment: Any) -> Any:
        """Return a moment of Python's as NumPy has it."""
        ticks = times.ticks_of(moment, self.unit)
        if abs(ticks) >= 2**63:
            raise ValueError(f"must be {self.expected}, in the years from 1678 to 2261")
        return np.array(ticks, f"M8[{self.unit}]")[()]


class NumpyDuration(Duration):
    """A duration of NumPy's."""

    def text(self, value: Any) -> str:
        try:
            return times.duration_text(times.duration_at(int(value.astype("i8")), self.unit))
        except OverflowError:
            return str(value)

    def read(self, text: str) -> Any:
        return self.converted(super().read(text))

    def check(self, value: Any) -> Any:
        if isinstance(value, np.timedelta64):
            exact = value.astype(f"m8[{self.unit}]")
            if exact != value:
                raise ValueError(f"must be a multiple of 1 {self.unit}, not {value}")
            return exact
        return self.converted(super().check(value))

    def converted(self, duration: timedelta) -> Any:
        """Return a duration of Python's as NumPy has it."""
        ticks = times.duration_ticks(duration, self.unit)
        if abs(ticks) >= 2**63:
            raise ValueError(f"must be {self.expected}, of less than 292 years")
        return np.array(ticks, f"m8[{self.unit}]")[()]


class CoarseTime(ValueType):
    """A date, a month, or a number of them: of units that are no fraction of a second.

    Parameters
    ----------
    dtype : dtype
    """

    def __init__(self, dtype: Any) -> None:
        self.dtype = dtype
        is_date = np.datetime_data(dtype) == ("D", 1)
        self.kind = "timedelta" if dtype.kind == "m" else "date" if is_date else "datetime"

    @property
    def expected(self) -> str:
        if self.dtype.kind == "m":
            return f"a whole number of {_UNITS.get(np.datetime_data(self.dtype)[0], 'units')}"
        return f"a date, as {np.datetime64('2026-12-31T23:59').astype(self.dtype)}"

    def text(self, value: Any) -> str:
        return times_text(value) if self.dtype.kind == "M" else str(value)

    def read(self, text: str) -> Any:
        try:
            if self.dtype.kind == "m":
                return np.array(int(text.split(maxsplit=1)[0]), self.dtype)[()]
            # NumPy knows texts for now and today, and takes any number for a year
            written = text.strip().replace(" ", "T")
            if not written[:4].isdigit() or written.count("-") < self.expected.count("-"):
                raise self.unreadable(text)
            return self.check(np.datetime64(written))
        except (ValueError, IndexError, TypeError, OverflowError):
            raise self.unreadable(text) from None

    def check(self, value: Any) -> Any:
        of_numpy = np.timedelta64 if self.dtype.kind == "m" else np.datetime64
        try:
            given = value if isinstance(value, of_numpy) else of_numpy(value)
            exact = given.astype(self.dtype)
        except (TypeError, ValueError):
            raise self.wrong(value) from None
        if exact != given:
            raise ValueError(f"must be {self.expected}, not {value}")
        return exact


_UNITS = {
    "Y": "years",
    "M": "months",
    "W": "weeks",
    "D": "days",
    "h": "hours",
    "m": "minutes",
    "ps": "picoseconds",
    "fs": "femtoseconds",
    "as": "attoseconds",
}


def times_text(value: Any) -> str:
    """Return a date and time of NumPy's, with as few groups of three digits as it takes."""
    whole, _, fraction = str(value).replace("T", " ").partition(".")
    while fraction.endswith("000"):
        fraction = fraction[:-3]
    return f"{whole}.{fraction}" if fraction else whole


class ArrayType(ValueType):
    """An array in each cell.

    Parameters
    ----------
    dtype : dtype
    shape : tuple of int
    """

    def __init__(self, dtype: Any, shape: tuple[int, ...]) -> None:
        self.dtype = dtype
        self.shape = shape

    @property
    def expected(self) -> str:
        size = " of ".join(map(str, self.shape))
        return f"a list of {size} values, as {shorten(np.zeros(self.shape, self.dtype).tolist())}"

    def cell(self, value: Any) -> Cell:
        return self.text(value)

    def text(self, value: Any) -> str:
        return own_text(np.asarray(value).tolist())

    def read(self, text: str) -> Any:
        try:
            return self.check(ast.literal_eval(text.strip()))
        except (TypeError, ValueError, SyntaxError, MemoryError, RecursionError):
            raise self.unreadable(text) from None

    def check(self, value: Any) -> Any:
        try:
            made = np.array(value, self.dtype)
        except (TypeError, ValueError, OverflowError):
            raise self.wrong(value) from None
        if made.shape != self.shape:
            raise self.wrong(value)
        return made
