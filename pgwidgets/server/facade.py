"""What programs see of applications and sessions: all that does not wait, in both APIs."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pgwidgets.model import icons
from pgwidgets.protocol import messages
from pgwidgets.server.application import STATIC_PATH, ApplicationCore
from pgwidgets.server.session import HostedSession
from pgwidgets.server.settings import Settings
from pgwidgets.server.widget import WidgetFacade
from pgwidgets.session import attributes
from pgwidgets.session.facade import Facade
from pgwidgets.session.handlers import require_callable
from pgwidgets.session.jobs import single

A = TypeVar("A", bound="ApplicationFacade[Any, Any]")
C = TypeVar("C", bound=ApplicationCore)
F = TypeVar("F", bound=Callable[..., Any])
H = TypeVar("H", bound=HostedSession)
S = TypeVar("S", bound="SessionFacade[Any, Any]")

_OPTIONS = frozenset(item.name for item in dataclasses.fields(Settings))


class ApplicationFacade(Facade[C], Generic[C, S]):
    """What the applications of both APIs have in common."""

    if not TYPE_CHECKING:
        # a type checker would take every attribute for one that is there

        def __setattr__(self, name: str, value: Any) -> None:
            if name in _OPTIONS and not hasattr(type(self), name):
                raise AttributeError(_option(self, name), name=name, obj=self)
            super().__setattr__(name, value)

        def __getattr__(self, name: str) -> Any:
            absent = _option(self, name) if name in _OPTIONS else attributes.absent(self, name)
            raise AttributeError(absent, name=name)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._core.name}>"

    @property
    def sessions(self) -> dict[str | int, S]:
        """Dict of active sessions (session_id -> Session); a copy."""
        return {key: core.facade for key, core in self._core.sessions.all().items()}

    @property
    def ports(self) -> tuple[int, int | None] | None:
        """The ports of WebSocket and HTTP, while they are open; the second None without HTTP."""
        return self._core.ports

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
        return self._core.url

    def set_favicon(self, path: str | Path) -> None:
        """Set a custom favicon for the built-in HTTP server.

        Parameters
        ----------
        path : str or Path
            An image file (SVG, PNG, ICO, …), or the name of an icon, such as ``"pg:chart"``.

        Raises
        ------
        FileNotFoundError, ValueError
            When there is no such file, or what it has is no picture of its name's ending.
        """
        name = str(path)
        if isinstance(path, str) and name.startswith(f"{icons.SCHEME}:"):
            self._core.site.draw_favicon(name.partition(":")[2])
        else:
            self._core.site.set_favicon(Path(path))

    def serve_file(self, path: str | os.PathLike[str], name: str | None = None) -> str:
        """Serve a file beside the page, such as a JavaScript library for an `ExternalWidget`.

        Whoever reaches the page can read it. With ``http_server=False`` nobody serves it here.

        Parameters
        ----------
        path : str or path-like
            The file, which is read now.
        name : str, optional
            What it is called there, if not as here. The last file of a name counts.

        Returns
        -------
        str
            Its URL, relative to the page.

        Raises
        ------
        FileNotFoundError, ValueError
            When there is no such file, or its name can't be in a URL.
        """
        return self._core.site.add_file(Path(path), name)

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
        self._core.handle_connect(handler)
        return handler

    def on_disconnect(self, handler: F) -> F:
        """Register a function that is called each time a browser leaves a session.

        Can be used as a decorator.

        Parameters
        ----------
        handler : callable
            Gets the session.
        """
        self._core.handle_disconnect(handler)
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
        self._core.handle_expiry(handler)
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
        self._core.handle_error(handler)
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
        sessions = self._core.sessions
        new = sessions.new_id() if session_id is None else session_id
        session: S = sessions.make(new).facade
        return session

    def register_widget(self, cls: type, name: str | None = None) -> None:
        """Add a widget class of your own to every session's namespace.

        Parameters
        ----------
        cls : type
            A subclass of a widget class.
        name : str, optional
            What the namespace calls it; by default its own name.
        """
        if WidgetFacade not in getattr(cls, "__mro__", ()):
            raise TypeError(f"a widget class is needed, not {cls!r}")
        self._core.widget_classes[cls.__name__ if name is None else name] = cls


class SessionFacade(Facade[H], Generic[H, A]):
    """What the sessions of both APIs have in common: all that does not wait."""

    if not TYPE_CHECKING:
        # a type checker would take every attribute for one that is there

        def __getattr__(self, name: str) -> Any:
            raise AttributeError(attributes.absent(self, name), name=name)

    def __repr__(self) -> str:
        return f"<Session {self.id}>"

    @property
    def id(self) -> str | int:
        """Unique session identifier."""
        return self._core.id

    @property
    def app(self) -> A:
        """The Application this session belongs to."""
        app: A = self._core.app.facade
        return app

    @property
    def token(self) -> str:
        """Security token for reconnection: whoever has it can join the session."""
        return self._core.token

    @property
    def is_connected(self) -> bool:
        """True if at least one browser is connected."""
        return self._core.is_connected

    @property
    def connections(self) -> list[Any]:
        """List of active WebSocket connections."""
        return self._core.connections

    def get_url(self) -> str:
        """Return the URL with which a browser joins this session: keep it as a secret."""
        return f"{self._core.app.url}?session={self.id}&token={self.token}"

    def get_screen_size(self) -> tuple[float, float]:
        """Return width and height in px of the page that reported last; (0, 0) before."""
        return self._core.screen_size

    def walk_widget_tree(self) -> Iterator[Any]:
        """Yield all widgets, parents before children, in the order of their creation."""
        return self._core.walk_widget_tree()

    def add_connection(self, ws: Any) -> None:
        """Add a browser connection to this session.

        Parameters
        ----------
        ws : object
            Anything with async `send`, `recv` and `close`, used on the application's loop.
        """
        self._core.app.host.adopt(self._core, ws)

    def remove_connection(self, ws: Any) -> None:
        """Close a browser connection of this session."""
        for client in list(self._core.clients):
            if client.connection is ws:
                client.close(messages.ENDED_CODE, "the program closed the connection")

    def gui_do(self, func: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        """Run a function where this session's handlers run; does not wait for it.

        May be called from any thread.

        Parameters
        ----------
        func : callable
            In the asynchronous API a coroutine function, too.
        *args, **kwargs
            Passed to it.

        Raises
        ------
        SessionClosedError
            When the session has ended.
        """
        require_callable(func)
        self._core.require_open()
        self._core.dispatcher.submit(single(lambda: func(*args, **kwargs)))


def _option(app: object, name: str) -> str:
    cls = type(app).__name__
    return f"{name!r} is an option of the constructor, {cls}({name}=…), and no attribute"
