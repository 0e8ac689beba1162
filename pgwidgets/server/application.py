"""What the applications of both APIs share."""

from __future__ import annotations

import logging
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pgwidgets.errors import ApplicationError, SessionClosedError, print_error
from pgwidgets.protocol.messages import CHUNK_BYTES
from pgwidgets.server.expiry import Expiry
from pgwidgets.server.notices import notice_of
from pgwidgets.server.sessions import Sessions
from pgwidgets.server.settings import (
    CONCURRENCY,
    EVENT_LOOPS,
    Settings,
    check_choice,
    check_count,
    check_limit,
    check_port,
    check_seconds,
    null_logger,
)
from pgwidgets.server.site import Site
from pgwidgets.session.core import SessionCore
from pgwidgets.session.handlers import Handler
from pgwidgets.session.jobs import Call, Job
from pgwidgets.session.limits import Limits
from pgwidgets.session.owner import Dispatcher

if TYPE_CHECKING:
    from pgwidgets.server.host import Host

STATIC_PATH = Path(__file__).resolve().parent.parent / "static"


class DefaultPort(int):
    """A port that nobody asked for: in a kernel, the next free one will do."""


WS_PORT = DefaultPort(9500)
HTTP_PORT = DefaultPort(9501)

S = TypeVar("S", bound=SessionCore)
F = TypeVar("F", bound=Callable[..., Any])


