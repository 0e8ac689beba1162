"""What a program says of the cells of a column that is different from row to row."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from pgwidgets.catalog.table_choice_values import read_choices
from pgwidgets.catalog.types import BOOLEAN, TEXT, Type, wrong_type


class RowFunction(Type):
    """A function of the program's, which is asked now and then. It never travels to a page.

    Parameters
    ----------
    expected : str
        What it is for, in words.
    may_wait : bool
        Whether it may be a coroutine function.
    """

    typescript = "never"

    def __init__(self, python: str, expected: str, *, may_wait: bool) -> None:
        self.python = python
        # as above
        self._expected = expected
        self._may_wait = may_wait  # as above

    def check(self, value: Any) -> Any:
        if not callable(value):
            raise wrong_type(self._expected, value)
        if inspect.iscoroutinefunction(value) and not self._may_wait:
            raise TypeError(
                f"must be {self._expected}, but no coroutine function: it is asked for each cell "
                "as that is shown"
            )
        return value


class FieldOrFunction(Type):
    """What a program says of all rows, the key of a column that says it, or a function.

    Parameters
    ----------
    plain : Type
        What is said of all rows alike.
    function : RowFunction
    expected : str
        All of that in words.
    """

    typescript = "unknown"

    def __init__(self, plain: Type, function: RowFunction, expected: str) -> None:
        self.python = f"{plain.python} | str | {function.python}"
        # as above
        self._plain = plain
        self._function = function  # as above
        self._expected = expected  # as above

    def check(self, value: Any) -> Any:
        if isinstance(value, str):
            if not value:
                raise ValueError(f"must be {self._expected}, not an empty text")
            return TEXT.check(value)
        # an enumeration is both: its members are meant
        if callable(value) and not isinstance(value, Iterable):
            return self._function.check(value)
        try:
            return self._plain.check(value)
        except TypeError:
            if isinstance(value, list | tuple):
                # what is wrong is in it
                raise
            raise wrong_type(self._expected, value) from None


class ChoiceValues(Type):
    """Texts, or other values, that users may choose; an enumeration stands for its members."""

    python = "Iterable[Any]"
    typescript = "readonly string[]"

    def check(self, value: Any) -> tuple[Any, ...]:
        return read_choices(value)


EDITABLE = FieldOrFunction(
    BOOLEAN,
    RowFunction(
        "Callable[[dict[str, Any]], object]",
        "a function of what the row has",
        may_wait=False,
    ),
    "a bool, the key of a column, or a function of what the row has",
)
"""Whether users can edit a cell."""

CHOICES = FieldOrFunction(
    ChoiceValues(),
    RowFunction(
        "Callable[[dict[str, Any]], Any]",
        "a function of what the row has",
        may_wait=True,
    ),
    "a sequence of texts or values, the key of a column that has such, or a function of what the "
    "row has",
)
"""What users may choose in a cell."""
