"""What an application can be told at its construction, and what that has to be."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Concatenate, ParamSpec, TypeVar

from pgwidgets.protocol.messages import CHUNK_BYTES
from pgwidgets.server.binding import check_port
from pgwidgets.server.checks import (
    check_choice,
    check_count,
    check_limit,
    check_name,
    check_names,
    check_seconds,
    check_template,
)
from pgwidgets.session.limits import Limits

CONCURRENCY = ("per_session", "serialized", "concurrent")
EVENT_LOOPS = ("thread", "kernel")

P = ParamSpec("P")
S = TypeVar("S")
V = TypeVar("V")


class DefaultPort(int):
    """A port that nobody asked for: in a kernel, the next free one will do."""


class DefaultCount(int):
    """A limit that nobody asked for: in a kernel there is none, as its user is the only one."""


WS_PORT = DefaultPort(9500)
HTTP_PORT = DefaultPort(9501)
MAX_SESSIONS = DefaultCount(1)


@dataclass(frozen=True)
class Settings:
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
        How many sessions may have a browser at a time; None for any number, which is the default
        in a notebook. A browser above the limit is held until one leaves.
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
        Most bytes of one message from a browser, such as a text that its user pastes. Of a larger
        one the user is told, and sees again what the program has. Frames have at most 1 MiB each;
        a longer message travels in several.
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

    ws_port: int = WS_PORT
    http_port: int = HTTP_PORT
    host: str = "127.0.0.1"
    http_server: bool = True
    concurrency_handling: str = "per_session"
    max_sessions: int | None = MAX_SESSIONS
    logger: logging.Logger | None = None
    _: KW_ONLY  # from here on
    name: str | None = None
    keep: bool = False
    public_url: str | None = None
    event_loop: str | None = None
    allowed_origins: Sequence[str] = ()
    allowed_hosts: Sequence[str] = ()
    answer_timeout: float = 10.0
    handshake_timeout: float = 10.0
    max_message_size: int = 64 * 1024 * 1024
    max_outbox_bytes: int = 64 * 1024 * 1024
    max_upload_size: int = 256 * 1024 * 1024
    max_widgets: int | None = 100_000
    max_connections: int | None = 100
    session_timeout: float | None = None
    debug: bool = False
    wait_each_call: bool = False

    def __post_init__(self) -> None:
        check_port(self.ws_port, "ws_port")
        check_port(self.http_port, "http_port")
        check_choice("concurrency_handling", self.concurrency_handling, CONCURRENCY)
        check_limit("max_sessions", self.max_sessions)
        if self.name is not None:
            check_name(self.name)
        if self.public_url is not None:
            check_template("public_url", self.public_url)
        check_names("allowed_origins", self.allowed_origins)
        check_names("allowed_hosts", self.allowed_hosts)
        check_seconds("answer_timeout", self.answer_timeout)
        check_seconds("handshake_timeout", self.handshake_timeout)
        check_count("max_message_size", self.max_message_size)
        check_count("max_outbox_bytes", self.max_outbox_bytes)
        check_count("max_upload_size", self.max_upload_size)
        check_limit("max_widgets", self.max_widgets)
        check_limit("max_connections", self.max_connections)
        if self.session_timeout is not None:
            check_seconds("session_timeout", self.session_timeout)

    @property
    def limits(self) -> Limits:
        """What an operator allows each session."""
        return Limits(
            widgets=self.max_widgets,
            connections=self.max_connections,
            outbox_bytes=self.max_outbox_bytes,
            message_bytes=self.max_message_size,
            upload_bytes=self.max_upload_size,
            chunk_bytes=min(CHUNK_BYTES, self.max_message_size),
        )


def takes(
    options: Callable[P, V],
) -> Callable[[Callable[[S, V], None]], Callable[Concatenate[S, P], None]]:
    """Give a constructor the arguments, their types and the docstring of a dataclass.

    Parameters
    ----------
    options : type
        The dataclass; the constructor gets an instance, which has checked itself.
    """
    signature = inspect.signature(options, eval_str=True)
    own = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)

    def decorate(function: Callable[[S, V], None]) -> Callable[Concatenate[S, P], None]:
        def construct(self: S, /, *args: P.args, **keywords: P.kwargs) -> None:
            function(self, options(*args, **keywords))

        functools.update_wrapper(construct, function)
        del construct.__wrapped__  # type: ignore[attr-defined]  # its signature is not meant
        construct.__doc__ = options.__doc__
        construct.__signature__ = signature.replace(  # type: ignore[attr-defined]  # not in typeshed
            parameters=[own, *signature.parameters.values()], return_annotation=None
        )
        return construct

    return decorate


def null_logger() -> logging.Logger:
    """Return a logger that drops everything."""
    logger = logging.getLogger("pgwidgets.silent")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
    return logger