class ApplicationCore(ABC, Generic[S]):
    """The settings, sessions and handlers of an application.

    Attributes
    ----------
    name : str
        Names it in its kernel's URLs.
    public_url : str or None
        The template of its address, where the user gave one.
    instance : str
        Names this run of it, so that a page of an earlier run isn't taken for one of this.
    register : Sessions
    key : str or None
        What a browser must know to begin a session, if anything.
    ports : tuple of int, or None
        Of WebSocket and HTTP, while they are open.
    earlier_ports : tuple of int
        What to open where any port will do: those of an application that this one replaces.
    """

    def __init__(
        self,
        *,
        ws_port: int,
        http_port: int,
        host: str,
        http_server: bool,
        concurrency_handling: str,
        max_sessions: int | None,
        logger: logging.Logger | None,
        event_loop: str,
        allowed_origins: Sequence[str],
        allowed_hosts: Sequence[str],
        answer_timeout: float,
        handshake_timeout: float,
        max_message_size: int,
        max_outbox_bytes: int,
        max_upload_size: int,
        max_widgets: int | None,
        max_connections: int | None,
        session_timeout: float | None,
        debug: bool,
        wait_each_call: bool,
        in_kernel: bool,
        name: str,
        public_url: str | None,
    ) -> None:
        self.settings = Settings(
            ws_port=check_port("ws_port", ws_port),
            http_port=check_port("http_port", http_port),
            host=host,
            http_server=http_server,
            concurrency_handling=check_choice(
                "concurrency_handling", concurrency_handling, CONCURRENCY
            ),
            max_sessions=check_limit("max_sessions", max_sessions),
            logger=logger if logger is not None else null_logger(),
            event_loop=check_choice("event_loop", event_loop, EVENT_LOOPS),
            allowed_origins=tuple(allowed_origins),
            allowed_hosts=tuple(allowed_hosts),
            answer_timeout=check_seconds("answer_timeout", answer_timeout),
            handshake_timeout=check_seconds("handshake_timeout", handshake_timeout),
            max_message_size=check_count("max_message_size", max_message_size),
            wait_each_call=wait_each_call,
            debug=debug,
            limits=Limits(
                widgets=check_limit("max_widgets", max_widgets),
                connections=check_limit("max_connections", max_connections),
                outbox_bytes=check_count("max_outbox_bytes", max_outbox_bytes),
                upload_bytes=check_count("max_upload_size", max_upload_size),
                chunk_bytes=min(CHUNK_BYTES, max_message_size),
            ),
            search_ws_port=in_kernel and isinstance(ws_port, DefaultPort),
            search_http_port=in_kernel and isinstance(http_port, DefaultPort),
        )
        self.name = name
        self.public_url = public_url
        self.instance = secrets.token_urlsafe(12)
        # on a TCP port every user of the machine can reach a kernel's server
        self.key = secrets.token_urlsafe(32) if in_kernel else None
        self.site = Site(STATIC_PATH, allowed_origins=tuple(allowed_origins))
        self.ports: tuple[int, int | None] | None = None
        self.earlier_ports: tuple[int | None, ...] = ()
        self._host: Host | None = None
        self.register: Sessions[S] = Sessions(self.build_session)
        self._expiry = Expiry(
            self.call_later,
            None if session_timeout is None else check_seconds("session_timeout", session_timeout),
        )
        self._connect_handlers: list[Handler] = []
        self._disconnect_handlers: list[Handler] = []
        self._error_handlers: list[Callable[[BaseException, S], Any]] = []
        self.registered_widgets: dict[str, type] = {}

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    @property
    def limits(self) -> Limits:
        """What an operator allows each session."""
        return self.settings.limits

    @property
    def wait_each_call(self) -> bool:
        """Whether every call waits for a browser, those of handlers too."""
        return self.settings.wait_each_call

    # -- what a program sees ---------------------------------------------------------

    @property
    def sessions(self) -> dict[str | int, S]:
        """Dict of active sessions (session_id -> Session); a copy."""
        return self.register.all()

    @property
    def static_path(self) -> Path:
        """Path to the pgwidgets static files directory."""
        return STATIC_PATH

    @property
    def remote_html(self) -> Path:
        """Path to the remote.html connector page."""
        return STATIC_PATH / "remote.html"

    @property
    def url(self) -> str:
        """URL to open in a browser, such as ``http://127.0.0.1:9501/``.

        Before the start it names the port that was asked for. Without an HTTP server of its
        own it names the WebSocket port.
        """
        ws_port, http_port = self.ports or (self.settings.ws_port, self.settings.http_port)
        port = ws_port if http_port is None or not self.settings.http_server else http_port
        host = self.settings.host
        if host in ("", "0.0.0.0", "::"):  # noqa: S104  # compared, not bound
            host = "localhost"
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def set_favicon(self, path: str | Path) -> None:
        """Set a custom favicon for the built-in HTTP server.

        Parameters
        ----------
        path : str or Path
            An image file (SVG, PNG, ICO, …).
        """
        self.site.set_favicon(Path(path))

    def on_connect(self, handler: F) -> F:
        """Register a function that is called when a browser begins a new session.

        It is called once for a session, not when a browser comes back to it, and not for
        sessions that :meth:`create_session` made or that are older than the registration.
        Can be used as a decorator.

        Parameters
        ----------
        handler : callable
            Gets the session; usually it builds the interface.

        Returns
        -------
        callable
            The handler.
        """
        self._connect_handlers.append(Handler(handler, (), (), {}))
        return handler

    def on_disconnect(self, handler: F) -> F:
        """Register a function that is called each time a browser leaves a session.

        Can be used as a decorator.

        Parameters
        ----------
        handler : callable
            Gets the session.
        """
        self._disconnect_handlers.append(Handler(handler, (), (), {}))
        return handler

    def on_expire(self, handler: F) -> F:
        """Register a function that is called when the time of a session is over.

        That is when no browser has come back to it for `session_timeout`. The session is
        destroyed when the handlers have returned, unless a browser has come meanwhile. Can be
        used as a decorator.

        Parameters
        ----------
        handler : callable
            Gets the session, whose widgets can still be read.

        Examples
        --------
        >>> app = Application(session_timeout=3600)  # doctest: +SKIP
        >>> @app.on_expire  # doctest: +SKIP
        ... def save(session):
        ...     store[session.id] = entry.get_text()
        """
        self._expiry.handlers.append(Handler(handler, (), (), {}))
        return handler

    def on_error(self, handler: F) -> F:
        """Register a function for errors that nobody waits for; replaces the default.

        The default prints the traceback to stderr, in a notebook into the cell that
        registered the failing handler. Can be used as a decorator.

        Parameters
        ----------
        handler : callable
            Gets the exception and the session.
        """
        self._error_handlers.append(_require_callable(handler))
        return handler

    def create_session(self, session_id: str | int | None = None) -> S:
        """Create a session without a browser connection.

        Its widgets can be built before any browser connects. A browser that opens
        ``session.get_url()`` shows them.

        Parameters
        ----------
        session_id : str or int, optional
            An id of your choice; by default a random one. ``"7"`` and ``7`` are the same.

        Raises
        ------
        ValueError
            When a session has this id already.
        """
        new = self.register.new_id() if session_id is None else session_id
        return self.register.make(new)

    def register_widget(self, cls: type, name: str | None = None) -> None:
        """Add a widget class of your own to every session's namespace.

        Parameters
        ----------
        cls : type
            A subclass of a widget class.
        name : str, optional
            What the namespace calls it; by default its own name.
        """
        if not isinstance(getattr(cls, "kind", None), str):
            raise TypeError(f"a widget class is needed, not {cls!r}")
        self.registered_widgets[cls.__name__ if name is None else name] = cls

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
    def build_session(self, session_id: str | int) -> S:
        """Return a new session of this API's class."""

    @abstractmethod
    def make_dispatcher(self, report: Callable[[BaseException], None]) -> Dispatcher:
        """Return what will run the handlers of one session; `report` gets what they raise."""

    @abstractmethod
    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        """Run a function on the application's loop after some seconds."""

    def welcomes(self, session_id: str | int | None) -> bool:
        """Whether a browser may begin a session in place of the one that it names, if any.

        A notebook's older outputs name sessions that have ended. Where nothing would be built
        for them, they would but take the places of others.
        """
        return session_id is None or self.key is None or bool(self._connect_handlers)

    def connected(self, session: S, *, caused: bool) -> None:
        """Have the program build the interface of a session that a browser began."""
        self._expiry.stop(session)
        self.settings.logger.info("session %s: a browser connected", session.id)
        if caused:
            self._announce(self._connect_handlers, session)

    def disconnected(self, session: S) -> None:
        """Tell the program that a browser left."""
        self.settings.logger.info(
            "session %s: a browser left, %s remain", session.id, len(session.clients)
        )
        if session.destroyed:
            return
        self._announce(self._disconnect_handlers, session)
        if not session.is_connected:
            self._expiry.begin(session)

    def _announce(self, handlers: Sequence[Handler], session: S) -> None:
        if handlers:
            calls = [Call(handler.bind([session]), handler.context) for handler in handlers]
            session.dispatcher.submit(Job(calls))

    def forget(self, session: object) -> None:
        """Remove a session that was destroyed."""
        self._expiry.stop(session)
        self.register.remove(session)

    def report_error(self, error: BaseException, session: Any) -> None:
        """Hand an error that nobody waits for to the `on_error` handlers."""
        if isinstance(error, SessionClosedError) and session.destroyed:
            # the session ended while its handler ran: that is no failure of the handler's
            self.settings.logger.info("session %s: ended in the middle of a handler", session.id)
            return
        self.settings.logger.error(
            "session %s: %s in a handler or call that nobody waits for",
            session.id,
            type(error).__name__,
        )
        if self.settings.debug:
            session.notify(notice_of(error))
        for handler in self._error_handlers:
            try:
                handler(error, session)
            except Exception as failure:  # noqa: BLE001  # the last resort must not fail
                print_error(failure)
        if not self._error_handlers:
            print_error(error)


def _require_callable(handler: Any) -> Any:
    if not callable(handler):
        raise TypeError(f"a handler must be callable, not {type(handler).__name__}")
    return handler
