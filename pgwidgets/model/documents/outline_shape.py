"""Which items of a tree are in which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from itertools import count as counted
from itertools import islice

from pgwidgets.errors import closest
from pgwidgets.model.documents.outline_edits import ROOT
from pgwidgets.model.documents.outline_forest import Forest, Source
from pgwidgets.model.documents.outline_sieve import Sieve

COMPARED = 1000
"""So many keys are compared with a wrong one, to find the one that may be meant."""


class Shape:
    """The items by the ids of their rows: their keys, and what each is in.

    Attributes
    ----------
    keys : dict
        By the rows.
    parents : dict
        By the rows, the row that each is in, or ROOT.
    children : dict
        By the rows that are branches, and ROOT, what is in them: rows by keys, in their order.
    sources : dict
        By the rows of branches, what knows their children, where nobody has asked it yet.
    awaited : set
        The branches whose source was asked, and has not answered.
    failed : set
        The branches whose source was asked last in vain.
    opened : set
        The branches that are open.
    sieve : Sieve or None
        Which items show while others don't.
    """

    __slots__ = ("awaited", "children", "failed", "keys", "opened", "parents", "sieve", "sources")

    def __init__(self) -> None:
        self.keys: dict[int, str] = {}
        self.parents: dict[int, int] = {}
        self.children: dict[int, dict[str, int]] = {ROOT: {}}
        self.sources: dict[int, Source] = {}
        self.awaited: set[int] = set()
        self.failed: set[int] = set()
        self.opened: set[int] = set()
        self.sieve: Sieve | None = None

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, row: object) -> bool:
        return row in self.keys

    # -- where something is ----------------------------------------------------------

    def path(self, row: int) -> list[str]:
        """Return the keys that lead to an item."""
        path = []
        while row != ROOT:
            path.append(self.keys[row])
            row = self.parents[row]
        return path[::-1]

    def find(self, path: Sequence[str]) -> int:
        """Return the item that a path leads to; ROOT for one without keys.

        Raises
        ------
        ValueError
            When there is none.
        """
        row = ROOT
        for depth, key in enumerate(path):
            inside = self.children.get(row, {})
            if key not in inside:
                where = repr(list(path[:depth])) if depth else "the tree"
                hint = closest(key, islice(inside, COMPARED)) if inside else "nothing is in it"
                if row in self.sources:
                    hint = "what is in it is not known before it is opened"
                raise ValueError(f"{where} has no item {key!r:.60}; {hint}")
            row = inside[key]
        return row

    def reached(self, path: Sequence[str]) -> tuple[int, int]:
        """Return the last item on the way that a path leads, and how many of its keys lead there.

        That is ROOT if nothing of it is there.
        """
        row = ROOT
        for depth, key in enumerate(path):
            inside = self.children.get(row, {})
            if key not in inside:
                return row, depth
            row = inside[key]
        return row, len(path)

    def outer(self, row: int) -> Iterator[int]:
        """Yield what an item is in, from the closest on."""
        row = self.parents.get(row, ROOT)
        while row != ROOT:
            yield row
            row = self.parents[row]

    @property
    def entered(self) -> Container[int]:
        """Of the items that show, those of which something inside does."""
        return self.opened if self.sieve is None else self.sieve

    def passes(self, row: int) -> bool:
        """Whether an item shows if all that it is in is open."""
        return self.sieve is None or self.sieve.passes(row)

    def fold(self, row: int) -> bool | None:
        """Return whether a branch is open, as it shows; None where nothing is to be opened."""
        if row not in self.children:
            return None
        if self.sieve is None:
            return row in self.opened
        if row in self.sieve.inside:
            return row not in self.sieve.shut
        # nobody knows yet whether something in it fits
        return row in self.opened if row in self.sources else None

    def is_turned(self, row: int, *, is_open: bool) -> bool:
        """Whether a branch is open, or closed, and stays so when the filters go."""
        if (row in self.opened) is not is_open:
            return False
        sieve = self.sieve
        return sieve is None or row not in sieve.inside or (row in sieve.shut) is not is_open

    def turn(self, row: int, *, is_open: bool) -> None:
        """Open or close a branch."""
        if is_open:
            self.opened.add(row)
        else:
            self.opened.discard(row)
        if self.sieve is not None and is_open:
            self.sieve.shut.discard(row)
        elif self.sieve is not None:
            self.sieve.shut.add(row)

    def turn_all(self, *, is_open: bool) -> None:
        """Open all branches of which it is known what is in them, or close all."""
        known = self.children.keys() - self.sources.keys() - {ROOT}
        self.opened = self.opened | known if is_open else set()
        if self.sieve is not None:
            self.sieve.shut = set() if is_open else set(self.children)

    def is_visible(self, row: int) -> bool:
        """Whether an item is there and passes, and all that it is in is open."""
        entered = self.entered
        return (
            row in self.keys
            and self.passes(row)
            and all(outer in entered for outer in self.outer(row))
        )

    def shows_inside(self, row: int) -> bool:
        """Whether what is in an item, or in none, shows."""
        return row == ROOT or (row in self.entered and self.is_visible(row))

    def levels(self) -> Callable[[int], int]:
        """Return what finds the levels of items, from 1 on, many of which are in the same ones."""
        known = {ROOT: 0}

        def level(row: int) -> int:
            way = []
            while row not in known:
                way.append(row)
                row = self.parents[row]
            at = known[row]
            for below in reversed(way):
                at += 1
                known[below] = at
            return at

        return level

    # -- what is inside --------------------------------------------------------------

    def walk(
        self,
        row: int,
        siblings: Callable[[int], Sequence[int]] | None = None,
        entered: Container[int] | None = None,
    ) -> list[int]:
        """Return what is in an item, what is in that behind it, and so on.

        Parameters
        ----------
        siblings : callable, optional
            From a row, what is in it, in the order that is wanted.
        entered : container, optional
            Into which items alone it goes.
        """
        of = siblings or (lambda row: list(self.children[row].values()))
        into = self.children if entered is None else entered
        found: list[int] = []
        waiting = [*reversed(of(row))]
        while waiting:
            own = waiting.pop()
            found.append(own)
            if own in into:
                waiting.extend(reversed(of(own)))
        return found

    def free_keys(self, parent: int, count: int) -> list[str]:
        """Return keys for items that are put into one without any."""
        inside = self.children.get(parent, {})
        numbers = (f"row{number}" for number in counted(len(inside)))
        return list(islice((key for key in numbers if key not in inside), count))

    # -- changes ---------------------------------------------------------------------

    def uprooted(self, roots: Sequence[int]) -> tuple[Forest, list[int]]:
        """Return items with what is in them, without their values, and what all are called."""
        rows = [row for root in roots for row in self.whole(root)]
        places = {row: place for place, row in enumerate(rows)}
        forest = Forest([self.keys[row] for row in rows])
        among = frozenset(roots)
        forest.parents = [-1 if row in among else places[self.parents[row]] for row in rows]
        forest.branches = {place for row, place in places.items() if row in self.children}
        forest.sources = {places[row]: self.sources[row] for row in rows if row in self.sources}
        return forest, rows

    def whole(self, row: int) -> list[int]:
        """Return an item, and all that is in it."""
        return [row, *self.walk(row)] if row in self.children else [row]

    def outermost(self, rows: Collection[int]) -> list[int]:
        """Return those of some items that are in no other of them."""
        among = frozenset(rows)
        return [row for row in dict.fromkeys(rows) if among.isdisjoint(self.outer(row))]

    def grow(
        self, forest: Forest, ids: Sequence[int], parent: int, before: int | None
    ) -> list[int]:
        """Put items into one, each with its id; returns those that are in no other of them."""
        children, keys, parents = self.children, self.keys, self.parents
        # an item that something is put into is a branch
        rows = children.setdefault(parent, {})
        later: dict[str, int] = {}
        if before is not None:
            later = {key: rows.pop(key) for key in _from(rows, before)}
        for index in forest.branches:
            children[ids[index]] = {}
        for index, source in forest.sources.items():
            self.sources[ids[index]] = source
        for row, key, inner in zip(ids, forest.keys, forest.parents, strict=True):
            own = parent if inner < 0 else ids[inner]
            keys[row], parents[row] = key, own
            children[own][key] = row
        roots = [row for row, inner in zip(ids, forest.parents, strict=True) if inner < 0]
        rows.update(later)
        return roots

    def fell(self, row: int) -> list[int]:
        """Take an item out, with what is in it; returns all that have gone."""
        gone = self.whole(row)
        if self.sieve is not None:
            self.sieve.left(row, gone)
        del self.children[self.parents[row]][self.keys[row]]
        for own in gone:
            del self.keys[own], self.parents[own]
            self.children.pop(own, None)
            self.sources.pop(own, None)
        for facts in (self.opened, self.awaited, self.failed):
            facts.difference_update(gone)
        return gone

    def order(self, parent: int, rows: Iterable[int]) -> None:
        """Put what is in an item into another order."""
        self.children[parent] = {self.keys[row]: row for row in rows}

    def wither(self, row: int) -> None:
        """Make an item with nothing in it no branch any more."""
        for facts in (self.children, self.sources):
            facts.pop(row, None)
        for rows in (self.opened, self.awaited, self.failed):
            rows.discard(row)


def _from(rows: dict[str, int], first: int) -> list[str]:
    """Return the keys of items from one on."""
    keys = list(rows)
    return keys[list(rows.values()).index(first) :]


def free_copy(key: str, taken: Container[str]) -> str:
    """Return a key for a copy of an item."""
    return next(copied for number in counted(2) if (copied := f"{key} {number}") not in taken)
