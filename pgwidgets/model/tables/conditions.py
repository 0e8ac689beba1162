"""What a filter wants of the values of a column, and which rows have it."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, Literal, Protocol, TypeAlias

from pgwidgets.errors import closest
from pgwidgets.model.tables.cells import is_missing, missing_text
from pgwidgets.model.tables.number_types import Number
from pgwidgets.model.tables.real import Real, comparable, is_real
from pgwidgets.model.tables.sameness import is_same
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.types import ANYTHING
from pgwidgets.model.tables.value_type import Kind, shorten

Mask: TypeAlias = Sequence[bool]
"""One truth for each of some rows."""

Family = Literal["number", "moment", "text"]
"""How the values of a column are compared: as numbers, as ISO texts, or as texts."""


class Compared(Protocol):
    """A column, or what one shows, of which conditions are said."""

    @property
    def kind(self) -> Kind:
        """What kind of column a page shows."""

    @property
    def has_words(self) -> bool:
        """Whether there may be other texts than those of numbers."""

    def values(self, rows: Rows) -> list[Any]:
        """Return the values of many rows."""

    def compared(self, rows: Rows) -> tuple[Any, Any] | None:
        """Return the numbers of some rows as NumPy arrays, if that is what they have."""

    def text(self, value: Any) -> str:
        """Return the exact text of a value that there is."""


def family_of(column: Compared) -> Family:
    """Return how the values of a column are compared."""
    if column.kind in {"integer", "float"}:
        return "number"
    return "moment" if column.kind in {"date", "datetime"} else "text"


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """What is wanted of a value; all that is said must hold.

    Numbers are compared as numbers. All else is by its text: without regard to case, and of dates
    and times only as much as is said, so that what is in March is `2026-03`. What is missing fits
    nothing but `missing`, and None among the choices.

    Attributes
    ----------
    contains : str or None
        What is in its text.
    equals, differs : object
        What it is, and is not.
    choices : tuple or None
        What it is one of.
    low, high : object
        Within which bounds it is, both included.
    above, below : object
        Within which bounds it is, both not included.
    missing : bool or None
        Whether there is none.
    """

    contains: str | None = None
    equals: Any = None
    differs: Any = None
    choices: tuple[Any, ...] | None = None
    low: Any = None
    high: Any = None
    above: Any = None
    below: Any = None
    missing: bool | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and all(
            is_same(getattr(self, field), getattr(other, field)) for field in NAMES.values()
        )

    __hash__ = None  # type: ignore[assignment]  # it may be about anything

    @property
    def spec(self) -> dict[str, Any]:
        """What a program says of it."""
        said = {name: getattr(self, field) for name, field in NAMES.items()}
        spec = {name: value for name, value in said.items() if value is not None}
        if self.choices is not None:
            spec["choices"] = list(self.choices)
        return spec


NAMES: Mapping[str, str] = {
    "contains": "contains",
    "is": "equals",
    "is_not": "differs",
    "choices": "choices",
    "from": "low",
    "to": "high",
    "above": "above",
    "below": "below",
    "missing": "missing",
}
"""What programs call the parts of a condition."""

assert set(NAMES.values()) == {field.name for field in fields(Condition)}

BOUNDS = ("from", "to", "above", "below")


def read_condition(spec: Mapping[str, Any], family: Family) -> Condition | None:
    """Return the condition that a program has put into words; None if they say nothing.

    Raises
    ------
    TypeError, ValueError
        When it is none for such a column; the message continues "… must".
    """
    said: dict[str, Any] = {}
    for name, value in spec.items():
        if name not in NAMES:
            raise ValueError(f"must not have {name!r}; {closest(str(name), NAMES)}")
        if value is not None:
            said[NAMES[name]] = _checked(name, value, family)
    return Condition(**said) if said else None


def _checked(name: str, value: Any, family: Family) -> Any:
    """Return a part of a program's condition, checked."""
    if name == "missing":
        return _of_type(name, value, bool, "true or false")
    if name == "contains":
        return _of_type(name, value, str, "a text")
    if name == "choices":
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
            raise TypeError(f"must have a list of choices, not {shorten(value)}")
        return tuple(None if is_missing(item) else item for item in value)
    if family == "number" and not is_number(value):
        raise TypeError(f"must have a number as {name!r}, not {shorten(value)}")
    return value


def _of_type(name: str, value: Any, python: type, expected: str) -> Any:
    if not isinstance(value, python):
        raise TypeError(f"must have {expected} as {name!r}, not {shorten(value)}")
    return value


def is_number(value: object) -> bool:
    """Return whether a value can be compared with numbers."""
    return is_real(value) and not isinstance(value, bool) and not is_missing(value)


# -- which rows have it --------------------------------------------------------------


def mask_of(column: Compared, rows: Rows, condition: Condition) -> Mask:
    """Return for each row whether a condition holds for what it has in a column."""
    if family_of(column) == "number" and condition.contains is None:
        condition = _of_numbers(condition)
        arrays = column.compared(rows)
        if arrays is not None:
            mask: Mask = _array_mask(*arrays, condition)
            return mask
        return _value_mask(column.values(rows), condition)
    return _text_mask(column, column.values(rows), condition)


def _of_numbers(condition: Condition) -> Condition:
    """Return a condition with numbers for the texts of numbers.

    What was said while a column was empty, or had texts too, holds on when it has numbers alone.
    """
    said = {
        field: _as_number(value)
        for name, field in NAMES.items()
        if name in _COMPARISONS and isinstance(value := getattr(condition, field), str)
    }
    if condition.choices is not None:
        said["choices"] = tuple(map(_as_number, condition.choices))
    if isinstance(said.get("differs"), str):
        # all numbers do
        said["differs"] = None
        said["missing"] = False if condition.missing is None else condition.missing
    return replace(condition, **said)


