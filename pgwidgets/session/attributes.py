"""Attributes that an object of the API doesn't have: what to call instead."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from pgwidgets.catalog import registry
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.methods import Getter, Method
from pgwidgets.errors import did_you_mean

PARTS = frozenset({"_core", "_node"})
"""What a widget has from its constructor on."""


def refusal(cls: type, kind: str, name: str) -> str | None:
    """Return why a widget's attribute must not be assigned to; None when it may.

    A class of the program's own may have attributes of its own, but one whose name a setter has
    only if it says so in its body.

    Parameters
    ----------
    cls : type
        The widget's class.
    kind : str
        The class of the catalog that it is, or that it comes from.
    name : str
        The attribute's; it does not begin with an underscore.
    """
    declaration = registry.declarations().get(kind)
    own = list(_own_classes(cls))
    if declaration is None or any(_declares(one, name) for one in own):
        return None
    setters = _setters(declaration, name)
    found = f"{cls.__name__} has no attribute {name!r} that can be assigned to"
    if setters:
        declare = f"; for an attribute of your own, write `{name}: …` into the class's body"
        return f"{found}: call {_listed(setters)}{declare if own else ''}"
    if name in declaration.constructor_names:
        return f"{found}: it is an option of the constructor, {kind}({name}=…)"
    if own or inspect.isdatadescriptor(getattr(cls, name, None)):
        return None
    if hasattr(cls, name):
        return f"{cls.__name__}.{name} is a method and can't be assigned to: call it"
    near = did_you_mean(name, _stems(declaration, "set_"), "set_{}()")
    return f"{found}; {near or 'own ones belong to a subclass, or begin with an underscore'}"


def absence(cls: type, kind: str, name: str) -> str:
    """Return the error for a widget's attribute that is read and is not there."""
    if hasattr(cls, name) or name in PARTS:
        return f"{cls.__name__}.{name} is not there before super().__init__(session, …)"
    found = f"{cls.__name__} has no attribute {name!r}"
    declaration = registry.declarations().get(kind)
    if declaration is None or name.startswith("_"):
        return found
    getters = _getters(declaration, name)
    if getters:
        return f"{found}: call {_listed(getters)}"
    near = did_you_mean(name, _stems(declaration, ""), "{}()") or did_you_mean(
        name, _stems(declaration, "get_"), "get_{}()"
    )
    return f"{found}; {near}" if near else found


def absent(owner: object, name: str) -> str:
    """Return the error for an attribute of any other object that is read and is not there."""
    cls = type(owner)
    if hasattr(cls, name):
        return f"{cls.__name__}.{name} is not there before super().__init__()"
    near = did_you_mean(name, (known for known in dir(cls) if not known.startswith("_")))
    return f"{cls.__name__} has no attribute {name!r}" + (f"; {near}" if near else "")


def _own_classes(cls: type) -> Iterator[type]:
    """Yield the classes that a program has derived from one of the catalog."""
    for one in cls.__mro__:
        if "_kind" in vars(one):
            return
        yield one


def _declares(cls: type, name: str) -> bool:
    return name in vars(cls) or name in inspect.get_annotations(cls)


def _public(declaration: Widget) -> list[Method]:
    return [item for item in declaration.all_methods.values() if not item.internal]


def _stems(declaration: Widget, prefix: str) -> list[str]:
    """Return what follows a prefix in the methods' names."""
    names = (item.name for item in _public(declaration))
    return [name.removeprefix(prefix) for name in names if name.startswith(prefix)]


def _setters(declaration: Widget, name: str) -> list[str]:
    """Return the methods that set what a name means."""
    methods = _public(declaration)
    named = [item.name for item in methods if item.name == f"set_{name}"]
    return named or [item.name for item in methods if name in declaration.sets_of(item)]


def _getters(declaration: Widget, name: str) -> list[str]:
    """Return the methods that return what a name means."""
    methods = _public(declaration)
    named = [item.name for item in methods if item.name in (f"get_{name}", f"is_{name}")]
    return named or [item.name for item in methods if isinstance(item, Getter) and item.key == name]


def _listed(methods: list[str]) -> str:
    return " or ".join(f"{name}()" for name in methods)
