"""What was measured, and the table of it."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Parameters
    ----------
    name : str
        What was measured.
    values, floors : sequence of float
        What the product took, and the floor beside it, one per run.
    limit : float
        The target, in the unit of the values, or as a multiple of the floor.
    by : {"floor", "value", "least"}
        What the limit applies to: the ratio to the floor, the value, or the value that is to
        be above it.
    unit : str
    """

    name: str
    values: Sequence[float]
    floors: Sequence[float]
    limit: float
    by: Literal["floor", "value", "least"] = "value"
    unit: str = "ms"

    @property
    def value(self) -> float:
        """The median of what the product took."""
        return statistics.median(self.values)

    @property
    def floor(self) -> float | None:
        """The median of the floor, if there is one."""
        return statistics.median(self.floors) if self.floors else None

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        if self.by == "least":
            return self.value >= self.limit
        bound = self.limit if self.by == "value" else self.limit * (self.floor or 0)
        return self.value <= bound

    @property
    def target(self) -> str:
        """What is to be reached, in words."""
        if self.by == "floor":
            return f"{self.limit:g} x floor"
        least = "at least " if self.by == "least" else ""
        return f"{least}{self.limit:g} {self.unit}"

    def cells(self) -> list[str]:
        """Return the line's cells."""
        floor = self.floor
        return [
            self.name,
            f"{self.value:.4g} {self.unit}",
            "" if floor is None else f"{floor:.4g} {self.unit}",
            "" if floor is None else f"{self.value / floor:.2f}",
            self.target,
            "met" if self.met else "MISSED",
        ]


HEADINGS = ["", "median", "floor", "ratio", "target", ""]


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a table of text."""
    return laid_out([HEADINGS, *(figure.cells() for figure in figures)])


def laid_out(lines: Sequence[list[str]]) -> str:
    """Return lines of cells as a table of text."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]

    def row(line: list[str]) -> str:
        first, *others = zip(line, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        return "  ".join(cells).rstrip()

    return "\n".join(map(row, lines))
