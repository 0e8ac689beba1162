"""Numbers as texts in the form that a program wants."""

from __future__ import annotations

import numbers
from decimal import Context, Decimal
from typing import Any

from pgwidgets.model.tables import numbers as number_texts

EXACT = Context(prec=400)
"""Enough for every float there is, and to spare."""


def digits(value: Any, decimals: int | None, *, percent: bool = False) -> str:
    """Return a number with so many decimals, or with those that it has.

    Examples
    --------
    >>> digits(1234.5, 2), digits(-0.001, 2), digits(0.125, None, percent=True)
    ('1234.50', '0.00', '12.5%')
    """
    if isinstance(value, numbers.Integral):
        value = int(value)
        if decimals is None and not percent:
            return number_texts.integer_text(value)
        # as a float it would be another number
        value = Decimal(value)
    elif not isinstance(value, Decimal):
        value = float(value)
    sign = "%" if percent else ""
    if decimals is not None:
        return format(value, f"z.{decimals}{sign or 'f'}")
    if not percent:
        is_decimal = isinstance(value, Decimal)
        return number_texts.decimal_text(value) if is_decimal else number_texts.float_text(value)
    exact = value if isinstance(value, Decimal) else Decimal(number_texts.float_text(value))
    if not exact.is_finite():
        return f"{exact}%"
    return f"{_plain(exact.scaleb(2, EXACT))}%"


def _plain(number: Decimal) -> str:
    """Return a decimal number without an exponent, and without zeros at its end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(text: str, thousands: str, point: str) -> str:
    """Return a number's text with groups of three digits, and another decimal point.

    Examples
    --------
    >>> grouped("-1234567.5", ".", ","), grouped("1e+22", ",", ".")
    ('-1.234.567,5', '1e+22')
    """
    sign = "-" if text.startswith("-") else ""
    end = next(
        (at for at, it in enumerate(text) if at >= len(sign) and not it.isdecimal()), len(text)
    )
    whole, rest = text[len(sign) : end], text[end:]
    if thousands and not rest.startswith("e"):
        first = len(whole) % 3
        groups = [whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))]
        whole = thousands.join(filter(None, groups))
    if rest.startswith("."):
        rest = point + rest[1:]
    return f"{sign}{whole}{rest}"


def pattern_text(value: Any, pattern: str) -> str:
    """Return a number in a format of Python's.

    Raises
    ------
    ValueError
        When it is none of this kind of number.
    """
    if isinstance(value, numbers.Integral):
        value = int(value)
        try:
            return format(value, pattern)
        except OverflowError:
            return format(Decimal(value), pattern)
    return format(value if isinstance(value, Decimal) else float(value), pattern)
