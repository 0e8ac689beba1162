"""Scripted browsers on a line of their own, for programs that may block meanwhile."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from pgwidgets.session.widgets import node_of
from tests.support.client import Client
from tests.support.files import Files, send_files
from tests.support.replica import PageWidget, Replica

if TYPE_CHECKING:
    from tests.contract.driver import Program


class Line:
    """A thread with an event loop, on which a test's browsers live."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._clients: list[Client] = []

    def submit(self, coroutine: Coroutine[Any, Any, Any]) -> concurrent.futures.Future[Any]:
        """Run a coroutine on the line."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
            self._thread.start()
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def browse(
        self, program: Program, url: str, options: dict[str, Any]
    ) -> concurrent.futures.Future[Any]:
        """Open a browser."""

        async def open_one() -> Browser:
            client = await Client(url, **options).open()
            self._clients.append(client)
            return Browser(program, self, client)

        return self.submit(open_one())

    def close(self) -> concurrent.futures.Future[Any]:
        """Close all browsers."""

        async def close_all() -> None:
            await asyncio.gather(*(client.close() for client in self._clients))
            for client in self._clients:
                if client.error is not None:
                    raise client.error

        if self._loop is None:
            done: concurrent.futures.Future[None] = concurrent.futures.Future()
            done.set_result(None)
            return done
        return self.submit(close_all())

    def stop(self) -> None:
        """End the thread."""
        if self._loop is None or self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Browser:
    """A scripted browser as a test of the contract handles it: every call can be awaited."""

    def __init__(self, program: Program, line: Line, client: Client) -> None:
        self._program = program
        self._line = line
        self.client = client

    @property
    def replica(self) -> Replica:
        """What it shows."""
        return self.client.replica

    def widget(self, widget: Any) -> PageWidget:
        """Return what it shows for a widget of the program."""
        return self.client.replica.widgets[node_of(widget).wid]

    async def _run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return await self._program.settle(self._line.submit(coroutine))

    async def until(self, condition: Callable[[Client], Any]) -> Any:
        """Wait until a condition on the client holds; returns its value."""
        return await self._run(self.client.until(lambda: condition(self.client)))

    async def joined(self) -> None:
        """Wait until it belongs to a session."""
        await self.until(lambda client: client.session_id is not None)

    async def until_closed(self) -> tuple[int, str]:
        """Wait for the end of its connection; returns code and reason."""
        closed: tuple[int, str] = await self._run(self.client.until_closed())
        return closed

    async def fire(self, widget: Any, action: str, *args: Any) -> int:
        """Do what a user does with a widget of the program."""
        seq: int = await self._run(self.client.fire(node_of(widget).wid, action, *args))
        return seq

    async def report(self, widget: Any, key: str, value: Any) -> None:
        """Report a property of a widget of the program."""
        await self._run(self.client.report((node_of(widget).wid, key, value)))

    async def send(self, message: Any) -> None:
        """Send a message."""
        await self._run(self.client.send(message))

    async def send_files(self, widget: Any, action: str, files: Files) -> None:
        """Give a widget of the program files, each by its name."""
        await self._run(send_files(self.client, node_of(widget).wid, action, files))

    async def answer_all(self) -> None:
        """Give the answers that were kept."""
        await self._run(self.client.answer_all())

    async def close(self) -> None:
        """Leave."""
        await self._run(self.client.close())

    async def abort(self) -> None:
        """Lose the line."""
        await self._run(self.client.abort())

    def keep_answers(self) -> None:
        """Answer nothing until :meth:`answer_all`."""
        self.client.answering = False
