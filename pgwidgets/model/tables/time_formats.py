"""Dates, times and durations as texts in the form that a program wants."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from pgwidgets.model.tables import number_formats, times
from pgwidgets.model.tables.real import comparable, is_real, is_span

DIRECTIVE = re.compile(r"%(-?)(.?)", re.DOTALL)
"""What stands for a part of a date or a time."""

DIRECTIVES = frozenset("aAwdbBmyYHIpMSfzZjUWcxXGuV%")
"""Those that Python knows everywhere."""

UNITS = {
    "d": 86400 * 10**9,
    "h": 3600 * 10**9,
    "min": 60 * 10**9,
    "s": 10**9,
    "ms": 10**6,
    "us": 10**3,
}
"""In which a duration can be counted, in ns."""


def is_pattern(pattern: str) -> bool:
    """Return whether a pattern is one of dates and times, rather than of numbers."""
    return re.search(r"%-?[A-Za-z]", pattern) is not None


def unknown_directive(pattern: str) -> str | None:
    """Return what in a pattern stands for nothing."""
    for found in DIRECTIVE.finditer(pattern):
        if found[2] not in DIRECTIVES or not found[2]:
            return found[0]
    return None


def pattern_text(value: Any, pattern: str) -> str | None:
    """Return a date or a time in a pattern; None if it is none that Python has."""
    if type(value).__name__ == "datetime64":
        value = value.astype("M8[us]").item()
    if isinstance(value, date | time | datetime):
        return value.strftime(pattern)
    # such as a span of time of pandas
    strftime = getattr(value, "strftime", None)
    return str(strftime(pattern)) if callable(strftime) else None


def nanoseconds_of(value: Any) -> int | None:
    """Return how long a duration is, or a number of seconds; None if it is neither."""
    if isinstance(value, timedelta):
        return times.duration_ticks(value, "ns")
    if is_span(value):
        return int(value.astype("m8[ns]").astype("i8"))
    if is_real(value):
        exact = comparable(value)
        exact = Decimal(repr(exact) if isinstance(exact, float) else exact)
        return int(exact.scaleb(9).to_integral_value()) if exact.is_finite() else None
    return None


def duration_text(nanoseconds: int, form: str, decimals: int | None) -> str:
    """Return a duration on a clock, with as many hours as it has, or in a unit.

    Examples
    --------
    >>> duration_text(93784 * 10**9, "clock", None), duration_text(93784 * 10**9, "h", 1)
    ('26:03:04', '26.1 h')
    """
    if form != "clock":
        exact = number_formats.EXACT.divide(Decimal(nanoseconds), Decimal(UNITS[form]))
        text = format(exact, f"z.{6 if decimals is None else decimals}f")
        if decimals is None and "." in text:
            text = text.rstrip("0").rstrip(".")
        return f"{text} {form}"
    unit = 10 ** (9 - min(decimals, 9)) if decimals is not None else 1
    ticks = round(Decimal(abs(nanoseconds)) / unit) * unit
    seconds, fine = divmod(ticks, 10**9)
    fraction = times.fraction_text(fine) if decimals is None else f".{fine:09}"[: decimals + 1]
    sign = "-" if nanoseconds < 0 and ticks else ""
    clock = f"{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{sign}{seconds // 3600}:{clock}{fraction if decimals != 0 else ''}"
