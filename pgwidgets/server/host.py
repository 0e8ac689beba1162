"""The asyncio side of an application: its ports, and the life of each connection."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

from pgwidgets.errors import LimitError, PortInUseError, ProtocolError, SessionClosedError
from pgwidgets.protocol import messages
from pgwidgets.protocol.events import Chunk, Edit, Event, Hello, Input, Report
from pgwidgets.protocol.pieces import FRAME_BYTES
from pgwidgets.server.application import ApplicationCore
from pgwidgets.server.guard import is_guarded
from pgwidgets.server.listener import Listener
from pgwidgets.server.refusals import Refusals, peer_of
from pgwidgets.server.session import HostedSession
from pgwidgets.server.settings import DefaultPort
from pgwidgets.server.slots import Slots
from pgwidgets.server.transport import SocketTransport
from pgwidgets.session.client import Client
from pgwidgets.session.inputs import receive
from pgwidgets.session.joining import join, leave
from pgwidgets.session.secret import is_of_another, is_same

PING_SECONDS = 15.0
"""How often a browser is asked whether it is there."""

PING_ID = -1
"""Answers to pings are no answers to a session's messages."""

LEAVE_SECONDS = 0.5
"""How long the end of a process waits for browsers to hear of it."""

ACTS = (Input, Edit, Report, Chunk)
"""What may make handlers run."""

SILENCE_SECONDS = 45.0
"""A browser that says nothing for so long is taken for gone."""


