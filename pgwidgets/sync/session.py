"""The session, for programs that block."""

from __future__ import annotations

import concurrent.futures
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from pgwidgets.model.node import Node
from pgwidgets.notebook import cells, viewers
from pgwidgets.notebook.showing import ShowingSession
from pgwidgets.server.session import HostedSession
from pgwidgets.session import clipboard
from pgwidgets.session.answers import Answer
from pgwidgets.session.context import in_handler
from pgwidgets.session.queries import PageQuery
from pgwidgets.session.questions import check_timeout
from pgwidgets.session.waits import Expected
from pgwidgets.session.widgets import node_of
from pgwidgets.sync.dispatch import SyncDispatcher

if TYPE_CHECKING:
    from pgwidgets.sync.application import Application
    from pgwidgets.sync.widget import Widget
    from pgwidgets.sync.Widgets import Timer, WidgetNamespace

T = TypeVar("T")


class Session(ShowingSession, HostedSession["Application"]):
    """A session that owns a widget tree and its associated state.

    Sessions persist independently of browser connections: there may be none, or several,
    which all show the same. Make one with :meth:`Application.create_session`, or let a
    browser begin it.

    Parameters
    ----------
    app : Application
        The owning Application.
    session_id : str or int
        Unique session identifier.
    ws : object, optional
        Initial WebSocket connection: anything with async `send`, `recv` and `close`.
    """

    dispatcher: SyncDispatcher

    def __init__(self, app: Application, session_id: str | int, ws: Any = None) -> None:
        self._batch = threading.local()
        super().__init__(app, session_id, ws)

    def get_widgets(self) -> WidgetNamespace:
        """Return a namespace with the widget classes bound to this session.

        Examples
        --------
        >>> W = session.get_widgets()  # doctest: +SKIP
        >>> btn = W.Button("Click me")  # doctest: +SKIP
        """
        from pgwidgets.sync.Widgets import WidgetNamespace  # noqa: PLC0415  # it imports this module

        return WidgetNamespace(self)

    def make_timer(self, duration: float = 0) -> Timer:
        """Create a Timer.

        Parameters
        ----------
        duration : float
            In seconds.
        """
        from pgwidgets.sync.Widgets import Timer  # noqa: PLC0415  # it imports this module

        return Timer(self, duration=duration)

    # -- browsers --------------------------------------------------------------------

    def reconstruct(self) -> None:
        """Replay the entire widget tree to all connected browsers."""
        self.wait_or_defer(self.rebuild_all())

    def close(self) -> None:
        """Close the connections of all browsers; the session survives."""
        self.send_away()

    def destroy(self) -> None:
        """Destroy the session completely, and all its widgets."""
        self.finish()

    # -- waiting ---------------------------------------------------------------------

    def flush(self) -> None:
        """Wait until a browser has done everything that was asked of it so far.

        Returns at once when no browser is connected.

        Raises
        ------
        BrowserError
            What a page reported of the calls that it waits for.
        """
        self.wait_for(self.flushed())

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Wait once, at the end, instead of at every call inside.

        Examples
        --------
        >>> with session.batch():  # doctest: +SKIP
        ...     for name in names:
        ...         box.add_widget(W.Label(name), 0)
        """
        outer: list[Answer] | None = getattr(self._batch, "answers", None)
        answers: list[Answer] = []
        self._batch.answers = answers
        try:
            yield
        finally:
            self._batch.answers = outer
        for answer in answers:
            self.wait_or_defer(answer)

    def wait_or_defer(self, answer: Answer) -> None:
        """Wait for the answer to a call, here, later, or not at all."""
        if answer.done and answer.error is None:
            return
        if not self._app.settings.wait_each_call:
            answers: list[Answer] | None = getattr(self._batch, "answers", None)
            if answers is not None:
                answer.awaited = True
                answers.append(answer)
                return
            if cells.defer(self, answer):
                return
        self.wait_for(answer)

    def wait_for(self, answer: Answer) -> None:
        """Wait until a browser has answered; raises what it reported."""
        answer.awaited = True
        if not answer.done:
            self._app.wait_for(self, answer)
        if answer.error is not None:
            raise answer.error

    def wait(self, widget: Widget, action: str, timeout: float | None = None) -> tuple[Any, ...]:
        """Wait for the user's next use of a widget.

        It is told past the handlers that queue, so it may be called in a handler, too.
        Handlers go on meanwhile, except, in a handler, those that run one after another.

        Parameters
        ----------
        widget : Widget
        action : str
            The callback's name, such as ``"activated"``.
        timeout : float, optional
            In seconds; by default there is no limit.

        Returns
        -------
        tuple
            The callback's arguments.

        Raises
        ------
        TimeoutError
            When nothing came in time.
        ValueError
            When the widget has no such callback, or belongs to another session.
        WidgetDestroyedError, SessionClosedError
            When the widget or the session ends meanwhile.
        NoViewerError
            In a notebook that runs with nobody looking.

        Examples
        --------
        >>> (name,) = session.wait(entry, "activated")  # doctest: +SKIP
        """
        limit = check_timeout(timeout)
        expected = self.expect(node_of(widget), action)
        self.wait_for_user(expected, limit)
        return expected.result()

    def wait_for_user(self, expected: Expected, timeout: float | None) -> None:
        """Wait until the user has done something, or nobody can any more."""
        try:
            viewers.require(self)
            viewers.watch(self, expected)
            if not self._app.wait_for_user(self, expected, timeout):
                raise expected.missed(timeout)
        finally:
            self.unexpect(expected)

    # -- asking a page ---------------------------------------------------------------

    def read_clipboard(self, timeout: float = clipboard.SECONDS) -> str:
        """Ask a browser for the text in its user's clipboard.

        In a handler that is the user who made it run; elsewhere the one who did something last.
        Browsers let a page have the clipboard after a click or a key, with the page in the
        foreground, on `https` and this machine's own addresses only. Some ask their user first.

        Parameters
        ----------
        timeout : float
            In seconds.

        Returns
        -------
        str
            The text; `""` when something else is in the clipboard, or nothing.

        Raises
        ------
        ClipboardError
            When the browser or its user refuses; it says what to do.
        NoAnswerError
            When nobody can answer (`NoBrowserError`), the browser leaves (`BrowserLeftError`)
            or the time is over (`AnswerTimeoutError`).
        SessionClosedError
            When the session ends meanwhile.

        Examples
        --------
        >>> text = session.read_clipboard()  # doctest: +SKIP
        """
        return str(self.answer_to(lambda: self.query_page(clipboard.reading()), timeout))

    def write_clipboard(self, text: str, timeout: float = clipboard.SECONDS) -> None:
        """Have a browser put a text into its user's clipboard.

        Whose that is, and when browsers allow it, is as for :meth:`read_clipboard`.

        Parameters
        ----------
        text : str
        timeout : float
            In seconds.

        Raises
        ------
        ClipboardError, NoAnswerError, SessionClosedError
            As from :meth:`read_clipboard`.

        Examples
        --------
        >>> session.write_clipboard(log.get_text())  # doctest: +SKIP
        """
        query = clipboard.writing(text)
        self.answer_to(lambda: self.query_page(query), timeout)

    def answer_to(self, ask: Callable[[], PageQuery], timeout: float | None) -> Any:
        """Ask a page, and wait for its answer.

        Parameters
        ----------
        ask : callable
            Called once it is sure that a wait here can end.
        timeout : float or None
            In seconds; None is the application's `answer_timeout`.
        """
        limit = self.query_limit(timeout)
        self._app.require_waiting()
        query = ask()
        try:
            self._app.wait_for_page(self, query, limit)
        finally:
            self.expire(query, limit)
        return query.result()

    # -- the callback thread ---------------------------------------------------------

    def gui_call(self, func: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Run a function where this session's handlers run, and return its result.

        Called from there, it runs the function at once.

        Parameters
        ----------
        func : callable
        *args, **kwargs
            Passed to it.

        Raises
        ------
        SessionClosedError
            When the session ends before the function has run.
        """
        self._require_open()
        if in_handler() or self.dispatcher.is_current():
            return func(*args, **kwargs)
        future: concurrent.futures.Future[T] = concurrent.futures.Future()

        def run() -> None:
            try:
                future.set_result(func(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001  # raised where the caller waits
                future.set_exception(error)

        self.submit_call(run, future)
        return future.result()

    def make_widget(self, node: Node) -> object:
        from pgwidgets.sync import Widgets  # noqa: PLC0415  # it imports this module

        cls = getattr(Widgets, node.kind)
        widget = cls.__new__(cls)
        widget._session = self  # noqa: SLF001  # what its constructor would have done
        widget.node = node
        node.widget = widget
        return widget
