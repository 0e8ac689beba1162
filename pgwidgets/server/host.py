"""The asyncio side of an application: its ports, and the life of each connection."""

from __future__ import annotations

import asyncio
import hmac
import logging
from typing import Any

from pgwidgets.errors import ProtocolError
from pgwidgets.protocol import messages
from pgwidgets.protocol.events import Hello
from pgwidgets.server.application import ApplicationCore
from pgwidgets.server.link import SocketLink
from pgwidgets.server.listener import Listener
from pgwidgets.server.places import Places
from pgwidgets.session.core import SessionCore
from pgwidgets.session.inputs import receive

PING_SECONDS = 15.0
"""How often a browser is asked whether it is there."""

PING_ID = -1
"""Answers to pings are no answers to a session's messages."""

SILENCE_SECONDS = 45.0
"""A browser that says nothing for so long is taken for gone."""


class Host:
    """Serves one application on the running event loop.

    Parameters
    ----------
    application : ApplicationCore
    """

    def __init__(self, application: ApplicationCore[Any]) -> None:
        self._application = application
        self._settings = application.settings
        self._logger: logging.Logger = application.settings.logger
        self._loop = asyncio.get_running_loop()
        self._places = Places(self._settings.max_sessions)
        self._connections: set[asyncio.Task[Any]] = set()
        self._watch: asyncio.Task[None]
        self._listener = Listener(
            site=application.site if self._settings.http_server else None,
            serve=self.serve,
            allowed_origins=self._settings.allowed_origins,
            allowed_hosts=self._settings.allowed_hosts,
            logger=self._logger,
            max_message_size=self._settings.max_message_size,
            handshake_timeout=self._settings.handshake_timeout,
        )

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop that everything here runs on."""
        return self._loop

    async def open(self) -> tuple[int, int | None]:
        """Bind the ports; returns those of WebSocket and HTTP.

        Raises
        ------
        PortInUseError
            When one is taken; none is bound then.
        """
        settings = self._settings
        try:
            ws_port = await self._listener.open(
                settings.host,
                settings.ws_port,
                argument="ws_port",
                search=settings.search_ws_port,
            )
            http_port = None
            if settings.http_server:
                http_port = await self._listener.open(
                    settings.host,
                    settings.http_port,
                    argument="http_port",
                    search=settings.search_http_port,
                )
            if settings.unix_socket is not None:
                await self._listener.open_unix(settings.unix_socket)
        except BaseException:
            await self._listener.close()
            raise
        self._watch = self._loop.create_task(self.watch())
        return ws_port, http_port

    async def close(self) -> None:
        """Close all connections and free the ports."""
        self._watch.cancel()
        self._places.close()
        await self._listener.close()
        current = asyncio.current_task()
        tasks = [task for task in self._connections if task is not current]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def adopt(self, session: SessionCore, socket: Any) -> None:
        """Serve a connection that the program brought, for a session that exists."""

        def begin() -> None:
            self._track(self._loop.create_task(self._serve(socket, session)))

        self._loop.call_soon_threadsafe(begin)

    def _track(self, task: asyncio.Task[Any]) -> None:
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def serve(self, socket: Any) -> None:
        """Serve one connection from its handshake to its end."""
        task = asyncio.current_task()
        if task is not None:
            self._track(task)
        await self._serve(socket, None)

    async def _serve(self, socket: Any, session: SessionCore | None) -> None:
        link = SocketLink(socket, self._loop)
        try:
            hello = await link.greet(
                self._application.instance,
                self._settings.event_loop,
                self._settings.handshake_timeout,
            )
            await self._admit(link, hello, session)
        except ProtocolError as error:
            self._logger.warning("connection closed: %s", error)
            await link.finish(messages.PROTOCOL_CODE, str(error))
        except TimeoutError:
            await link.finish(messages.PROTOCOL_CODE, "init was not answered in time")
        except ConnectionError as error:
            self._logger.debug("connection lost: %s", type(error).__name__)
        finally:
            await link.release()

    async def _admit(self, link: SocketLink, hello: Hello, session: SessionCore | None) -> None:
        known = session or self._application.find(hello.session_id)
        if known is not None and session is None and not known.admits(hello.token):
            link.close(messages.WRONG_TOKEN_CODE, "the token is not this session's")
            return
        if known is None and not self._has_key(hello):
            link.close(messages.KEY_CODE, "open the address that the notebook shows")
            return
        session_id = self._application.new_id() if known is None else known.id
        joined: list[SessionCore] = []
        reading = self._loop.create_task(self._read(link, joined))
        entering = self._loop.create_task(self._places.enter(session_id, lambda: self._hold(link)))
        try:
            await asyncio.wait({entering, reading}, return_when=asyncio.FIRST_COMPLETED)
            if entering.done() and not entering.cancelled():
                joined.append(self._join(link, known, session_id))
            await reading
        finally:
            await self._part(link, joined, entering, reading, session_id)

    def _has_key(self, hello: Hello) -> bool:
        key = self._application.key
        return key is None or (
            hello.key is not None and hmac.compare_digest(hello.key.encode(), key.encode())
        )

    def _hold(self, link: SocketLink) -> None:
        self._logger.info("all %s sessions are taken: a browser waits", self._places.limit)
        if "waiting" in link.features:
            link.send([messages.waiting()])

    def _join(
        self, link: SocketLink, known: SessionCore | None, session_id: int | str
    ) -> SessionCore:
        session = known or self._application.make_session(session_id)
        session.attach(link, rebuild=known is not None)
        self._application.connected(session, caused=known is None)
        return session

    async def _read(self, link: SocketLink, joined: list[SessionCore]) -> None:
        """Take what a browser says, until it leaves; before it joined, nothing counts."""
        while True:
            try:
                events = await link.receive()
            except (ProtocolError, asyncio.CancelledError):
                raise
            except Exception as error:  # noqa: BLE001  # as the next line says
                # every library has exceptions of its own for a connection that is gone
                self._logger.debug("a connection ended: %s", type(error).__name__)
                return
            if joined:
                for event in events:
                    receive(joined[0], link, event)

    async def _part(
        self,
        link: SocketLink,
        joined: list[SessionCore],
        entering: asyncio.Task[None],
        reading: asyncio.Task[None],
        session_id: int | str,
    ) -> None:
        entering.cancel()
        reading.cancel()
        await asyncio.wait({entering, reading})
        if not entering.cancelled():
            self._places.leave(session_id)
        for session in joined:
            if session.detach(link):
                self._application.disconnected(session)

    def free(self, session_id: int | str) -> None:
        """Give the place of a session that was destroyed to the next that waits."""
        self._places.free(session_id)

    async def watch(self) -> None:
        """Ask browsers now and then whether they are there, and drop those that are not."""
        try:
            while True:
                await asyncio.sleep(PING_SECONDS)
                now = self._loop.time()
                for session in list(self._application.sessions.values()):
                    for link in list(session.links):
                        if not isinstance(link, SocketLink) or "heartbeat" not in link.features:
                            continue
                        if now - link.heard > SILENCE_SECONDS:
                            link.close(messages.GOING_AWAY_CODE, "no sign of life")
                        link.send([messages.ping(PING_ID)])
        finally:
            # a program may end without close(): its loop then cancels what is left
            self._listener.release()
