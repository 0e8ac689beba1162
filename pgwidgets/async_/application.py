"""The application and its sessions, for programs on asyncio."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from pgwidgets.async_.dispatch import AsyncDispatcher, Lane
from pgwidgets.async_.session import Session
from pgwidgets.errors import ApplicationError
from pgwidgets.notebook import addresses, cells, environment, route
from pgwidgets.notebook.succession import Successor, close_async
from pgwidgets.server.application import HTTP_PORT, WS_PORT, ApplicationCore
from pgwidgets.server.host import Host

__all__ = ["Application", "Session"]


class Application(Successor, ApplicationCore[Session]):
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
    name : str, optional
        Names the application in its URL in a notebook: up to 64 letters, digits, ``-``, ``_``
        and ``.``. By default the cell that makes it does, and the place in that cell, so that
        the URL stays the same when the cell is run again.
    keep : bool
        In a notebook: whether running the cell again goes on with the application that is
        there, its sessions and windows, instead of closing them. The handlers that were
        registered with the application itself (:meth:`on_connect` and the like) are forgotten,
        since the cell registers them anew. With other arguments than before it begins afresh.
    public_url : str, optional
        Where the user's browser reaches a notebook's application, if it can't be found out:
        a template such as ``"https://host/{port}/"``, which may contain ``{port}`` and
        ``{name}``. The environment variable ``PGWIDGETS_URL`` sets it for all applications.
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
    max_outbox_bytes : int
        Most bytes that may wait to be sent to one browser. One that reads too slowly is cut
        off; it comes back to a snapshot.
    max_upload_size : int
        Most bytes of files that may be on their way from one browser.
    max_widgets : int or None
        How many widgets a session may have at a time; None for any number. Making more
        raises LimitError.
    max_connections : int or None
        How many browsers may be connected to one session; None for any number. One more is
        turned away.
    session_timeout : float or None
        Seconds after which a session is destroyed whose last browser has left, and
        :meth:`on_expire` is called; None to keep it for ever.
    debug : bool
        Whether the pages of a session show the errors of its handlers, too.
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
        name: str | None = None,
        keep: bool = False,
        public_url: str | None = None,
        allowed_origins: Sequence[str] = (),
        allowed_hosts: Sequence[str] = (),
        answer_timeout: float = 10.0,
        handshake_timeout: float = 10.0,
        max_message_size: int = 1024 * 1024,
        max_outbox_bytes: int = 64 * 1024 * 1024,
        max_upload_size: int = 256 * 1024 * 1024,
        max_widgets: int | None = 100_000,
        max_connections: int | None = 100,
        session_timeout: float | None = None,
        debug: bool = False,
        wait_each_call: bool = False,
    ) -> None:
        in_kernel = environment.in_kernel()
        self.require_keep(keep=keep)
        if self.origin.kept:
            self.forget_handlers()
            return
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
            max_outbox_bytes=max_outbox_bytes,
            max_upload_size=max_upload_size,
            max_widgets=max_widgets,
            max_connections=max_connections,
            session_timeout=session_timeout,
            debug=debug,
            wait_each_call=wait_each_call,
            name=self.origin.name(name),
            public_url=addresses.check_public_url(public_url),
            in_kernel=in_kernel,
        )
        self._host: Host | None = None
        self.route: route.Route | None = None
        self._closed: asyncio.Event | None = None
        self._lane = Lane()
        self._start_lock = asyncio.Lock()

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
        lanes = {"serialized": self._lane, "per_session": Lane()}
        return AsyncDispatcher(report, lambda: self.host.loop, lanes.get(mode))

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        return self.host.loop.call_later(delay, function).cancel

    async def start(self) -> None:
        """Start the WebSocket server (and HTTP server if enabled) and return.

        Subclasses can override it to add setup before or after. Starting twice changes
        nothing. In a notebook it closes the application that an earlier run of the same
        cell made.

        Raises
        ------
        PortInUseError
            When a port is taken. In a notebook the next free one is used instead, unless
            you gave one.
        """
        async with self._start_lock:
            if self._host is not None:
                return
            self.register.open()
            former = self.take_place()
            if former is not None:
                await close_async(former)
            host = await route.open_host(self)
            self._host = host
            self._closed = asyncio.Event()
            self.settings.logger.info("listening on %s", self.url)

    async def run(self) -> None:
        """Start servers and run until :meth:`close`, cancellation or Ctrl-C.

        Awaited in a notebook's cell, it shows the application and returns; the application
        runs on beside the notebook.
        """
        await self.start()
        if cells.here():
            self.show_running()
            return
        closed = self._closed
        try:
            if closed is not None:
                with _interrupt_sets(closed):
                    await closed.wait()
        finally:
            await self.close()

    async def close(self) -> None:
        """Close all sessions and shut down the application; :meth:`run` returns then.

        May be called from a handler. The application can be started again.
        """
        if self._host is None:
            return
        self.register.end()
        host, self._host = self._host, None
        self.ports = None
        route.close_route(self)
        try:
            await host.close()
        finally:
            if self._closed is not None:
                self._closed.set()

    def forget(self, session: object) -> None:
        super().forget(session)
        if self._host is not None and isinstance(session, Session):
            self._host.free(session.id)


@contextmanager
def _interrupt_sets(event: asyncio.Event) -> Iterator[None]:
    """Have Ctrl-C set an event instead of cancelling the main task of `asyncio.run`."""
    before = signal.getsignal(signal.SIGINT)
    # asyncio's own handler knows the task that it would cancel
    main_task = getattr(before, "keywords", {}).get("main_task")
    if main_task is None or main_task is not asyncio.current_task():
        yield
        return
    loop = asyncio.get_running_loop()
    signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(event.set))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
