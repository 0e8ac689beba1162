"""An application as programs make it, in a script or in a notebook's cell."""

from __future__ import annotations

import logging
from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from pgwidgets.notebook import addresses, environment, route
from pgwidgets.notebook.succession import Successor
from pgwidgets.server.application import HTTP_PORT, WS_PORT, ApplicationCore
from pgwidgets.session.core import SessionCore

S = TypeVar("S", bound=SessionCore)


class ApplicationShell(Successor, ApplicationCore[S]):
    """What the applications of both APIs have in common: all but how they wait.

    Attributes
    ----------
    route : Route or None
        How a notebook's browser reaches it, while it is open.
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
        event_loop: str | None = None,
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
        """Make an application, which :meth:`start` or :meth:`run` starts.

        Parameters
        ----------
        ws_port : int
            WebSocket port; 0 for any free one.
        http_port : int
            HTTP server port; 0 for any free one. Ignored if ``http_server=False``.
        host : str
            Bind address.
        http_server : bool
            Whether to serve the page. Set to False if your own HTTP server does.
        concurrency_handling : {"per_session", "serialized", "concurrent"}
            How handlers take turns: one at a time in each session; one at a time in all; freely. In
            the synchronous API they run in a thread of each session; on the thread in :meth:`run`;
            each in a thread of its own.
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
        event_loop : {"thread", "kernel"}, optional
            Where the server of the synchronous API runs: in a thread of its own, which is the
            default, or in a notebook kernel's own loop, where handlers run between cells. An
            asynchronous application serves on the loop that it is started on, and takes none.
        allowed_origins : sequence of str
            Origins beyond the server's own whose pages may connect, such as
            ``"https://portal.example"``.
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
            Whether every call or await waits for a browser, in handlers and cells too: slow, for
            tests.

        Raises
        ------
        TypeError, ValueError
            For an argument that can't be used.
        """
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
            event_loop=self.choose_event_loop(event_loop),
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
            in_kernel=environment.in_kernel(),
        )
        self.route: route.Route | None = None
        self.prepare()

    @abstractmethod
    def choose_event_loop(self, given: str | None) -> str:
        """Return "thread" or "kernel": whose event loop it will be."""

    @abstractmethod
    def prepare(self) -> None:
        """Make what the API needs, once the arguments were checked."""
