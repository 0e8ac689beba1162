"""The base of all widget classes of the sync API."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Self, TypeVar, overload

from pgwidgets.notebook import display
from pgwidgets.notebook.showing import Showing
from pgwidgets.session.answers import DONE
from pgwidgets.session.commands import KEEP
from pgwidgets.session.facade import core_of
from pgwidgets.session.handlers import Handler
from pgwidgets.session.questions import Question
from pgwidgets.session.widgets import BoundClass, NamespaceCore, WidgetCore, split_arguments

if TYPE_CHECKING:
    from pgwidgets.sync.application import Application, Session
    from pgwidgets.sync.session_core import BlockingSession

__all__ = ["KEEP", "Factory", "Namespace", "Widget"]

P = ParamSpec("P")
T = TypeVar("T")


class Widget(Showing, WidgetCore):
    """Base class for all synchronous widgets.

    Subclasses are generated from the catalog and have constructors with named parameters::

        btn = Button(session, "Click me")

    Subclass them as any class; call ``super().__init__(session, …)``.

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

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        core = core_of(session)
        self._core: BlockingSession = core
        given, others = split_arguments(self.kind, args, kwargs)
        self.node, answer = core.create(self.kind, self, given, others)
        if answer is not DONE:
            core.wait_or_defer(answer)

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
    ) -> None:
        """Register a callback.

        Parameters
        ----------
        action : str
            The callback's name, such as ``"activated"``.
        handler : callable
            Gets ``(*callback_args, *extra_args, **extra_kwargs)``; of the callback's
            arguments only as many as it takes.

        Raises
        ------
        ValueError
            When the widget has no such callback.

        Examples
        --------
        >>> button.on("activated", lambda: label.set_text("Clicked!"))  # doctest: +SKIP
        """
        self._register(action, Handler(handler, (), extra_args, extra_kwargs))

    def add_callback(
        self, action: str, handler: Callable[..., Any], *extra_args: Any, **extra_kwargs: Any
    ) -> None:
        """Register a callback that gets the widget first.

        Parameters
        ----------
        action : str
            The callback's name.
        handler : callable
            Gets ``(widget, *callback_args, *extra_args, **extra_kwargs)``.

        Raises
        ------
        ValueError
            When the widget has no such callback.
        """
        self._register(action, Handler(handler, (self,), extra_args, extra_kwargs))

    def destroy(self) -> None:
        """Destroy this widget and all inside it: they leave the pages and the session."""
        self._run("destroy")

    def _register(self, action: str, handler: Handler) -> None:
        self._core.wait_or_defer(self._core.register(self.node, action, handler))

    def _run(self, method: str, /, **values: Any) -> Any:
        result, answer = self._core.run(self.node, method, values)
        if answer is not DONE:
            self._core.wait_or_defer(answer)
        return result

    def _show(self, method: str, /, **look: Any) -> None:
        self._run(method)
        display.show_if_told(self, look)

    def _ask(self, method: str, /, **values: Any) -> Any:
        question = Question(self._core, self.node, method, values)
        try:
            self._core.wait_for_user(question.expected, question.timeout)
        finally:
            question.close()
        return question.answer()

    def _query(self, method: str, timeout: float | None, /, **values: Any) -> Any:
        core = self._core
        return core.answer_to(lambda: core.query(self.node, method, values), timeout)

    def _read(self, method: str, /, **values: Any) -> Any:
        return self._core.read(self.node, method, values)


class Bound(BoundClass, Generic[P, T]):
    """A widget class bound to a session; calling it makes a widget."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        widget: T = self._cls(self._session, *args, **kwargs)
        return widget


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
