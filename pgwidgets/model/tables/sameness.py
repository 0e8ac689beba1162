"""Whether two values are the same, of whatever classes they are."""

from __future__ import annotations

from typing import Any

from pgwidgets.model.tables.cells import is_missing
from pgwidgets.model.tables.types import type_of

_PLAIN = frozenset({int, bool, str})
"""What is the same if it is equal, and of one class."""


def is_same(one: Any, other: Any) -> bool:
    """Return whether two values can't be told apart, so that keeping one keeps both."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind in _PLAIN:
        return bool(one == other)
    try:
        return type_of(one) is not None and _is_same(one, other)
    except Exception:  # noqa: BLE001 - lists may have anything in them
        return False


def _is_same(one: Any, other: Any) -> bool:
    if is_missing(one) or is_missing(other):
        # a signalling NaN may be on either side, and can't be compared
        return is_missing(one) and is_missing(other) and repr(one) == repr(other)
    return bool(one == other) and repr(one) == repr(other)
