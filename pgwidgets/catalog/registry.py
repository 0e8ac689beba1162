"""All widget classes, found in the modules of :mod:`pgwidgets.catalog.widgets`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from pgwidgets.catalog import widgets
from pgwidgets.catalog.declaration import Widget
from pgwidgets.model.tree import Rules

V = TypeVar("V")


class _Found(Mapping[str, V]):
    """Values by the names of widget classes; each is found when somebody asks for it.

    Most programs use few of the classes, and to import the others takes a while: the first user
    would wait for it. Who asks for all, gets them in alphabetical order.

    Parameters
    ----------
    find : callable
        Returns the value of a name; None if there is none.
    names : callable
        Returns all names.
    """

    def __init__(self, find: Callable[[str], V | None], names: Callable[[], Iterable[str]]) -> None:
        # finds one
        self._find = find
        # names them all
        self._names = names
        # those that somebody has asked for
        self._found: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._found:
            found = self._find(name)
            if found is None:
                raise KeyError(name)
            self._found[name] = found
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names()))

    def __len__(self) -> int:
        return len(list(self._names()))


@cache
def _modules() -> Mapping[str, str]:
    """Return the modules with declarations, by the names of their classes in small letters."""
    names = [info.name for info in pkgutil.iter_modules(widgets.__path__)]
    return {name.replace("_", ""): f"{widgets.__name__}.{name}" for name in names}


def _declared_in(module: str) -> Widget:
    """Return the class that a module is named after."""
    for value in vars(importlib.import_module(module)).values():
        if isinstance(value, Widget) and _modules().get(value.name.lower()) == module:
            return value
    raise ImportError(f"{module} declares no widget class of its name", name=module)


def _find(name: str) -> Widget | None:
    module = _modules().get(name.lower())
    found = None if module is None else _declared_in(module)
    return found if found is not None and found.name == name else None


@cache
def declarations() -> Mapping[str, Widget]:
    """Return every widget class by its name, in alphabetical order."""
    return _Found(_find, lambda: (_declared_in(module).name for module in _modules().values()))


@cache
def offered() -> Mapping[str, Widget]:
    """Return the widget classes that programs use."""
    found = declarations().items()
    return MappingProxyType({name: widget for name, widget in found if not widget.internal})


@cache
def rules() -> Mapping[str, Rules]:
    """Return what the tree applies to each kind of widget."""

    def find(name: str) -> Rules | None:
        declaration = declarations().get(name)
        return None if declaration is None else declaration.rules

    return _Found(find, declarations)