def _as_number(value: Any) -> Any:
    """Return the number that a text is, and all else as it is."""
    try:
        return Number().read(value) if isinstance(value, str) else value
    except ValueError:
        return value


Test = Callable[[Any], bool]


def _number_tests(condition: Condition) -> list[Test] | None:
    """Return what numbers must fulfill; None if none can: it asks for something else."""
    said = condition.spec
    tests: list[Test] = []
    for name, compare in _COMPARISONS.items():
        if name in said:
            bound = said[name]
            if not is_number(bound):
                return None
            tests.append(partial(_holds, compare, comparable(bound)))
    if condition.choices is not None:
        choices = {comparable(choice) for choice in condition.choices if is_number(choice)}
        tests.append(choices.__contains__)
    return tests


def _holds(compare: Callable[[Any, Any], bool], bound: Any, value: Any) -> bool:
    return compare(value, bound)


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "is": operator.eq,
    "is_not": operator.ne,
    "from": operator.ge,
    "to": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}


def _value_mask(values: Sequence[Any], condition: Condition) -> Mask:
    """Return for each of Python's values whether a condition for numbers holds."""
    tests = _number_tests(condition)
    says_more = condition != Condition(missing=condition.missing)

    def holds(value: Any) -> bool:
        if is_missing(value):
            return _takes_missing(condition)
        if condition.missing or tests is None:
            return False
        if not says_more:
            return True
        if not is_real(value):
            return False
        number = comparable(value)
        return all(test(number) for test in tests)

    return list(map(holds, values))


def _takes_missing(condition: Condition) -> bool:
    """Return whether a condition holds for what is missing."""
    if condition.choices is not None and _has_none(condition.choices):
        return condition.missing is not False
    return condition == Condition(missing=True)


def _has_none(choices: Iterable[Any]) -> bool:
    return any(choice is None for choice in choices)


def _array_mask(values: Any, missing: Any, condition: Condition) -> Any:
    """Return for each number of a NumPy array whether a condition holds."""
    tests = _number_tests(condition)
    if tests is None or condition.missing:
        found = missing & False
    else:
        found = ~missing
        said = condition.spec
        for name in _COMPARISONS:
            if name in said:
                found &= _compared(values, name, comparable(said[name]))
        if condition.choices is not None:
            one = missing & False
            for choice in filter(is_number, condition.choices):
                one |= _compared(values, "is", comparable(choice))
            found &= one
    return found | missing if _takes_missing(condition) else found


def _compared(values: Any, name: str, bound: Real) -> Any:
    """Return for each number of an array how it compares with a bound."""
    if values.dtype.kind in "biu" and not isinstance(bound, int) and math.isfinite(bound):
        # whole numbers are compared as such: as others, large ones would be rounded
        whole = math.floor(bound)
        if whole == bound:
            bound = whole
        elif name in {"is", "is_not"}:
            return (values == values) == (name == "is_not")  # noqa: PLR0124 - all, or none
        else:
            bound = whole + 1 if name in {"from", "below"} else whole
    elif values.dtype.kind not in "biu":
        bound = _float(bound)
    return _COMPARISONS[name](values, bound)


def _float(number: Real) -> float:
    """Return a number as a float; beyond the largest of them it is infinite."""
    try:
        return float(number)
    except OverflowError:
        return math.copysign(math.inf, number)


# -- by texts ------------------------------------------------------------------------


def text_of(value: object) -> str:
    """Return the text that a value is compared by where its column has texts."""
    if isinstance(value, str):
        return value
    return missing_text(value) if is_missing(value) else ANYTHING.text(value)


def texts_of(column: Compared, values: Sequence[Any]) -> list[str | None]:
    """Return the case-folded texts of some values, None for those that are missing."""
    if set(map(type, values)) == {str}:
        return list(map(str.casefold, values))
    return [None if is_missing(value) else column.text(value).casefold() for value in values]


def _text_mask(column: Compared, values: Sequence[Any], condition: Condition) -> Mask:
    """Return for each value whether a condition holds for its text."""
    takes_missing = _takes_missing(condition)
    if condition.missing:
        return [takes_missing and is_missing(value) for value in values]
    tests = list(_text_tests(condition, family_of(column)))
    return [
        takes_missing if text is None else all(test(text) for test in tests)
        for text in texts_of(column, values)
    ]


def _text_tests(condition: Condition, family: Family) -> Iterable[Test]:
    """Yield what a case-folded text must fulfill."""
    by_moment = family == "moment"

    def written(value: object) -> str:
        text = text_of(value).casefold()
        return text.replace("t", " ", 1) if by_moment else text

    said = condition.spec
    if condition.contains is not None:
        needle = condition.contains.casefold()
        yield lambda text: needle in text
    if condition.choices is not None:
        choices = {written(choice) for choice in condition.choices if choice is not None}
        yield choices.__contains__
    for name in ("is", "is_not"):
        if name in said:
            wanted, on = written(said[name]), name == "is"
            yield partial(_is_said, wanted, on, whole=not by_moment)
    for name in BOUNDS:
        if name in said:
            yield partial(_is_within, _COMPARISONS[name], written(said[name]))


def _is_said(wanted: str, on: bool, text: str, *, whole: bool) -> bool:
    return (text == wanted if whole else text.startswith(wanted)) == on


def _is_within(compare: Callable[[Any, Any], bool], bound: str, text: str) -> bool:
    """Return how as much of a text as a bound has compares with that."""
    return compare(text[: len(bound)], bound)
