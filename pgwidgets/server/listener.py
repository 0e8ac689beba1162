"""The ports and sockets that an application is reached on.

Every address answers plain HTTP and WebSocket upgrades alike. A listener lets requests in or
refuses them, answers GET and HEAD from a site, and hands open WebSockets to its owner.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import socket
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from pgwidgets.errors import PortInUseError

from .access import AccessRules
from .binding import BACKLOG, LAST_PORT, bind_all, bind_unix, check_port, resolve
from .site import refuse_method, text_response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from websockets.http11 import Request, Response

    from .site import Site

SEARCHED_PORTS = 100  # how far a search for a free port goes
TRANSFER_TIMEOUT = 300.0  # seconds for a response to reach a slow reader
CLOSE_TIMEOUT = 5.0  # seconds that a peer has to answer a close frame
CLOSE_GRACE = 1.0  # seconds that peers have to part when the listener closes


@dataclass(slots=True)
class _Address:
    """One bound socket and the server on it."""

    sock: socket.socket
    rules: AccessRules
    port: int = 0  # 0 for a Unix socket
    path: Path | None = None  # of a Unix socket
    inode: int = 0  # of that socket: another program may have put its own in its place
    server: Server | None = None  # none before it is started


class _Connection(ServerConnection):
    """A connection that must send its request in time, and that answers every method."""

    def __init__(self, peers: set[_Connection], timeout: float, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._peers = peers  # all connections of the listener
        self._timeout = timeout  # seconds
        self._timer: asyncio.TimerHandle | None = None
        self._first = True  # no data has come yet
        self.over_unix_socket = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._peers.add(self)
        self._timer = self.loop.call_later(self._timeout, self.transport.abort)
        if not self.server.is_serving():
            # It was accepted just before the listener closed.
            self.transport.abort()

    def request_complete(self) -> None:
        """Note that the request came in time."""
        if self._timer is not None:
            self._timer.cancel()

    def data_received(self, data: bytes) -> None:
        first, self._first = self._first, False
        method, space, _ = data[:16].partition(b" ")
        if first and space and method.isalpha() and method not in (b"GET", b"HEAD"):
            # The library hangs up on requests with a body without a word.
            self.protocol.send_response(refuse_method())
            self.send_data()
            return
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.request_complete()
        self._peers.discard(self)
        super().connection_lost(exc)


class Listener:
    """The addresses of one application.

    All methods must be called on one event loop.

    Parameters
    ----------
    site : Site or None
        What is served over HTTP; None to answer WebSocket upgrades alone.
    serve : callable
        Called with each WebSocket that was let in; the WebSocket closes when it returns.
    allowed_origins, allowed_hosts : sequence of str
        See :class:`~pgwidgets.server.access.AccessRules`.
    logger : logging.Logger
        Takes a warning for each refusal; headers, queries and tokens are never logged.
    max_message_size : int
        The largest WebSocket message that is taken from a peer, in bytes.
    handshake_timeout : float
        How long a peer may take to send its request, in seconds.

    Raises
    ------
    TypeError, ValueError
        ``allowed_origins`` or ``allowed_hosts`` is wrong.

    Examples
    --------
    >>> async def echo(connection):
    ...     async for message in connection:
    ...         await connection.send(message)
    >>> async def main():
    ...     listener = Listener(site=None, serve=echo, allowed_origins=[], allowed_hosts=[],
    ...                         logger=logging.getLogger("app"), max_message_size=2**20,
    ...                         handshake_timeout=10.0)
    ...     port = await listener.open("127.0.0.1", 0, argument="ws_port")
    ...     await listener.close()
    >>> asyncio.run(main())
    """

    def __init__(
        self,
        *,
        site: Site | None,
        serve: Callable[[ServerConnection], Awaitable[None]],
        allowed_origins: Sequence[str],
        allowed_hosts: Sequence[str],
        logger: logging.Logger,
        max_message_size: int,
        handshake_timeout: float,
    ) -> None:
        self._site = site
        self._serve = serve
        self._rules = AccessRules(None, (), allowed_origins, allowed_hosts, _machine_names())
        self._logger = logger
        self._quiet_logger = _quiet_logger(logger)
        self._max_message_size = max_message_size
        self._handshake_timeout = handshake_timeout
        self._addresses: list[_Address] = []
        self._peers: set[_Connection] = set()
        self._serving: set[asyncio.Task[Any]] = set()

    @property
    def ports(self) -> tuple[int, ...]:
        """The TCP ports that are bound, in the order in which they were opened."""
        return tuple(dict.fromkeys(item.port for item in self._addresses if item.port))

    async def open(self, host: str, port: int, *, argument: str, search: bool = False) -> int:
        """Bind one more host and port.

        Parameters
        ----------
        host : str
            A name or address of this machine; ``""`` for all of its addresses.
        port : int
            The port; 0 for any free one.
        argument : str
            The argument of ``Application`` that chose the port, for the error.
        search : bool
            Whether to try the next 100 ports if this one is taken.

        Returns
        -------
        int
            The bound port.

        Raises
        ------
        PortInUseError
            The port, or with ``search`` each one tried, is taken.
        PermissionError
            The port is reserved for the system.
        TypeError, ValueError
            The port is not an integer from 0 to 65535, or the host is not this machine's.
        """
        check_port(port, argument)
        targets = await resolve(host)
        span = SEARCHED_PORTS if search and port else 0
        for candidate in range(port, min(port + span, LAST_PORT) + 1):
            socks = bind_all(targets, candidate, host, argument)
            if socks:
                bound: int = socks[0].getsockname()[1]
                rules = replace(self._rules, bound_host=host)
                await self._start([_Address(sock, rules, bound) for sock in socks])
                return bound
        raise PortInUseError(host, port, argument)

    async def open_unix(self, path: Path) -> None:
        """Bind one more Unix socket, for this user alone.

        Its folder is made, with mode 0700, if there is none. A socket that a program left behind
        is replaced.

        Parameters
        ----------
        path : pathlib.Path
            Where to make the socket.

        Raises
        ------
        PermissionError
            The folder is open to other users.
        FileExistsError
            Something else is there, or a running program listens there.
        ValueError
            The path is too long for a socket (107 bytes on Linux).
        """
        sock, inode = bind_unix(path)
        await self._start([_Address(sock, self._rules, path=path, inode=inode)])

    async def close(self) -> None:
        """Free the addresses at once, then close all connections with code 1001.

        Returns when all have ended; peers that do not part within a second are cut off. The
        listener can be opened again.
        """
        loop = asyncio.get_running_loop()
        for address in self._addresses:
            loop.remove_reader(address.sock)
        # What was accepted in this turn must find its server, or asyncio leaks it.
        await asyncio.sleep(0)
        addresses, self._addresses = self._addresses, []
        for address in addresses:
            _stop(address)
        servers = [address.server for address in addresses if address.server is not None]
        # In one turn of the loop the servers stop listening and begin to send close frames.
        await asyncio.sleep(0)
        for peer in self._peers.copy():
            if peer.state is State.CONNECTING:
                peer.transport.abort()
        if not await self._wait_for_ends(servers):
            for peer in self._peers.copy():
                peer.transport.abort()
        if not await self._wait_for_ends(servers):
            for task in self._serving - {asyncio.current_task()}:
                task.cancel()
            await self._wait_for_ends(servers)

    def release(self) -> None:
        """Free the addresses when the loop is about to end and no close() came."""
        addresses, self._addresses = self._addresses, []
        for address in addresses:
            if address.server is not None:
                # websockets' own close would start a task, which nobody would run
                address.server.server.close()

    async def _start(self, addresses: list[_Address]) -> None:
        self._addresses.extend(addresses)
        ports = self.ports
        for address in self._addresses:
            address.rules = replace(address.rules, ports=ports)
        for address in addresses:
            address.server = await serve(
                self._handle,
                sock=address.sock,
                unix=address.path is not None,
                backlog=BACKLOG,
                start_serving=False,
                process_request=functools.partial(self._answer, address),
                create_connection=self._connection_factory(),
                # On a fast line compressing costs more time than it saves.
                compression=None,
                # The application has a heartbeat of its own, which reaches through proxies.
                ping_interval=None,
                server_header=None,
                # It covers the body of an HTTP response; requests have a time limit of their own.
                open_timeout=TRANSFER_TIMEOUT,
                close_timeout=CLOSE_TIMEOUT,
                max_size=self._max_message_size,
                logger=self._quiet_logger,
            )
            await address.server.start_serving()

    def _connection_factory(self) -> type[ServerConnection]:
        factory = functools.partial(_Connection, self._peers, self._handshake_timeout)
        return cast("type[ServerConnection]", factory)

    def _answer(
        self, address: _Address, connection: ServerConnection, request: Request
    ) -> Response | None:
        """Return the response to a request, or None to open a WebSocket."""
        cast("_Connection", connection).request_complete()
        cast("_Connection", connection).over_unix_socket = address.path is not None
        named = ",".join(request.headers.get_all("Upgrade")).lower()
        upgrade = request.method == "GET" and "websocket" in named
        remote = connection.remote_address or ("",)
        peer = None if address.path is not None else remote[0]
        refusal = address.rules.check(request.headers, peer, upgrade=upgrade)
        if refusal is not None:
            what = "WebSocket" if upgrade else "request"
            self._logger.warning("refused a %s from %s: %s", what, peer or "a Unix socket", refusal)
            return text_response(HTTPStatus.FORBIDDEN, f"Refused: {refusal}")
        if upgrade:
            return None
        # The library waits until the buffer is below this limit, then gives the peer only a short
        # time: a slow reader would lose what is left in it.
        connection.transport.set_write_buffer_limits(high=0)
        if self._site is None:
            text = "Only WebSockets are served here."
            return text_response(HTTPStatus.UPGRADE_REQUIRED, text, [("Upgrade", "websocket")])
        return self._site.answer(request)

    async def _handle(self, connection: ServerConnection) -> None:
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._serving.add(task)
        try:
            await self._serve(connection)
        except ConnectionClosed:
            self._logger.debug("a WebSocket closed")
        finally:
            self._serving.discard(task)

    async def _wait_for_ends(self, servers: list[Server]) -> bool:
        """Wait a moment for all connections to end; return whether they have."""
        current = asyncio.current_task()
        ends = [peer.wait_closed() for peer in self._peers]
        # The caller may serve a WebSocket itself, when a page's action closes the application:
        # then that task, and its server, end later.
        if current not in self._serving:
            ends.extend(server.wait_closed() for server in servers)
        waiters = [asyncio.ensure_future(end) for end in ends]
        waited = [*waiters, *(self._serving - {current})]
        if not waited:
            return True
        try:
            _, pending = await asyncio.wait(waited, timeout=CLOSE_GRACE)
        finally:
            for waiter in waiters:
                waiter.cancel()
        return not pending


def _machine_names() -> set[str]:
    name = socket.gethostname()
    short = name.partition(".")[0]
    return {name, short, f"{short}.local"}


def _quiet_logger(logger: logging.Logger) -> logging.Logger:
    """Return a logger for the library, which writes headers and queries at lower levels."""
    # One that getLogger could find would change the level for others, too.
    quiet = logging.Logger(f"{logger.name}.websockets", logging.WARNING)  # noqa: LOG001
    quiet.parent = logger
    return quiet


def _stop(address: _Address) -> None:
    if address.path is not None:
        with contextlib.suppress(FileNotFoundError):
            if address.path.lstat().st_ino == address.inode:
                address.path.unlink()
    if address.server is None:
        address.sock.close()
    else:
        address.server.close()
