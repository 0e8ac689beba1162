"""Slots for sessions that have a browser, when their number is limited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

GRACE_SECONDS = 3.0
"""How long a session keeps its slot after its last browser left: a reload takes less."""


class Slots:
    """Hands out slots, in the order they were asked for.

    Parameters
    ----------
    limit : int or None
        How many there are; None for any number.
    """

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        # how many browsers each session with a slot has; 0 while the slot is kept
        self._taken: dict[str | int, int] = {}
        # frees the slot of a session that its last browser has left
        self._leaving: dict[str | int, asyncio.TimerHandle] = {}
        # those who wait for a slot, in the order they came
        self._queue: list[asyncio.Future[None]] = []
        # given to somebody in the queue who has not run since
        self._promised = 0

    def _is_free(self) -> bool:
        return self.limit is None or len(self._taken) + self._promised < self.limit

    async def enter(self, session_id: str | int, on_wait: Callable[[], None]) -> None:
        """Wait for a slot for one more browser of a session.

        Parameters
        ----------
        on_wait : callable
            Called when there is none yet.
        """
        leaving = self._leaving.pop(session_id, None)
        if leaving is not None:
            leaving.cancel()
        if session_id not in self._taken:
            await self._wait(on_wait)
        self._taken[session_id] = self._taken.get(session_id, 0) + 1

    async def _wait(self, on_wait: Callable[[], None]) -> None:
        if self._is_free() and not self._queue:
            return
        on_wait()
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn in self._queue:
                self._queue.remove(turn)
            elif turn.done() and not turn.cancelled():
                self._promised -= 1
                self._call_next()
            raise
        self._promised -= 1

    def leave(self, session_id: str | int) -> None:
        """Count one browser of a session less; its slot is kept for some seconds."""
        if session_id not in self._taken:
            return
        self._taken[session_id] -= 1
        if self._taken[session_id] == 0:
            loop = asyncio.get_running_loop()
            self._leaving[session_id] = loop.call_later(GRACE_SECONDS, self.free, session_id)

    def free(self, session_id: str | int) -> None:
        """Give a session's slot to the next that waits."""
        leaving = self._leaving.pop(session_id, None)
        if leaving is not None:
            leaving.cancel()
        if self._taken.pop(session_id, None) is not None:
            self._call_next()

    def _call_next(self) -> None:
        if self._queue and self._is_free():
            self._promised += 1
            self._queue.pop(0).set_result(None)

    def close(self) -> None:
        """Forget all, and cancel what is pending."""
        for handle in self._leaving.values():
            handle.cancel()
        for turn in self._queue:
            turn.cancel()
        self._leaving.clear()
        self._taken.clear()
        self._queue.clear()
