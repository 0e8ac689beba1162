"""All widget classes, found in the modules of :mod:`pgwidgets.catalog.widgets`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from pgwidgets.catalog import widgets
from pgwidgets.catalog.declaration import Widget
from pgwidgets.model.tree import Rules

V = TypeVar("V")


class _Found(dict[str, V]):
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

    def __missing__(self, name: str) -> V:
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        self[name] = found
        return found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a name, if there is one."""
        try:
            return self[name]
        except KeyError:
            return default

    def _all(self) -> dict[str, V]:
        return {name: self[name] for name in sorted(self._names())}

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    # the views of the type that a dict has are not to be named

    def keys(self) -> Any:
        """Return all names."""
        return self._all().keys()

    def values(self) -> Any:
        """Return all values."""
        return self._all().values()

    def items(self) -> Any:
        """Return all of them."""
        return self._all().items()


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
    return MappingProxyType(
        _Found(_find, lambda: (_declared_in(module).name for module in _modules().values()))
    )


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

    return MappingProxyType(_Found(find, declarations))
