"""One browser's transport: when it sends, how it closes, and what comes when it breaks."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from pgwidgets.errors import ProtocolError
from pgwidgets.protocol import messages
from pgwidgets.server import sender as sender_module
from pgwidgets.server import transport as line_module
from pgwidgets.server.transport import SocketTransport
from pgwidgets.session.client import Client
from pgwidgets.session.context import Batch, Handling, at_end, flush, in_handler
from pgwidgets.session.limits import Limits
from pgwidgets.session.outbox import FRAME_CHARACTERS

LIMITS = Limits(
    widgets=None,
    connections=None,
    outbox_bytes=1_000_000,
    message_bytes=1_000_000,
    upload_bytes=1,
    chunk_bytes=1,
)

DEADLINE = 10.0  # seconds; far above what any step needs
FOREVER = 3600.0  # seconds
HELLO = '{"type":"result","id":0,"features":["resume","unheard-of"]}'


class Socket:
    """A connection whose other end is the test."""

    def __init__(self) -> None:
        self.sent: asyncio.Queue[Any] = asyncio.Queue()
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.open = asyncio.Event()
        self.open.set()
        self.broken = False
        self.closed: tuple[int, str] | None = None

    async def send(self, frame: Any) -> None:
        await self.open.wait()
        if self.broken:
            raise ConnectionError("broken")
        self.sent.put_nowait(frame)

    async def recv(self) -> str:
        return await self.said.get()

    async def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)

    async def next(self) -> Any:
        """Return the next frame that was sent."""
        return await asyncio.wait_for(self.sent.get(), DEADLINE)


class End:
    """A greeted transport, and the session's end of its browser."""

    def __init__(self) -> None:
        self.socket = Socket()
        self.transport = SocketTransport(self.socket, asyncio.get_running_loop())

    async def greet(self) -> None:
        self.socket.said.put_nowait(HELLO)
        await self.transport.greet("thread", DEADLINE)
        assert json.loads(await self.socket.next())["type"] == "init"
        self.client = Client(self.transport, self.transport.features, LIMITS)
        self.transport.carry(self.client)

    def put(self, message_id: int, *, later: bool = False) -> None:
        self.client.outbox.put([str(message_id)], message_id)
        self.transport.wake(later=later)


@pytest.fixture
async def end() -> AsyncIterator[End]:
    made = End()
    await made.greet()
    yield made
    made.socket.open.set()
    await asyncio.wait_for(made.transport.release(), DEADLINE)


async def test_features_of_both_ends_count(end: End) -> None:
    assert end.transport.features == {"resume"}
    assert end.client.connection is end.socket


async def test_what_is_about_the_connection_comes_between_pieces(end: End) -> None:
    end.socket.open.clear()
    end.client.outbox.put(["x" * FRAME_CHARACTERS, "y" * FRAME_CHARACTERS], 1)
    end.transport.wake()
    for _ in range(5):
        # the connection's turn
        await asyncio.sleep(0)
    end.transport.say("ping")
    end.socket.open.set()
    assert [(await end.socket.next())[0] for _ in range(3)] == ["x", "p", "y"]


async def test_what_may_wait_waits_for_more(end: End, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_module, "GATHER_SECONDS", FOREVER)
    end.put(1, later=True)
    end.put(2, later=True)
    end.put(3)
    assert await end.socket.next() == "[1,2,3]"


async def test_what_may_wait_does_not_wait_for_long(end: End) -> None:
    for number in range(3):
        end.put(number, later=True)
        assert await end.socket.next() == str(number)


async def test_what_follows_fast_is_gathered(end: End, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_module, "GATHER_SECONDS", 0.25)
    for number in range(500):
        end.put(number)
        # the connection's turn
        await asyncio.sleep(0)
    frames = [await end.socket.next()]
    while "499" not in frames[-1]:
        frames.append(await end.socket.next())
    assert len(frames) < 50


@pytest.mark.parametrize("stretch", [Handling, Batch])
async def test_what_a_handler_or_a_batch_does_travels_together(
    end: End, monkeypatch: pytest.MonkeyPatch, stretch: type[Handling | Batch]
) -> None:
    monkeypatch.setattr(sender_module, "GATHER_SECONDS", FOREVER)
    with stretch():
        end.put(1)
        await asyncio.sleep(0)
        end.put(2)
        assert end.socket.sent.empty()
    assert await end.socket.next() == "[1,2]"


