"""Dates, times and durations that Python has no value for, as libraries may have them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from pgwidgets.model.tables.times import TICKS, fraction_text

EPOCH = date(1970, 1, 1)

DAYS = 146_097
"""So many days are 400 years, after which the calendar repeats itself."""

SECONDS = 86_400
"""So many are a day."""


class Far(str):
    """What is too far away for Python, as a text; its library has it.

    Attributes
    ----------
    ticks : int
        Counted in the units of its column.
    kind : float
        Where it is among all values: the number of its kind in
        :func:`~pgwidgets.model.tables.sorting.sort_key`, a bit less or a bit more.
    """

    __slots__ = ("kind", "ticks")

    ticks: int
    kind: float

    @classmethod
    def of(cls, text: str, ticks: int, kind: int) -> Self:
        """Return what so many ticks are, whose text is known."""
        far = cls(text)
        far.ticks = ticks
        far.kind = kind + (0.1 if ticks > 0 else -0.1)
        return far

    @property
    def key(self) -> tuple[Any, ...]:
        """What it is compared by."""
        return (self.kind, self.ticks)


def far_date(days: int) -> Far:
    """Return the date that is so many days after the beginning of 1970.

    Examples
    --------
    >>> far_date(10_000_000)
    '29349-01-26'
    """
    return Far.of(_date_text(days), days, 2)


def far_moment(ticks: int, unit: str, *, zoned: bool) -> Far:
    """Return what is so many ticks after the beginning of 1970; of one with a zone, in UTC."""
    days, rest = divmod(ticks, SECONDS * TICKS[unit])
    text = f"{_date_text(days)} {_clock_text(rest, unit)}"
    return Far.of(f"{text}+00:00" if zoned else text, ticks, 4 if zoned else 3)


def far_duration(ticks: int, unit: str) -> Far:
    """Return the duration of so many ticks."""
    days, rest = divmod(abs(ticks), SECONDS * TICKS[unit])
    sign = "-" if ticks < 0 else ""
    return Far.of(f"{sign}{days} d {_clock_text(rest, unit)}", ticks, 5)


def _date_text(days: int) -> str:
    cycles, day = divmod(days, DAYS)
    near = EPOCH + timedelta(days=day)
    year = near.year + 400 * cycles
    written = f"{year:04}" if year >= 0 else f"-{-year:04}"
    return f"{written}-{near.month:02}-{near.day:02}"


def _clock_text(ticks: int, unit: str) -> str:
    seconds, rest = divmod(ticks, TICKS[unit])
    fine = fraction_text(rest * (10**9 // TICKS[unit]))
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{fine}"


def days_of(dates: Iterable[Any]) -> list[int | None]:
    """Return how many days after the beginning of 1970 some dates are."""
    return [
        None if day is None else day.ticks if isinstance(day, Far) else (day - EPOCH).days
        for day in dates
    ]
