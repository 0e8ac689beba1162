"""What a tree is given as, a dict of dicts, taken apart."""

from __future__ import annotations

import contextvars
import inspect
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import Any

from pgwidgets.model.tables.columns import Columns
from pgwidgets.model.tables.rows import NestedRows
from pgwidgets.model.tables.value_type import shorten
from pgwidgets.model.text import well_formed

VALUES = "__values__"
"""Among the entries of an item: what its row has."""

CHILDREN = "__children__"
"""Among the entries of an item: a function that returns what is in it, or that itself."""

_RESERVED = frozenset({VALUES, CHILDREN})

KEY_COLUMN = "__key__"
"""The column for the keys, where a program names no columns."""


class Source:
    """A program's function that returns what is in an item, once somebody wants to see it.

    Parameters
    ----------
    function : callable
        Gets the path of the item, if it takes an argument; returns what a tree is made of.
    """

    __slots__ = ("context", "function")

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        # so that what it prints goes to the notebook cell that gave it
        self.context = contextvars.copy_context()

    def __repr__(self) -> str:
        return f"Source({self.function!r})"

    def ask(self, path: list[str]) -> Any:
        """Have the program's function say what is in the item; it may return an awaitable."""
        try:
            inspect.signature(self.function).bind(path)
        except TypeError:
            return self.function()
        except ValueError:
            # some built-ins have no signature
            pass
        return self.function(path)

    def __deepcopy__(self, memo: object) -> Source:
        # a copy is the same code of the program's
        return self


@dataclass(slots=True)
class Forest:
    """Items, parents before children, in their order.

    Attributes
    ----------
    keys : list of str
    parents : list of int
        For each item the index of the one that it is in; -1 if it is in none.
    values : list
        What the row of each has: a mapping, or a sequence in the order of the columns. It is empty
        where the columns have the values already.
    branches : set of int
        The indexes of those that have children, or may have.
    sources : dict
        By their indexes, what returns the children of those that have not been asked for them.
    """

    keys: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    branches: set[int] = field(default_factory=set)
    sources: dict[int, Source] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    def children(self) -> dict[int, dict[str, int]]:
        """Return by the index of each branch, and by -1, what is in it by keys."""
        found: dict[int, dict[str, int]] = {index: {} for index in (-1, *self.branches)}
        for index, (key, parent) in enumerate(zip(self.keys, self.parents, strict=True)):
            found[parent][key] = index
        return found

    def pick(self, roots: Iterable[int]) -> Forest:
        """Return some items, with what is in them, as items that are in no other."""
        picked = Forest()
        for root in roots:
            shift = len(picked.keys) - root
            for index in self.whole(root):
                picked.keys.append(self.keys[index])
                picked.values.append(self.values[index])
                picked.parents.append(-1 if index == root else self.parents[index] + shift)
                if index in self.branches:
                    picked.branches.add(index + shift)
                if index in self.sources:
                    picked.sources[index + shift] = self.sources[index]
        return picked

    def whole(self, root: int) -> range:
        """Return the indexes of an item and of all that is in it."""
        end = root + 1
        while end < len(self) and self.parents[end] >= root:
            end += 1
        return range(root, end)

    def columns(self) -> Columns:
        """Return the columns that all values make, behind one for the keys."""
        columns = Columns(NestedRows(self.values))
        # there may be one, where a user has edited it before
        columns.shown = [column for column in columns if column.key != KEY_COLUMN]
        columns.insert(0, {"key": KEY_COLUMN, "label": ""})
        return columns


def read_forest(tree: Any) -> Forest:
    """Return what a dict of dicts has.

    An item whose values all are plain is a row; one of whose values is a dict, or a function, is a
    branch, and so is an empty one.

    Raises
    ------
    TypeError, ValueError
        When it is none; the message continues "… must be".

    Examples
    --------
    >>> forest = read_forest({"a": {"size": 1}, "b": {"c": {"size": 2}, "size": 3}})
    >>> forest.keys, forest.parents, forest.values, forest.branches
    (['a', 'b', 'c'], [-1, -1, 1], [{'size': 1}, {'size': 3}, {'size': 2}], {1})
    """
    if not isinstance(tree, Mapping):
        raise TypeError(f"must be a dict of dicts, not {type(tree).__name__} {shorten(tree)}")
    forest = Forest()
    _Reader(forest).read(tree)
    return forest


def is_tree(data: Any) -> bool:
    """Whether data is a dict of dicts, and no table."""
    return isinstance(data, Mapping) and all(map(_is_item, data.values()))


def read_item(key: str, values: Any) -> Forest:
    """Return one item, given as in a tree, or by the values of its row in the columns' order."""
    forest = Forest()
    if isinstance(values, Sequence) and not isinstance(values, str | bytes):
        forest.keys, forest.parents, forest.values = [key], [-1], [values]
    else:
        _Reader(forest).read({key: values})
    return forest


