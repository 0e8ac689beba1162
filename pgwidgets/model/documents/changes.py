"""Changes of a sequence, which two parties can make at the same time.

A change walks along a sequence, of characters or of items: an integer above 0 keeps so many
elements, one below 0 removes so many, and a sequence is inserted. What comes after the last
step stays. ``(3, -2, "xy")`` keeps three characters, and puts two others in place of the next
two. JSON carries a change as an array.

:func:`transformed` fits a change to the outcome of another that was made at the same time. Both
orders lead to the same: this is what operational transformation calls the property TP1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, TypeAlias

Step: TypeAlias = int | str | tuple[Any, ...]
Change: TypeAlias = tuple[Step, ...]


class Steps:
    """A change in the making: steps of one kind in a row become one."""

    def __init__(self) -> None:
        # the steps so far
        self._steps: list[Step] = []

    def keep(self, count: int) -> None:
        """Go on by so many elements."""
        if count:
            self._count(count)

    def remove(self, count: int) -> None:
        """Take away so many elements."""
        if count:
            self._count(-count)

    def _count(self, count: int) -> None:
        last = self._steps[-1] if self._steps else None
        if isinstance(last, int) and (last > 0) == (count > 0):
            self._steps[-1] = last + count
        else:
            self._steps.append(count)

    def insert(self, elements: Any) -> None:
        """Add elements."""
        if not elements:
            return
        last = self._steps[-1] if self._steps else None
        if last is not None and not isinstance(last, int):
            self._steps[-1] = last + elements
        else:
            self._steps.append(elements)

    def finish(self) -> Change:
        """Return the change."""
        while self._steps and isinstance(self._steps[-1], int) and self._steps[-1] > 0:
            self._steps.pop()
        return tuple(self._steps)


def splice(at: int, removed: int, inserted: Any) -> Change:
    """Return the change that puts elements in the place of some others."""
    steps = Steps()
    steps.keep(at)
    steps.remove(removed)
    steps.insert(inserted)
    return steps.finish()


def length(step: Step) -> int:
    """Return how many elements a step goes over, or inserts."""
    return abs(step) if isinstance(step, int) else len(step)


def reach(change: Change) -> int:
    """Return how many elements a sequence must have at least for a change."""
    return sum(abs(step) for step in change if isinstance(step, int))


def splices(change: Change) -> Iterator[tuple[int, int, Any]]:
    """Yield what a change does, one place after the other: where, how many go, what comes."""
    at = 0
    for step in change:
        if not isinstance(step, int):
            yield at, 0, step
            at += len(step)
        elif step < 0:
            yield at, -step, None
        else:
            at += step


def transformed(change: Change, other: Change, *, first: bool) -> Change:
    """Return a change for a sequence that another, made at the same time, has changed.

    Parameters
    ----------
    first : bool
        Whether what both insert at the same place has the change's own elements first.
    """
    steps = Steps()
    own, others = _Walk(change), _Walk(other)
    while not own.is_done:
        if own.inserted is not None and (first or others.inserted is None):
            steps.insert(own.inserted)
            own.next()
        elif others.inserted is not None:
            steps.keep(len(others.inserted))
            others.next()
        else:
            count = min(own.left, others.left)
            if own.removes and not others.removes:
                steps.remove(count)
            elif not own.removes and not others.removes:
                steps.keep(count)
            own.go_on(count)
            others.go_on(count)
    return steps.finish()


def composed(change: Change, following: Change) -> Change:
    """Return the one change that does what two do, one after the other."""
    steps = Steps()
    own, others = _Walk(change), _Walk(following)
    while not (own.is_done and others.is_done):
        if others.inserted is not None:
            steps.insert(others.inserted)
            others.next()
        elif own.removes:
            steps.remove(own.left)
            own.next()
        else:
            count = min(own.left, others.left)
            if own.inserted is not None and not others.removes:
                steps.insert(own.inserted[:count])
            elif own.inserted is None and others.removes:
                steps.remove(count)
            elif own.inserted is None:
                steps.keep(count)
            own.go_on(count)
            others.go_on(count)
    return steps.finish()


class _Walk:
    """Where one of two changes is, as both go along their sequence."""

    def __init__(self, change: Change) -> None:
        # the steps that are still to come
        self._steps = iter(change)
        self.is_done = False
        # what the present step inserts, if it does
        self.inserted: Any = None
        # over how many elements the present step still goes, and whether it takes them away
        self.left = 0
        self.removes = False
        self.next()

    def next(self) -> None:
        """Go on to the next step."""
        step = next(self._steps, None)
        self.is_done = step is None
        self.inserted = None if step is None or isinstance(step, int) else step
        self.removes = isinstance(step, int) and step < 0
        # behind the last step all stays
        self.left = sys.maxsize if step is None else length(step)

    def go_on(self, count: int) -> None:
        """Go over elements."""
        if self.inserted is not None:
            self.inserted = self.inserted[count:]
        self.left -= count
        if not self.left:
            self.next()