async def test_what_other_threads_put_is_sent(end: End) -> None:
    await asyncio.to_thread(end.put, 1)
    assert await end.socket.next() == "1"


async def test_what_is_said_of_the_line_goes_before_all_that_waits(end: End) -> None:
    end.socket.open.clear()
    end.put(1)
    end.put(2)
    end.transport.say("ping")
    end.socket.open.set()
    assert [await end.socket.next() for _ in range(2)] == ["ping", "[1,2]"]


async def test_a_closing_line_sends_what_it_has_and_its_reason(end: End) -> None:
    end.put(1, later=True)
    end.transport.close(messages.ENDED_CODE, "the end")
    end.transport.close(messages.FULL_CODE, "another")
    assert await end.socket.next() == "1"
    rejected = json.loads(await end.socket.next())
    assert rejected == {"type": "rejected", "code": messages.ENDED_CODE, "reason": "the end"}
    await end.transport.release()
    assert end.socket.closed == (messages.ENDED_CODE, "the end")
    end.put(2)
    assert end.socket.sent.empty()


async def test_a_close_after_which_pages_come_back_says_nothing_before(end: End) -> None:
    end.transport.close(messages.GOING_AWAY_CODE, "so long")
    await end.transport.release()
    assert end.socket.closed == (messages.GOING_AWAY_CODE, "so long")
    assert end.socket.sent.empty()


async def test_a_reason_fits_into_a_close_frame(end: End) -> None:
    end.transport.close(messages.PROTOCOL_CODE, "é" * 100)
    await end.transport.release()
    assert end.socket.closed == (messages.PROTOCOL_CODE, "é" * 61)


async def test_a_reader_that_hangs_holds_up_no_close(
    end: End, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_module, "CLOSE_SECONDS", 0.01)
    end.socket.open.clear()
    end.put(1)
    await asyncio.wait_for(end.transport.finish(messages.TOO_SLOW_CODE, "too slow"), DEADLINE)
    assert end.socket.closed == (messages.TOO_SLOW_CODE, "too slow")


async def test_a_line_that_breaks_while_it_sends_ends_in_silence(end: End) -> None:
    complaints: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    end.socket.broken = True
    end.put(1)
    end.put(2)
    await end.transport._sender.drain(DEADLINE)
    await end.transport.release()
    end.transport._sender._task = None
    gc.collect()
    assert complaints == []


async def test_a_browser_goes_on_elsewhere_and_its_former_line_sends_nothing(end: End) -> None:
    other = End()
    await other.greet()
    end.put(1)
    assert await end.socket.next() == "1"
    assert end.client.resume(other.transport, 0)
    end.transport.wake()
    other.transport.carry(end.client)
    assert await other.socket.next() == "1"
    assert end.socket.sent.empty()
    await other.transport.release()


async def test_a_browser_must_greet_in_time() -> None:
    made = End()
    with pytest.raises(TimeoutError):
        await made.transport.greet("thread", 0.01)
    made.socket.said.put_nowait('{"type":"callback"}')
    with pytest.raises(ProtocolError, match="must answer init"):
        await made.transport.greet("thread", DEADLINE)
    await made.transport.release()


async def test_a_loop_that_was_closed_sends_nothing() -> None:
    def make() -> End:
        async def greeted() -> End:
            made = End()
            await made.greet()
            await made.transport.release()
            return made

        with asyncio.Runner() as runner:
            return runner.run(greeted())

    end = await asyncio.to_thread(make)
    end.put(1)
    end.transport.say("ping")
    end.transport.close(messages.ENDED_CODE, "the end")
    assert end.socket.closed is None


async def test_the_end_of_a_handler() -> None:
    ended: list[str] = []

    def note() -> None:
        ended.append("end")

    assert not at_end(note)
    with Handling():
        assert in_handler()
        assert at_end(note)
        assert at_end(note)
        assert ended == []
    assert ended == ["end"]
    assert not in_handler()


async def test_a_batch_in_a_handler_ends_with_that() -> None:
    ended: list[str] = []

    def note() -> None:
        ended.append("end")

    with Handling():
        with Batch():
            assert at_end(note)
        assert ended == []
    assert ended == ["end"]


async def test_what_somebody_waits_for_does_not_wait_for_the_end_of_a_batch() -> None:
    ended: list[str] = []

    def note() -> None:
        ended.append("end")

    with Batch():
        assert not in_handler()
        at_end(note)
        flush()
        assert ended == ["end"]
        at_end(note)
    assert ended == ["end", "end"]
