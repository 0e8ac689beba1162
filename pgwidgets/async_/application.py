"""The application and its sessions, for programs on asyncio."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import inspect
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from pgwidgets.async_.dispatch import AsyncDispatcher
from pgwidgets.async_.operation import Operation
from pgwidgets.errors import ApplicationError, SessionClosedError
from pgwidgets.jupyter import display, environment
from pgwidgets.model.node import Node
from pgwidgets.protocol import messages
from pgwidgets.server.application import HTTP_PORT, WS_PORT, ApplicationCore
from pgwidgets.server.host import Host
from pgwidgets.session.answers import Answer
from pgwidgets.session.context import in_handler
from pgwidgets.session.core import SessionCore
from pgwidgets.session.handlers import single

if TYPE_CHECKING:
    from pgwidgets.async_.Widgets import Timer, WidgetNamespace

T = TypeVar("T")

_batching: contextvars.ContextVar[bool] = contextvars.ContextVar("pgwidgets_batch", default=False)


class Session(SessionCore):
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
        super().__init__(
            app, session_id, app.make_dispatcher(self.report_error), app.settings.logger
        )
        self._app = app
        if ws is not None:
            self.add_connection(ws)

    @property
    def app(self) -> Application:
        """The Application this session belongs to."""
        return self._app

    def get_widgets(self) -> WidgetNamespace:
        """Return a namespace with the widget classes bound to this session.

        Examples
        --------
        >>> W = session.get_widgets()  # doctest: +SKIP
        >>> btn = await W.Button("Click me")  # doctest: +SKIP
        """
        from pgwidgets.async_.Widgets import WidgetNamespace  # noqa: PLC0415  # it imports this module

        return WidgetNamespace(self)

    def get_url(self) -> str:
        """Return the URL with which a browser joins this session: keep it as a secret."""
        return f"{self._app.url}?session={self.id}&token={self.token}"

    def make_timer(self, duration: float = 0) -> Operation[Timer]:
        """Create a Timer.

        Parameters
        ----------
        duration : float
            In seconds.
        """
        return self.get_widgets().Timer(duration=duration)

    # -- browsers --------------------------------------------------------------------

    def add_connection(self, ws: Any) -> None:
        """Add a browser connection to this session.

        Parameters
        ----------
        ws : object
            Anything with async `send`, `recv` and `close`, used on the application's loop.
        """
        self._app.host.adopt(self, ws)

    def remove_connection(self, ws: Any) -> None:
        """Close a browser connection of this session."""
        for link in list(self.links):
            if link.connection is ws:
                link.close(messages.ENDED_CODE, "the program closed the connection")

    def reconstruct(self) -> Operation[None]:
        """Replay the entire widget tree to all connected browsers."""
        return self.operation(None, self.rebuild_all())

    def close(self) -> Operation[None]:
        """Close all WebSocket connections for this session; the session survives."""
        self.disconnect(messages.ENDED_CODE, "the program closed the connection")
        return self.operation(None, None)

    def destroy(self) -> Operation[None]:
        """Destroy the session completely, and all its widgets."""
        self.end(messages.ENDED_CODE, "the program ended the session")
        return self.operation(None, None)

    def show(self, height: int | None = None) -> None:
        """Show the session in the output of a notebook's cell.

        Parameters
        ----------
        height : int, optional
            In px; by default it follows the content.
        """
        display.show(self, height)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return display.bundle(self, None)

    # -- waiting ---------------------------------------------------------------------

    def operation(
        self,
        result: T,
        answer: Answer | None,
        finish: Callable[[], Coroutine[Any, Any, Any]] | None = None,
    ) -> Operation[T]:
        """Return the rest of a call: what awaiting it waits for."""
        settings = self._app.settings
        if not settings.wait_each_call and (in_handler() or _batching.get()):
            answer = None
        return Operation(result, answer, self, settings.answer_timeout, finish)

    def flush(self) -> Operation[None]:
        """Wait until a browser has done everything that was asked of it so far."""
        answer = self.flushed()
        return Operation(None, answer, self, self._app.settings.answer_timeout)

    @asynccontextmanager
    async def batch(self) -> AsyncIterator[None]:
        """Wait once, at the end, instead of at every await inside.

        Examples
        --------
        >>> async with session.batch():  # doctest: +SKIP
        ...     for name in names:
        ...         await box.add_widget(await W.Label(name), 0)
        """
        token = _batching.set(True)
        try:
            yield
        finally:
            _batching.reset(token)
        if not in_handler():
            await self.flush()

    def start_soon(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run a coroutine at the loop's next turn; an error that nobody gets is reported."""
        task = asyncio.get_running_loop().create_task(coroutine)
        task.add_done_callback(self._report_task)
        return task

    def _report_task(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            error = task.exception()
            assert error is not None  # as was just asked  # noqa: S101
            self.report_error(error)

    # -- handlers --------------------------------------------------------------------

    def gui_do(self, func: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        """Run a function as this session's handlers run; does not wait for it.

        May be called from any thread.

        Parameters
        ----------
        func : callable
            Function or coroutine function.
        *args, **kwargs
            Passed to it.
        """
        self._require_open()
        self.dispatcher.submit(single("gui_do", lambda: func(*args, **kwargs)))

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

        job = single("gui_call", run)
        job.dropped.append(
            lambda: future.set_exception(SessionClosedError("the session ended before the call"))
        )
        self.dispatcher.submit(job)
        return await asyncio.wrap_future(future)

    def make_shell(self, node: Node) -> object:
        from pgwidgets.async_ import Widgets  # noqa: PLC0415  # it imports this module

        cls = getattr(Widgets, node.kind)
        shell = cls.__new__(cls)
        shell._session = self  # noqa: SLF001  # what its constructor would have done
        shell._creation = self.operation(None, None)  # noqa: SLF001
        shell._initialized = None  # noqa: SLF001
        shell.node = node
        node.shell = shell
        return shell


class Application(ApplicationCore[Session]):
    """Main entry point for an async pgwidgets application.

    Serves on the event loop that :meth:`start` or :meth:`run` is awaited on; in a notebook
    that is the kernel's.

    Parameters
    ----------
    ws_port : int
        WebSocket server port; 0 for any free one.
    http_port : int
        HTTP file server port; 0 for any free one. Ignored if ``http_server=False``.
    host : str
        Bind address.
    http_server : bool
        Whether to start the built-in HTTP server. Set to False if your own serves the page.
    concurrency_handling : {"per_session", "serialized", "concurrent"}
        How handlers take turns: one at a time in each session; one at a time in all; freely.
    max_sessions : int or None
        How many sessions may have a browser at a time; None for any number. A browser
        above the limit is held until one leaves.
    logger : logging.Logger or None
        Gets status messages; None for silence. Errors go to :meth:`on_error` in any case.
    allowed_origins : sequence of str
        Origins beyond the server's own whose pages may connect.
    allowed_hosts : sequence of str
        Names beyond loopback under which browsers may reach the ports directly.
    answer_timeout : float
        Seconds after which a browser that does not answer is no longer waited for.
    handshake_timeout : float
        Seconds that a browser has to greet.
    max_message_size : int
        Most bytes of one message from a browser.
    wait_each_call : bool
        Whether every await waits for a browser, in handlers too: slow, for tests.

    Examples
    --------
    >>> app = Application(max_sessions=4)  # doctest: +SKIP
    >>> asyncio.run(app.run())  # doctest: +SKIP
    """

    def __init__(
        self,
        ws_port: int = WS_PORT,
        http_port: int = HTTP_PORT,
        host: str = "127.0.0.1",
        http_server: bool = True,
        concurrency_handling: str = "per_session",
        max_sessions: int | None = 1,
        logger: logging.Logger | None = None,
        *,
        allowed_origins: Sequence[str] = (),
        allowed_hosts: Sequence[str] = (),
        answer_timeout: float = 10.0,
        handshake_timeout: float = 10.0,
        max_message_size: int = 1024 * 1024,
        wait_each_call: bool = False,
    ) -> None:
        in_kernel = environment.in_kernel()
        super().__init__(
            ws_port=ws_port,
            http_port=http_port,
            host=host,
            http_server=http_server,
            concurrency_handling=concurrency_handling,
            max_sessions=max_sessions,
            logger=logger,
            event_loop="kernel" if in_kernel else "thread",
            allowed_origins=allowed_origins,
            allowed_hosts=allowed_hosts,
            answer_timeout=answer_timeout,
            handshake_timeout=handshake_timeout,
            max_message_size=max_message_size,
            wait_each_call=wait_each_call,
            in_kernel=in_kernel,
        )
        self._host: Host | None = None
        self._closed: asyncio.Event | None = None
        self._handlers_lock = asyncio.Lock()

    @property
    def host(self) -> Host:
        """What serves the connections.

        Raises
        ------
        ApplicationError
            Before the start.
        """
        if self._host is None:
            raise ApplicationError("the application was not started; await start() first")
        return self._host

    def build_session(self, session_id: str | int) -> Session:
        return Session(self, session_id)

    def make_dispatcher(self, report: Callable[[BaseException], None]) -> AsyncDispatcher:
        mode = self.settings.concurrency_handling
        locks = {"serialized": self._handlers_lock, "per_session": asyncio.Lock()}
        return AsyncDispatcher(report, lambda: self.host.loop, locks.get(mode))

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        return self.host.loop.call_later(delay, function).cancel

    async def start(self) -> None:
        """Start the WebSocket server (and HTTP server if enabled) and return.

        Subclasses can override it to add setup before or after. Starting twice changes
        nothing.

        Raises
        ------
        PortInUseError
            When a port is taken. In a notebook the next free one is used instead, unless
            you gave one.
        """
        if self._host is not None:
            return
        host = Host(self)
        self.ports = await host.open()
        self._host = host
        self._closed = asyncio.Event()
        self.settings.logger.info("listening on %s", self.url)

    async def run(self) -> None:
        """Start servers and run until :meth:`close`, cancellation or Ctrl-C."""
        await self.start()
        closed = self._closed
        try:
            if closed is not None:
                await closed.wait()
        finally:
            await self.close()

    async def close(self) -> None:
        """Close all sessions and shut down the application; :meth:`run` returns then.

        May be called from a handler. The application can be started again.
        """
        if self._host is None:
            return
        for session in self.sessions.values():
            session.end(messages.GOING_AWAY_CODE, "the application was closed")
        host, self._host = self._host, None
        self.ports = None
        try:
            await host.close()
        finally:
            if self._closed is not None:
                self._closed.set()

    def forget(self, session: object) -> None:
        super().forget(session)
        if self._host is not None and isinstance(session, Session):
            self._host.free(session.id)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return display.bundle(self, None)
