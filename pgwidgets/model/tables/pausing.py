"""Long work in slices: between them others run, and it may be given up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

Pause: TypeAlias = Callable[[], None]
"""Called between two slices; it raises what ends the work."""

SLICE = 16_384
"""So many values are worked on at a time: some milliseconds, in which no other thread may run."""


def no_pause() -> None:
    """Go on."""


def slices(values: Sequence[Any], pause: Pause) -> Iterator[Sequence[Any]]:
    """Yield some values at a time."""
    if len(values) <= SLICE:
        yield values
        return
    for start in range(0, len(values), SLICE):
        yield values[start : start + SLICE]
        pause()


def mapped(function: Callable[[Any], Any], values: Sequence[Any], pause: Pause) -> list[Any]:
    """Return what a function makes of each of some values."""
    found: list[Any] = []
    for part in slices(values, pause):
        found += map(function, part)
    return found


def sorted_places(keys: Sequence[Any], *, ascending: bool, pause: Pause) -> list[int]:
    """Return the places of some keys in their order, equal ones as they are.

    Runs are sorted one by one. Then what lies between two samples is taken out of all runs and
    sorted, which are a few steps for what is in order run by run.
    """
    count = len(keys)
    # backwards twice, so that equal ones stay as they were
    places: Sequence[int] = range(count) if ascending else range(count - 1, -1, -1)
    key_of = keys.__getitem__
    runs = [sorted(part, key=key_of) for part in slices(places, pause)]
    found: list[int] = []
    starts = [0] * len(runs)
    for bound in [*_samples(runs, key_of), None]:
        piece: list[int] = []
        for number, run in enumerate(runs):
            start = starts[number]
            end = len(run) if bound is None else bisect_left(run, bound[0], start, key=key_of)
            piece += run[start:end]
            starts[number] = end
        piece.sort(key=key_of)
        found += piece
        pause()
    if not ascending:
        found.reverse()
    return found


def _samples(runs: Sequence[list[int]], key_of: Callable[[int], Any]) -> list[tuple[Any]]:
    """Return keys between which there are about as many of all runs as one run has."""
    count = len(runs)
    if count < 2:
        return []
    step = max(1, SLICE // count)
    samples = sorted(key_of(place) for run in runs for place in run[step // 2 :: step])
    return [(sample,) for sample in samples[count::count]]
