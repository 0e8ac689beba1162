"""Servers that a test has in its hand: a proxy, a web server, and one that says anything."""

from __future__ import annotations

import asyncio
import functools
import http.server
import json
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from pgwidgets.protocol.codec import Encoded
from pgwidgets.server import inquiry
from pgwidgets.sync import Application
from tests.browser.support import WAIT_SECONDS, AsyncRunner

Message = dict[str, Any]


class Proxy:
    """Serves other ports, each under a prefix, as a web server in front of programs does.

    Parameters
    ----------
    runner : AsyncRunner
    targets : dict
        What public paths begin with, such as ``/apps/demo``, and the port on this machine of
        the program that is there; the program never sees the prefix.

    Attributes
    ----------
    edit : callable
        Returns the head of a request as the program gets it.
    delay : float
        Seconds that what comes from now on takes, each way.
    """

    def __init__(self, runner: AsyncRunner, targets: dict[str, int]) -> None:
        self.requests: list[str] = []
        self.edit: Callable[[str], str] = lambda head: head
        self.delay = 0.0
        self._runner = runner
        self._targets = targets
        self._is_up = True
        # set while what has come is handed on
        self._flows = asyncio.Event()
        self._flows.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = runner.call(self._start())
        self.port: int = self._server.sockets[0].getsockname()[1]

    async def _start(self) -> asyncio.Server:
        return await asyncio.start_server(self._serve, "127.0.0.1", 0)

    @property
    def url(self) -> str:
        """The address of the proxy itself."""
        return f"http://127.0.0.1:{self.port}/"

    def hold(self) -> None:
        """Keep back all that comes, each way, until it is released."""
        self._runner.call(self._keep_back(True))

    def release(self) -> None:
        """Hand on what was held, and what comes."""
        self._runner.call(self._keep_back(False))

    async def _keep_back(self, held: bool) -> None:
        if held:
            self._flows.clear()
        else:
            self._flows.set()

    def cut(self) -> None:
        """Break every connection, and each new one, without a word."""
        self._is_up = False
        self.release()
        self._runner.call(self._abort())

    def mend(self) -> None:
        """Let connections through again."""
        self._is_up = True

    def close(self) -> None:
        """Stop for good."""
        self.cut()
        self._runner.call(self._stop())

    async def _abort(self) -> None:
        for writer in self._writers.copy():
            writer.transport.abort()

    async def _stop(self) -> None:
        self._server.close()
        # they end, now that their connections are broken
        await asyncio.gather(*self._tasks)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._is_up:
            writer.transport.abort()
            return
        task = asyncio.current_task()
        assert task is not None  # as this is a coroutine
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._writers.add(writer)
        try:
            await self._forward(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.transport.abort()
        finally:
            self._writers.discard(writer)

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        method, path, rest = head.decode().split(" ", 2)
        self.requests.append(path)
        prefix = next((p for p in self._targets if path.startswith(f"{p}/")), None)
        if prefix is None:
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            writer.close()
            return
        inner_reader, inner = await asyncio.open_connection("127.0.0.1", self._targets[prefix])
        inner.write(self.edit(f"{method} {path.removeprefix(prefix)} {rest}").encode())
        self._writers.add(inner)
        try:
            await asyncio.gather(self._pipe(reader, inner), self._pipe(inner_reader, writer))
        finally:
            self._writers.discard(inner)
            inner.close()

    async def _pipe(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        # each piece, and when it is due
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        await asyncio.gather(self._take(source, pieces), self._give(pieces, target))

    async def _take(
        self, source: asyncio.StreamReader, pieces: asyncio.Queue[tuple[float, bytes]]
    ) -> None:
        now = asyncio.get_running_loop().time
        try:
            while data := await source.read(65536):
                pieces.put_nowait((now() + self.delay, data))
        finally:
            pieces.put_nowait((now() + self.delay, b""))

    async def _give(
        self, pieces: asyncio.Queue[tuple[float, bytes]], target: asyncio.StreamWriter
    ) -> None:
        now = asyncio.get_running_loop().time
        while True:
            due, data = await pieces.get()
            if due > now():
                await asyncio.sleep(due - now())
            await self._flows.wait()
            if not data:
                break
            target.write(data)
            await target.drain()
        target.close()


class Site:
    """The static files behind a web server that knows nothing of the program."""

    def __init__(self, folder: Path, policy: str = "") -> None:
        handler = functools.partial(Handler, policy, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files, with a Content-Security-Policy if there is one."""

    def __init__(self, policy: str, *args: Any, **kwargs: Any) -> None:
        self._policy = policy
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        if self._policy:
            self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as in the base
        return


def send_to(page: Page, address: str) -> None:
    """Tell each page that is opened from now on where its program is, as a web server may."""
    page.add_init_script(f"window.PGWIDGETS_WS_URL = {json.dumps(address)};")


def init(*features: str, instance: str = "one", host: str = "thread") -> Message:
    """Return what a server that names itself says first."""
    named = {"type": "init", "id": 0, "instance": instance, "host": host}
    return {**named, "features": list(features)}


class Peer:
    """A server without a program: the test says what it sends, and sees what comes."""

    def __init__(self, runner: AsyncRunner) -> None:
        # what it says to those who ask by HTTP
        self.answers = "busy"
        self._runner = runner
        self._opened: queue.Queue[ServerConnection] = queue.Queue()
        self._frames: queue.Queue[Any] = queue.Queue()
        self._line: ServerConnection | None = None
        self._next_id = 1000
        self._server: Server = runner.call(self._start())
        self.url = f"ws://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/"

    async def _start(self) -> Server:
        answer = self._answer
        return await serve(self._serve, "127.0.0.1", 0, ping_interval=None, process_request=answer)

    def _answer(self, _: ServerConnection, request: Request) -> Response | None:
        if inquiry.asking_origin(request.path) is None:
            return None
        response = inquiry.answer(None)
        response.body = json.dumps({"pgwidgets": self.answers}).encode()
        del response.headers["Content-Length"]
        response.headers["Content-Length"] = str(len(response.body))
        return response

    async def _serve(self, line: ServerConnection) -> None:
        self._opened.put(line)
        try:
            async for frame in line:
                self._frames.put(json.loads(frame))
        except ConnectionClosed:
            return

    def visit(self, page: Page, application: Application) -> None:
        """Open an application's page that has been told to connect here."""
        send_to(page, self.url)
        page.goto(application.url)

    def accept(self) -> None:
        """Wait for the next connection; from here on it is the one that is used."""
        self._line = self._opened.get(timeout=WAIT_SECONDS)

    @property
    def is_tried_again(self) -> bool:
        """Whether another connection has come that was not accepted yet."""
        return not self._opened.empty()

    def send(self, *frames: Message | list[Message] | bytes | memoryview) -> None:
        """Send frames: objects and lists as JSON."""
        assert self._line is not None, "accept() comes first"
        for frame in frames:
            data = json.dumps(frame) if isinstance(frame, (dict, list)) else frame
            self._runner.call(self._line.send(data))

    def send_frame(self, frame: Encoded) -> None:
        """Send a frame as the server makes it."""
        if isinstance(frame, bytes | memoryview):
            self.send(frame)
        else:
            self.send(json.loads(str(frame)))

    def receive(self, kind: str | None = None) -> Any:
        """Return the next frame that came; with a kind, the next message of that type."""
        while True:
            frame = self._frames.get(timeout=WAIT_SECONDS)
            if kind is None or (isinstance(frame, dict) and frame["type"] == kind):
                return frame

    def greet(
        self, *features: str, session: int = 5, instance: str = "one", host: str = "thread"
    ) -> Message:
        """Accept a connection and go through the handshake; returns the page's answer."""
        self.accept()
        self.send(init(*features, instance=instance, host=host))
        answer: Message = self.receive()
        self.send({"type": "session-info", "session_id": session, "token": f"secret{session}"})
        self.receive("viewport")
        return answer

    def ask(self, message: Message, *data: bytes) -> Message:
        """Send one message with an id and return the answer to it."""
        self._next_id += 1
        self.send({**message, "id": self._next_id}, *data)
        while True:
            answer = self.receive()
            if isinstance(answer, dict) and answer.get("id") == self._next_id:
                return answer

    def drop(self, code: int = 1001, reason: str = "") -> None:
        """Close the connection."""
        assert self._line is not None
        self._runner.call(self._line.close(code, reason))

    def close(self) -> None:
        """Stop for good."""
        self._runner.call(self._stop())

    async def _stop(self) -> None:
        self._server.close()
        await self._server.wait_closed()
