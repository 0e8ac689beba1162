"""Callbacks of the program's own classes: their names, and who handles them."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeAlias

from pgwidgets.errors import unknown_callback
from pgwidgets.session.handlers import Handler, joined

Registered: TypeAlias = Mapping[str, tuple[Handler, ...]]

_ATTRIBUTE = "_pgwidgets_callbacks"
"""Where an object keeps its Registered. It is never changed, only replaced."""

_lock = threading.Lock()
"""Held while an object's Registered is replaced; one of its own would be in copies and pickles."""


class Heard:
    """What has callbacks by itself, and a subclass of which may have others besides."""

    @property
    @abstractmethod
    def _declared(self) -> Collection[str]:
        """The names of those that it has by itself."""

    @abstractmethod
    def _handle(self, action: str, handler: Handler) -> Any:
        """Add a handler, whosever callback it is."""

    @abstractmethod
    def _unhandle(self, action: str, function: Callable[..., Any]) -> Any:
        """Take a handler back."""


def registered(owner: object) -> Registered:
    """Return the callbacks that an object has enabled, and their handlers."""
    # not an attribute that a constructor sets: a subclass's may never call it
    found: Registered = vars(owner).get(_ATTRIBUTE, {})
    return found


def enable(owner: object, action: str) -> None:
    """Declare a callback; one that is declared already keeps its handlers.

    Raises
    ------
    TypeError, ValueError
        When it is no name, or the object has one of this name by itself.
    """
    if not isinstance(action, str):
        raise TypeError(f"a callback's name must be a str, not {type(action).__name__}")
    if isinstance(owner, Heard) and action in owner._declared:  # noqa: SLF001  # made for it
        raise ValueError(
            f"{type(owner).__name__} has a callback {action!r} already; yours needs another name"
        )
    with _lock:
        _replace(owner, {action: (), **registered(owner)})


def handlers(owner: object, action: str) -> tuple[Handler, ...]:
    """Return the handlers of a callback, in the order in which they were registered.

    Raises
    ------
    ValueError
        When no callback of this name is enabled.
    """
    found = registered(owner)
    if action not in found:
        raise unknown_callback(type(owner).__name__, action, found)
    return found[action]


def add(owner: object, action: str, handler: Handler) -> None:
    """Add a handler behind the others."""
    with _lock:
        before = handlers(owner, action)
        _replace(owner, {**registered(owner), action: tuple(joined(before, handler))})


def remove(owner: object, action: str, function: Callable[..., Any]) -> None:
    """Take back the handlers of a callback that have a function.

    Raises
    ------
    ValueError
        When there are none, or no callback of this name is enabled.
    """
    with _lock:
        before = handlers(owner, action)
        after = tuple(item for item in before if item.function != function)
        if len(after) == len(before):
            raise ValueError(f"{function!r} is not registered for {action!r}")
        _replace(owner, {**registered(owner), action: after})


def _replace(owner: object, found: Registered) -> None:
    # past __setattr__, which a frozen dataclass refuses
    vars(owner)[_ATTRIBUTE] = found
