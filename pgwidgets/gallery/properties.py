"""What of a widget can be set: its properties, from the catalog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.declaration import State, Widget
from pgwidgets.catalog.methods import REQUIRED, Command, Compute, Getter, Method, Setter
from pgwidgets.catalog.types import Type


@dataclass(frozen=True, eq=False)
class Property:
    """A property that programs set.

    Attributes
    ----------
    key, type, default, doc
        As they are declared.
    is_given : bool
        Whether the constructor takes it.
    position : int or None
        Where among the arguments, if it takes it by position.
    setter : str or None
        The method that sets it.
    parameter : str or None
        What its argument is called; None where there is one alone.
    getter : str or None
        The method that returns it.
    is_common : bool
        Whether every widget has it.
    """

    key: str
    type: Type
    default: Any
    doc: str
    is_given: bool
    position: int | None
    setter: str | None
    parameter: str | None
    getter: str | None
    is_common: bool


def properties_of(widget: Widget) -> Iterator[Property]:
    """Yield the properties of a class that a constructor or a method sets, in their order."""
    positions = [item.key for item in widget.arguments]
    for item in widget.all_states.values():
        method, parameter = _setter(widget, item)
        if item.fact or item.python or (item.given is None and method is None):
            continue
        yield Property(
            item.key,
            item.type,
            item.default,
            item.doc,
            is_given=item.given is not None,
            position=positions.index(item.key) if item.key in positions else None,
            setter=method,
            parameter=parameter,
            getter=_getter(widget, item),
            is_common=item.key in WIDGET_BASE.all_states,
        )


def _public(widget: Widget) -> Iterator[Method]:
    return (method for method in widget.all_methods.values() if not method.internal)


def _setter(widget: Widget, item: State) -> tuple[str | None, str | None]:
    """Return the method that sets a property and little else, and what its argument is called."""
    found = [
        method
        for method in _public(widget)
        if isinstance(method, Setter) and item.key in method.keys
    ]
    if found:
        least = min(found, key=lambda method: len(method.keys))
        name = least.parameters[least.keys.index(item.key)].name
        return least.name, name if len(least.keys) > 1 else None
    for method in _public(widget):
        if isinstance(method, Command) and method.name == f"set_{item.key}":
            required = [one for one in method.parameters if one.default is REQUIRED]
            return (method.name, None) if len(required) == 1 else (None, None)
    return None, None


def _getter(widget: Widget, item: State) -> str | None:
    for method in _public(widget):
        if isinstance(method, Getter) and method.key == item.key:
            return method.name
        if isinstance(method, Compute) and method.name == f"get_{item.key}":
            return None if method.parameters else method.name
    return None
