"""Columns of texts, truth values, choices, and of what there is no type of its own for."""

from __future__ import annotations

import ast
import numbers
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, ClassVar

from pgwidgets.errors import closest
from pgwidgets.model import icons
from pgwidgets.model.tables.cells import Cell, text_cell
from pgwidgets.model.tables.number_types import DecimalNumber, Float, Integer
from pgwidgets.model.tables.time_types import Date, Duration, Moment, Time
from pgwidgets.model.tables.value_type import Kind, ValueType, shorten


class Text(ValueType):
    """Any text."""

    kind: Kind = "string"
    expected = "a text"

    def text(self, value: Any) -> str:
        return str(value)

    def exact(self, values: list[Any]) -> list[str]:
        return list(map(str, values))

    def read(self, text: str) -> str:
        return text

    def check(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        raise self.wrong(value)


class Icon(Text):
    """The address of an icon."""

    kind: Kind = "icon"
    expected = "the address of an icon, a text"

    def cell(self, value: Any) -> Cell:
        text = self.text(value)
        # one of those that have names
        return text_cell(icons.named(text) or text, text)


class Boolean(ValueType):
    """True or False."""

    kind = "boolean"
    expected = "true or false"
    words: ClassVar = {
        "true": True,
        "yes": True,
        "1": True,
        "false": False,
        "no": False,
        "0": False,
    }

    def cell(self, value: Any) -> Cell:
        return bool(value)

    def text(self, value: Any) -> str:
        return "true" if value else "false"

    def read(self, text: str) -> bool:
        word = self.words.get(text.strip().lower())
        if word is None:
            raise self.unreadable(text)
        return word

    def check(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        dtype_kind = getattr(getattr(value, "dtype", None), "kind", None)
        if dtype_kind == "b" or (isinstance(value, numbers.Integral) and value in {0, 1}):
            return bool(value)
        raise self.wrong(value)


class Choice(ValueType):
    """One of some values, which are a library's categories.

    Parameters
    ----------
    choices : collection
    type : ValueType
        What these are.
    """

    def __init__(self, choices: Collection[Any], type: ValueType) -> None:  # noqa: A002
        self.choices = choices
        self.type = type
        self.kind = type.kind

    @property
    def expected(self) -> str:
        if len(self.choices) > 20:
            return f"one of the {len(self.choices)} categories of the column"
        return "one of " + ", ".join(map(repr, map(self.type.text, self.choices)))

    def cell(self, value: Any) -> Cell:
        return self.type.cell(value)

    def text(self, value: Any) -> str:
        return self.type.text(value)

    def exact(self, values: list[Any]) -> list[str]:
        return self.type.exact(values)

    def read(self, text: str) -> Any:
        written = next((one for one in self.choices if self.type.text(one) == text), None)
        if written is not None:
            return written
        try:
            value = self.type.read(text)
        except ValueError:
            raise self.refusal(text) from None
        if value not in self.choices:
            raise self.refusal(text)
        return value

    def check(self, value: Any) -> Any:
        if value not in self.choices:
            raise self.refusal(value)
        return value

    def refusal(self, value: object) -> ValueError:
        """Build the error for what is no category, with the closest that is one."""
        near = closest(str(value), map(self.type.text, self.choices))
        ending = f"; {near}" if near.startswith("did") else ""
        return ValueError(f"must be {self.expected}, not {shorten(value)}{ending}")


class Member(Choice):
    """A member of an enumeration.

    Parameters
    ----------
    enumeration : type
    """

    def __init__(self, enumeration: type[Enum]) -> None:
        is_number = issubclass(enumeration, int)
        super().__init__(tuple(enumeration), Integer() if is_number else Text())
        self.enumeration = enumeration
        if not issubclass(enumeration, int | str):
            self.kind = "other"

    def text(self, value: Any) -> str:
        return self.type.text(value) if isinstance(value, int) else own_text(value)

    def cell(self, value: Any) -> Cell:
        return text_cell(self.text(value))

    def exact(self, values: list[Any]) -> list[str]:
        return list(map(self.text, values))

    @property
    def expected(self) -> str:
        return "one of " + ", ".join(map(repr, map(self.text, list(self.choices)[:20])))

    def read(self, text: str) -> Any:
        by_text = {self.text(member): member for member in self.choices}
        found = by_text.get(text) or self.enumeration.__members__.get(text)
        if found is None:
            raise self.refusal(text)
        return found

    def check(self, value: Any) -> Any:
        if not isinstance(value, self.enumeration):
            raise self.refusal(value)
        return value


class Literally(ValueType):
    """A list, a dict, or what else Python reads from its own way to write it.

    Parameters
    ----------
    python : type
        What each must be.
    """

    def __init__(self, python: type) -> None:
        self.python = python

    @property
    def expected(self) -> str:
        written = _WRITTEN.get(self.python)
        return f"a {self.python.__name__}" + (f", as {written}" if written else "")

    def text(self, value: Any) -> str:
        return own_text(value)

    def read(self, text: str) -> Any:
        try:
            value = ast.literal_eval(text.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            raise self.unreadable(text) from None
        if type(value) is not self.python:
            raise self.unreadable(text)
        return value

    def check(self, value: Any) -> Any:
        if not isinstance(value, self.python):
            raise self.wrong(value)
        return value


_WRITTEN: dict[type, str] = {list: "[1, 2]", tuple: "(1, 2)", dict: "{'a': 1}", set: "{1, 2}"}
"""An example of each."""


def own_text(value: object) -> str:
    """Return what a value's own class says that its text is, whatever that does."""
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - it is the user's class that runs
        return f"<{type(value).__name__}>"


def type_of(value: object) -> ValueType | None:
    """Return what type a Python value is of; None if no text can stand for it."""
    known = _TYPES.get(type(value))
    if known is not None:
        return known
    if isinstance(value, Enum):
        return _type_of_members(type(value))
    for python, found in _TYPES.items():
        if isinstance(value, python):
            return found
    dtype = getattr(value, "dtype", None)
    is_single = getattr(value, "shape", None) == () and type(value).__name__ != "ndarray"
    if is_single and getattr(dtype, "kind", "O") in "biufm":
        return type_in_numpy(dtype)
    return _TYPES[int] if isinstance(value, numbers.Integral) else None


@cache
def _type_of_members(enumeration: type[Enum]) -> ValueType:
    return Member(enumeration)


@cache
def type_in_numpy(dtype: Any) -> ValueType:
    """Return what type the numbers, truth values and durations of NumPy's are that stand alone."""
    found: ValueType = import_module("pgwidgets.model.tables.numpy_types").type_of_array(dtype)
    return found


_TYPES: dict[type, ValueType] = {
    str: Text(),
    bool: Boolean(),
    int: Integer(),
    float: Float(),
    Decimal: DecimalNumber(),
    datetime: Moment("ns", mixed=True),
    date: Date(),
    time: Time(),
    timedelta: Duration("ns"),
    **{python: Literally(python) for python in (list, tuple, dict, set, bytes)},
}


class Anything(ValueType):
    """Values of several types, or of one that only the program knows.

    Each is shown as its own type is. A user's text becomes what was in the cell before, so
    :meth:`read` alone takes it for a text.
    """

    expected = "a value"

    def cell(self, value: Any) -> Cell:
        found = type_of(value)
        return text_cell(self.text(value)) if found is None else found.cell(value)

    def text(self, value: Any) -> str:
        found = type_of(value)
        return own_text(value) if found is None else found.text(value)

    def exact(self, values: list[Any]) -> list[str]:
        # each is of its class's type
        found = {
            kind: type_of(value) for kind, value in zip(map(type, values), values, strict=True)
        }
        if len(found) == 1 and (of_all := found[type(values[0])]) is not None:
            return of_all.exact(values)
        texts = {kind: own_text if it is None else it.text for kind, it in found.items()}
        return [texts[type(value)](value) for value in values]

    def read(self, text: str) -> Any:
        return text

    def check(self, value: Any) -> Any:
        return value


ANYTHING = Anything()
"""What each value is by itself."""


class Opaque(Anything):
    """Values that only a program can make, such as objects of its own."""

    def read(self, text: str) -> Any:  # noqa: ARG002 - none is one
        raise ValueError("must be set by the program: no text can stand for it")
