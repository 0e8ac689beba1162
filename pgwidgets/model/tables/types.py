"""What the values of a column may be: how each is shown, read from a user's text, and checked.

A message of a refusal continues "… must be", as those of :mod:`pgwidgets.catalog.types` do.
"""

from __future__ import annotations

import ast
import numbers
from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pgwidgets.errors import closest
from pgwidgets.model.tables import numbers as number_texts
from pgwidgets.model.tables import times
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
    text = repr(value)
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


class Text(ValueType):
    """Any text."""

    kind: Kind = "string"
    expected = "a text"

    def text(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> str:
        return text

    def check(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        raise self.wrong(value)


class Icon(Text):
    """The address of an icon."""

    kind: Kind = "icon"
    expected = "the address of an icon, a text"


class Boolean(ValueType):
    """True or False."""

    kind = "boolean"
    expected = "true or false"
    words: ClassVar = {
        "true": True,
        "yes": True,
        "1": True,
        "false": False,
        "no": False,
        "0": False,
    }

    def cell(self, value: Any) -> Cell:
        return bool(value)

    def text(self, value: Any) -> str:
        return "true" if value else "false"

    def read(self, text: str) -> bool:
        word = self.words.get(text.strip().lower())
        if word is None:
            raise self.unreadable(text)
        return word

    def check(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        dtype_kind = getattr(getattr(value, "dtype", None), "kind", None)
        if dtype_kind == "b" or (isinstance(value, numbers.Integral) and value in {0, 1}):
            return bool(value)
        raise self.wrong(value)


class Integer(ValueType):
    """A whole number, perhaps within bounds.

    Parameters
    ----------
    low, high : int or None
        The bounds, both included.
    """

    kind = "integer"

    def __init__(self, low: int | None = None, high: int | None = None) -> None:
        self.low = low
        self.high = high

    @property
    def expected(self) -> str:
        if self.low is None or self.high is None:
            return "a whole number"
        return f"a whole number from {self.low} to {self.high}"

    def text(self, value: Any) -> str:
        return number_texts.integer_text(int(value))

    def read(self, text: str) -> int:
        number = number_texts.read_integer(text)
        if number is None:
            raise ValueError(f"must be a whole number, not {shorten(text)}")
        if not self.holds(number):
            raise self.unreadable(text)
        return number

    def check(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, numbers.Real | Decimal):
            raise self.wrong(value)
        try:
            number = int(value)  # type: ignore[arg-type] # all real numbers there are have it
        except (OverflowError, ValueError):
            raise ValueError(f"must be {self.expected}, not {shorten(value)}") from None
        if number != value or not self.holds(number):
            raise ValueError(f"must be {self.expected}, not {shorten(value)}")
        return number

    def holds(self, number: int) -> bool:
        """Return whether a number is within the bounds."""
        low_enough = self.high is None or number <= self.high
        return low_enough and (self.low is None or number >= self.low)


class Float(ValueType):
    """A number.

    Parameters
    ----------
    bits : int
        How long its binary form is: 16, 32 or 64.
    """

    kind = "float"

    def __init__(self, bits: int = 64) -> None:
        self.bits = bits

    @property
    def expected(self) -> str:
        if self.bits == 64:
            return "a number"
        largest = number_texts.LARGEST[self.bits]
        return f"a number from -{largest:g} to {largest:g}"

    def cell(self, value: Any) -> Cell:
        number = float(value)
        return text_cell(
            number_texts.float_text(number, self.bits),
            number_texts.exact_float_text(number, self.bits),
        )

    def text(self, value: Any) -> str:
        return number_texts.exact_float_text(float(value), self.bits)

    def read(self, text: str) -> float:
        number = number_texts.read_float(text)
        if number is None or self.is_beyond(number):
            raise self.unreadable(text)
        return number_texts.rounded(number, self.bits)

    def check(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, numbers.Real | Decimal):
            raise self.wrong(value)
        try:
            number = float(value)
        except OverflowError:
            raise ValueError(f"must be {self.expected}, not {shorten(value)}") from None
        if self.is_beyond(number):
            raise ValueError(f"must be {self.expected}, not {shorten(value)}")
        return number_texts.rounded(number, self.bits)

    def is_beyond(self, number: float) -> bool:
        """Return whether a finite number would become infinite in so few bits."""
        as_kept = number_texts.rounded(number, self.bits)
        return abs(as_kept) == float("inf") != abs(number)


class Number(Float):
    """A number, whole where it is written so: for data that has both."""

    def cell(self, value: Any) -> Cell:
        return text_cell(self.text(value)) if isinstance(value, int) else super().cell(value)

    def text(self, value: Any) -> str:
        return number_texts.integer_text(value) if isinstance(value, int) else super().text(value)

    def read(self, text: str) -> float:
        try:
            return int(number_texts.plain(text))
        except ValueError:
            return super().read(text)

    def check(self, value: Any) -> float:
        is_whole = isinstance(value, numbers.Integral) and not isinstance(value, bool)
        return int(value) if is_whole else super().check(value)


class DecimalNumber(ValueType):
    """A decimal number, perhaps of so many digits.

    Parameters
    ----------
    precision, scale : int or None
        How many digits there are at most, and how many of them behind the point.
    """

    kind = "float"

    def __init__(self, precision: int | None = None, scale: int | None = None) -> None:
        self.precision = precision
        self.scale = scale

    @property
    def expected(self) -> str:
        if self.precision is None or self.scale is None:
            return "a decimal number"
        return (
            f"a decimal number with at most {self.precision - self.scale} digits before "
            f"and {self.scale} behind the point"
        )

    def cell(self, value: Any) -> Cell:
        return text_cell(number_texts.decimal_text(value), self.text(value))

    def text(self, value: Any) -> str:
        return number_texts.decimal_text(value)

    def read(self, text: str) -> Decimal:
        number = number_texts.read_decimal(text)
        if number is None or not self.holds(number):
            raise self.unreadable(text)
        return number

    def check(self, value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, numbers.Real | Decimal):
            raise self.wrong(value)
        number = value if isinstance(value, Decimal) else Decimal(str(value))
        if not self.holds(number):
            raise ValueError(f"must be {self.expected}, not {shorten(value)}")
        return number

    def holds(self, number: Decimal) -> bool:
        """Return whether a number has no more digits than there may be."""
        if self.precision is None or self.scale is None:
            return True
        if not number.is_finite():
            return False
        digits = number.normalize().as_tuple()
        assert isinstance(digits.exponent, int)
        behind = max(0, -digits.exponent)
        before = len(digits.digits) + digits.exponent if any(digits.digits) else 0
        return behind <= self.scale and before <= self.precision - self.scale


class Date(ValueType):
    """A date."""

    kind = "date"
    expected = "a date, as 2026-12-31"

    def text(self, value: Any) -> str:
        return times.date_text(value)

    def read(self, text: str) -> date:
        day = times.read_date(text)
        if day is None:
            raise self.unreadable(text)
        return day

    def check(self, value: Any) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(value)
        return value


class Moment(ValueType):
    """A date and time.

    Parameters
    ----------
    unit : str
        What it is exact to: ``"s"``, ``"ms"``, ``"us"`` or ``"ns"``.
    zone : tzinfo or None
        The time zone that all have.
    mixed : bool
        Whether each may have a zone of its own, or none.
    """

    kind = "datetime"

    def __init__(self, unit: str = "us", zone: tzinfo | None = None, *, mixed: bool = False):
        self.unit = unit
        self.zone = zone
        self.mixed = mixed

    @property
    def expected(self) -> str:
        words = "a date and time, as 2026-12-31 23:59:59"
        if self.mixed:
            return words
        return words + (f", in {self.zone}" if self.zone is not None else ", without a time zone")

    def text(self, value: Any) -> str:
        return times.moment_text(value)

    def read(self, text: str) -> datetime:
        moment = times.read_moment(text)
        if moment is None:
            raise self.unreadable(text)
        return self.fit(moment, text)

    def check(self, value: Any) -> datetime:
        if not isinstance(value, datetime):
            raise self.wrong(value)
        return self.fit(value, value)

    def fit(self, moment: datetime, given: object) -> datetime:
        """Return a moment in the column's zone, unless it would not be the same there."""
        is_exact = times.ticks_of(moment, "ns") % (10**9 // times.TICKS[self.unit]) == 0
        has_zone = moment.tzinfo is not None
        if not is_exact or (has_zone and self.zone is None and not self.mixed):
            raise ValueError(f"must be {self.expected}, not {shorten(given)}")
        if self.zone is None:
            return moment
        local = times.in_zone(moment, self.zone)
        if local is None:
            raise self.never(moment)
        return local

    def never(self, moment: datetime) -> ValueError:
        """Build the error for a time that no clock of the zone shows, as it is put forward."""
        return ValueError(
            f"must be a time that there is in {self.zone}: on {times.date_text(moment)} its clocks "
            f"go past {moment:%H:%M}"
        )


class Time(ValueType):
    """A time of day."""

    expected = "a time, as 23:59:59"

    def text(self, value: Any) -> str:
        return times.time_text(value)

    def read(self, text: str) -> time:
        moment = times.read_time(text)
        if moment is None:
            raise self.unreadable(text)
        return moment

    def check(self, value: Any) -> time:
        if not isinstance(value, time):
            raise self.wrong(value)
        return value


class Duration(ValueType):
    """A duration.

    Parameters
    ----------
    unit : str
        What it is exact to: ``"s"``, ``"ms"``, ``"us"`` or ``"ns"``.
    """

    kind = "timedelta"
    expected = "a duration, as 1 d 02:03:04 or 1.5 h"

    def __init__(self, unit: str = "us") -> None:
        self.unit = unit

    def text(self, value: Any) -> str:
        return times.duration_text(value)

    def read(self, text: str) -> timedelta:
        duration = times.read_duration(text)
        if duration is None:
            raise self.unreadable(text)
        return self.fit(duration, text)

    def check(self, value: Any) -> timedelta:
        if not isinstance(value, timedelta):
            raise self.wrong(value)
        return self.fit(value, value)

    def fit(self, duration: timedelta, given: object) -> timedelta:
        """Return a duration, unless it is finer than the unit."""
        if times.duration_ticks(duration, "ns") % (10**9 // times.TICKS[self.unit]):
            raise ValueError(f"must be a multiple of 1 {self.unit}, not {shorten(given)}")
        return duration


class Choice(ValueType):
    """One of some values, which are a library's categories.

    Parameters
    ----------
    choices : collection
    type : ValueType
        What these are.
    """

    def __init__(self, choices: Collection[Any], type: ValueType) -> None:  # noqa: A002
        self.choices = choices
        self.type = type
        self.kind = type.kind

    @property
    def expected(self) -> str:
        if len(self.choices) > 20:
            return f"one of the {len(self.choices)} categories of the column"
        return "one of " + ", ".join(map(repr, map(self.type.text, self.choices)))

    def cell(self, value: Any) -> Cell:
        return self.type.cell(value)

    def text(self, value: Any) -> str:
        return self.type.text(value)

    def read(self, text: str) -> Any:
        try:
            value = self.type.read(text)
        except ValueError:
            raise self.refusal(text) from None
        if value not in self.choices:
            raise self.refusal(text)
        return value

    def check(self, value: Any) -> Any:
        if value not in self.choices:
            raise self.refusal(value)
        return value

    def refusal(self, value: object) -> ValueError:
        """Build the error for what is no category, with the closest that is one."""
        near = closest(str(value), map(self.type.text, self.choices))
        ending = f"; {near}" if near.startswith("did") else ""
        return ValueError(f"must be {self.expected}, not {shorten(value)}{ending}")


class Literally(ValueType):
    """A list, a dict, or what else Python reads from its own way to write it.

    Parameters
    ----------
    python : type
        What each must be.
    """

    def __init__(self, python: type) -> None:
        self.python = python

    @property
    def expected(self) -> str:
        written = _WRITTEN.get(self.python)
        return f"a {self.python.__name__}" + (f", as {written}" if written else "")

    def text(self, value: Any) -> str:
        return own_text(value)

    def read(self, text: str) -> Any:
        try:
            value = ast.literal_eval(text.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            raise self.unreadable(text) from None
        if type(value) is not self.python:
            raise self.unreadable(text)
        return value

    def check(self, value: Any) -> Any:
        if not isinstance(value, self.python):
            raise self.wrong(value)
        return value


_WRITTEN: dict[type, str] = {list: "[1, 2]", tuple: "(1, 2)", dict: "{'a': 1}", set: "{1, 2}"}
"""An example of each."""


def own_text(value: object) -> str:
    """Return what a value's own class says that its text is, whatever that does."""
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - it is the user's class that runs
        return f"<{type(value).__name__}>"


def type_of(value: object) -> ValueType | None:
    """Return what type a Python value is of; None if no text can stand for it."""
    for python, found in _TYPES.items():
        if type(value) is python:
            return found
    for python, found in _TYPES.items():
        if isinstance(value, python):
            return found
    return _TYPES[int] if isinstance(value, numbers.Integral) else None


_TYPES: dict[type, ValueType] = {
    str: Text(),
    bool: Boolean(),
    int: Integer(),
    float: Float(),
    Decimal: DecimalNumber(),
    datetime: Moment("ns", mixed=True),
    date: Date(),
    time: Time(),
    timedelta: Duration("ns"),
    **{python: Literally(python) for python in (list, tuple, dict, set, bytes)},
}


class Anything(ValueType):
    """Values of several types, or of one that only the program knows.

    Each is shown as its own type is. A user's text becomes what was in the cell before, so
    :meth:`read` alone takes it for a text.
    """

    expected = "a value"

    def cell(self, value: Any) -> Cell:
        found = type_of(value)
        return text_cell(self.text(value)) if found is None else found.cell(value)

    def text(self, value: Any) -> str:
        found = type_of(value)
        return own_text(value) if found is None else found.text(value)

    def read(self, text: str) -> Any:
        return text

    def check(self, value: Any) -> Any:
        return value


class Opaque(Anything):
    """Values that only a program can make, such as objects of its own."""

    def read(self, text: str) -> Any:  # noqa: ARG002 - none is one
        raise ValueError("must be set by the program: no text can stand for it")
