"""The session, for programs that block."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, TypeVar

from pgwidgets.notebook.showing import ShowingSession
from pgwidgets.server.facade import SessionFacade
from pgwidgets.session import clipboard
from pgwidgets.session.context import in_handler
from pgwidgets.session.facade import core_of
from pgwidgets.session.handlers import require_callable
from pgwidgets.session.outcome import Outcome
from pgwidgets.session.questions import check_timeout
from pgwidgets.session.widgets import node_of
from pgwidgets.sync.session_core import BlockingSession

if TYPE_CHECKING:
    from pgwidgets.sync.application import Application
    from pgwidgets.sync.widget import Widget
    from pgwidgets.sync.Widgets import Timer, WidgetNamespace

T = TypeVar("T")


class Session(SessionFacade[BlockingSession, "Application"], ShowingSession):
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

    def __init__(self, app: Application, session_id: str | int, ws: Any = None) -> None:
        # what the package works with
        self._core = BlockingSession(core_of(app), session_id, self)
        if ws is not None:
            self.add_connection(ws)

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
        self._core.wait_or_defer(self._core.rebuild_all())

    def close(self) -> None:
        """Close the connections of all browsers; the session survives."""
        self._core.send_away()

    def destroy(self) -> None:
        """Destroy the session completely, and all its widgets."""
        self._core.finish()

    # -- waiting ---------------------------------------------------------------------

    def flush(self) -> None:
        """Wait until a browser has done everything that was asked of it so far.

        Returns at once when no browser is connected.

        Raises
        ------
        BrowserError
            What a page reported of the calls that it waits for.
        """
        self._core.wait_for(self._core.flushed())

    def batch(self) -> AbstractContextManager[None]:
        """Wait once, at the end, instead of at every call inside; what these do travels together.

        Examples
        --------
        >>> with session.batch():  # doctest: +SKIP
        ...     for name in names:
        ...         box.add_widget(W.Label(name), 0)
        """
        return self._core.batch()

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
        expected = self._core.expect(node_of(widget), action)
        self._core.wait_for_user(expected, limit)
        return expected.result()

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
        core = self._core
        return str(core.answer_to(lambda: core.query_page(clipboard.reading()), timeout))

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
        self._core.answer_to(lambda: self._core.query_page(query), timeout)

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
        require_callable(func)
        self._core.require_open()
        if in_handler() or self._core.dispatcher.is_current():
            return func(*args, **kwargs)
        outcome: Outcome[T] = Outcome()

        def run() -> None:
            try:
                outcome.set_result(func(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001  # raised where the caller waits
                outcome.set_exception(error)

        self._core.submit_call(run, outcome.set_exception)
        return outcome.wait()
