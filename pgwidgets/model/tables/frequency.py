"""Which values a column has, and in how many rows: what is chosen from in its filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from pgwidgets.model.tables.cells import is_missing
from pgwidgets.model.tables.condition_texts import MISSING, written
from pgwidgets.model.tables.conditions import (
    Compared,
    Condition,
    family_of,
    is_number,
    mask_of,
    text_of,
    texts_of,
)
from pgwidgets.model.tables.pausing import Pause, no_pause, slices
from pgwidgets.model.tables.sorting import Rows


class Listed(Compared, Protocol):
    """A column, or what one shows, of which there are values to choose from."""

    def order(self, rows: Rows) -> Sequence[int]:
        """Return rows in the order of what they have."""

    def shown(self, rows: Rows) -> list[str]:
        """Return the texts of some rows that a user sees."""


class Frequency(NamedTuple):
    """One value.

    Attributes
    ----------
    text : str
        As a filter has it among its choices.
    label : str
        As a user sees it.
    rows : int
        In how many it is.
    is_on : bool
        Whether the filter lets it through, as one of its choices.
    """

    text: str
    label: str
    rows: int
    is_on: bool


@dataclass
class _Found:
    """What was found so far: by what is compared, the first row with it, and in how many it is."""

    firsts: dict[Any, int]
    counts: Counter[Any]
    missing: int = 0

    def add(self, rows: Rows, keys: Sequence[Any], counts: Mapping[Any, int]) -> None:
        for key in counts:
            if key not in self.firsts:
                self.firsts[key] = rows[keys.index(key)]
        self.counts.update(counts)


def frequencies(
    column: Listed, rows: Rows, condition: Condition | None, most: int, pause: Pause = no_pause
) -> list[Frequency] | None:
    """Return the values of a column in their order; None if they are more than may be.

    What is one for filters is one here: texts that differ in capitals alone, say.

    Parameters
    ----------
    condition : Condition or None
        What is wanted of the column now: what of it is a choice comes along, wherever it is not.
    """
    found = _Found({}, Counter())
    for part in slices(rows, pause):
        _look(column, part, found)
        if len(found.firsts) > most:
            return None
    firsts = column.order(list(found.firsts.values()))
    chosen = _choices_of(column, condition)
    count_of = {row: found.counts[key] for key, row in found.firsts.items()}
    listed = [
        Frequency(written(value), label, count_of[row], on)
        for row, value, label, on in zip(
            firsts,
            _exact(column, firsts),
            column.shown(firsts),
            _mask(column, firsts, chosen),
            strict=True,
        )
    ]
    listed += _absent(column, firsts, chosen)
    takes_missing = any(choice is None for choice in chosen)
    if found.missing or takes_missing:
        listed.append(Frequency(MISSING, MISSING, found.missing, takes_missing))
    return listed


def _look(column: Listed, rows: Rows, found: _Found) -> None:
    """Count what some rows have."""
    if family_of(column) == "number":
        arrays = column.compared(rows)
        if arrays is not None:
            values = arrays[0][~arrays[1]].tolist()
            found.missing += len(rows) - len(values)
            if len(values) < len(rows):
                rows = [row for row, gone in zip(rows, arrays[1].tolist(), strict=True) if not gone]
        else:
            given = column.values(rows)
            found.missing += sum(map(is_missing, given))
            kept = [(row, it) for row, it in zip(rows, given, strict=True) if is_number(it)]
            rows, values = [row for row, _ in kept], [value for _, value in kept]
        found.add(rows, values, Counter(values))
        return
    texts = texts_of(column, column.values(rows))
    counts = Counter(texts)
    found.missing += counts.pop(None, 0)
    found.add(rows, texts, counts)


def _exact(column: Listed, rows: Rows) -> list[Any]:
    """Return what a filter compares some rows by."""
    values = column.values(rows)
    return values if family_of(column) == "number" else [column.text(value) for value in values]


def _choices_of(column: Listed, condition: Condition | None) -> tuple[Any, ...]:
    """Return the choices that a condition is, if it is nothing else."""
    if condition is None:
        return ()
    if condition.missing and condition == Condition(missing=True):
        return (None,)
    if condition.choices is not None and condition == Condition(choices=condition.choices):
        return condition.choices
    # of a moment it may be no more than the beginning
    is_one = condition == Condition(equals=condition.equals) and family_of(column) != "moment"
    return (condition.equals,) if is_one and condition.equals is not None else ()


def _mask(column: Listed, rows: Rows, chosen: Iterable[Any]) -> list[bool]:
    if not rows:
        return []
    return [bool(on) for on in mask_of(column, rows, Condition(choices=tuple(chosen)))]


def _absent(column: Listed, rows: Rows, chosen: Iterable[Any]) -> Iterator[Frequency]:
    """Yield the choices that no row has."""
    for choice in chosen:
        if choice is not None and not any(_mask(column, rows, (choice,))):
            yield Frequency(written(choice), text_of(choice), 0, True)
