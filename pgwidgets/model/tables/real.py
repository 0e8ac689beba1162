"""Which values are numbers, and how those of all kinds are compared."""

from __future__ import annotations

import numbers
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import Any, TypeAlias

Real: TypeAlias = int | float | Decimal
"""Numbers that can all be compared with each other."""

_EXACT = Context(prec=100, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""For fractions, which decimal numbers can't be compared with."""


def is_span(value: object) -> bool:
    """Return whether a value is a duration of NumPy's, all of which say that they are numbers."""
    return type(value).__name__ == "timedelta64"


def is_real(value: object) -> bool:
    """Return whether a value is a number that has an order, or none that stands for one."""
    return isinstance(value, numbers.Real | Decimal) and not is_span(value)


def comparable(value: Any) -> Real:
    """Return a number as one that can be compared with those of any other class."""
    if isinstance(value, float | Decimal):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Rational):
        return _EXACT.divide(Decimal(int(value.numerator)), Decimal(int(value.denominator)))
    return float(value)
