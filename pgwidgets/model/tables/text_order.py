"""The order of many texts, found by NumPy: their beginnings are compared as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pgwidgets.model.tables.pausing import SLICE, Pause, slices

WORDS = 4
"""So many numbers of 64 bits a beginning is at most; what is equal there is compared as text."""

ASCII_BITS, ANY_BITS = 8, 21
"""What a character takes."""


def text_places(texts: Sequence[str], pause: Pause, *, ascending: bool) -> Any:
    """Return the places of texts in the order of their characters, equal ones as they are.

    None where that is better left to Python.
    """
    if not texts:
        return np.empty(0, "i8")
    if not ascending:
        # backwards twice, so that equal ones stay as they were
        places = text_places(texts[::-1], pause, ascending=True)
        return None if places is None else len(texts) - 1 - places[::-1]
    bits, longest = ASCII_BITS, 0
    for part in slices(texts, pause):
        joined = "".join(part)
        if "\0" in joined:
            # it would be no other than none at all
            return None
        bits = bits if joined.isascii() else ANY_BITS
        longest = max(longest, max(map(len, part), default=0))
    width = min(longest, WORDS * (64 // bits))
    words = _words(texts, width, bits, pause)
    places = np.lexsort(words[::-1])
    pause()
    return places if longest <= width else _told_apart(texts, words, places, width)


def _words(texts: Sequence[str], width: int, bits: int, pause: Pause) -> Any:
    """Return the beginnings of texts as numbers: the first ones of all, the second ones, …."""
    each = 64 // bits
    words = np.zeros((max(1, -(-width // each)), len(texts)), "u8")
    at = 0
    for part in slices(texts, pause):
        codes = np.array(part, f"U{max(1, width)}").view("u4").reshape(len(part), -1)
        for place in range(width):
            word = words[place // each, at : at + len(part)]
            word <<= np.uint64(bits)
            word |= codes[:, place]
        at += len(part)
    return words


def _told_apart(texts: Sequence[str], words: Any, places: Any, width: int) -> Any:
    """Put texts in order that begin alike, and are longer than that."""
    differ = (words[:, places[1:]] != words[:, places[:-1]]).any(axis=0)
    bounds = np.concatenate([[0], np.flatnonzero(differ) + 1, [len(places)]])
    lengths = np.diff(bounds)
    if (lengths > SLICE).any():
        return None
    several = np.flatnonzero(lengths > 1)
    for first, end in zip(bounds[several].tolist(), bounds[several + 1].tolist(), strict=True):
        run = places[first:end].tolist()
        if any(len(texts[place]) > width for place in run):
            places[first:end] = sorted(run, key=texts.__getitem__)
    return places
