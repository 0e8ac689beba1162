"""The outbox: what travels together, and when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from pgwidgets.protocol.codec import Frame
from pgwidgets.server import outbox
from pgwidgets.server.outbox import Outbox
from pgwidgets.session.context import at_end_of_handler, handling, in_handler

DEADLINE = 10.0  # seconds; far above what any step needs
FOREVER = 3600.0  # seconds


class Line:
    """An outbox, and what it sent."""

    def __init__(self) -> None:
        self.sent: asyncio.Queue[Frame] = asyncio.Queue()
        self.outbox = Outbox(asyncio.get_running_loop(), self.sent.put)

    async def next(self) -> Frame:
        return await asyncio.wait_for(self.sent.get(), DEADLINE)


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    made = Line()
    task = asyncio.get_running_loop().create_task(made.outbox.drain())
    yield made
    made.outbox.close()
    await asyncio.wait_for(task, DEADLINE)


async def test_texts_travel_together_and_bytes_alone(line: Line) -> None:
    line.outbox.put(["1", "2", b"x", "3"])
    assert [await line.next() for _ in range(3)] == ["[1,2]", b"x", "3"]


async def test_what_may_wait_waits_for_more(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "GATHER_SECONDS", FOREVER)
    line.outbox.put(["1"], wait=True)
    line.outbox.put(["2"], wait=True)
    line.outbox.put(["3"])
    assert await line.next() == "[1,2,3]"


async def test_what_may_wait_is_sent_at_a_flush(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "GATHER_SECONDS", FOREVER)
    line.outbox.put(["1"], wait=True)
    line.outbox.flush()
    assert await line.next() == "1"


async def test_what_may_wait_does_not_wait_for_long(line: Line) -> None:
    line.outbox.put(["1"], wait=True)
    assert await line.next() == "1"
    line.outbox.put(["2"], wait=True)
    assert await line.next() == "2"


async def test_a_closed_outbox_sends_what_it_has_and_takes_no_more(line: Line) -> None:
    line.outbox.put(["1"], wait=True)
    line.outbox.close()
    line.outbox.put(["2"])
    assert await line.next() == "1"
    assert line.sent.empty()


async def test_the_end_of_a_handler() -> None:
    ended: list[str] = []

    def note() -> None:
        ended.append("end")

    assert not at_end_of_handler(note)
    with handling():
        assert in_handler()
        assert at_end_of_handler(note)
        assert at_end_of_handler(note)
        assert ended == []
    assert ended == ["end"]
    assert not in_handler()
