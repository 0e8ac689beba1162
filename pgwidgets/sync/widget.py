"""The base of all widget classes of the sync API."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from pgwidgets.notebook import display
from pgwidgets.notebook.showing import Showing
from pgwidgets.server.namespace import BoundClass, BoundClasses, Factory, likeness
from pgwidgets.server.widget import WidgetFacade
from pgwidgets.session.answers import DONE
from pgwidgets.session.commands import KEEP
from pgwidgets.session.handlers import Handler
from pgwidgets.session.questions import Question
from pgwidgets.session.widgets import session_core, split_arguments

if TYPE_CHECKING:
    from pgwidgets.sync.application import Application  # noqa: F401  # names the base's type
    from pgwidgets.sync.session import Session
    from pgwidgets.sync.session_core import BlockingSession  # noqa: F401  # names the base's type

__all__ = ["KEEP", "Namespace", "Widget", "factory"]

P = ParamSpec("P")
T = TypeVar("T")


class Widget(WidgetFacade["BlockingSession", "Application", "Session", None], Showing):
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
        core = session_core(session)
        # the session's
        self._core = core
        given, others = split_arguments(self._kind, args, kwargs)
        # what the session has of it
        self._node, answer = core.create(self._kind, self, given, others)
        if answer is not DONE:
            core.wait_or_defer(answer)

    def _done(self) -> None:
        return None

    def _register(self, action: str, handler: Handler) -> None:
        self._core.wait_or_defer(self._core.register(self._node, action, handler))

    def _unregister(self, action: str, handler: Callable[..., Any]) -> None:
        self._core.wait_or_defer(self._core.unregister(self._node, action, handler))

    def _run(self, method: str, /, **values: Any) -> Any:
        result, answer = self._core.run(self._node, method, values)
        if answer is not DONE:
            self._core.wait_or_defer(answer)
        return result

    def _show(self, method: str, /, **look: Any) -> None:
        self._run(method)
        display.show_as_told(self, look)

    def _ask(self, method: str, /, **values: Any) -> Any:
        question = Question(self._core, self._node, method, values)
        try:
            self._core.wait_for_user(question.expected, question.timeout)
        finally:
            question.close()
        return question.answer()

    def _query(self, method: str, timeout: float | None, /, **values: Any) -> Any:
        core = self._core
        return core.answer_to(lambda: core.query(self._node, method, values), timeout)


class Bound(BoundClass[P, T]):
    """A widget class bound to a session; calling it makes a widget."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        widget: T = self._cls(self._session, *args, **kwargs)
        return widget


class Namespace(BoundClasses):
    """The widget classes of one session."""

    def _bind(self, cls: type) -> BoundClass[Any, Any]:
        return likeness(Bound, cls)(cls, self._session)


def factory(cls: Callable[Concatenate[Session, P], T]) -> Factory[P, T]:
    """Return the attribute of a namespace that makes widgets of a class."""
    return Factory(cls)
