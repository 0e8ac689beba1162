"""The edits of a tree that are not those of every table."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from pgwidgets.model.documents.outline_forest import Forest, Source

ROOT = -1
"""In the place of a row: what the items are in that are in no other."""


@dataclass(frozen=True, slots=True)
class ItemsInserted:
    """Items came, with what is in them.

    Attributes
    ----------
    parent : int
        What they are in: a row, or ROOT.
    before : int or None
        The row in the same parent that they come before; None for the end.
    forest : Forest
        Its values are as the columns keep them, by their keys.
    ids : sequence of int or None
        What they were called when they were there before; None for new ones.
    opened : set of int
        Those of them that were open then.
    is_found : bool
        Whether they were there all along, and the program has only now said so: nothing has
        changed.
    """

    parent: int
    before: int | None
    forest: Forest
    ids: Sequence[int] | None = None
    opened: AbstractSet[int] = frozenset()
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class ItemsRemoved:
    """Items went, with what was in them."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ItemsOrdered:
    """What is in an item has another order.

    Attributes
    ----------
    parent : int
        A row, or ROOT.
    rows : tuple of int
        All that is in it.
    """

    parent: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Branched:
    """An item without anything in it may have something from now on, or has something to come.

    Attributes
    ----------
    row : int
    source : Source or None
        What knows what is in it.
    """

    row: int
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Withered:
    """An item with nothing in it is no branch any more."""

    row: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is in a branch is on its way, or could not be found out.

    Attributes
    ----------
    row : int
    state : str
        ``"loading"`` or ``"failed"``.
    """

    row: int
    state: Literal["loading", "failed"]


@dataclass(frozen=True, slots=True)
class Folded:
    """Branches were opened or closed.

    Attributes
    ----------
    rows : tuple or None
        None is all of which it is known what is in them.
    is_open : bool
    """

    rows: tuple[int, ...] | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Outer:
    """What a row is in; only the page that has asked is told."""

    row: int
