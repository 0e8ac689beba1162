"""All widget classes, found in the modules of :mod:`pgwidgets.catalog.widgets`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pgwidgets.catalog import widgets
from pgwidgets.catalog.declaration import Widget
from pgwidgets.model.tree import Rules


@cache
def declarations() -> Mapping[str, Widget]:
    """Return every widget class by its name, in alphabetical order."""
    found: dict[str, Widget] = {}
    for module_info in pkgutil.iter_modules(widgets.__path__):
        module = importlib.import_module(f"{widgets.__name__}.{module_info.name}")
        for value in vars(module).values():
            if isinstance(value, Widget) and not value.abstract:
                found[value.name] = value
    return MappingProxyType(dict(sorted(found.items())))


@cache
def offered() -> Mapping[str, Widget]:
    """Return the widget classes that programs use."""
    found = declarations().items()
    return MappingProxyType({name: widget for name, widget in found if not widget.internal})


@cache
def rules() -> Mapping[str, Rules]:
    """Return what the tree applies to each kind of widget."""
    return MappingProxyType({name: widget.rules for name, widget in declarations().items()})
