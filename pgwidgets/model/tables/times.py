"""Dates, times and durations as texts and back, down to nanoseconds, in their own time zone."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - what is counted from it has no zone, or UTC's

TICKS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
"""How many of a unit are one second."""


class FineDatetime(datetime):
    """A date and time with nanoseconds, for libraries that have them, but no class for them.

    Attributes
    ----------
    nanosecond : int
        From 0 to 999.
    """

    nanosecond: int = 0

    @classmethod
    def of(cls, moment: datetime, nanosecond: int) -> Self:
        """Return a date and time with so many nanoseconds more."""
        fine = cls(
            moment.year,
            moment.month,
            moment.day,
            moment.hour,
            moment.minute,
            moment.second,
            moment.microsecond,
            moment.tzinfo,
            fold=moment.fold,
        )
        fine.nanosecond = nanosecond
        return fine

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) is True and self.nanosecond == nanosecond_of(other)

    def __hash__(self) -> int:
        return super().__hash__()


class FineTimedelta(timedelta):
    """A duration with nanoseconds.

    Attributes
    ----------
    nanoseconds : int
        From 0 to 999.
    """

    nanoseconds: int = 0

    @classmethod
    def of(cls, duration: timedelta, nanoseconds: int) -> Self:
        """Return a duration with so many nanoseconds more."""
        fine = cls(duration.days, duration.seconds, duration.microseconds)
        fine.nanoseconds = nanoseconds
        return fine

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) is True and self.nanoseconds == nanosecond_of(other)

    def __hash__(self) -> int:
        return super().__hash__()


def nanosecond_of(value: object) -> int:
    """Return the nanoseconds of a date and time or a duration, of whichever library."""
    fine: int = getattr(value, "nanosecond", 0) or getattr(value, "nanoseconds", 0)
    return fine


def moment_at(ticks: int, unit: str, zone: tzinfo | None) -> datetime:
    """Return the date and time that is so many ticks after the beginning of 1970 (in UTC).

    Raises
    ------
    OverflowError
        When Python has no such date.
    """
    seconds, rest = divmod(ticks, TICKS[unit])
    nanoseconds = rest * (10**9 // TICKS[unit])
    moment = EPOCH + timedelta(seconds=seconds, microseconds=nanoseconds // 1000)
    if zone is not None:
        moment = moment.replace(tzinfo=UTC).astimezone(zone)
    return FineDatetime.of(moment, nanoseconds % 1000) if unit == "ns" else moment


def ticks_of(moment: datetime, unit: str) -> int:
    """Return how many ticks after the beginning of 1970 (in UTC) a date and time is."""
    wall = datetime(  # noqa: DTZ001 - what it is ahead is subtracted
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        moment.microsecond,
    )
    # not subtracted as such: the first and last of all moments would be none there
    ahead = duration_ticks(moment.utcoffset() or timedelta(0), "ns")
    return (duration_ticks(wall - EPOCH, "ns", nanosecond_of(moment)) - ahead) // (
        10**9 // TICKS[unit]
    )


def duration_at(ticks: int, unit: str) -> timedelta:
    """Return the duration of so many ticks.

    Raises
    ------
    OverflowError
        When Python has none that long.
    """
    seconds, rest = divmod(ticks, TICKS[unit])
    nanoseconds = rest * (10**9 // TICKS[unit])
    duration = timedelta(seconds=seconds, microseconds=nanoseconds // 1000)
    return FineTimedelta.of(duration, nanoseconds % 1000) if unit == "ns" else duration


def duration_ticks(duration: timedelta, unit: str, nanoseconds: int | None = None) -> int:
    """Return how many ticks a duration has."""
    if nanoseconds is None:
        nanoseconds = nanosecond_of(duration)
    whole = duration.days * 86400 + duration.seconds
    fine = whole * 10**9 + duration.microseconds * 1000 + nanoseconds
    return fine // (10**9 // TICKS[unit])


def fraction_text(nanoseconds: int) -> str:
    """Return the part of a second behind its point, in as few groups of three as it takes."""
    if not nanoseconds:
        return ""
    if nanoseconds % 1000:
        return f".{nanoseconds:09}"
    return (
        f".{nanoseconds // 10**6:03}" if nanoseconds % 10**6 == 0 else f".{nanoseconds // 1000:06}"
    )


def clock_text(value: datetime | time) -> str:
    """Return the time of day."""
    fine = value.microsecond * 1000 + nanosecond_of(value)
    return f"{value.hour:02}:{value.minute:02}:{value.second:02}{fraction_text(fine)}"


def offset_text(offset: timedelta | None) -> str:
    """Return by how much a time is ahead of UTC; nothing if that is not known."""
    if offset is None:
        return ""
    seconds = offset.days * 86400 + offset.seconds
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    rest = f":{seconds % 60:02}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}{rest}"


def date_text(value: date) -> str:
    """Return a date."""
    return f"{value.year:04}-{value.month:02}-{value.day:02}"


def moment_text(value: datetime) -> str:
    """Return a date and time as it is read on a clock in its own zone, and how far that is ahead.

    Examples
    --------
    >>> moment_text(datetime(2026, 6, 1, 12, 0, 0, 500, tzinfo=UTC))
    '2026-06-01 12:00:00.000500+00:00'
    """
    offset = value.utcoffset()
    is_odd = nanosecond_of(value) or (offset is not None and offset.microseconds)
    if is_odd or not MINYEAR <= value.year <= MAXYEAR:
        return f"{date_text(value)} {clock_text(value)}{offset_text(offset)}"
    # the same, but written by Python itself
    fraction = value.microsecond
    digits = "microseconds" if fraction % 1000 else "milliseconds" if fraction else "seconds"
    return value.isoformat(" ", digits)


def time_text(value: time) -> str:
    """Return a time of day."""
    return clock_text(value) + offset_text(value.utcoffset())


def duration_text(value: timedelta) -> str:
    """Return a duration as days and a time.

    Examples
    --------
    >>> duration_text(timedelta(days=1, hours=2)), duration_text(-timedelta(seconds=1.5))
    ('1 d 02:00:00', '-00:00:01.500')
    """
    ticks = duration_ticks(value, "ns")
    sign, ticks = ("-", -ticks) if ticks < 0 else ("", ticks)
    seconds, fine = divmod(ticks, 10**9)
    days = f"{seconds // 86400} d " if seconds >= 86400 else ""
    hours, minutes = seconds // 3600 % 24, seconds // 60 % 60
    return f"{sign}{days}{hours:02}:{minutes:02}:{seconds % 60:02}{fraction_text(fine)}"


_DATE = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
_OFFSET = r"(?P<offset>[Zz]|[+-]\d{2}:?\d{2}(?::\d{2})?)?"
_MOMENT = re.compile(rf"{_DATE}(?:[T ]+{_CLOCK} *{_OFFSET})?")
_TIME = re.compile(rf"{_CLOCK}{_OFFSET}")
_DURATION = re.compile(rf"(?P<sign>[+-])? *(?:(?P<days>\d+) *(?:d|day|days),? *)?(?:{_CLOCK})?")
_AMOUNT = re.compile(r"(?P<amount>[+-]?\d+(?:\.\d+)?) *(?P<unit>[a-zµ]+)")

_UNITS = {
    "ns": 1,
    "us": 10**3,
    "µs": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "min": 60 * 10**9,
    "h": 3600 * 10**9,
    "d": 86400 * 10**9,
}


def read_date(text: str) -> date | None:
    """Return the date that a text is."""
    found = re.fullmatch(_DATE, text.strip())
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """Return the date and time that a text is; a date alone is its first moment.

    Its zone is the offset that the text has, if any.
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    nanoseconds = _nanoseconds(found)
    try:
        moment = datetime(
            int(found["year"]),
            int(found["month"]),
            int(found["day"]),
            int(found["hour"] or 0),
            int(found["minute"] or 0),
            int(found["second"] or 0),
            nanoseconds // 1000,
            _zone(found["offset"]),
        )
    except ValueError:
        return None
    return FineDatetime.of(moment, nanoseconds % 1000) if nanoseconds % 1000 else moment


