"""A browser for tests: speaks the protocol over a real WebSocket, and does as it is told."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from pgwidgets.protocol import messages
from pgwidgets.protocol.pieces import MESSAGE_BYTES, Pieces, split
from tests.support.replica import Message, PageError, Replica

FEATURES = messages.FEATURES
"""What the product's own page can do: the same as the server, as a test says."""

PLAIN: tuple[str, ...] = ()
"""A client that knows the plain protocol only."""

OF_THE_LINE = ("init", "ping", "waiting", "rejected", "resumed", "closing")
"""Types of messages that a browser does not count: they are about the line."""

DEADLINE = 10.0
"""Seconds; far above what anything here takes."""

UNANSWERED = (
    "session-info",
    "rejected",
    "waiting",
    "ack",
    "resumed",
    "notice",
    "closing",
    "upload-refused",
)
"""Types of messages that have no answer."""


class Client:
    """One browser.

    Use :func:`browser`, or make one and await :meth:`open`.

    Parameters
    ----------
    url : str
        Where the application is, `http://…` or `ws://…`, with or without a query.
    features : sequence of str
        What it announces; :data:`PLAIN` for a plain client.
    hello : mapping, optional
        More fields of its answer to `init` (`session_id`, `token`, `key`).
    greets : bool
        Whether it answers `init` at all.
    **options
        For `websockets.connect`.

    Attributes
    ----------
    replica : Replica
        What it shows.
    messages : list of dict
        All it got, in order, those in pieces as wholes; binary frames are the `data` of the
        message before them.
    frames : list of str or bytes
        The frames as they came.
    answering : bool
        Set to False to have it keep its answers; :meth:`answer_all` gives them.
    refusals : dict
        A method, class or action to the error that it answers.
    values : dict
        A method to the value that it answers.
    clipboard : str
        What its user's clipboard has.
    withheld : set of str
        Methods and types of messages whose answers it keeps, while it gives others.
    leaves_on : str or None
        The method, or type of message, that makes it lose the line instead of answering.
    delay : float
        Seconds that it takes for each frame.
    error : Exception or None
        What went wrong in this script itself; :meth:`until` raises it.
    acknowledged : int
        The number of its last input that Python has applied.
    resumes : int
        How often it went on where it was.
    closed : tuple or None
        Code and reason, once the connection has ended.
    """

    def __init__(
        self,
        url: str,
        *,
        features: Sequence[str] = FEATURES,
        hello: Mapping[str, Any] | None = None,
        greets: bool = True,
        **options: Any,
    ) -> None:
        self.url = url.replace("http", "ws", 1).partition("?")[0]
        self.features = tuple(features)
        self.hello = dict(hello or {})
        self.greets = greets
        self.replica = Replica()
        self.messages: list[Message] = []
        self.frames: list[str | bytes] = []
        self.answering = True
        self.refusals: dict[str, str] = {}
        self.values: dict[str, Any] = {}
        self.clipboard = ""
        self.withheld: set[str] = set()
        self.leaves_on: str | None = None
        self.delay = 0.0
        self.acknowledged = 0
        self.resumes = 0
        self.closed: tuple[int, str] | None = None
        self.session_id: Any = None
        self.token: str | None = None
        self.waits = False
        self.error: Exception | None = None
        self._options = options
        self._kept: list[Message] = []
        self._name: str | None = None
        self._received = 0
        self._answered: Any = None
        self._unacknowledged: list[Message] = []
        self._pieces = Pieces(MESSAGE_BYTES)
        self._headers: deque[Message] = deque()
        self._chunks: dict[str, tuple[Message, dict[int, bytes]]] = {}
        self._changed = asyncio.Condition()
        self._connection: ClientConnection
        self._reader: asyncio.Task[None]

    # -- the line --------------------------------------------------------------------

    async def open(self) -> Self:
        """Connect and begin to listen; does not wait for the handshake."""
        options = {"compression": None, "max_size": None, "ping_interval": None, **self._options}
        self._connection = await connect(self.url, **options)
        self._reader = asyncio.create_task(self._read())
        return self

    async def join(self) -> Self:
        """Connect and wait until it belongs to a session."""
        await self.open()
        await self.until(lambda: self.session_id is not None)
        return self

    async def come_back(self) -> Self:
        """Connect again after the line was lost, and go on where it was if Python can."""
        self.closed = None
        self.hello.update(session_id=self.session_id, token=self.token)
        self._headers.clear()
        self._kept.clear()
        resumes, rebuilds = self.resumes, self.replica.rebuilds
        await self.open()
        await self.until(lambda: self.resumes > resumes or self.replica.rebuilds > rebuilds)
        return self

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Close the connection properly."""
        await self._connection.close(code, reason)
        await asyncio.wait([self._reader])

    async def abort(self) -> None:
        """Lose the line, without a word."""
        self._connection.transport.abort()
        await asyncio.wait([self._reader])

    async def until(self, condition: Callable[[], Any], deadline: float = DEADLINE) -> Any:
        """Wait until a condition holds, asked after each frame; returns its value.

        A LookupError in it means "not yet" (a widget that is still to come).

        Raises
        ------
        TimeoutError
            When it never does.
        """

        def settled() -> Any:
            if self.error is not None:
                raise self.error
            try:
                return condition()
            except LookupError:
                return None

        async with asyncio.timeout(deadline), self._changed:
            return await self._changed.wait_for(settled)

    async def until_closed(self) -> tuple[int, str]:
        """Wait until the connection has ended; returns the close code and reason."""
        closed: tuple[int, str] = await self.until(lambda: self.closed)
        return closed

    # -- what it says ----------------------------------------------------------------

    async def send(self, message: Any) -> None:
        """Send a message, or a list of them as one array; in pieces if it is long."""
        frames = [json.dumps(message)]
        for frame in split(frames) if "pieces" in self.features else frames:
            await self._connection.send(str(frame))

    async def send_frame(self, frame: str | bytes) -> None:
        """Send a frame as it is."""
        await self._connection.send(frame)

    async def fire(self, wid: int, action: str, *args: Any) -> int:
        """Do what a user does: the page shows it, and reports it.

        Returns
        -------
        int
            The number of the input; 0 from a plain client, which numbers nothing.
        """
        message = self.replica.input(wid, action, args, numbered="inputs" in self.features)
        if "seq" in message:
            self._unacknowledged.append(message)
        if self.closed is None:
            await self.send(message)
        return int(message.get("seq", 0))

    async def report(self, *reports: tuple[int, str, Any]) -> None:
        """Report properties of widgets, as a page does on its own."""
        for wid, key, value in reports:
            self.replica.widgets[wid].state[key] = value
        await self.send({"type": "report", "reports": [list(item) for item in reports]})

    async def viewport(self, width: float, height: float) -> None:
        """Report the page's size."""
        await self.send({"type": "viewport", "width": width, "height": height})

    async def answer_all(self) -> None:
        """Give the answers that were kept, and answer at once from now on."""
        self.answering = True
        self.withheld.clear()
        kept, self._kept = self._kept, []
        if kept:
            await self.send(kept)

    # -- what the network does to it -------------------------------------------------

    @property
    def port(self) -> int:
        """Where its end of the line is."""
        return int(self._connection.local_address[1])

    def stop_reading(self) -> None:
        """Take nothing from the line, as a page that hangs."""
        self._connection.transport.pause_reading()

    def read_on(self) -> None:
        """Take what has come meanwhile."""
        self._connection.transport.resume_reading()

    def drop_line(self) -> None:
        """Close its end of the line, without a word and without waiting."""
        self._connection.transport.abort()

    def lose_line(self) -> Callable[[], None]:
        """Have the network drop all that the line carries, and say so to nobody.

        Returns
        -------
        callable
            Closes its end of that line.
        """
        self.stop_reading()
        self._reader.cancel()
        return self._connection.transport.abort

    def of_type(self, kind: str) -> list[Message]:
        """Return all messages of a type that it got."""
        return [message for message in self.messages if message["type"] == kind]

    # -- what it hears ---------------------------------------------------------------

    async def _read(self) -> None:
        try:
            async for frame in self._connection:
                if self.delay:
                    await asyncio.sleep(self.delay)
                await self._take(frame)
                async with self._changed:
                    self._changed.notify_all()
        except ConnectionClosed:
            pass
        except Exception as error:  # noqa: BLE001  # a defect of the script, raised by `until`
            self.error = error
            self._connection.transport.abort()
        self.closed = (self._connection.close_code or 1006, self._connection.close_reason or "")
        async with self._changed:
            self._changed.notify_all()

    async def _take(self, frame: str | bytes) -> None:
        self.frames.append(frame)
        if isinstance(frame, bytes):
            answers = self._binary(frame)
            several = False
        else:
            decoded = json.loads(frame)
            several = isinstance(decoded, list)
            messages = decoded if several else [decoded]
            answers = [answer for message in messages for answer in self._text(message)]
        if not self.answering:
            self._kept += [answer for answer in answers if answer.get("id", 0) >= 0]
        elif several and answers:
            await self.send(answers)
        else:
            # several only where the browser has inputs to repeat
            for answer in answers:
                await self.send(answer)

    def _text(self, message: Message) -> list[Message]:
        kind = message["type"]
        if kind not in OF_THE_LINE:
            self._received += 1
        if kind == "piece":
            whole = self._pieces.take(message)
            return [] if whole is None else self._whole(json.loads(whole))
        return self._whole(message)

    def _whole(self, message: Message) -> list[Message]:
        self.messages.append(message)
        kind = message["type"]
        if kind not in OF_THE_LINE:
            self._answered = message.get("id", self._answered)
        if kind in ("binary-call", "binary-chunk"):
            self._headers.append(message)
            return []
        if message.get("buffers"):
            message["args"] = self._filled(message["args"], message["buffers"])
        if kind in ("binary-call-chunked", "buffer"):
            self._chunks[message["transfer_id"]] = (message, {})
            return []
        return self._answer(message, None)

    def _binary(self, data: bytes) -> list[Message]:
        self._received += 1
        header = self._headers.popleft()
        header["data"] = data
        if header["type"] == "binary-call":
            return self._answer(header, data)
        announced, chunks = self._chunks[header["transfer_id"]]
        chunks[header["chunk_index"]] = data
        if len(chunks) < announced["num_chunks"]:
            return []
        whole = b"".join(chunks[index] for index in sorted(chunks))
        announced["data"] = whole
        if announced["type"] == "buffer":
            return []
        return self._answer(announced, whole)

    def _filled(self, value: Any, names: list[str]) -> Any:
        """Return arguments with bytes in place of the references to them."""
        if isinstance(value, list):
            return [self._filled(item, names) for item in value]
        if not isinstance(value, dict):
            return value
        if "__buffer__" in value:
            return self._chunks[names[value["__buffer__"]]][0]["data"]
        return {key: self._filled(item, names) for key, item in value.items()}

    def _answer(self, message: Message, data: bytes | None) -> list[Message]:
        kind = message["type"]
        if kind == "init":
            return self._greeting(message)
        if kind == "ping":
            return [{"type": "result", "id": message["id"]}]
        if kind == "resumed":
            return self._resumed(message)
        if kind in UNANSWERED:
            self._note(message)
            return []
        try:
            fields = {} if self.replica.is_outdated(message) else self._apply(message, data)
        except PageError as error:
            answer = {"type": "error", "id": message["id"], "error": str(error)}
        else:
            answer = {"type": "result", "id": message["id"], **fields}
        if message.get("method", kind) in self.withheld:
            self._kept.append(answer)
            return []
        return [answer]

    def _greeting(self, message: Message) -> list[Message]:
        if not self.greets:
            return []
        answer = {"type": "result", "id": message["id"], **self.hello}
        if self.features:
            answer["features"] = list(self.features)
        if self._name is not None:
            answer["resume"] = {"name": self._name, "received": self._received}
        return [answer]

    def _resumed(self, message: Message) -> list[Message]:
        self._acknowledge(message["seq"])
        self.resumes += 1
        answered = [] if self._answered is None else [{"type": "result", "id": self._answered}]
        return [*self._unacknowledged, *answered]

    def _acknowledge(self, seq: int) -> None:
        self.acknowledged = seq
        self.replica.acknowledge(seq)
        self._unacknowledged = [item for item in self._unacknowledged if item["seq"] > seq]

    def _note(self, message: Message) -> None:
        match message["type"]:
            case "session-info":
                self.session_id, self.token = message["session_id"], message["token"]
                self._name, self._received = message.get("resume"), 1
                self.waits = False
            case "waiting":
                self.waits = True
            case "ack":
                self._acknowledge(message["seq"])

    def _apply(self, message: Message, data: bytes | None) -> Message:
        if message.get("method", message["type"]) == self.leaves_on:
            self._connection.transport.abort()
        for name in ("method", "class", "action", "type"):
            text = self.refusals.get(message.get(name, ""))
            if text is not None:
                raise PageError(text)
        match message["type"]:
            case "read-clipboard":
                return {"value": self.clipboard}
            case "write-clipboard":
                self.clipboard = message["text"]
                return {"value": None}
        fields = self.replica.handle(message, data)
        if message.get("method") in self.values:
            return {**fields, "value": self.values[message["method"]]}
        return fields


@asynccontextmanager
async def browser(url: str, **options: Any) -> AsyncIterator[Client]:
    """Yield a browser that has joined a session, and close it in the end."""
    client = await Client(url, **options).join()
    try:
        yield client
    finally:
        await client.close()
