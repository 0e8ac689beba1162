"""What the values of a column come to: their sum, the least of them, and so on.

Columns may have ten million rows, so their values are looked at in chunks; between these, other
threads get on.
"""

from __future__ import annotations

import math
import numbers
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Context, Decimal
from typing import Any, Literal, TypeAlias, get_args

from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.formats import Format
from pgwidgets.model.tables.numbers import float_text
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.types import ANYTHING
from pgwidgets.model.tables.value_type import Kind

Name = Literal["sum", "mean", "min", "max", "count", "median"]
NAMES: tuple[Name, ...] = get_args(Name)

Aggregate: TypeAlias = Name | Callable[[list[Any]], Any]
"""What becomes of the values that there are: one of ours, or a function of the program's."""

CHUNK = 1 << 18
"""So many rows are looked at at once."""

_EXACT = Context(prec=100)
"""For sums of decimal numbers, which are exact themselves."""


class UnsuitedError(TypeError):
    """The values have no such thing, as texts have no sum."""


def aggregate(column: Column, rows: Rows, wanted: Aggregate) -> Any:
    """Return what the values of some rows come to; None if there are none to tell it from.

    Raises
    ------
    UnsuitedError
        When the values have no such thing.
    """
    aggregator = _AGGREGATORS[wanted](column) if isinstance(wanted, str) else Own(column, wanted)
    try:
        for start in range(0, len(rows), CHUNK):
            values = column.present(rows[start : start + CHUNK])
            if len(values):
                aggregator.add(values)
        return aggregator.result()
    except (TypeError, ArithmeticError) as error:
        if not isinstance(wanted, str):
            raise
        raise UnsuitedError(
            f"the values of column {column.key!r} have no {wanted}: {error}"
        ) from None


def misfit(wanted: Aggregate, kind: Kind) -> str | None:
    """Return what is wrong with an aggregate of a kind of values, in words; None if nothing."""
    if wanted not in {"sum", "mean", "median"}:
        return None
    if kind in {"string", "icon"}:
        return f"it has texts, which have no {wanted}; they have 'count', 'min' and 'max'"
    if kind in {"date", "datetime"} and wanted != "median":
        return f"it has dates or times, which have no {wanted}; they have 'min', 'max' and 'median'"
    return None


def name_of(wanted: Aggregate) -> str:
    """Return what an aggregate is called: nothing if its function has no name that says it."""
    if isinstance(wanted, str):
        return wanted
    name = getattr(wanted, "__name__", "")
    return "" if name.startswith("<") else name.replace("_", " ")


def shown(column: Column, wanted: Aggregate, value: Any) -> str:
    """Return the text of what the values of a column come to, in the format of the column."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    own = column.format
    if wanted == "count":
        plain = Format(thousands=own.thousands, point=own.point) if own else Format()
        return plain.text(value) or str(value)
    text = None if own is None else own.text(value)
    if text is not None:
        return text
    if isinstance(value, float):
        # nobody reads more of what has many digits only as it was divided
        return float_text(float(f"{value:.10g}"))
    return ANYTHING.text(value)


# -- of each kind ------------------------------------------------------------------------


class Aggregator(ABC):
    """Looks at the values that there are, chunk by chunk."""

    def __init__(self, column: Column) -> None:
        self.column = column

    @abstractmethod
    def add(self, values: Any) -> None:
        """Take some more values: a list, or an array of NumPy's numbers."""

    @abstractmethod
    def result(self) -> Any:
        """Return what they have come to."""


class Count(Aggregator):
    """How many there are."""

    def __init__(self, column: Column) -> None:
        super().__init__(column)
        self.count = 0

    def add(self, values: Any) -> None:
        self.count += len(values)

    def result(self) -> Any:
        return self.count


class Sum(Count):
    """What they are together."""

    def __init__(self, column: Column) -> None:
        super().__init__(column)
        # those of the chunks
        self._parts: list[Any] = []

    def add(self, values: Any) -> None:
        super().add(values)
        self._parts.append(total(values))

    def result(self) -> Any:
        if self._parts:
            return total(self._parts)
        return 0 if self.column.kind in {"integer", "float", "boolean"} else None


