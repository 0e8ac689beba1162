"""The ports and Unix sockets that an application is reached at."""

from __future__ import annotations

import asyncio
import functools
import logging
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.protocol import State

from pgwidgets.errors import PortInUseError
from pgwidgets.server import inquiry
from pgwidgets.server.access import AccessRules
from pgwidgets.server.address import Address
from pgwidgets.server.binding import BACKLOG, bind_all, bind_unix, check_port, resolve
from pgwidgets.server.connection import ListenerConnection
from pgwidgets.server.origins import LAST_PORT
from pgwidgets.server.refusals import Refusals, peer_of
from pgwidgets.server.response import text_response
from pgwidgets.server.site import Site

SEARCHED_PORTS = 100
"""So many ports behind one that is taken are tried."""

TRANSFER_TIMEOUT = 300.0
"""Seconds that a response may take to reach a slow reader."""

CLOSE_TIMEOUT = 5.0
"""Seconds that the other end has to answer a close frame."""

WEBSOCKET_KEY = "Sec-WebSocket-Key"
"""Only who wants a WebSocket sends it."""

LOST_UPGRADE = (
    "its Upgrade header was lost on the way; a proxy in front must pass on the headers "
    "Upgrade and Connection"
)

CLOSE_GRACE = 1.0
"""Seconds that the connections have to end when the listener closes."""


