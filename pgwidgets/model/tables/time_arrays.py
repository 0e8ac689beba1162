"""The texts of many dates, times and durations at once, from arrays of NumPy's."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, timedelta
from typing import Any

import numpy as np

from pgwidgets.model.tables import times

UNITS: tuple[Any, ...] = tuple(times.TICKS)
"""From the coarsest on: each is for three digits more behind the point."""

NO_TICKS = -(2**63)
"""What stands for no time, and no duration."""

LONGEST_SECONDS = 999_999_999 * 86_400
"""Of the longest duration that Python has."""


def moment_texts(walls: Any, offsets: Any = None) -> list[str]:
    """Return what :func:`times.moment_text` says of each; nothing where there is none.

    Parameters
    ----------
    walls : ndarray
        What clocks show, in one of the units.
    offsets : ndarray or None
        By how many seconds they are ahead of UTC, if that is known.
    """
    unit, _ = np.datetime_data(walls.dtype)
    fine = _fineness(walls.view("i8"), unit)
    is_there = ~np.isnat(walls)
    texts = np.full(len(walls), "", object)
    for number, digits in enumerate(UNITS):
        chosen = is_there & (fine == number)
        if chosen.any():
            written = np.datetime_as_string(walls[chosen], digits).tolist()
            texts[chosen] = [text.replace("T", " ") for text in written]
    if offsets is not None:
        for seconds in np.unique(offsets[is_there]).tolist():
            ahead = times.offset_text(timedelta(seconds=seconds))
            texts[is_there & (offsets == seconds)] += ahead
    return list(texts.tolist())


def duration_texts(durations: Any) -> list[str] | None:
    """Return what :func:`times.duration_text` says of each; nothing where there is none.

    None where one is longer than Python's may be.
    """
    unit, _ = np.datetime_data(durations.dtype)
    second = times.TICKS[unit]
    is_there = ~np.isnat(durations)
    ticks = np.where(is_there, durations.view("i8"), 0)
    whole, rest = np.divmod(np.abs(ticks), second)
    if (whole >= LONGEST_SECONDS).any():
        return None
    columns = (ticks < 0, whole // 86_400, whole // 3600 % 24, whole // 60 % 60, whole % 60)
    fine = rest * (times.TICKS["ns"] // second)
    lines = zip(is_there.tolist(), *(column.tolist() for column in (*columns, fine)), strict=True)
    return [
        f"{'-' if is_negative else ''}{f'{days} d ' if days else ''}{hours:02}:{minutes:02}:"
        f"{seconds:02}{times.fraction_text(nanoseconds)}"
        if there
        else ""
        for there, is_negative, days, hours, minutes, seconds, nanoseconds in lines
    ]


def has_calendar(walls: Any) -> bool:
    """Whether all are in years that Python's calendar has; NumPy writes others in its own way."""
    years = walls[~np.isnat(walls)].astype("M8[Y]").astype("i8") + 1970
    return bool(((years >= MINYEAR) & (years <= MAXYEAR)).all())


def ticked_texts(ticks: list[int | None], unit: str, *, are_moments: bool) -> list[str] | None:
    """Return the texts of moments without a zone, or durations; None if Python has not all."""
    numbers = np.array([NO_TICKS if it is None else it for it in ticks], "i8")
    if not are_moments:
        return duration_texts(numbers.view(f"m8[{unit}]"))
    walls = numbers.view(f"M8[{unit}]")
    return moment_texts(walls) if has_calendar(walls) else None


def texts_of(values: Any) -> list[str] | None:
    """Return the texts of an array of times or durations; None of one in other units."""
    unit, count = np.datetime_data(values.dtype)
    if values.ndim != 1 or count != 1 or unit not in times.TICKS:
        return None
    return moment_texts(values) if values.dtype.kind == "M" else duration_texts(values)


def _fineness(ticks: Any, unit: str) -> Any:
    """Return which of the units each of some ticks takes, as little fine as can be."""
    fine = np.zeros(len(ticks), "i1")
    for coarser in UNITS[: UNITS.index(unit)]:
        fine += ticks % (times.TICKS[unit] // times.TICKS[coarser]) != 0
    return fine
