"""Columns of dates, times and durations."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from pgwidgets.model.tables import times
from pgwidgets.model.tables.value_type import ValueType, shorten


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
