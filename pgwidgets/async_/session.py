"""The session, for programs on asyncio."""

from __future__ import annotations

import asyncio
import concurrent.futures
import inspect
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

from pgwidgets.async_.operation import Operation, UserOperation
from pgwidgets.async_.session_core import AwaitedSession
from pgwidgets.notebook import viewers
from pgwidgets.notebook.showing import ShowingSession
from pgwidgets.server.facade import SessionFacade
from pgwidgets.session import clipboard
from pgwidgets.session.context import in_handler
from pgwidgets.session.facade import core_of
from pgwidgets.session.handlers import require_callable
from pgwidgets.session.questions import check_timeout
from pgwidgets.session.widgets import node_of

if TYPE_CHECKING:
    from pgwidgets.async_.application import Application
    from pgwidgets.async_.widget import Widget
    from pgwidgets.async_.Widgets import Timer, WidgetNamespace


class Session(SessionFacade[AwaitedSession, "Application"], ShowingSession):
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
        self._core = AwaitedSession(core_of(app), session_id, self)
        if ws is not None:
            self.add_connection(ws)

    def get_widgets(self) -> WidgetNamespace:
        """Return a namespace with the widget classes bound to this session.

        Examples
        --------
        >>> W = session.get_widgets()  # doctest: +SKIP
        >>> btn = await W.Button("Click me")  # doctest: +SKIP
        """
        from pgwidgets.async_.Widgets import WidgetNamespace  # noqa: PLC0415  # it imports this module

        return WidgetNamespace(self)

    def make_timer(self, duration: float = 0) -> Operation[Timer]:
        """Create a Timer.

        Parameters
        ----------
        duration : float
            In seconds.
        """
        return self.get_widgets().Timer(duration=duration)

    # -- browsers --------------------------------------------------------------------

    def reconstruct(self) -> Operation[None]:
        """Replay the entire widget tree to all connected browsers."""
        return self._core.operation(None, self._core.rebuild_all())

    def close(self) -> Operation[None]:
        """Close all WebSocket connections for this session; the session survives."""
        self._core.send_away()
        return self._core.operation(None, None)

    def destroy(self) -> Operation[None]:
        """Destroy the session completely, and all its widgets."""
        self._core.finish()
        return self._core.operation(None, None)

    # -- waiting ---------------------------------------------------------------------

    def flush(self) -> Operation[None]:
        """Wait until a browser has done everything that was asked of it so far."""
        return self._core.owed(self._core.flushed())

    def wait(
        self, widget: Widget, action: str, timeout: float | None = None
    ) -> Operation[tuple[Any, ...]]:
        """Wait for the user's next use of a widget; what comes after this call counts.

        It is told past the handlers that queue, so it may be awaited in a handler, too.
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
        Operation
            Awaiting it returns the callback's arguments.

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
        >>> (name,) = await session.wait(entry, "activated")  # doctest: +SKIP
        """
        limit = check_timeout(timeout)
        viewers.require(self._core)
        expected = self._core.expect(node_of(widget), action)
        viewers.watch(self._core, expected)
        return UserOperation(self._core, expected, limit, expected.result)

    # -- asking a page ---------------------------------------------------------------

    def read_clipboard(self, timeout: float = clipboard.SECONDS) -> Operation[str]:
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
        Operation
            Awaiting it returns the text; `""` when something else is in the clipboard, or
            nothing.

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
        >>> text = await session.read_clipboard()  # doctest: +SKIP
        """
        return self._core.answer_to(lambda: self._core.query_page(clipboard.reading()), timeout)

    def write_clipboard(self, text: str, timeout: float = clipboard.SECONDS) -> Operation[None]:
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
        >>> await session.write_clipboard(log.get_text())  # doctest: +SKIP
        """
        query = clipboard.writing(text)
        return self._core.answer_to(lambda: self._core.query_page(query), timeout)

    def batch(self) -> AbstractAsyncContextManager[None]:
        """Wait once, at the end, instead of at every await inside; what these do travels together.

        Examples
        --------
        >>> async with session.batch():  # doctest: +SKIP
        ...     for name in names:
        ...         await box.add_widget(await W.Label(name), 0)
        """
        return self._core.batch()

    # -- handlers --------------------------------------------------------------------

    async def gui_call(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a function as this session's handlers run, and return its result.

        Called from a handler, it runs the function at once.

        Parameters
        ----------
        func : callable
            Function or coroutine function.
        *args, **kwargs
            Passed to it.

        Raises
        ------
        SessionClosedError
            When the session ends before the function has run.
        """
        require_callable(func)
        self._core.require_open()
        if in_handler():
            result = func(*args, **kwargs)
            return await result if inspect.isawaitable(result) else result
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()

        async def run() -> None:
            try:
                result = func(*args, **kwargs)
                future.set_result(await result if inspect.isawaitable(result) else result)
            except Exception as error:  # noqa: BLE001  # raised where the caller waits
                future.set_exception(error)

        self._core.submit_call(run, future.set_exception)
        return await asyncio.wrap_future(future)