class _Reader:
    """Takes a tree apart; not by recursion, as one may be deeper than that goes."""

    def __init__(self, forest: Forest) -> None:
        # where the items go
        self._forest = forest
        # those that are open: their index, the dict that they came as, what is left of it
        self._open: list[tuple[int, int, Iterator[tuple[Any, Any]]]] = []
        # the ids of these dicts: one that has itself would have no end
        self._ids: set[int] = set()

    def read(self, tree: Mapping[Any, Any]) -> None:
        self._begin(-1, tree, tree)
        while self._open:
            parent, own, entries = self._open[-1]
            for key, value in entries:
                if self._item(parent, key, value):
                    break
            else:
                self._open.pop()
                self._ids.discard(own)

    def _begin(self, index: int, given: Any, inside: Mapping[Any, Any]) -> None:
        if id(given) in self._ids:
            raise ValueError(f"must have an end, and {self._where(index)} has itself in it")
        self._ids.add(id(given))
        self._open.append((index, id(given), _unique(inside)))

    def _item(self, parent: int, key: str, value: Any) -> bool:
        """Take an item; returns whether what is in it comes next."""
        forest = self._forest
        index = len(forest.keys)
        forest.keys.append(key)
        forest.parents.append(parent)
        if type(value) is not dict and not isinstance(value, Mapping):
            if not callable(value):
                raise TypeError(
                    "must be a dict of dicts, and what it has at "
                    f"{self._where(index)} is {type(value).__name__} {shorten(value)}"
                )
            forest.values.append({})
            forest.branches.add(index)
            forest.sources[index] = Source(value)
            return False
        if value and _is_row(value):
            # most are rows
            forest.values.append(value)
            return False
        forest.branches.add(index)
        row, inside, source = _parted(value)
        forest.values.append(row)
        if source is not None:
            forest.sources[index] = source
        if not inside:
            return False
        self._begin(index, value, inside)
        return True

    def _where(self, index: int) -> str:
        """Return the path of an item, in words."""
        keys = []
        while index >= 0:
            keys.append(self._forest.keys[index])
            index = self._forest.parents[index]
        return repr(keys[::-1]) if keys else "the whole"


def _is_row(item: Mapping[Any, Any]) -> bool:
    """Whether all entries are values of a row."""
    if not _RESERVED.isdisjoint(item):
        return False
    return _PLAIN.issuperset(map(type, item.values())) or not any(map(_is_item, item.values()))


_PLAIN = frozenset({str, int, float, bool, NoneType})
"""Types of most values, so that nothing else is asked of them."""


def _is_item(value: Any) -> bool:
    """Whether an entry is a child, and no value of the row."""
    kind = type(value)
    if kind in _PLAIN:
        return False
    return (
        kind is dict
        or isinstance(value, Mapping)
        or (callable(value) and not isinstance(value, type))
    )


def _parted(item: Mapping[Any, Any]) -> tuple[dict[Any, Any], dict[Any, Any], Source | None]:
    """Return what of a branch's entries is its row, what is in it, and what is to be asked."""
    row: dict[Any, Any] = {}
    inside: dict[Any, Any] = {}
    explicit: Mapping[Any, Any] = {}
    source = None
    for key, value in item.items():
        if key == VALUES:
            if not isinstance(value, Mapping):
                raise TypeError(f"must have dicts at {VALUES!r}, not {shorten(value)}")
            explicit = value
        elif key == CHILDREN:
            if isinstance(value, Mapping):
                inside.update(value)
            elif callable(value):
                source = Source(value)
            else:
                raise TypeError(f"must have functions at {CHILDREN!r}, not {shorten(value)}")
        elif _is_item(value):
            inside[key] = value
        else:
            row[key] = value
    return {**row, **explicit}, inside, source


def _unique(items: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    """Return items by keys that are texts."""
    if set(map(type, items)) <= {str} and "".join(items).isascii() and _RESERVED.isdisjoint(items):
        # as most are, and all of them differ
        return iter(items.items())
    return _by_texts(items)


def _by_texts(items: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    taken: set[str] = set()
    for key, value in items.items():
        text = key_text(key)
        if text in taken:
            raise ValueError(f"must have keys that differ, and has {text!r:.60} twice")
        if text in _RESERVED:
            raise ValueError(f"must not have {text!r} but in an item")
        taken.add(text)
        yield text, value


def key_text(key: Any) -> str:
    """Return the text of a key: a whole number stands for its digits.

    Raises
    ------
    TypeError
        When it is no key.
    """
    if type(key) is str:
        return well_formed(key)
    if isinstance(key, str):
        return well_formed(str(key))
    if not isinstance(key, bool):
        try:
            return str(operator.index(key))
        except TypeError:
            pass
    raise TypeError(
        f"must have keys that are texts or whole numbers, not {type(key).__name__} {shorten(key)}"
    )
