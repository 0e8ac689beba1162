"""What the values of Arrow's arrays are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Any

import pyarrow as pa

from pgwidgets.model.tables.number_types import DecimalNumber, Float, Integer
from pgwidgets.model.tables.time_types import Date, Duration, Moment, Time
from pgwidgets.model.tables.times import zone_called
from pgwidgets.model.tables.types import Boolean, Literally, Opaque, Text
from pgwidgets.model.tables.value_type import ValueType


def type_of_arrow(arrow: Any) -> ValueType:
    """Return what the values of an array of Arrow's are."""
    for is_kind, make in _KINDS:
        if is_kind(arrow):
            return make(arrow)
    return Opaque()


def integer_type(arrow: Any) -> Integer:
    """Return what whole numbers are."""
    if pa.types.is_signed_integer(arrow):
        half = 2 ** (arrow.bit_width - 1)
        return Integer(-half, half - 1)
    return Integer(0, 2**arrow.bit_width - 1)


def kinds() -> Iterator[tuple[Callable[[Any], bool], Callable[[Any], ValueType]]]:
    """Yield what tells whether a type is of a kind, and what makes ours of it."""
    of = pa.types
    yield of.is_integer, integer_type
    yield of.is_floating, lambda arrow: Float(arrow.bit_width)
    yield of.is_timestamp, lambda arrow: Moment(arrow.unit, zone_of(arrow.tz))
    yield of.is_duration, lambda arrow: Duration(arrow.unit)
    yield of.is_decimal, lambda arrow: DecimalNumber(arrow.precision, arrow.scale)
    yield of.is_dictionary, lambda arrow: type_of_arrow(arrow.value_type)
    yield of.is_run_end_encoded, lambda arrow: type_of_arrow(arrow.value_type)
    yield of.is_boolean, lambda _: Boolean()
    yield of.is_date, lambda _: Date()
    yield of.is_time, lambda _: Time()
    for is_text in (of.is_string, of.is_large_string, of.is_string_view):
        yield is_text, lambda _: Text()
    views = (of.is_list_view, of.is_large_list_view)
    for is_list in (of.is_list, of.is_large_list, of.is_fixed_size_list, of.is_map, *views):
        yield is_list, lambda _: Literally(list)
    for is_binary in (of.is_binary, of.is_large_binary, of.is_fixed_size_binary):
        yield is_binary, lambda _: Literally(bytes)
    yield of.is_struct, lambda _: Literally(dict)


_KINDS = list(kinds())


def zone_of(name: str | None) -> tzinfo | None:
    """Return the time zone of a name, which may be an offset from UTC."""
    if name is None:
        return None
    if (found := re.fullmatch(r"([+-])(\d\d):?(\d\d)", name)) is not None:
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(-ahead if found[1] == "-" else ahead)
    return UTC if name == "UTC" else zone_called(name)