def read_time(text: str) -> time | None:
    """Return the time of day that a text is, to the microsecond."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return time(
            int(found["hour"]),
            int(found["minute"]),
            int(found["second"] or 0),
            _nanoseconds(found) // 1000,
            _zone(found["offset"]),
        )
    except ValueError:
        return None


def read_duration(text: str) -> timedelta | None:
    """Return the duration that a text is: as one is shown, or a number with its unit."""
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if (found := _AMOUNT.fullmatch(text)) and found["unit"] in _UNITS:
        whole, _, rest = found["amount"].partition(".")
        unit = _UNITS[found["unit"]]
        part = int(rest or 0) * unit // 10 ** len(rest)
        return _duration(int(whole) * unit + (-part if whole.startswith("-") else part))
    found = _DURATION.fullmatch(text)
    if found is None or found["days"] is found["hour"] is None:
        return None
    seconds = int(found["days"] or 0) * 86400 + int(found["hour"] or 0) * 3600
    seconds += int(found["minute"] or 0) * 60 + int(found["second"] or 0)
    ticks = seconds * 10**9 + _nanoseconds(found)
    return _duration(-ticks if found["sign"] == "-" else ticks)


def _duration(nanoseconds: int) -> timedelta | None:
    """Return a duration, one with nanoseconds only where that takes it."""
    try:
        fine = duration_at(nanoseconds, "ns")
    except OverflowError:
        return None
    return fine if nanoseconds % 1000 else timedelta(fine.days, fine.seconds, fine.microseconds)


def _nanoseconds(found: re.Match[str]) -> int:
    """Return the fraction of a second that was found."""
    return int((found["fraction"] or "0").ljust(9, "0"))


def _zone(offset: str | None) -> tzinfo | None:
    """Return the zone that a text has, as an offset."""
    if offset is None:
        return None
    if offset in "Zz":
        return UTC
    digits = offset[1:].replace(":", "").ljust(6, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:]))
    return timezone(-ahead if offset[0] == "-" else ahead)


def zone_called(name: str) -> tzinfo:
    """Return the time zone of a name; UTC, if this computer does not know it.

    Its moments are the same then, and are shown with what they are ahead of UTC.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def in_zone(moment: datetime, zone: tzinfo) -> datetime | None:
    """Return a moment on the clocks of a zone; None if no clock there ever shows it.

    One without a zone is meant as those clocks show it.
    """
    fine = nanosecond_of(moment)
    plain = datetime.combine(date(moment.year, moment.month, moment.day), moment.timetz())
    if moment.tzinfo is None:
        local = plain.replace(tzinfo=zone)
        there = local.astimezone(UTC).astimezone(zone)
        if there.replace(tzinfo=None) != plain:
            return None
    else:
        there = plain.astimezone(zone)
    return FineDatetime.of(there, fine) if fine else there
