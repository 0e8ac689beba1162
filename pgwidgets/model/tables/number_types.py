"""Columns of numbers."""

from __future__ import annotations

import numbers
from contextlib import suppress
from decimal import Decimal
from typing import Any

from pgwidgets.model.tables import numbers as number_texts
from pgwidgets.model.tables.cells import Cell, text_cell
from pgwidgets.model.tables.real import is_real
from pgwidgets.model.tables.value_type import ValueType, shorten


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

    def exact(self, values: list[Any]) -> list[str]:
        if set(map(type, values)) <= {int}:
            # of one that is very long it says how long
            with suppress(ValueError):
                return list(map(str, values))
        return super().exact(values)

    def read(self, text: str) -> int:
        number = number_texts.read_integer(text)
        if number is None:
            raise ValueError(f"must be a whole number, not {shorten(text)}")
        if not self.holds(number):
            raise self.unreadable(text)
        return number

    def check(self, value: Any) -> int:
        if isinstance(value, bool) or not is_real(value):
            raise self.wrong(value)
        try:
            number = int(value)
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

    def exact(self, values: list[Any]) -> list[str]:
        return number_texts.exact_float_texts(list(map(float, values)), self.bits)

    def read(self, text: str) -> float:
        number = number_texts.read_float(text)
        if number is None or self.is_beyond(number):
            raise self.unreadable(text)
        return number_texts.rounded(number, self.bits)

    def check(self, value: Any) -> float:
        if isinstance(value, bool) or not is_real(value):
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

    def exact(self, values: list[Any]) -> list[str]:
        return list(map(self.text, values))

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
        if isinstance(value, bool) or not is_real(value):
            raise self.wrong(value)
        number = _decimal(value)
        if number is None or not self.holds(number):
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


def _decimal(value: Any) -> Decimal | None:
    """Return a number as a decimal one; None if it is none, as a third is not."""
    if isinstance(value, Decimal | int):
        return Decimal(value)
    with suppress(ArithmeticError):
        # not all digits of a short float
        return Decimal(str(value))
    return None