class Listener:
    """Lets requests in or refuses them, answers GET and HEAD, and hands over WebSockets.

    Each address takes plain HTTP and WebSockets alike. All is to be called on one event loop.

    Parameters
    ----------
    site : Site or None
        What is served over HTTP; None for WebSockets alone.
    serve : callable
        Called with each WebSocket that was let in, which closes when it returns.
    allowed_origins, allowed_hosts : sequence of str
        As for :class:`~pgwidgets.server.access.AccessRules`.
    logger : logging.Logger
        For what the WebSocket library has to say.
    refusals : Refusals
        Is told of each refusal.
    max_message_size : int
        The most bytes that a WebSocket's message may have.
    handshake_timeout : float
        How many seconds a request may take to come.

    Raises
    ------
    TypeError, ValueError
        When `allowed_origins` or `allowed_hosts` can't be used.

    Examples
    --------
    >>> async def echo(connection):
    ...     async for message in connection:
    ...         await connection.send(message)
    >>> async def main():
    ...     logger = logging.getLogger("app")
    ...     listener = Listener(site=None, serve=echo, allowed_origins=[], allowed_hosts=[],
    ...                         logger=logger, refusals=Refusals(logger),
    ...                         max_message_size=2**20, handshake_timeout=10.0)
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
        refusals: Refusals,
        max_message_size: int,
        handshake_timeout: float,
    ) -> None:
        # what is served over HTTP
        self._site = site
        # gets each WebSocket that was let in
        self._serve = serve
        # what the rules of all addresses have in common
        self._rules = AccessRules(None, (), allowed_origins, allowed_hosts, _machine_names())
        # for what is of interest to developers
        self._logger = logger
        # is told whom the rules turn away
        self._refusals = refusals
        # what the library logs to
        self._quiet_logger = _quiet_logger(logger)
        # the most bytes of a WebSocket's message
        self._max_message_size = max_message_size
        # the seconds that a request may take to come
        self._handshake_timeout = handshake_timeout
        # what is bound, in the order in which it was opened
        self._addresses: list[Address] = []
        # the connections that are open, before and after their handshakes
        self._peers: set[ListenerConnection] = set()
        # the tasks that serve a WebSocket
        self._serving: set[asyncio.Task[Any]] = set()

    @property
    def ports(self) -> tuple[int, ...]:
        """The TCP ports that are bound, in the order in which they were opened."""
        return tuple(dict.fromkeys(item.port for item in self._addresses if item.port))

    # -- opening ---------------------------------------------------------------------

    async def open(self, host: str, port: int, *, argument: str, search: bool = False) -> int:
        """Bind one more port of a host.

        Parameters
        ----------
        host : str
            A name or address of this machine; empty for all of its addresses.
        port : int
            0 for any that is free.
        argument : str
            The argument of `Application` that chose the port, for the error.
        search : bool
            Whether the next 100 ports are tried, too, if this one is taken.

        Returns
        -------
        int
            The port that is bound.

        Raises
        ------
        PortInUseError
            When the port, or each one tried, is taken.
        PermissionError
            When the port is reserved for the system.
        TypeError, ValueError
            When the port is no integer from 0 to 65535, or the host is not this machine's.
        """
        check_port(port, argument)
        targets = await resolve(host)
        span = SEARCHED_PORTS if search and port else 0
        for candidate in range(port, min(port + span, LAST_PORT) + 1):
            socks = bind_all(targets, candidate, host, argument)
            if socks:
                bound: int = socks[0].getsockname()[1]
                rules = replace(self._rules, bound_host=host)
                await self._start([Address(sock, rules, bound) for sock in socks])
                return bound
        raise PortInUseError(host, port, argument)

    async def open_unix(self, path: Path) -> None:
        """Bind one more Unix socket, for this user alone.

        Parameters and exceptions are those of :func:`~pgwidgets.server.binding.bind_unix`.
        """
        sock, inode = bind_unix(path)
        await self._start([Address(sock, self._rules, path=path, inode=inode)])

    async def _start(self, addresses: list[Address]) -> None:
        self._addresses.extend(addresses)
        # a page that came from one port may ask another
        ports = self.ports
        for address in self._addresses:
            address.rules = replace(address.rules, ports=ports)
        for address in addresses:
            address.server = await self._make_server(address)
            await address.server.start_serving()

    async def _make_server(self, address: Address) -> Server:
        make = functools.partial(ListenerConnection, self._peers, self._handshake_timeout)
        return await serve(
            self._handle,
            sock=address.sock,
            unix=address.path is not None,
            backlog=BACKLOG,
            start_serving=False,
            process_request=functools.partial(self._answer, address),
            create_connection=cast("type[ServerConnection]", make),
            # on a fast line compressing takes longer than it saves
            compression=None,
            # the application has a heartbeat of its own, which reaches through proxies
            ping_interval=None,
            server_header=None,
            # this is for the body of a response, too; the connection has a limit for requests
            open_timeout=TRANSFER_TIMEOUT,
            close_timeout=CLOSE_TIMEOUT,
            max_size=self._max_message_size,
            logger=self._quiet_logger,
        )

    # -- serving ---------------------------------------------------------------------

    def _answer(
        self, address: Address, connection: ServerConnection, request: Request
    ) -> Response | None:
        """Return the response to a request; None opens a WebSocket."""
        served = cast("ListenerConnection", connection)
        served.request_complete()
        served.over_unix_socket = address.path is not None
        named = ",".join(request.headers.get_all("Upgrade")).lower()
        upgrade = request.method == "GET" and "websocket" in named
        remote = connection.remote_address or ("",)
        peer = None if address.path is not None else remote[0]
        origin = None if upgrade else inquiry.asking_origin(request.path)
        if origin is not None:
            asked = inquiry.as_if_upgraded(request.headers, origin)
            return inquiry.answer(address.rules.check(asked, peer, upgrade=True))
        refusal = address.rules.check(request.headers, peer, upgrade=upgrade)
        if refusal is not None:
            what = "a WebSocket" if upgrade else "a request"
            self._refusals.tell(what, peer_of(connection), refusal)
            return text_response(HTTPStatus.FORBIDDEN, f"Refused: {refusal}")
        return None if upgrade else self._answer_http(address, connection, request)

    def _answer_http(
        self, address: Address, connection: ServerConnection, request: Request
    ) -> Response:
        if WEBSOCKET_KEY in request.headers:
            self._refusals.tell("a WebSocket", peer_of(connection), LOST_UPGRADE)
            text = f"Refused: {LOST_UPGRADE}."
            return text_response(HTTPStatus.UPGRADE_REQUIRED, text, [("Upgrade", "websocket")])
        # the library waits until the buffer is below this limit, then closes after a short time:
        # a slow reader would lose what is left in it
        connection.transport.set_write_buffer_limits(high=0)
        if self._site is None:
            text = "Only WebSockets are served here."
            return text_response(HTTPStatus.UPGRADE_REQUIRED, text, [("Upgrade", "websocket")])
        # who asks by a Unix socket has no ports
        return self._site.answer(request, self.ports if address.path is None else ())

    async def _handle(self, connection: ServerConnection) -> None:
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._serving.add(task)
        try:
            await self._serve(connection)
        except ConnectionClosed:
            self._logger.debug("a WebSocket closed")
        finally:
            self._serving.discard(task)

    # -- the end ---------------------------------------------------------------------

    async def close(self) -> None:
        """Free the addresses at once, then close all connections with code 1001.

        Returns when all have ended; those that take longer than a second are cut off. The
        listener can be opened again.
        """
        loop = asyncio.get_running_loop()
        for address in self._addresses:
            loop.remove_reader(address.sock)
        # what was accepted in this turn must find its server, or asyncio leaks it
        await asyncio.sleep(0)
        addresses, self._addresses = self._addresses, []
        for address in addresses:
            address.close()
        servers = [address.server for address in addresses if address.server is not None]
        # within a turn of the loop the servers stop listening and begin to send close frames
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
            address.release()

    async def _wait_for_ends(self, servers: list[Server]) -> bool:
        """Wait a moment for all connections to end; returns whether they have."""
        current = asyncio.current_task()
        ends = [peer.wait_closed() for peer in self._peers]
        # a page's action may close the application: the task that serves the page, and its
        # server, end after this call
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
    # one that getLogger could find would change the level for others, too
    quiet = logging.Logger(f"{logger.name}.websockets", logging.WARNING)  # noqa: LOG001
    quiet.parent = logger
    return quiet
