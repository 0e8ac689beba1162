"""What the applications of both APIs share."""

from __future__ import annotations

import logging
import secrets
import sys
import threading
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pgwidgets.errors import ApplicationError
from pgwidgets.server.settings import (
    CONCURRENCY,
    EVENT_LOOPS,
    Settings,
    check_choice,
    check_limit,
    check_port,
    check_seconds,
    null_logger,
)
from pgwidgets.server.site import Site
from pgwidgets.session.core import SessionCore, normal_id
from pgwidgets.session.handlers import Call, Handler, Job
from pgwidgets.session.owner import Dispatcher

if TYPE_CHECKING:
    from pgwidgets.server.host import Host

STATIC_PATH = Path(__file__).resolve().parent.parent / "static"
ID_BITS = 53
"""What a JavaScript number holds exactly."""


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
    instance : str
        Names this run of it, so that a page of an earlier run isn't taken for one of this.
    key : str or None
        What a browser must know to begin a session, if anything.
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
        wait_each_call: bool,
        in_kernel: bool,
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
            max_message_size=max_message_size,
            wait_each_call=wait_each_call,
            search_ws_port=in_kernel and isinstance(ws_port, DefaultPort),
            search_http_port=in_kernel and isinstance(http_port, DefaultPort),
            unix_socket=None,
        )
        self.instance = secrets.token_urlsafe(12)
        # on a TCP port every user of the machine can reach a kernel's server
        self.key = secrets.token_urlsafe(32) if in_kernel else None
        self.site = Site(STATIC_PATH, allowed_origins=tuple(allowed_origins))
        self.ports: tuple[int, int | None] | None = None
        self._sessions: dict[str | int, S] = {}
        self._lock = threading.RLock()
        self._connect_handlers: list[Handler] = []
        self._disconnect_handlers: list[Handler] = []
        self._error_handlers: list[Callable[[BaseException, S], Any]] = []
        self.registered_widgets: dict[str, type] = {}

    @property
    def wait_each_call(self) -> bool:
        """Whether every call waits for a browser, those of handlers too."""
        return self.settings.wait_each_call

    # -- what a program sees ---------------------------------------------------------

    @property
    def sessions(self) -> dict[str | int, S]:
        """Dict of active sessions (session_id -> Session); a copy."""
        with self._lock:
            return dict(self._sessions)

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
        return self.make_session(self.new_id() if session_id is None else session_id)

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

    # -- what sessions and the host need ---------------------------------------------

    @property
    @abstractmethod
    def host(self) -> Host:
        """What serves the connections; ApplicationError before the start."""

    @abstractmethod
    def build_session(self, session_id: str | int) -> S:
        """Return a new session of this API's class."""

    @abstractmethod
    def make_dispatcher(self, report: Callable[[BaseException], None]) -> Dispatcher:
        """Return what will run the handlers of one session; `report` gets what they raise."""

    @abstractmethod
    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        """Run a function on the application's loop after some seconds."""

    def new_id(self) -> int:
        """Return an id that no session has: random, so that a stale page meets none."""
        while True:
            session_id = secrets.randbits(ID_BITS)
            if session_id and session_id not in self._sessions:
                return session_id

    def find(self, session_id: str | int | None) -> S | None:
        """Return the session of an id that a browser sent."""
        if session_id is None or session_id == "":
            return None
        return self._sessions.get(normal_id(session_id))

    def make_session(self, session_id: str | int) -> S:
        """Make a session and keep it."""
        with self._lock:
            if normal_id(session_id) in self._sessions:
                raise ValueError(f"there is a session with the id {session_id!r} already")
            session = self.build_session(session_id)
            self._sessions[session.id] = session
            return session

    def connected(self, session: S, *, caused: bool) -> None:
        """Have the program build the interface of a session that a browser began."""
        self.settings.logger.info("session %s: a browser connected", session.id)
        if caused:
            self._announce("on_connect", self._connect_handlers, session)

    def disconnected(self, session: S) -> None:
        """Tell the program that a browser left."""
        self.settings.logger.info(
            "session %s: a browser left, %s remain", session.id, len(session.links)
        )
        if not session.destroyed:
            self._announce("on_disconnect", self._disconnect_handlers, session)

    def _announce(self, label: str, handlers: Sequence[Handler], session: S) -> None:
        if handlers:
            calls = [Call(handler.bind([session]), handler.context) for handler in handlers]
            session.dispatcher.submit(Job(label, calls))

    def forget(self, session: object) -> None:
        """Remove a session that was destroyed."""
        with self._lock:
            for key, candidate in list(self._sessions.items()):
                if candidate is session:
                    del self._sessions[key]

    def report_error(self, error: BaseException, session: Any) -> None:
        """Hand an error that nobody waits for to the `on_error` handlers."""
        self.settings.logger.error(
            "session %s: %s in a handler or call that nobody waits for",
            session.id,
            type(error).__name__,
        )
        for handler in self._error_handlers:
            try:
                handler(error, session)
            except Exception as failure:  # noqa: BLE001  # the last resort must not fail
                _print_error(failure)
        if not self._error_handlers:
            _print_error(error)


def _print_error(error: BaseException) -> None:
    traceback.print_exception(error, file=sys.stderr)


def _require_callable(handler: Any) -> Any:
    if not callable(handler):
        raise TypeError(f"a handler must be callable, not {type(handler).__name__}")
    return handler


def require_started(application: ApplicationCore[Any]) -> None:
    """Raise ApplicationError when the ports are not open."""
    if application.ports is None:
        raise ApplicationError("the application was not started; call start() first")
