"""Values that come from a page, which is never to be trusted."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.types import LARGEST_INTEGER, Number, Type
from pgwidgets.model.tree import Tree


class GoneError(Exception):
    """A page spoke of a widget that was destroyed meanwhile; this is nobody's fault."""


def from_page(tree: Tree, kind: Type, value: Any) -> Any:
    """Return a page's value as the model keeps it.

    Raises
    ------
    GoneError
        When it names a widget that is not there.
    TypeError, ValueError
        When it is not of the type.
    """
    try:
        return kind.check(_read(tree, kind, value))
    except RecursionError:
        raise ValueError("is nested too deeply") from None


def is_as_given(given: Any, kept: Any) -> bool:
    """Return whether the model keeps a page's value in the words in which it was given."""
    match kept:
        case str():
            return bool(kept == given)
        case list() | tuple():
            return all(map(is_as_given, given, kept))
        case dict():
            return given.keys() == kept.keys() and all(
                is_as_given(given[key], value) for key, value in kept.items()
            )
    return True


def _read(tree: Tree, kind: Type, value: Any) -> Any:
    if isinstance(kind, Number) and isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        try:
            # JavaScript writes its numbers with as few digits as tell them apart
            return float(value)
        except OverflowError:
            raise ValueError("must be finite") from None
    return _resolved(tree, value)


def _resolved(tree: Tree, value: Any) -> Any:
    """Replace references to widgets by the nodes, at any depth."""
    if isinstance(value, dict):
        if "__wid__" in value:
            wid = value["__wid__"]
            node = tree.nodes.get(wid) if isinstance(wid, int) else None
            if node is None:
                raise GoneError
            return node
        return {key: _resolved(tree, item) for key, item in value.items()}
    if isinstance(value, list):
        return [_resolved(tree, item) for item in value]
    return value
