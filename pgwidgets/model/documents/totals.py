"""What the columns of a table come to, for its footer: worked out beside all else, at a pace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pgwidgets.model.tables import aggregates
from pgwidgets.model.tables.aggregates import Aggregate
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.pausing import Pause

LEAST_SECONDS = 0.1
"""So long at least the next totals wait after the last ones."""

SHARE = 10
"""Of so many seconds one is spent on them at most."""


@dataclass(frozen=True)
class Tally:
    """What is to be worked out, from what a table has at one moment.

    Attributes
    ----------
    columns : mapping
        By key, those that have a footer, and what it shows.
    rows : sequence of int
    changes : int
        Which state of the table it is.
    """

    columns: Mapping[str, tuple[Column, Aggregate]]
    rows: Sequence[int]
    changes: int

    def work(self, pause: Pause) -> dict[str, Any]:
        """Return what the columns come to; an exception where that can't be told."""
        values: dict[str, Any] = {}
        for key, (column, wanted) in self.columns.items():
            values[key] = _worked(column, self.rows, wanted)
            pause()
        return values


def _worked(column: Column, rows: Sequence[int], wanted: Aggregate) -> Any:
    try:
        return aggregates.aggregate(column, rows, wanted)
    except Exception as error:  # noqa: BLE001 - it is the program's function that runs
        return error


class Totals:
    """What the columns have come to, as far as it is known.

    Attributes
    ----------
    values : dict
        By column; an exception where there is no such thing.
    is_running : bool
        Whether they are being worked out.
    ready_at : float
        From when on they may be worked out again, on the tree's clock.
    """

    __slots__ = ("_failed", "_of", "is_running", "ready_at", "values")

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.is_running = False
        self.ready_at = 0.0
        # which state of the table they are of, and what of each column was wanted
        self._of: tuple[int, dict[str, Aggregate]] = (-1, {})
        # what could not be told, in words, so that it is reported once
        self._failed: dict[str, str] = {}

    def is_current(self, changes: int, wanted: Mapping[str, Aggregate]) -> bool:
        """Return whether they are what a state of the table comes to."""
        return self._of == (changes, dict(wanted))

    def take(
        self, tally: Tally, values: dict[str, Any], began: float, now: float
    ) -> list[Exception]:
        """Take what was worked out; returns the errors that were not there before."""
        self.is_running = False
        self.ready_at = now + max(LEAST_SECONDS, SHARE * (now - began))
        self.values = values
        self._of = (tally.changes, {key: wanted for key, (_, wanted) in tally.columns.items()})
        failed = {key: it for key, it in values.items() if isinstance(it, Exception)}
        new = [it for key, it in failed.items() if self._failed.get(key) != repr(it)]
        self._failed = {key: repr(it) for key, it in failed.items()}
        return new
