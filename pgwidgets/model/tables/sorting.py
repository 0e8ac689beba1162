"""The order of values: numbers as numbers, texts without regard to case, missing ones last."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import Any

from pgwidgets.model.tables import time_formats
from pgwidgets.model.tables.cells import is_missing
from pgwidgets.model.tables.pausing import Pause, mapped, no_pause, slices, sorted_places
from pgwidgets.model.tables.real import comparable, is_real, is_span
from pgwidgets.model.tables.times import duration_ticks, ticks_of

Rows = Sequence[int]
"""Ids of rows: a range, an ``array('q')``, or any other sequence of integers."""

MANY = 2000
"""Of so many texts NumPy finds the order sooner."""


def sort_key(value: Any) -> tuple[Any, ...]:
    """Return what a value is compared by, with any other value there may be.

    Numbers come before texts, which are compared by their case-folded characters; then dates and
    times; then all else, by the name of its type. A boolean is a number, False before True.

    Examples
    --------
    >>> sorted(["b", 10, "A", 9.5, True], key=sort_key)
    [True, 9.5, 10, 'A', 'b']
    """
    if isinstance(value, str):
        return (1, value.casefold())
    if is_real(value):
        return (0, comparable(value))
    if isinstance(value, date | time | timedelta):
        return time_key(value)
    if isinstance(value, list | tuple):
        return (7, tuple(map(sort_key_or_last, value)))
    return rest_key(value)


def rest_key(value: Any) -> tuple[Any, ...]:
    """Return what a value is compared by that is no number, text, time or list."""
    if isinstance(value, bytes):
        return (8, value)
    if is_span(value):
        return (5, time_formats.nanoseconds_of(value))
    if isinstance(value, complex):
        return (9, value.real, value.imag)
    if getattr(getattr(value, "dtype", None), "kind", None) == "b":
        # NumPy's, which are no numbers to Python
        return (0, bool(value))
    return (10, type(value).__qualname__, own_key(value))


def time_key(value: date | time | timedelta) -> tuple[Any, ...]:
    """Return what a date, a time or a duration is compared by."""
    if isinstance(value, datetime):
        # not the value: of one zone, those of the hour that comes twice in autumn are mixed up
        return (3 if value.utcoffset() is None else 4, ticks_of(value, "ns"))
    if isinstance(value, date):
        return (2, value)
    if isinstance(value, timedelta):
        return (5, duration_ticks(value, "ns"))
    return (6, value.utcoffset() is not None, value)


def sort_key_or_last(value: Any) -> tuple[Any, ...]:
    """Return what a value is compared by that may be missing."""
    return (11,) if is_missing(value) else sort_key(value)


def own_key(value: object) -> str:
    """Return the text that values of a type without an order are compared by."""
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - it is the user's class that runs
        return ""


class Descending:
    """A key that sorts the other way round.

    Parameters
    ----------
    key : object
    """

    __slots__ = ("key",)

    def __init__(self, key: Any) -> None:
        self.key = key

    def __lt__(self, other: Descending) -> bool:
        return bool(other.key < self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Descending) and bool(self.key == other.key)

    def __hash__(self) -> int:
        return hash(self.key)


def ordered(
    rows: Rows,
    values: Sequence[Any],
    *,
    ascending: bool,
    key: Callable[[Any], Any] = sort_key,
    pause: Pause = no_pause,
) -> array[int]:
    """Return rows in the order of their values, equal ones and missing ones as they were.

    Parameters
    ----------
    rows : sequence of int
    values : sequence
        One for each of the rows.
    ascending : bool
        Whether small ones come first; missing ones come last in any case.
    key : callable
        What values are compared by that Python does not compare in this way by itself.
    pause : callable
        Called now and then; it raises what ends the work.
    """
    types = set(map(type, values))
    if types in ({int}, {float}) and (numpy := sys.modules.get("numpy")) is not None:
        fast = _ordered_numbers(numpy, rows, values, *types, ascending=ascending)
        if fast is not None:
            return fast
    there: list[int] | None = None
    lacks = [] if types <= _NEVER_MISSING else mapped(is_missing, values, pause)
    missing = [place for place, lacking in enumerate(lacks) if lacking]
    if missing:
        there = [place for place, lacking in enumerate(lacks) if not lacking]
        values = [values[place] for place in there]
        types = set(map(type, values))
    if types == {str} and len(values) > MANY and "numpy" in sys.modules:
        found = _ordered_texts(values, pause, ascending=ascending)
        if found is not None:
            numpy = sys.modules["numpy"]
            if there is not None:
                found = numpy.concatenate([numpy.array(there)[found], missing])
            return array_rows(rows, found)
    keys = _keys(values, types, key, pause)
    places = sorted_places(keys, ascending=ascending, pause=pause)
    return picked(rows, places if there is None else [there[place] for place in places] + missing)


_NEVER_MISSING = {int, bool, str, date, timedelta, time}
"""Types of which all values are there."""


def _ordered_texts(values: Sequence[str], pause: Pause, *, ascending: bool) -> Any:
    """Return the places of texts in their order as an array; None if NumPy does not find it."""
    texts = mapped(str.casefold, values, pause)
    module = import_module("pgwidgets.model.tables.text_order")
    return module.text_places(texts, pause, ascending=ascending)


def _keys(
    values: Sequence[Any], types: set[type], key: Callable[[Any], Any], pause: Pause
) -> Sequence[Any]:
    """Return what values are compared by, as cheap as their types allow."""
    if types <= {int, float, bool} or types in ({date}, {timedelta}):
        return values
    if types == {str}:
        # what is missing is asked for no key
        values = [value if isinstance(value, str) else "" for value in values]
        distinct: set[str] = set()
        for part in slices(values, pause):
            distinct.update(part)
        if len(distinct) * 4 < len(values):
            rank = ranks(list(distinct), pause)
            return [rank[text] for text in values]
        return mapped(str.casefold, values, pause)
    return mapped(key, values, pause)


def ranks(texts: Sequence[str], pause: Pause = no_pause) -> dict[str, int]:
    """Return for each of some texts how many come before it; as many for those equal to it."""
    found: dict[str, int] = {}
    folded = mapped(str.casefold, texts, pause)
    rank, last = -1, None
    for place in sorted_places(folded, ascending=True, pause=pause):
        rank, last = (rank if folded[place] == last else rank + 1), folded[place]
        found[texts[place]] = rank
    return found


def picked(rows: Rows, places: Sequence[int]) -> array[int]:
    """Return the rows at some places of a sequence of rows."""
    if isinstance(rows, range) and rows.start == 0 and rows.step == 1:
        return array("q", places)
    return array("q", map(rows.__getitem__, places))


def _ordered_numbers(
    numpy: Any, rows: Rows, values: Sequence[Any], python: type, *, ascending: bool
) -> array[int] | None:
    """Return the order of numbers of one type; None if NumPy has none that holds all of them."""
    try:
        numbers_ = numpy.array(values, numpy.int64 if python is int else numpy.float64)
    except OverflowError:
        return None
    missing = None if python is int else numpy.isnan(numbers_)
    return array_rows(rows, array_order(numbers_, missing, ascending=ascending))


def array_order(values: Any, missing: Any, *, ascending: bool) -> Any:
    """Return the places of a NumPy array's values in their order.

    Parameters
    ----------
    values : ndarray
    missing : ndarray of bool or None
        Which of them are missing.
    ascending : bool
    """
    numpy = sys.modules["numpy"]
    there = None
    if missing is not None and missing.any():
        there = numpy.flatnonzero(~missing)
        values = values[there]
    if ascending:
        places = numpy.argsort(values, kind="stable")
    else:
        # backwards twice, so that equal ones stay as they were
        places = len(values) - 1 - numpy.argsort(values[::-1], kind="stable")[::-1]
    if there is None:
        return places
    return numpy.concatenate([there[places], numpy.flatnonzero(missing)])


def array_rows(rows: Rows, places: Any) -> array[int]:
    """Return the rows at some places, which are a NumPy array."""
    numpy = sys.modules["numpy"]
    if not (isinstance(rows, range) and rows.start == 0 and rows.step == 1):
        places = row_array(rows)[places]
    found = array("q")
    found.frombytes(memoryview(numpy.ascontiguousarray(places, numpy.int64)).cast("B"))
    return found


def is_whole(rows: Rows, count: int) -> bool:
    """Return whether rows are all of those that were given, in their order."""
    if len(rows) != count:
        return False
    if isinstance(rows, range):
        return rows == range(count)
    if "numpy" in sys.modules:
        return bool((row_array(rows) == row_array(range(count))).all())
    return all(row == place for place, row in enumerate(rows))


def row_array(rows: Rows) -> Any:
    """Return rows as a NumPy array, without a copy where that can be."""
    numpy = sys.modules["numpy"]
    if isinstance(rows, range):
        return numpy.arange(rows.start, rows.stop, rows.step, numpy.int64)
    if isinstance(rows, array) and rows.typecode == "q":
        return numpy.frombuffer(rows, numpy.int64) if rows else numpy.empty(0, numpy.int64)
    return numpy.fromiter(rows, numpy.int64, len(rows))
