"""The core of an application: its settings, sessions and handlers, and what serves them."""

from __future__ import annotations

import asyncio
import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pgwidgets.errors import ApplicationError, PictureError, SessionClosedError, print_error
from pgwidgets.server.expiry import Expiry
from pgwidgets.server.notices import notice_of, unbuilt_notice
from pgwidgets.server.session import HostedSession
from pgwidgets.server.sessions import Sessions
from pgwidgets.server.settings import DefaultCount, Settings, null_logger
from pgwidgets.server.site import Site
from pgwidgets.session.handlers import Handler, joined
from pgwidgets.session.jobs import Call, Job, Report
from pgwidgets.session.owner import Dispatcher
from pgwidgets.session.secret import make_instance, make_key

if TYPE_CHECKING:
    from pgwidgets.server.host import Host

STATIC_PATH = Path(__file__).resolve().parent.parent / "static"


class ApplicationCore(ABC):
    """What the applications of both APIs share.

    Parameters
    ----------
    settings : Settings
    facade : Application
        The program's object for it.
    name : str
        Names it in its kernel's URLs.
    in_kernel : bool
        Whether it runs beside the cells of a notebook.

    Attributes
    ----------
    limits : Limits
        What an operator allows each session.
    wait_each_call : bool
        Whether every call waits for a browser, those of handlers too.
    instance : str
        Names this run of it, so that a page of an earlier run isn't taken for one of this.
    sessions : Sessions
    key : str or None
        What a browser must know to begin a session, if anything.
    ports : tuple of int, or None
        Of WebSocket and HTTP, while they are open.
    earlier_ports : tuple of int
        What to open where any port will do: those of an application that this one replaces.
    route : Route or None
        How a notebook's browser reaches it, while it is open.
    widget_classes : dict
        Those that the program has added to every session's namespace, by their names.
    """

    def __init__(self, settings: Settings, facade: Any, *, name: str, in_kernel: bool) -> None:
        self.settings = settings
        self.facade = facade
        self.name = name
        self.in_kernel = in_kernel
        self.event_loop = self.choose_event_loop()
        self.limits = settings.limits
        self.wait_each_call = settings.wait_each_call
        self.logger: logging.Logger = settings.logger or null_logger()
        self.instance = make_instance()
        # on a TCP port every user of the machine can reach a kernel's server
        self.key = make_key() if in_kernel else None
        self.site = Site(STATIC_PATH, allowed_origins=tuple(settings.allowed_origins))
        self.ports: tuple[int, int | None] | None = None
        self.earlier_ports: tuple[int | None, ...] = ()
        self.route: Any = None
        self.sessions = Sessions(self.build_session)
        self.widget_classes: dict[str, type] = {}
        # what serves it, while it is open
        self._host: Host | None = None
        # destroys sessions that nobody comes back to
        self._expiry = Expiry(self.call_later, settings.session_timeout)
        # the program's, for sessions that browsers begin
        self._connect_handlers: list[Handler] = []
        # the program's, for browsers that leave
        self._disconnect_handlers: list[Handler] = []
        # the program's; without any, errors are printed
        self._error_handlers: list[Handler] = []

    @property
    def url(self) -> str:
        """URL to open in a browser; before the start it names the port that was asked for."""
        ws_port, http_port = self.ports or (self.settings.ws_port, self.settings.http_port)
        port = ws_port if http_port is None or not self.settings.http_server else http_port
        host = self.settings.host
        if host in ("", "0.0.0.0", "::"):  # noqa: S104  # compared, not bound
            host = "localhost"
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def handle_connect(self, handler: Callable[..., Any]) -> None:
        """Call a function with each session that a browser has begun."""
        _add(self._connect_handlers, handler)

    def handle_disconnect(self, handler: Callable[..., Any]) -> None:
        """Call a function with a session each time that a browser has left it."""
        _add(self._disconnect_handlers, handler)

    def handle_expiry(self, handler: Callable[..., Any]) -> None:
        """Call a function with each session whose time is over."""
        _add(self._expiry.handlers, handler)

    def handle_error(self, handler: Callable[[BaseException, Any], Any]) -> None:
        """Call a function with each error that nobody waits for, and its session."""
        _add(self._error_handlers, handler)

    @property
    def max_sessions(self) -> int | None:
        """How many sessions may have a browser at a time; None for any number."""
        most = self.settings.max_sessions
        return None if self.in_kernel and isinstance(most, DefaultCount) else most

    # -- its life --------------------------------------------------------------------

    def serve_with(self, host: Host, ports: tuple[int, int | None]) -> None:
        """Take notice that it is open."""
        self._host, self.ports = host, ports
        self.logger.info("listening on %s", self.url)

    def release(self) -> Host | None:
        """End the sessions; returns what has served them, to be closed, if it was open."""
        if self._host is None:
            return None
        # before their connections are closed
        self._host.say_farewell()
        self.sessions.end()
        host, self._host = self._host, None
        self.ports = None
        return host

    def forget_handlers(self) -> None:
        """Drop what was registered with the application itself."""
        for handlers in (self._connect_handlers, self._disconnect_handlers, self._error_handlers):
            handlers.clear()
        self._expiry.handlers.clear()

    # -- what sessions and the host need ---------------------------------------------

    @property
    def host(self) -> Host:
        """What serves the connections.

        Raises
        ------
        ApplicationError
            Before the start.
        """
        if self._host is None:
            raise ApplicationError("the application was not started; start() it first")
        return self._host

    @abstractmethod
    def choose_event_loop(self) -> str:
        """Return "thread" or "kernel": whose event loop it will be."""

    @abstractmethod
    def build_session(self, session_id: str | int) -> HostedSession:
        """Return the core of a new session of this API's class."""

    @abstractmethod
    def make_dispatcher(self, report: Callable[[BaseException], None]) -> Dispatcher:
        """Return what will run the handlers of one session; `report` gets what they raise."""

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        """Run a function on the application's loop after some seconds; returns its cancelling.

        May be called from any thread.
        """
        loop = self.host.loop
        handles: list[asyncio.TimerHandle] = []
        cancelled = threading.Event()

        def schedule() -> None:
            if not cancelled.is_set():
                handles.append(loop.call_later(delay, function))

        def stop() -> None:
            for handle in handles:
                handle.cancel()

        def cancel() -> None:
            cancelled.set()
            if not loop.is_closed():
                loop.call_soon_threadsafe(stop)

        loop.call_soon_threadsafe(schedule)
        return cancel

    def welcomes(self, session_id: str | int | None) -> bool:
        """Whether a browser may begin a session in place of the one that it names, if any.

        A notebook's older outputs name sessions that have ended. Where nothing would be built
        for them, they would but take the places of others.
        """
        return session_id is None or self.key is None or bool(self._connect_handlers)

    def connected(self, session: HostedSession, *, caused: bool) -> None:
        """Have the program build the interface of a session that a browser began."""
        self._expiry.stop(session)
        self.logger.info("session %s: a browser connected", session.id)
        if caused and self._connect_handlers:
            self._announce(self._connect_handlers, session, session.report_unbuilt)

    def disconnected(self, session: HostedSession) -> None:
        """Tell the program that a browser left."""
        self.logger.info("session %s: a browser left, %s remain", session.id, len(session.clients))
        if session.destroyed:
            return
        self._announce(self._disconnect_handlers, session)
        if not session.is_connected:
            self._expiry.begin(session)

    def _announce(
        self,
        handlers: Sequence[Handler],
        session: HostedSession,
        report: Report | None = None,
    ) -> None:
        calls = [
            Call(handler.bind([session.facade]), handler.context, report=report)
            for handler in handlers
        ]
        if calls:
            session.dispatcher.submit(Job(calls))

    def forget(self, session: object) -> None:
        """Remove a session that was destroyed."""
        self._expiry.stop(session)
        self.sessions.remove(session)

    def report_error(self, error: BaseException, session: Any, *, is_unbuilt: bool = False) -> None:
        """Hand an error that nobody waits for to the `on_error` handlers.

        Parameters
        ----------
        is_unbuilt : bool
            Whether it has kept the program from building the interface of the session.
        """
        if isinstance(error, SessionClosedError) and session.destroyed:
            # the session ended while its handler ran: that is no failure of the handler's
            self.logger.info("session %s: ended in the middle of a handler", session.id)
            return
        if isinstance(error, PictureError):
            self.logger.error("session %s: %s", session.id, error)
        else:
            self.logger.error(
                "session %s: %s in a handler or call that nobody waits for",
                session.id,
                type(error).__name__,
            )
        debug = self.settings.debug
        if is_unbuilt:
            session.fail_to_build(unbuilt_notice(error, debug=debug, in_kernel=self.in_kernel))
        elif debug:
            session.notify(notice_of(error))
        for handler in self._error_handlers:
            try:
                handler.bind([error, session.facade])()
            except Exception as failure:  # noqa: BLE001  # the last resort must not fail
                print_error(failure)
        if not self._error_handlers:
            print_error(error)


def _add(handlers: list[Handler], function: Callable[..., Any]) -> None:
    handlers[:] = joined(handlers, Handler(function, (), (), {}))
