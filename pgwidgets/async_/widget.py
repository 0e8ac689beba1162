"""The base of all widget classes of the async API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Self, TypeVar, overload

from pgwidgets.async_.operation import Operation, UserOperation
from pgwidgets.notebook import display, viewers
from pgwidgets.notebook.showing import Showing
from pgwidgets.session.answers import DONE
from pgwidgets.session.commands import KEEP
from pgwidgets.session.facade import core_of
from pgwidgets.session.handlers import Handler
from pgwidgets.session.questions import Question
from pgwidgets.session.widgets import BoundClass, NamespaceCore, WidgetCore, split_arguments

if TYPE_CHECKING:
    from pgwidgets.async_.application import Application, Session
    from pgwidgets.async_.session_core import AwaitedSession

__all__ = ["KEEP", "Factory", "Namespace", "Operation", "Widget"]

P = ParamSpec("P")
T = TypeVar("T")


class Widget(Showing, WidgetCore):
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
        core = core_of(session)
        self._core: AwaitedSession = core
        given, others = split_arguments(self.kind, args, kwargs)
        self.node, answer = core.create(self.kind, self, given, others)
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
        waits = self._initialized is not None or self._creation is not None
        return self._core.operation(self, None, self._ready if waits else None)

    async def _ready(self) -> Self:
        if self._initialized is not None:
            # shielded: who waits for it may be cancelled, the widget is still wanted
            await asyncio.shield(self._initialized)
        elif self._creation is not None:
            await self._creation
        return self

    def __await__(self) -> Generator[Any, Any, Self]:
        return self._ready().__await__()

    @property
    def session(self) -> Session:
        """The Session this widget belongs to."""
        session: Session = self._core.facade
        return session

    @property
    def app(self) -> Application:
        """The Application this widget belongs to."""
        return self.session.app

    def on(
        self, action: str, handler: Callable[..., Any], *extra_args: Any, **extra_kwargs: Any
    ) -> Operation[None]:
        """Register a callback; it is registered when the call returns.

        Parameters
        ----------
        action : str
            The callback's name, such as ``"activated"``.
        handler : callable
            Function or coroutine function. Gets ``(*callback_args, *extra_args,
            **extra_kwargs)``; of the callback's arguments only as many as it takes.

        Raises
        ------
        ValueError
            When the widget has no such callback.

        Examples
        --------
        >>> await button.on("activated", on_click)  # doctest: +SKIP
        """
        return self._register(action, Handler(handler, (), extra_args, extra_kwargs))

    def add_callback(
        self, action: str, handler: Callable[..., Any], *extra_args: Any, **extra_kwargs: Any
    ) -> Operation[None]:
        """Register a callback that gets the widget first.

        Parameters
        ----------
        action : str
            The callback's name.
        handler : callable
            Function or coroutine function. Gets ``(widget, *callback_args, *extra_args,
            **extra_kwargs)``.

        Raises
        ------
        ValueError
            When the widget has no such callback.
        """
        return self._register(action, Handler(handler, (self,), extra_args, extra_kwargs))

    def destroy(self) -> Operation[None]:
        """Destroy this widget and all inside it: they leave the pages and the session."""
        return self._run("destroy")

    def _register(self, action: str, handler: Handler) -> Operation[None]:
        return self._core.operation(None, self._core.register(self.node, action, handler))

    def _run(self, method: str, /, **values: Any) -> Operation[Any]:
        result, answer = self._core.run(self.node, method, values)
        return self._core.operation(result, answer)

    def _show(self, method: str, /, **look: Any) -> Operation[None]:
        operation = self._run(method)
        display.show_if_told(self, look)
        return operation

    def _ask(self, method: str, /, **values: Any) -> Operation[Any]:
        viewers.require(self._core)
        question = Question(self._core, self.node, method, values)
        viewers.watch(self._core, question.expected)
        return UserOperation(
            self._core, question.expected, question.timeout, question.answer, question.close
        )

    def _query(self, method: str, timeout: float | None, /, **values: Any) -> Operation[Any]:
        core = self._core
        return core.answer_to(lambda: core.query(self.node, method, values), timeout)

    def _read(self, method: str, /, **values: Any) -> Any:
        return self._core.read(self.node, method, values)


class Bound(BoundClass, Generic[P, T]):
    """A widget class bound to a session; calling it makes a widget."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Operation[T]:
        widget = self._cls(self._session, *args, **kwargs)
        operation: Operation[T] = widget._whole()  # noqa: SLF001  # the API's own
        return operation


class Namespace(NamespaceCore):
    """The widget classes of one session."""

    def bind(self, cls: type) -> Any:
        """Return a class bound to the session."""
        return Bound[Any, Any](cls, self._session)


class Factory(Generic[P, T]):
    """An attribute of a namespace: the class, bound to the namespace's session."""

    def __init__(self, cls: Callable[Concatenate[Session, P], T]) -> None:
        self._cls = cls
        self._name = ""

    def __set_name__(self, owner: type[Namespace], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, namespace: None, owner: type[Namespace]) -> Self: ...

    @overload
    def __get__(self, namespace: Namespace, owner: type[Namespace]) -> Bound[P, T]: ...

    def __get__(self, namespace: Namespace | None, owner: type[Namespace]) -> Self | Bound[P, T]:
        if namespace is None:
            return self
        bound: Bound[P, T] = namespace.bind(self._cls)  # type: ignore[arg-type]  # always a class
        # from here on the namespace has it itself
        vars(namespace)[self._name] = bound
        return bound