class Host:
    """Serves one application on the running event loop.

    Parameters
    ----------
    application : ApplicationCore
    """

    def __init__(self, application: ApplicationCore) -> None:
        # what it serves
        self._application = application
        # of that application
        self._settings = application.settings
        # gets secrets of nobody
        self._logger: logging.Logger = application.logger
        # logs whom it turns away
        self._refusals = Refusals(self._logger)
        # where everything here runs
        self._loop = asyncio.get_running_loop()
        # for the sessions that may have a browser at a time
        self._slots = Slots(application.max_sessions)
        # the tasks that serve connections
        self._connections: set[asyncio.Task[Any]] = set()
        # those of browsers that have greeted, in a session or held
        self._transports: set[SocketTransport] = set()
        # looks for browsers that are gone
        self._watch: asyncio.Task[None]
        # has the ports
        self._listener = Listener(
            site=application.site if self._settings.http_server else None,
            serve=self.serve,
            allowed_origins=tuple(self._settings.allowed_origins),
            allowed_hosts=tuple(self._settings.allowed_hosts),
            logger=self._logger,
            refusals=self._refusals,
            max_message_size=min(FRAME_BYTES, self._settings.max_message_size),
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
            ws_port = await self._bind("ws_port", settings.ws_port)
            http_port = None
            if settings.http_server:
                http_port = await self._bind("http_port", settings.http_port)
        except BaseException:
            await self._listener.close()
            raise
        self._watch = self._loop.create_task(self.watch())
        return ws_port, http_port

    async def _bind(self, argument: str, port: int) -> int:
        host = self._settings.host
        search = self._application.in_kernel and isinstance(port, DefaultPort)
        if search or not port:
            for earlier in self._application.earlier_ports:
                if earlier is not None and earlier not in self._listener.ports:
                    with suppress(PortInUseError):
                        return await self._listener.open(host, earlier, argument=argument)
        return await self._listener.open(host, port, argument=argument, search=search)

    async def open_unix(self, path: Path) -> None:
        """Listen on a Unix socket too, for a guard in front of the application."""
        await self._listener.open_unix(path)

    def say_farewell(self) -> None:
        """Tell all browsers that the program ends. May be called from any thread."""
        with suppress(RuntimeError):
            # of a loop that was closed, and its connections with it
            self._loop.call_soon_threadsafe(self._say_farewell)

    def _say_farewell(self) -> None:
        for transport in list(self._transports):
            if "closing" in transport.features:
                transport.say(messages.closing(notebook=self._application.in_kernel))

    async def take_leave(self) -> None:
        """Tell all browsers that the program ends, and close their connections."""
        self._say_farewell()
        ends = [
            self._loop.create_task(item.finish(messages.GOING_AWAY_CODE, "the program ends"))
            for item in self._transports
        ]
        if ends:
            await asyncio.wait(ends, timeout=LEAVE_SECONDS)

    async def close(self) -> None:
        """Close all connections and free the ports."""
        self._watch.cancel()
        self._slots.close()
        await self._listener.close()
        current = asyncio.current_task()
        tasks = [task for task in self._connections if task is not current]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def adopt(self, session: HostedSession, socket: Any) -> None:
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

    async def _serve(self, socket: Any, session: HostedSession | None) -> None:
        transport = SocketTransport(socket, self._loop, self._settings.max_message_size)
        try:
            hello = await transport.greet(
                self._application.event_loop, self._settings.handshake_timeout
            )
            self._transports.add(transport)
            await self._admit(transport, hello, session)
        except ProtocolError as error:
            self._note_refusal(transport, error)
            await transport.finish(messages.PROTOCOL_CODE, str(error))
        except TimeoutError:
            reason = "init was not answered in time"
            self._note_refusal(transport, reason)
            await transport.finish(messages.PROTOCOL_CODE, reason)
        except ConnectionError as error:
            self._logger.debug("connection lost: %s", type(error).__name__)
        finally:
            self._transports.discard(transport)
            await transport.release()

    async def _admit(
        self, transport: SocketTransport, hello: Hello, session: HostedSession | None
    ) -> None:
        known = session or self._application.sessions.find(hello.session_id)
        guarded = session is not None or is_guarded(transport.connection, self._application.key)
        if known is not None and not guarded and not known.admits(hello.token):
            if not self._is_of_another_run(hello):
                reason = "the token is not this session's"
                self._refuse(transport, messages.WRONG_TOKEN_CODE, reason)
                return
            # its session has ended, and another one has the same id by chance
            known = None
        if known is None and not guarded and not self._has_key(hello):
            reason = (
                "Beginning a session needs the application's key (?key=…). "
                "Open the address that the notebook shows."
            )
            self._refuse(transport, messages.KEY_CODE, reason)
            return
        if known is None and not self._application.welcomes(hello.session_id):
            reason = "This session has ended: run its cell again."
            self._refuse(transport, messages.ENDED_CODE, reason)
            return
        session_id = self._application.sessions.new_id() if known is None else known.id
        joined: list[tuple[HostedSession, Client]] = []
        reading = self._loop.create_task(self._read(transport, joined))
        entering = self._loop.create_task(
            self._slots.enter(session_id, lambda: self._hold(transport))
        )
        try:
            await asyncio.wait({entering, reading}, return_when=asyncio.FIRST_COMPLETED)
            if entering.done() and not entering.cancelled():
                self._join(transport, hello, known, session_id, joined)
            await reading
        finally:
            await self._part(transport, joined, entering, reading, session_id)

    def _refuse(self, transport: SocketTransport, code: int, reason: str) -> None:
        self._note_refusal(transport, reason)
        transport.close(code, reason)

    def _note_refusal(self, transport: SocketTransport, why: object) -> None:
        self._refusals.tell("a browser", peer_of(transport.connection), why)

    def _is_of_another_run(self, hello: Hello) -> bool:
        return hello.token is not None and is_of_another(hello.token, self._application.instance)

    def _has_key(self, hello: Hello) -> bool:
        key = self._application.key
        return key is None or (hello.key is not None and is_same(hello.key, key))

    def _hold(self, transport: SocketTransport) -> None:
        limit = self._slots.limit
        self._logger.info(
            "a browser from %s waits: max_sessions=%s sessions have one",
            peer_of(transport.connection),
            limit,
        )
        if "waiting" in transport.features:
            transport.say(messages.waiting(limit))

    def _join(
        self,
        transport: SocketTransport,
        hello: Hello,
        known: HostedSession | None,
        session_id: int | str,
        joined: list[tuple[HostedSession, Client]],
    ) -> None:
        try:
            session = known or self._application.sessions.begin(session_id)
            client = join(session, transport, hello, rebuild=known is not None)
        except LimitError as error:
            self._refuse(transport, messages.FULL_CODE, str(error))
            return
        except SessionClosedError as error:
            # it has ended while the browser waited for its place, or just now
            transport.close(messages.GOING_AWAY_CODE, str(error))
            return
        joined.append((session, client))
        transport.carry(client)
        session.tell_newcomer(client)
        self._application.connected(session, caused=known is None)

    async def _read(
        self, transport: SocketTransport, joined: list[tuple[HostedSession, Client]]
    ) -> None:
        """Take what a browser says, until it leaves; before it joined, nothing counts."""
        while True:
            try:
                events = await transport.receive()
            except (ProtocolError, asyncio.CancelledError):
                raise
            except Exception as error:  # noqa: BLE001  # as the next line says
                # every library has exceptions of its own for a connection that is gone
                self._logger.debug("a connection ended: %s", type(error).__name__)
                return
            for session, client in joined:
                for event in events:
                    if client.backlog.is_full and not await self._keep_pace(
                        transport, session, client, event
                    ):
                        return
                    receive(session, client, event)

    async def _keep_pace(
        self, transport: SocketTransport, session: HostedSession, client: Client, event: Event
    ) -> bool:
        """Listen no further to a browser that has caused more than the program keeps up with.

        What its user does then waits there, and other browsers are served. But where somebody
        waits for an answer, that comes behind what was done before.

        Returns
        -------
        bool
            Whether the connection lasts.
        """
        if not isinstance(event, ACTS):
            return True
        backlog = client.backlog
        return await transport.pause(
            backlog, lambda: not backlog.is_full or (session.is_waiting and not backlog.is_overfull)
        )

    async def _part(
        self,
        transport: SocketTransport,
        joined: list[tuple[HostedSession, Client]],
        entering: asyncio.Task[None],
        reading: asyncio.Task[None],
        session_id: int | str,
    ) -> None:
        entering.cancel()
        reading.cancel()
        await asyncio.wait({entering, reading})
        if not entering.cancelled():
            self._slots.leave(session_id)
        for session, client in joined:
            if leave(session, client, transport):
                self._application.disconnected(session)

    def free(self, session_id: int | str) -> None:
        """Give the place of a session that was destroyed to the next that waits."""
        self._slots.free(session_id)

    async def watch(self) -> None:
        """Ask browsers now and then whether they are there, and drop those that are not."""
        try:
            while True:
                await asyncio.sleep(PING_SECONDS)
                # a function of its own, as names of this one would keep a session until the next
                self._ping_all()
        finally:
            # a program may end without close(): its loop then cancels what is left
            self._listener.release()

    def _ping_all(self) -> None:
        now = self._loop.time()
        for transport in list(self._transports):
            if "heartbeat" not in transport.features:
                continue
            if now - transport.heard > SILENCE_SECONDS and not transport.is_paused:
                transport.close(messages.GOING_AWAY_CODE, "no sign of life")
            transport.say(messages.ping(PING_ID))
