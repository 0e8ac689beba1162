"""Numbers as texts and back, the same everywhere."""

from __future__ import annotations

import math
import struct
import sys
from decimal import Decimal, InvalidOperation

_PACKED = {16: "<e", 32: "<f"}
"""The forms of :mod:`struct` for floats of so many bits."""

_ENOUGH = {16: 5, 32: 9, 64: 17}
"""How many digits tell any two floats of so many bits apart."""

_READABLE = {16: 3, 32: 6, 64: 15}
"""How many digits any such float has in common with what was written to make it."""

LARGEST = {16: 65504.0, 32: 3.4028234663852886e38, 64: 1.7976931348623157e308}
"""The largest finite float of so many bits."""


def float_text(number: float, bits: int = 64) -> str:
    """Return a float as it reads well: without the digits that only its binary form has.

    Examples
    --------
    >>> float_text(0.1 + 0.2), float_text(1e22), float_text(100.0)
    ('0.3', '1e+22', '100.0')
    """
    if not math.isfinite(number):
        return exact_float_text(number, bits)
    return repr(float(format(number, f".{_READABLE[bits]}g")))


def exact_float_text(number: float, bits: int = 64) -> str:
    """Return the shortest text that is read as the same float of so many bits.

    Examples
    --------
    >>> exact_float_text(0.1 + 0.2), exact_float_text(0.10000000149011612, 32)
    ('0.30000000000000004', '0.1')
    """
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "inf" if number > 0 else "-inf"
    if bits == 64:
        return repr(number)
    for digits in range(_READABLE[bits], _ENOUGH[bits]):
        short = float(format(number, f".{digits}g"))
        if abs(short) <= LARGEST[bits] and rounded(short, bits) == number:
            return repr(short)
    return repr(float(format(number, f".{_ENOUGH[bits]}g")))


def exact_float_texts(numbers: list[float], bits: int = 64) -> list[str]:
    """Return the same of many floats, none of which is no number.

    Examples
    --------
    >>> exact_float_texts([0.1 + 0.2, 5.0])
    ['0.30000000000000004', '5.0']
    """
    if bits == 64:
        # also of infinite ones
        return list(map(repr, numbers))
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return [exact_float_text(number, bits) for number in numbers]
    texts = [""] * len(numbers)
    left = numpy.arange(len(numbers))
    exact = numpy.array(numbers)
    for digits in range(_READABLE[bits], _ENOUGH[bits]):
        shorts = numpy.array([float(f"{numbers[place]:.{digits}g}") for place in left])
        with numpy.errstate(over="ignore"):
            is_same = shorts.astype(f"f{bits // 8}") == exact[left]
        is_same &= numpy.abs(shorts) <= LARGEST[bits]
        for place, short in zip(left[is_same], shorts[is_same].tolist(), strict=True):
            texts[place] = repr(short)
        left = left[~is_same]
    for place in left:
        texts[place] = exact_float_text(numbers[place], bits)
    return texts


def rounded(number: float, bits: int) -> float:
    """Return the float of so many bits that is nearest to another."""
    if bits == 64 or not math.isfinite(number):
        return number
    try:
        nearest: float = struct.unpack(_PACKED[bits], struct.pack(_PACKED[bits], number))[0]
    except OverflowError:
        return math.copysign(math.inf, number)
    return nearest


def integer_text(number: int) -> str:
    """Return all digits of an integer, or how many there are if Python refuses to write them."""
    try:
        return str(number)
    except ValueError:
        return f"an integer of {number.bit_length()} bits"


def decimal_text(number: Decimal) -> str:
    """Return a decimal number without an exponent, unless that would be long."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or not -30 <= exponent <= 0:
        return str(number)
    return format(number, "f")


def plain(text: str) -> str:
    """Return a number's text with what looks like a minus, or infinite, as Python writes them."""
    return text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{INFINITY}", "inf")


def read_integer(text: str) -> int | None:
    """Return the whole number that a text is, also if it is written as 3.0 or 1e3."""
    text = plain(text)
    try:
        return int(text)
    except ValueError:
        number = read_decimal(text)
    if number is None or not number.is_finite() or number.adjusted() > 400:
        return None
    return int(number) if number == number.to_integral_value() else None


def read_float(text: str) -> float | None:
    """Return the float that a text is; None if it is none, or too large for one."""
    text = plain(text)
    try:
        number = float(text)
    except ValueError:
        return None
    return None if math.isinf(number) and "inf" not in text.lower() else number


def read_decimal(text: str) -> Decimal | None:
    """Return the decimal number that a text is."""
    try:
        return Decimal(plain(text))
    except InvalidOperation:
        return None