class Mean(Sum):
    """Their arithmetic mean."""

    def result(self) -> Any:
        if not self.count:
            return None
        whole = super().result()
        return (
            _EXACT.divide(whole, self.count) if isinstance(whole, Decimal) else whole / self.count
        )


class Extreme(Aggregator):
    """The first of them in some order."""

    def __init__(self, column: Column, choose: Callable[..., Any]) -> None:
        super().__init__(column)
        # returns the one of several
        self._choose = choose
        # those of the chunks
        self._parts: list[Any] = []

    def add(self, values: Any) -> None:
        if isinstance(values, list):
            self._parts.append(self._of(values))
        else:
            self._parts.append((values.min() if self._choose is min else values.max()).item())

    def _of(self, values: list[Any]) -> Any:
        if set(map(type, values)) <= {int, float, bool}:
            return self._choose(values)
        return self._choose(values, key=self.column.key_of)

    def result(self) -> Any:
        return self._of(self._parts) if self._parts else None


class Gathered(Aggregator):
    """What takes all of them."""

    def __init__(self, column: Column) -> None:
        super().__init__(column)
        self.chunks: list[Any] = []

    def add(self, values: Any) -> None:
        self.chunks.append(values)


class Median(Gathered):
    """The one in the middle, or what is between the two there."""

    def result(self) -> Any:
        count = sum(map(len, self.chunks))
        if not count:
            return None
        places = ((count - 1) // 2, count // 2)
        if isinstance(self.chunks[0], list):
            ordered = sorted(value for chunk in self.chunks for value in chunk)
            low, high = (ordered[place] for place in places)
        else:
            numpy = sys.modules["numpy"]
            parted = numpy.partition(numpy.concatenate(self.chunks), places)
            low, high = (parted[place].item() for place in places)
        return low if places[0] == places[1] or low == high else low + (high - low) / 2


class Own(Gathered):
    """What a function of the program's makes of them."""

    def __init__(self, column: Column, function: Callable[[list[Any]], Any]) -> None:
        super().__init__(column)
        # gets all of them as a list
        self._function = function

    def result(self) -> Any:
        return self._function([value for chunk in self.chunks for value in _listed(chunk)])


_AGGREGATORS: dict[str, Callable[[Column], Aggregator]] = {
    "sum": Sum,
    "mean": Mean,
    "min": lambda column: Extreme(column, min),
    "max": lambda column: Extreme(column, max),
    "count": Count,
    "median": Median,
}


def _listed(values: Any) -> Iterator[Any]:
    yield from values if isinstance(values, list) else values.tolist()


def total(values: Any) -> Any:
    """Return the sum of some values, of which there is one at least."""
    if not isinstance(values, list):
        return _array_total(values)
    kinds = set(map(type, values))
    if kinds <= {int, bool}:
        return sum(values)
    # NumPy's durations say that they are whole numbers
    if all(issubclass(kind, timedelta) or _is_span(kind) for kind in kinds):
        return sum(values[1:], values[0])
    if all(issubclass(kind, numbers.Integral | Decimal) for kind in kinds):
        whole = Decimal(0)
        for value in values:
            whole = _EXACT.add(whole, value if isinstance(value, Decimal) else int(value))
        return whole if any(issubclass(kind, Decimal) for kind in kinds) else int(whole)
    if all(issubclass(kind, numbers.Real) for kind in kinds):
        return _float_total(values)
    for kind in kinds:
        if not issubclass(kind, numbers.Number):
            raise UnsuitedError(f"one is a {kind.__name__}")
    return sum(values[1:], values[0])


def _is_span(kind: type) -> bool:
    return kind.__name__ == "timedelta64"


def _float_total(values: list[Any]) -> float:
    try:
        return math.fsum(values)
    except (ValueError, OverflowError):
        # infinite both ways, or too large in between
        return float(sum(map(float, values)))


def _array_total(values: Any) -> Any:
    """Return the sum of an array of NumPy's numbers: of whole ones exactly."""
    kind, size = values.dtype.kind, values.dtype.itemsize
    if kind == "f":
        return float(values.sum(dtype="f8"))
    if kind == "b" or size < 8:
        return int(values.sum(dtype="i8"))
    # half by half, as all together may be more than 64 bits
    return (int((values >> 32).sum()) << 32) + int((values & 0xFFFF_FFFF).sum())
