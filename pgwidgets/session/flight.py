"""What is on its way to one browser, and how much of it may be."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

LEAST_BYTES = 16 * 1024
"""So much may be on its way over any line."""

FIRST_BYTES = 128 * 1024
"""And so much before it is known how fast the line is."""

SMALL_BYTES = 1024
"""A message with no more is small, as what comes of a click is most often."""

SMALL_ONES_BYTES = 4 * 1024
"""So much in small messages may be on its way beside the window: they need not wait for the answer
to a picture, and delay nobody."""

MOST_BYTES = 16 * 1024 * 1024
"""No line needs more."""

QUEUE_SECONDS = 0.1
"""What is sent waits no longer than this behind what was sent before. That bridges the pauses of a
browser that shows pictures, and nobody takes a click's answer for late."""

EPOCH_SECONDS = 10.0
"""For so long it counts how fast an answer can come: a line may become another one."""

PROBE = 1.25
"""So many times what a line is known to carry is tried, whether it carries more by now."""

SHORTEST_SECONDS = 1e-6
"""A clock may not tell two moments apart."""

PATIENCE_SECONDS = 5.0
"""When no answer comes for so long, it is not the line that is full."""


@dataclass(slots=True)
class _Shipment:
    """What was sent in one frame.

    Attributes
    ----------
    message_id : int
        The last message of it that is answered.
    size : int
        Its bytes.
    bounded : int
        Those of them that the window bounds.
    beside : int
        Those of them in small messages that are beside it.
    load : int
        All that was on its way, with it.
    sent : float
        When.
    """

    message_id: int
    size: int
    bounded: int
    beside: int
    load: int
    sent: float


class Flight:
    """What one browser has not answered yet, and the window: how much that may be.

    The system's memory, and that of each proxy on the way, takes megabytes that a slow line needs
    minutes for. So what comes of a click would come as late, and nothing of all that is out of date
    by then could be left out. The window has as much as the line carries in the time that an answer
    needs at best, and :data:`QUEUE_SECONDS` more. How fast that is, the answers tell: so many bytes
    were on their way, and so long it took until they had come. While answers come as fast as ever,
    more may be sent; that finds out how much a line with a long delay can carry.

    Parameters
    ----------
    clock : callable
        Returns the time in seconds; only its differences matter.
    answers : bool
        Whether it is known that the browser answers.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, answers: bool = False
    ) -> None:
        # in seconds
        self._clock = clock
        # what is on its way, in its order
        self._shipments: deque[_Shipment] = deque()
        # bytes of it
        self._load = 0
        # those of them that the window bounds
        self._bounded = 0
        # and those that are beside it
        self._beside = 0
        # how many of these there may be
        self._window = FIRST_BYTES
        # the shortest time that an answer took in this epoch, and in the one before
        self._least = self._least_before = math.inf
        # how many bytes in a second came in this round, and in the one before: the most that one
        # answer told
        self._rate = self._rate_before = 0.0
        # when the next round begins: it is about as long as an answer needs
        self._round_end = 0.0
        # when the next epoch begins
        self._epoch_end = 0.0
        # whether anything was sent in this epoch that nothing was before
        self._was_empty = False
        # whether nothing is sent until all is answered, so that the next answer tells
        self._empties = False
        # when something was answered last; None before a browser has answered anything
        self._answered: float | None = -math.inf if answers else None

    def renewed(self) -> Flight:
        """Return one for the same browser on another connection: nothing is on its way yet."""
        return Flight(self._clock, answers=self._answered is not None)

    def room(self) -> int:
        """Return how many bytes may be sent now; 0 or less means none before an answer comes."""
        if not self._bounded:
            return self._window
        if self._answered is None:
            # it may be one that never answers
            return MOST_BYTES
        now = self._clock()
        if now - max(self._answered, self._shipments[0].sent) > PATIENCE_SECONDS:
            # it is busy, or waits for its user; what may be on its way may be once more
            self._answered = now
            return self._window
        return 0 if self._empties else self._window - self._bounded

    def room_beside(self) -> int:
        """Return how many bytes may be sent in small messages where there is no room."""
        # what is sent would keep the next answer from telling how fast one can come
        return 0 if self._empties else SMALL_ONES_BYTES - self._beside

    def add(self, message_id: int, size: int, bounded: int, beside: int = 0) -> None:
        """Take notice of what was sent; parameters are those of the shipment."""
        if not self._shipments:
            self._was_empty, self._empties = True, False
        self._load += size
        self._bounded += bounded
        self._beside += beside
        shipment = _Shipment(message_id, size, bounded, beside, self._load, self._clock())
        self._shipments.append(shipment)

    def confirm(self, message_id: int) -> None:
        """Take notice that all up to a message was answered."""
        last = None
        while self._shipments and self._shipments[0].message_id <= message_id:
            last = self._shipments.popleft()
            self._load -= last.size
            self._bounded -= last.bounded
            self._beside -= last.beside
        if last is not None:
            now = self._answered = self._clock()
            self._learn(last, now)

    def _learn(self, shipment: _Shipment, now: float) -> None:
        """Fit the window to how long an answer took."""
        took = max(now - shipment.sent, SHORTEST_SECONDS)
        if now > self._epoch_end:
            self._begin_epoch(now)
        self._least = min(self._least, took)
        limit = min(self._least, self._least_before) + QUEUE_SECONDS
        if now > self._round_end:
            self._rate_before, self._rate = self._rate, 0.0
            self._round_end = now + limit
        self._rate = max(self._rate, shipment.load / took)
        fitting = limit * max(self._rate, self._rate_before)
        if took > limit:
            # of less than the least, nothing can be told: the browser was busy
            if shipment.load >= LEAST_BYTES:
                self._window = max(LEAST_BYTES, min(int(fitting), MOST_BYTES))
        elif 2 * shipment.load > self._window:
            # twice as much in each round, until the line carries no more
            more = 2 if self._rate > PROBE * self._rate_before else PROBE
            most = max(self._window, min(int(more * fitting), MOST_BYTES))
            self._window = min(self._window + shipment.size, most)

    def _begin_epoch(self, now: float) -> None:
        # with something always before it, no answer has told how fast one can come
        self._empties = self._epoch_end > 0 and not self._was_empty
        self._was_empty = False
        self._least_before, self._least = self._least, math.inf
        self._epoch_end = now + EPOCH_SECONDS
