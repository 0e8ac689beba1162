"""Where widgets have pictures, derived from the types of what they are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pgwidgets.catalog.methods import Method, Setter
from pgwidgets.catalog.types import (
    List,
    Optional,
    Picture,
    PictureBytes,
    Record,
    Reference,
    Tuple,
    Type,
    Union,
)
from pgwidgets.model.node import Node

if TYPE_CHECKING:
    from pgwidgets.catalog.declaration import Widget

Place = tuple[str, str | bytes]
"""The name of a property, and a picture that it has."""


class PicturePlaces:
    """Where the widgets of one declaration have pictures.

    Parameters
    ----------
    declaration : Widget

    Attributes
    ----------
    methods : dict
        The methods that are given some: the position, the property's name and the type of each
        argument that may be or have one.
    """

    def __init__(self, declaration: Widget) -> None:
        # says how children are placed, which may have a picture beside them
        self._declaration = declaration
        self.methods = {
            method.name: found
            for method in declaration.all_methods.values()
            if (found := _arguments(declaration, method))
        }
        # the properties that may be or have pictures, and their types
        self._states = {
            key: item.type for key, item in declaration.all_states.items() if _may_have(item.type)
        }
        # whether children come with pictures
        self._is_beside_children = any(
            isinstance(parameter.type, Reference)
            for name in self.methods
            for parameter in declaration.all_methods[name].parameters
        )

    def of_node(self, node: Node) -> Iterator[Place]:
        """Yield the pictures that a widget has now."""
        defaults = self._declaration.defaults
        for key, kind in self._states.items():
            value = node.state[key]
            # none has one from the beginning, and most keep it so
            if value is not defaults[key]:
                yield from _found(kind, key, value)
        placing = self._declaration.placing
        if placing is None or not self._is_beside_children:
            return
        for placement in node.children:
            for method, args in placing.add(placement.node, placement.options):
                yield from self.of_call(method, args)

    def of_call(self, method: str, args: Sequence[Any]) -> Iterator[Place]:
        """Yield the pictures that a page's method is given."""
        for index, key, kind in self.methods.get(method, ()):
            if index < len(args):
                yield from _found(kind, key, args[index])


def _arguments(declaration: Widget, method: Method) -> list[tuple[int, str, Type]]:
    """Return which arguments of a method may be or have pictures: where, of what property."""
    parameters = declaration.parameters_of(method)
    keys: Sequence[str] = [item.name for item in parameters]
    if isinstance(method, Setter):
        keys = method.keys
    elif len(method.sets) == 1:
        keys = method.sets * len(parameters)
    return [
        (index, keys[index], item.type)
        for index, item in enumerate(parameters)
        if _may_have(item.type)
    ]


def _may_have(kind: Type) -> bool:
    """Whether values of a type may be or have pictures."""
    return isinstance(kind, Picture | PictureBytes) or any(map(_may_have, _parts(kind)))


def _parts(kind: Type) -> Iterable[Type]:
    """Return the types that a type is made of."""
    match kind:
        case Optional():
            return (kind.inner,)
        case List():
            return (kind.item,)
        case Union():
            return kind.members
        case Tuple():
            return kind.items
        case Record():
            return kind.fields.values()
    return ()


def _found(kind: Type, name: str, value: Any) -> Iterator[Place]:
    """Yield the pictures in a value of a type."""
    match kind, value:
        case (Picture(), str()) | (PictureBytes(), bytes()) if value:
            yield name, value
        case ((Optional() | Union()), _):
            for member in _parts(kind):
                yield from _found(member, name, value)
        case List(), list() | tuple():
            for item in value:
                yield from _found(kind.item, name, item)
        case Tuple(), list() | tuple():
            for member, item in zip(kind.items, value, strict=True):
                yield from _found(member, name, item)
        case Record(), dict():
            # a page may be told more than a program gives
            for key in kind.fields.keys() & value.keys():
                yield from _found(kind.fields[key], key, value[key])
