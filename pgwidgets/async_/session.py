"""The session, for programs on asyncio."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import inspect
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from pgwidgets.async_.operation import (
    Operation,
    OwedOperation,
    QueryOperation,
    UserOperation,
    wait_for,
)
from pgwidgets.model.node import Node
from pgwidgets.notebook import cells, nesting, viewers
from pgwidgets.notebook.showing import ShowingSession
from pgwidgets.server.session import HostedSession
from pgwidgets.session import clipboard
from pgwidgets.session.answers import Answer
from pgwidgets.session.context import in_handler
from pgwidgets.session.queries import PageQuery
from pgwidgets.session.questions import check_timeout
from pgwidgets.session.widgets import node_of

if TYPE_CHECKING:
    from pgwidgets.async_.application import Application  # noqa: F401  # names the base's type
    from pgwidgets.async_.widget import Widget
    from pgwidgets.async_.Widgets import Timer, WidgetNamespace

T = TypeVar("T")

_batch: contextvars.ContextVar[list[Answer] | None] = contextvars.ContextVar(
    "pgwidgets_batch", default=None
)


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
        return self.operation(None, self.rebuild_all())

    def close(self) -> Operation[None]:
        """Close all WebSocket connections for this session; the session survives."""
        self.send_away()
        return self.operation(None, None)

    def destroy(self) -> Operation[None]:
        """Destroy the session completely, and all its widgets."""
        self.finish()
        return self.operation(None, None)

    # -- waiting ---------------------------------------------------------------------

    def operation(
        self,
        result: T,
        answer: Answer | None,
        finish: Callable[[], Coroutine[Any, Any, Any]] | None = None,
    ) -> Operation[T]:
        """Return the rest of a call: what awaiting it waits for."""
        settings = self._app.settings
        if (
            answer is None
            or (answer.done and answer.error is None)
            or (not settings.wait_each_call and self._wait_later(answer))
        ):
            return Operation(result, None, self, settings.answer_timeout, finish)
        return OwedOperation(result, answer, self, settings.answer_timeout, finish)

    def _wait_later(self, answer: Answer) -> bool:
        """Leave the wait to the end of the batch or the cell; returns whether there is one."""
        answers = _batch.get()
        if answers is None:
            return nesting.can_nest() and cells.defer(self, answer)
        answer.awaited = True
        answers.append(answer)
        return True

    def wait_for(self, answer: Answer) -> None:
        """Wait at the end of a cell until a browser has answered; raises what it reported."""
        if not answer.done:
            nesting.run_nested(wait_for(self, answer, self._app.settings.answer_timeout))
        if answer.error is not None:
            raise answer.error

    def flush(self) -> Operation[None]:
        """Wait until a browser has done everything that was asked of it so far."""
        answer = self.flushed()
        return OwedOperation(None, answer, self, self._app.settings.answer_timeout)

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
        viewers.require(self)
        expected = self.expect(node_of(widget), action)
        viewers.watch(self, expected)
        return UserOperation(self, expected, limit, expected.result)

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
        return self.answer_to(lambda: self.query_page(clipboard.reading()), timeout)

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
        return self.answer_to(lambda: self.query_page(query), timeout)

    def answer_to(self, ask: Callable[[], PageQuery], timeout: float | None) -> Operation[Any]:
        """Ask a page; awaiting what it returns waits for the answer.

        Parameters
        ----------
        timeout : float or None
            In seconds; None is the application's `answer_timeout`.
        """
        limit = self.query_limit(timeout)
        return QueryOperation(self, ask(), limit)

    @asynccontextmanager
    async def batch(self) -> AsyncIterator[None]:
        """Wait once, at the end, instead of at every await inside.

        Examples
        --------
        >>> async with session.batch():  # doctest: +SKIP
        ...     for name in names:
        ...         await box.add_widget(await W.Label(name), 0)
        """
        answers: list[Answer] = []
        token = _batch.set(answers)
        try:
            yield
        finally:
            _batch.reset(token)
        for answer in answers:
            await self.operation(None, answer)

    def start_soon(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run a coroutine at the loop's next turn; an error that nobody gets is reported."""
        task = asyncio.get_running_loop().create_task(coroutine)
        task.add_done_callback(self._report_task)
        return task

    def _report_task(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            error = task.exception()
            assert error is not None  # as was just asked
            self.report_error(error)

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
        self._require_open()
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

        self.submit_call(run, future)
        return await asyncio.wrap_future(future)

    def make_widget(self, node: Node) -> object:
        from pgwidgets.async_ import Widgets  # noqa: PLC0415  # it imports this module

        cls = getattr(Widgets, node.kind)
        widget = cls.__new__(cls)
        widget._session = self  # noqa: SLF001  # what its constructor would have done
        widget._creation = None  # noqa: SLF001
        widget._initialized = None  # noqa: SLF001
        widget.node = node
        node.widget = widget
        return widget
