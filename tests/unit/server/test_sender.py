"""What sends the frames of one connection."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from pgwidgets.server import sender as module
from pgwidgets.server.sender import Sender
from tests.support.interrupts import is_interrupted

LIMIT = 10


class Socket:
    """Takes frames, and says so."""

    def __init__(self) -> None:
        self.got = threading.Semaphore(0)

    async def send(self, _frame: object) -> None:
        self.got.release()


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join(LIMIT)
    loop.close()


def on(loop: asyncio.AbstractEventLoop, function: Callable[[], Any]) -> Any:
    async def call() -> Any:
        return function()

    return asyncio.run_coroutine_threadsafe(call(), loop).result(LIMIT)


@pytest.mark.parametrize("later", [False, True])
def test_an_interrupt_leaves_a_sender_that_sends(
    loop: asyncio.AbstractEventLoop, later: bool
) -> None:
    socket, frames = Socket(), deque[str]()
    sender: Sender = on(
        loop, lambda: Sender(socket, loop, lambda: frames.popleft() if frames else None)
    )
    on(loop, sender.start)
    for step in count():
        was_interrupted = is_interrupted(
            step, lambda: sender.wake(later=later), {module, asyncio.base_events}
        )
        frames.append("next")
        sender.wake(later=later)
        assert socket.got.acquire(timeout=LIMIT), f"interrupted at place {step}"
        if not was_interrupted:
            break
    assert step > 5
    asyncio.run_coroutine_threadsafe(sender.cancel(), loop).result(LIMIT)


@pytest.mark.parametrize(
    ("sent", "delay"),
    [(1, module.GATHER_SECONDS), (400, 0.04), (700, 0.07), (9000, module.MOST_SECONDS)],
)
def test_more_is_gathered_for_a_browser_that_is_at_very_many_messages(
    loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch, sent: int, delay: float
) -> None:
    delays: list[float] = []

    def call_later(after: float, function: Callable[[], object]) -> None:
        delays.append(after)
        loop.call_soon(function)

    socket, frames, counted = Socket(), deque[str](), [0]
    sender: Sender = on(
        loop,
        lambda: Sender(
            socket, loop, lambda: frames.popleft() if frames else None, lambda: counted[0]
        ),
    )
    monkeypatch.setattr(loop, "time", lambda: 5.0)
    monkeypatch.setattr(loop, "call_later", call_later)
    on(loop, sender.start)
    for _ in range(2):
        frames.append("slice")
        counted[0] += sent
        sender.wake(later=True)
        assert socket.got.acquire(timeout=LIMIT)
    assert delays == pytest.approx([module.GATHER_SECONDS, delay])
    asyncio.run_coroutine_threadsafe(sender.cancel(), loop).result(LIMIT)
