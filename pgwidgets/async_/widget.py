"""The base of all widget classes of the async API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

from pgwidgets.async_.operation import Operation, UnfinishedOperation, UserOperation
from pgwidgets.notebook import display, viewers
from pgwidgets.notebook.showing import Showing
from pgwidgets.server.namespace import BoundClass, BoundClasses, Factory, likeness
from pgwidgets.server.widget import WidgetFacade
from pgwidgets.session.answers import DONE
from pgwidgets.session.commands import KEEP
from pgwidgets.session.handlers import Handler
from pgwidgets.session.questions import Question
from pgwidgets.session.widgets import session_core, split_arguments

if TYPE_CHECKING:
    from pgwidgets.async_.application import Application  # noqa: F401  # names the base's type
    from pgwidgets.async_.session import Session
    from pgwidgets.async_.session_core import AwaitedSession  # noqa: F401  # names the base's type

__all__ = ["KEEP", "Namespace", "Operation", "Widget", "factory"]

P = ParamSpec("P")
T = TypeVar("T")


class Widget(WidgetFacade["AwaitedSession", "Application", "Session", Operation[None]], Showing):
    """Base class for all asynchronous widget wrappers.

    Subclasses are generated from the catalog and have constructors with named parameters::

        btn = await Button(session, "Click me")

    The widget exists as soon as the constructor has returned; awaiting it waits for a
    browser. A subclass overrides ``async def _initialize(self)`` and awaits
    ``super()._initialize()`` in it; that runs when the widget is awaited, or at the loop's
    next turn if nobody does.

    Parameters
    ----------
    session : Session
        The session that the widget belongs to.
    *args, **kwargs
        The widget's arguments and options; any other ``name=value`` is applied as
        ``set_name(value)``.

    Raises
    ------
    TypeError, ValueError
        For an argument that the widget doesn't take; nothing is created then.
    """

    # what the browsers owe for its creation, if they do
    _creation: Operation[None] | None = None
    # a subclass's own way to finish it, under way
    _initialized: asyncio.Task[None] | None = None

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        core = session_core(session)
        # the session's
        self._core = core
        given, others = split_arguments(self._kind, args, kwargs)
        # what the session has of it
        self._node, answer = core.create(self._kind, self, given, others)
        if answer is not DONE:
            self._creation = core.operation(None, answer)
        if type(self)._initialize is not Widget._initialize:  # noqa: SLF001  # its own class
            self._initialized = core.start_soon(self._initialize())

    async def _initialize(self) -> None:
        """Finish the construction; subclasses add what they must await."""
        if self._creation is not None:
            await self._creation

    def _whole(self) -> Operation[Self]:
        """Return the operation of its construction."""
        if self._initialized is None and self._creation is None:
            return Operation(self)
        return UnfinishedOperation(self, self._ready)

    async def _ready(self) -> Self:
        if self._initialized is not None:
            await self._core.finished(self._initialized)
        elif self._creation is not None:
            await self._creation
        return self

    def __await__(self) -> Generator[Any, Any, Self]:
        return self._ready().__await__()

    def _done(self) -> Operation[None]:
        return Operation(None)

    def _register(self, action: str, handler: Handler) -> Operation[None]:
        return self._core.operation(None, self._core.register(self._node, action, handler))

    def _unregister(self, action: str, handler: Callable[..., Any]) -> Operation[None]:
        return self._core.operation(None, self._core.unregister(self._node, action, handler))

    def _run(self, method: str, /, **values: Any) -> Operation[Any]:
        result, answer = self._core.run(self._node, method, values)
        return self._core.operation(result, answer)

    def _show(self, method: str, /, **look: Any) -> Operation[None]:
        operation = self._run(method)
        display.show_as_told(self, look)
        return operation

    def _ask(self, method: str, /, **values: Any) -> Operation[Any]:
        viewers.require(self._core)
        question = Question(self._core, self._node, method, values)
        viewers.watch(self._core, question.expected)
        return UserOperation(
            self._core, question.expected, question.timeout, question.answer, question.close
        )

    def _query(self, method: str, timeout: float | None, /, **values: Any) -> Operation[Any]:
        core = self._core
        return core.answer_to(lambda: core.query(self._node, method, values), timeout)


class Bound(BoundClass[P, Operation[T]]):
    """A widget class bound to a session; calling it makes a widget."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Operation[T]:
        widget = self._cls(self._session, *args, **kwargs)
        operation: Operation[T] = widget._whole()  # noqa: SLF001  # the API's own
        return operation


class Namespace(BoundClasses):
    """The widget classes of one session."""

    def _bind(self, cls: type) -> BoundClass[Any, Any]:
        return likeness(Bound, cls)(cls, self._session)


def factory(cls: Callable[Concatenate[Session, P], T]) -> Factory[P, Operation[T]]:
    """Return the attribute of a namespace that makes widgets of a class."""
    return Factory(cls)
