"""Callbacks for classes of your own, with the interface that widgets have."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from types import CoroutineType
from typing import Any

from pgwidgets.errors import print_error
from pgwidgets.session import own_callbacks
from pgwidgets.session.handlers import Handler
from pgwidgets.session.own_callbacks import Heard
from pgwidgets.signatures import explain

__all__ = ["Callbacks"]

_tasks: set[asyncio.Task[None]] = set()
"""Coroutines of handlers: the loop itself holds tasks weakly."""


@explain
class Callbacks:
    """Gives a class callbacks: it enables them by name and makes them, others handle them.

    It can be the only base or a mixin. It has no constructor, so there is nothing to call in a
    subclass's own. All methods may be called from any thread. Beside a widget class it adds to the
    callbacks that the widget has; `on` and the like then return what the widget's do.

    Examples
    --------
    >>> class Thermometer(Callbacks):
    ...     def __init__(self):
    ...         self.enable_callback("changed")
    ...
    ...     def measure(self, degrees):
    ...         self.make_callback("changed", degrees, "°C")
    >>> thermometer = Thermometer()
    >>> thermometer.on("changed", lambda degrees, unit: print(degrees, unit))
    >>> thermometer.on("changed", lambda degrees: print("above zero:", degrees > 0))
    >>> thermometer.measure(21)
    21 °C
    above zero: True
    """

    def enable_callback(self, action: str) -> None:
        """Declare a callback; one that is declared already keeps its handlers.

        Parameters
        ----------
        action : str
            Its name.

        Raises
        ------
        ValueError
            When the object is a widget that has such a callback by itself.

        Examples
        --------
        >>> source = Callbacks()
        >>> source.enable_callback("changed")
        """
        own_callbacks.enable(self, action)

    def on(
        self, action: str, handler: Callable[..., Any], *extra_args: Any, **extra_kwargs: Any
    ) -> Any:
        """Register a handler; it runs after those that were registered before.

        Parameters
        ----------
        action : str
            The callback's name.
        handler : callable
            Function or coroutine function. Gets ``(*callback_args, *extra_args,
            **extra_kwargs)``; of the callback's arguments only as many as it takes.

        Raises
        ------
        ValueError
            When no callback of this name is enabled.

        Examples
        --------
        >>> source = Callbacks()
        >>> source.enable_callback("changed")
        >>> source.on("changed", print, "extra", sep=" + ")
        >>> source.make_callback("changed", 1, 2)
        1 + 2 + extra
        """
        return _add(self, action, Handler(handler, (), extra_args, extra_kwargs))

    def add_callback(
        self, action: str, handler: Callable[..., Any], *extra_args: Any, **extra_kwargs: Any
    ) -> Any:
        """Register a handler that gets the object first.

        Parameters
        ----------
        action : str
            The callback's name.
        handler : callable
            Function or coroutine function. Gets ``(object, *callback_args, *extra_args,
            **extra_kwargs)``; of the callback's arguments only as many as it takes.

        Raises
        ------
        ValueError
            When no callback of this name is enabled.

        Examples
        --------
        >>> source = Callbacks()
        >>> source.enable_callback("changed")
        >>> source.add_callback("changed", lambda who, value: print(who is source, value))
        >>> source.make_callback("changed", 3)
        True 3
        """
        return _add(self, action, Handler(handler, (self,), extra_args, extra_kwargs))

    def remove_callback(self, action: str, handler: Callable[..., Any]) -> Any:
        """Take a handler back: it is not called any more, however often it was registered.

        Parameters
        ----------
        action : str
            The callback's name.
        handler : callable
            As it was given to :meth:`on` or :meth:`add_callback`.

        Raises
        ------
        ValueError
            When it is not registered, or no callback of this name is enabled.

        Examples
        --------
        >>> source = Callbacks()
        >>> source.enable_callback("changed")
        >>> source.on("changed", print)
        >>> source.remove_callback("changed", print)
        >>> source.make_callback("changed", "unheard")
        """
        if isinstance(self, Heard):
            return self._unhandle(action, handler)
        return own_callbacks.remove(self, action, handler)

    def off(self, action: str, handler: Callable[..., Any]) -> Any:
        """Take a handler back: another name of :meth:`remove_callback`."""
        return self.remove_callback(action, handler)

    def make_callback(self, action: str, *args: Any) -> None:
        """Run the handlers of a callback, in the order in which they were registered.

        They run in this thread before the call returns, and what they return is ignored. A
        coroutine becomes a task of the event loop that runs in this thread, which goes on after
        the call. A handler that is added or removed meanwhile counts from the next time on.

        Parameters
        ----------
        action : str
            The callback's name.
        *args
            What the handlers get.

        Raises
        ------
        ValueError
            When no callback of this name is enabled. Errors of handlers are not raised: each
            goes to :meth:`callback_failed`, and the next handler runs.

        Examples
        --------
        >>> source = Callbacks()
        >>> source.enable_callback("moved")
        >>> source.on("moved", lambda x: print(x))
        >>> source.make_callback("moved", 10, 20)
        10
        """
        for handler in own_callbacks.handlers(self, action):
            try:
                result = handler.bind(args)()
                if inspect.iscoroutine(result):
                    _start(self, action, result)
            except Exception as error:  # noqa: BLE001  # handlers raise anything
                self.callback_failed(action, error)

    def callback_failed(self, action: str, error: Exception) -> None:  # noqa: ARG002  # overriders do
        """Take what a handler raised; override it to do more than print the traceback to stderr.

        What this raises in turn ends :meth:`make_callback`, so ``raise error`` stops at the
        first handler that fails.

        Parameters
        ----------
        action : str
            The callback's name.
        error : Exception

        Examples
        --------
        >>> class Careful(Callbacks):
        ...     def callback_failed(self, action, error):
        ...         print(f"{action}: {error!r}")
        >>> source = Careful()
        >>> source.enable_callback("changed")
        >>> source.on("changed", lambda: 1 / 0)
        >>> source.on("changed", lambda: print("still called"))
        >>> source.make_callback("changed")
        changed: ZeroDivisionError('division by zero')
        still called
        """
        print_error(error)


def _add(owner: Callbacks, action: str, handler: Handler) -> Any:
    # a widget has callbacks of the page's besides, and its own way to wait
    if isinstance(owner, Heard):
        return owner._handle(action, handler)  # noqa: SLF001  # made for it
    return own_callbacks.add(owner, action, handler)


def _start(owner: Callbacks, action: str, coroutine: CoroutineType[Any, Any, Any]) -> None:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        coroutine.close()
        raise RuntimeError(
            f"{coroutine.__qualname__} is a coroutine function: it can handle {action!r} only "
            "when make_callback() is called in a thread where an event loop runs"
        ) from None
    task = loop.create_task(_finish(owner, action, coroutine))
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def _finish(owner: Callbacks, action: str, coroutine: CoroutineType[Any, Any, Any]) -> None:
    try:
        await coroutine
    except Exception as error:  # noqa: BLE001  # handlers raise anything
        owner.callback_failed(action, error)
