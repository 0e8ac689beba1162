"""The functions that a program registers for callbacks."""

from __future__ import annotations

import contextvars
import inspect
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.session.jobs import Call, Job

if TYPE_CHECKING:
    from pgwidgets.session.client import Client

UNKNOWN = -1
"""A capacity that was not asked for yet."""

MOST_ALIKE = 10
"""So many handlers of one callback may be the same function; more have piled up, it seems."""

LARGEST = 2**53
"""What is larger is not added up: sums of such overflow, and no page of ours reports it."""


class Origin:
    """Where handlers are registered: notebooks have cells.

    Attributes
    ----------
    here : callable
        Returns what names the cell that runs here, and this run of it; None outside of cells.
    """

    here: Callable[[], tuple[str, str] | None] = staticmethod(lambda: None)


class Handler:
    """A registered function with its extra arguments.

    Parameters
    ----------
    function : callable
        Gets as many of the callback's arguments as it takes, and then all extra ones.
    leading : tuple
        Arguments before the callback's own (the widget, for `add_callback`).
    extra, keywords : tuple, dict
        Given at registration.

    Attributes
    ----------
    cell, run : str
        The notebook's cell that registered it, and which run of it; empty outside of cells.
    """

    __slots__ = (
        "_capacity",
        "_taken_back",
        "cell",
        "context",
        "extra",
        "function",
        "keywords",
        "leading",
        "run",
    )

    def __init__(
        self,
        function: Callable[..., Any],
        leading: tuple[Any, ...],
        extra: tuple[Any, ...],
        keywords: dict[str, Any],
    ) -> None:
        require_callable(function)
        self.function = function
        self.leading = leading
        self.extra = extra
        self.keywords = keywords
        self.cell, self.run = Origin.here() or ("", "")
        # whether it is not to be called any more, not even for what has come already
        self._taken_back = False
        # so that what it prints goes to the notebook cell that registered it
        self.context = contextvars.copy_context()
        # most handlers of a session never run, and signatures take long to read
        self._capacity: int | None = UNKNOWN

    def bind(self, args: Sequence[Any]) -> Callable[[], Any]:
        """Return the call of the function with a callback's arguments."""
        if self._capacity == UNKNOWN:
            self._capacity = self._find_capacity()
        fitting = args if self._capacity is None else args[: self._capacity]

        def call() -> Any:
            if self._taken_back:
                return None
            return self.function(*self.leading, *fitting, *self.extra, **self.keywords)

        return call

    def take_back(self) -> None:
        """Call the function no more."""
        self._taken_back = True

    def is_like(self, other: Handler) -> bool:
        """Whether both have the same function, or the same code, as a lambda does in a loop."""
        codes = [getattr(item.function, "__code__", item.function) for item in (self, other)]
        return bool(codes[0] == codes[1])

    def is_from_earlier_run(self, other: Handler) -> bool:
        """Whether an earlier run of the other one's cell has registered it."""
        return self.cell != "" and self.cell == other.cell and self.run != other.run

    def _find_capacity(self) -> int | None:
        """Return how many of a callback's arguments the function takes; None for any number."""
        try:
            parameters = inspect.signature(self.function).parameters.values()
        except (TypeError, ValueError):
            # some built-ins have no signature: they get everything
            return None
        if any(item.kind is item.VAR_POSITIONAL for item in parameters):
            return None
        positional = [
            item
            for item in parameters
            if item.kind in (item.POSITIONAL_ONLY, item.POSITIONAL_OR_KEYWORD)
        ]
        named = sum(
            item.kind is item.POSITIONAL_OR_KEYWORD and item.name in self.keywords
            for item in positional
        )
        return max(0, len(positional) - named - len(self.leading) - len(self.extra))


def require_callable(handler: object) -> None:
    """Check a handler.

    Raises
    ------
    TypeError
        When it can't be called.
    """
    if callable(handler):
        return
    called = handler is None or inspect.isawaitable(handler)
    if inspect.iscoroutine(handler):
        # nobody is going to await it
        handler.close()
    mistake = ": give the function itself, without calling it" if called else ""
    raise TypeError(f"a handler must be callable, not {type(handler).__name__}{mistake}")


def joined(handlers: Iterable[Handler], new: Handler) -> list[Handler]:
    """Return handlers and one more, which takes the place of those of its cell's earlier run."""
    kept = []
    for handler in handlers:
        if handler.is_from_earlier_run(new):
            handler.take_back()
        else:
            kept.append(handler)
    return [*kept, new]


class HandlerTable:
    """The handlers of one widget's callbacks."""

    __slots__ = ("_handlers",)

    def __init__(self) -> None:
        # in the order they were registered; none for a callback that is only reported
        self._handlers: dict[str, list[Handler]] = {}

    def listen(self, action: str) -> bool:
        """Have a callback reported, handled or not; returns whether it was not before."""
        first = action not in self._handlers
        self._handlers.setdefault(action, [])
        return first

    def add(self, action: str, handler: Handler) -> None:
        """Add a handler behind the others, in the place of those of its cell's earlier run."""
        handlers = self._handlers.setdefault(action, [])
        handlers[:] = joined(handlers, handler)
        if sum(map(handler.is_like, handlers)) == MOST_ALIKE + 1:
            name = getattr(handler.function, "__qualname__", repr(handler.function))
            warnings.warn(
                f"{name} is registered for {action!r} of the same widget more than {MOST_ALIKE} "
                "times, and called as often: off() takes a handler back",
                RuntimeWarning,
                stacklevel=1,
            )

    def remove(self, action: str, function: Callable[..., Any]) -> bool:
        """Remove the handlers that have a function; returns whether there were any."""
        handlers = self._handlers.get(action, [])
        removed = [item for item in handlers if item.function == function]
        for handler in removed:
            handler.take_back()
            handlers.remove(handler)
        return bool(removed)

    def ignore(self, action: str) -> None:
        """Have a callback reported no more."""
        self._handlers.pop(action, None)

    def handled(self) -> set[str]:
        """Return the callbacks that have handlers."""
        return {action for action, handlers in self._handlers.items() if handlers}

    def actions(self) -> list[str]:
        """Return the callbacks that are to be reported."""
        return list(self._handlers)

    def job(
        self, wid: int, callback: Callback, args: Sequence[Any], cause: Client | None = None
    ) -> Job | None:
        """Return the work that a callback of a widget makes, or None if nobody handles it."""
        handlers = self._handlers.get(callback.name)
        if not handlers:
            return None
        key = _key(wid, callback, args)
        sums = () if key is None else callback.sums
        event: dict[str, Any] = {}
        if sums:
            # a copy, as others may have got this one, and it may yet change
            event = dict(args[0])
            args = [event, *args[1:]]
        calls = [Call(item.bind(args), item.context, cause) for item in handlers]
        return Job(calls, key, event, sums)


def _key(wid: int, callback: Callback, args: Sequence[Any]) -> tuple[object, ...] | None:
    """Return what tells inputs that may replace one another from others; None for no such."""
    if not callback.continuous:
        return None
    if not callback.same and not callback.sums:
        return wid, callback.name
    event = args[0]
    # a page may report anything
    if not isinstance(event, dict) or not all(_can_be_added(event.get(n)) for n in callback.sums):
        return None
    same = [event.get(name) for name in callback.same]
    return (wid, callback.name, *same) if all(map(_is_flat, same)) else None


def _can_be_added(value: Any) -> bool:
    return isinstance(value, int | float) and abs(value) < LARGEST


def _is_flat(value: Any) -> bool:
    """Whether a value is cheap to compare."""
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return not isinstance(value, dict)
