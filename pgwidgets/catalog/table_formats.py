"""How the columns of tables show their values: what a program may say of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pgwidgets.catalog.types import (
    BOOLEAN,
    NUMBER,
    TEXT,
    Choice,
    Integer,
    Optional,
    Record,
    Tuple,
    Type,
    Union,
    wrong_type,
)
from pgwidgets.model.tables import aggregates, time_formats
from pgwidgets.model.tables.formats import Format

_FIELDS = Record(
    decimals=Optional(Integer(0, 20)),
    thousands=Union(BOOLEAN, TEXT, expected="a bool or the text between groups of digits"),
    point=TEXT,
    percent=BOOLEAN,
    prefix=TEXT,
    suffix=TEXT,
    pattern=TEXT,
    duration=Choice("clock", *time_formats.UNITS),
    bar=Union(
        BOOLEAN, Choice("behind", "beside"), expected="a bool, 'behind' or 'beside' the number"
    ),
    range=Tuple(NUMBER, NUMBER),
)

_OF_DIGITS = ("decimals", "thousands", "point", "percent", "duration")


class FormatType(Type):
    """How a column shows its values; a text is its pattern."""

    python = "str | Mapping[str, Any]"
    typescript = "Readonly<Record<string, unknown>>"
    examples: tuple[Any, ...] = (
        ",.2f",
        {"decimals": 1, "thousands": True, "suffix": " kg"},
        {"percent": True, "bar": "behind", "range": (0, 1)},
        {"pattern": "%d.%m.%Y"},
    )

    def check(self, value: Any) -> dict[str, Any]:
        if isinstance(value, str):
            value = {"pattern": value}
        if not isinstance(value, Mapping):
            raise wrong_type("a pattern such as ',.2f' or a mapping such as {'decimals': 2}", value)
        given = _FIELDS.check(value)
        checked = {
            name: item
            for name, item in given.items()
            if not (item is None or item is False or item == "")
        }
        _check_separators(checked)
        _check_pattern(checked)
        if checked.get("bar") is True:
            checked["bar"] = "behind"
        if "range" in checked:
            _check_range(checked)
        return checked


def _check_separators(given: dict[str, Any]) -> None:
    """Fill in the usual separators; refuse those that can't be told apart."""
    point = given.get("point", ".")
    if len(point) != 1 or point.isalnum() or point == "-":
        raise ValueError(f"['point'] must be one sign such as '.' or ',', not {point!r}")
    if given.get("thousands") is True:
        given["thousands"] = "." if point == "," else ","
    thousands = given.get("thousands", "")
    if any(sign.isalnum() or sign == "-" for sign in thousands):
        raise ValueError(f"['thousands'] must be a sign such as ',' or ' ', not {thousands!r}")
    if thousands == point:
        raise ValueError(f"must have 'thousands' and a 'point' that differ, not {point!r} for both")


def _check_pattern(given: Mapping[str, Any]) -> None:
    pattern = given.get("pattern")
    if pattern is None:
        return
    for name in _OF_DIGITS:
        if name in given:
            raise ValueError(f"must have a 'pattern' or {name!r}: a pattern says all that itself")
    if not time_formats.is_pattern(pattern):
        try:
            format(1, pattern)
        except (TypeError, ValueError):
            raise ValueError(
                "['pattern'] must be one of Python's for numbers, such as ',.2f' or '.1%', or for "
                f"dates and times, such as '%d.%m.%Y %H:%M', not {pattern[:60]!r}"
            ) from None
        return
    unknown = time_formats.unknown_directive(pattern)
    if unknown is not None:
        raise ValueError(
            f"['pattern'] must be made of what strftime knows, such as %Y, %m, %d, %H, %M and %S; "
            f"{unknown!r} is none of these"
        )
    datetime.now(UTC).strftime(pattern)


def _check_range(given: dict[str, Any]) -> None:
    if "bar" not in given:
        raise ValueError("must have a 'bar' for a 'range' to be that of")
    low, high = given["range"]
    if low >= high:
        raise ValueError(f"['range'] must have a lower and a higher end, not {low} and {high}")
    given["range"] = [low, high]


FORMAT = FormatType()


class AggregateType(Type):
    """What the footer shows of a column: a name, or a function of a list of values."""

    python = "str | Callable[[list[Any]], Any]"
    typescript = "string"
    examples: tuple[Any, ...] = aggregates.NAMES

    _names = Choice(*aggregates.NAMES)

    def check(self, value: Any) -> Any:
        if callable(value):
            return value
        if not isinstance(value, str):
            names = ", ".join(map(repr, aggregates.NAMES))
            raise wrong_type(f"one of {names}, or a function of the list of values", value)
        return self._names.check(value)


AGGREGATE = AggregateType()


class Lines(Type):
    """Whether a text goes on in more lines, and in how many of them."""

    python = "bool | int"
    typescript = "number"
    examples: tuple[Any, ...] = (2, 1)

    usual = 3
    """So many lines if none are named: a text of some sentences."""

    _counted = Integer(1, 20)

    def check(self, value: Any) -> int:
        if isinstance(value, bool):
            return self.usual if value else 1
        return int(self._counted.check(value))


LINES = Lines()


def check_column(column: Mapping[str, Any]) -> None:
    """Check what is said of a column as a whole.

    Raises
    ------
    ValueError
        When its format is not for what is in its cells.
    """
    given, widget = column.get("format"), column.get("widget")
    if not given:
        return
    if widget in {"checkbox", "combobox", "button"} or (widget and "bar" in given):
        raise ValueError(f"must have a 'format' or a {widget}, which shows its values its own way")
    if "bar" in given and "range" not in given and None in (column.get("min"), column.get("max")):
        raise ValueError(
            "must say where a bar begins and where it is full: 'range' in the format, such as "
            "(0, 100), or 'min' and 'max' of the column"
        )


def misfit(column: Mapping[str, Any], kind: Any) -> str | None:
    """Return what of a column's mapping is not for a kind of values, in words."""
    format_, wanted = Format.of(column.get("format")), column.get("footer")
    wrong = None if format_ is None else format_.misfit(kind)
    if wrong is None and wanted is not None:
        wrong = aggregates.misfit(wanted, kind)
    return wrong
