"""Filters of file names: a label, and the patterns of the names that it lets through."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Patterns: TypeAlias = str | Iterable[str]
Filters: TypeAlias = Mapping[str, Patterns] | Iterable[tuple[str, Patterns]]
"""Labels with patterns, as a program gives them."""

_EXTENSION = re.compile(r"\*(\.[^*?\[\]]+)")


@dataclass(frozen=True)
class Filter:
    """One choice among the filters.

    Attributes
    ----------
    label : str
    patterns : tuple of str
        As a shell has them: ``*.png``. Case makes no difference.
    """

    label: str
    patterns: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Return whether one of the patterns fits a file's name."""
        lower = name.lower()
        return any(fnmatch.fnmatchcase(lower, pattern.lower()) for pattern in self.patterns)

    @property
    def extension(self) -> str:
        """What a name gets that has no extension: that of the first pattern that has one."""
        for pattern in self.patterns:
            found = _EXTENSION.fullmatch(pattern)
            if found:
                return found[1]
        return ""


def make_filters(given: Filters | None) -> list[Filter]:
    """Return the filters that a program gave.

    Raises
    ------
    TypeError
        When they are no labels with patterns.
    ValueError
        When a label has no pattern.
    """
    if given is None:
        return []
    pairs = given.items() if isinstance(given, Mapping) else given
    return [_make_filter(pair) for pair in pairs]


def _make_filter(pair: object) -> Filter:
    if not isinstance(pair, tuple | list) or len(pair) != 2 or not isinstance(pair[0], str):
        raise TypeError(
            f"a filter must be a label with its patterns, as in ('Images', ['*.png']), not {pair!r}"
        )
    label, patterns = pair
    if isinstance(patterns, str):
        patterns = [patterns]
    found = tuple(patterns) if isinstance(patterns, Iterable) else (None,)
    if not all(isinstance(pattern, str) for pattern in found):
        raise TypeError(f"the patterns of {label!r} must be str, as in ['*.png'], not {patterns!r}")
    if not found:
        raise ValueError(f"the filter {label!r} must have a pattern, as in ['*.png']")
    return Filter(label, found)
