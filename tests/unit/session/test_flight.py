"""How much may be on its way to a browser: learned from how long its answers take."""

from __future__ import annotations

from collections import deque

import pytest

from pgwidgets.session.flight import (
    EPOCH_SECONDS,
    FIRST_BYTES,
    LEAST_BYTES,
    MOST_BYTES,
    PATIENCE_SECONDS,
    QUEUE_SECONDS,
    Flight,
)


class Line:
    """A line with a speed in bytes a second and a delay each way, and all the memory it wants.

    Attributes
    ----------
    now : float
        The time in seconds.
    carried : int
        How many bytes have come.
    longest : float
        How long an answer took at most, from when it was last set.
    """

    def __init__(self, speed: float, delay: float) -> None:
        self.speed = speed
        self.delay = delay
        self.now = 0.0
        self.flight = Flight(lambda: self.now)
        self.carried = 0
        self.longest = 0.0
        # when each message is answered, its number and size, and when it was sent
        self._answers: deque[tuple[float, int, int, float]] = deque()
        # when the line has nothing more to carry
        self._free = 0.0
        self._number = 0

    def send(self, size: int) -> None:
        self._number += 1
        self.flight.add(self._number, size, size)
        self._free = max(self._free, self.now) + size / self.speed
        self._answers.append((self._free + 2 * self.delay, self._number, size, self.now))

    def answer(self) -> None:
        """Let time pass until the next answer."""
        self.now, number, size, sent = self._answers.popleft()
        self.carried += size
        self.longest = max(self.longest, self.now - sent)
        self.flight.confirm(number)

    def fill(self, size: int, seconds: float) -> None:
        """Send messages of a size as fast as may be, for some time."""
        end = self.now + seconds
        self.carried, self.longest = 0, 0.0
        while self.now < end:
            while self.flight.room() > 0:
                self.send(size)
            self.answer()

    def rest(self) -> None:
        """Send nothing until all is answered."""
        while self._answers:
            self.answer()

    def greet(self) -> None:
        """Exchange something small, as at the beginning of each connection."""
        self.send(100)
        self.rest()


@pytest.mark.parametrize(
    ("speed", "delay", "size"),
    [
        (100e3, 0.02, 20_000),
        (200e3, 0.0005, 20_000),
        (200e3, 0.3, 20_000),
        (1e6, 0.02, 75_000),
        (1e6, 0.0005, 290_000),
        (1e6, 0.3, 75_000),
        (10e6, 0.0005, 75_000),
        (10e6, 0.3, 75_000),
    ],
)
def test_a_line_is_used_and_little_waits_in_it(speed: float, delay: float, size: int) -> None:
    line = Line(speed, delay)
    line.greet()
    line.fill(size, 10)
    # so long that it had to be measured anew
    line.fill(size, 3 * EPOCH_SECONDS)
    assert line.carried >= 0.9 * speed * 3 * EPOCH_SECONDS
    # a message waits for one that was sent before, and that for the line
    shortest = 2 * delay + max(LEAST_BYTES, size) / speed
    assert line.longest <= 2.5 * shortest + 2 * QUEUE_SECONDS


def test_a_line_that_grows_is_found_out() -> None:
    line = Line(200e3, 0.02)
    line.greet()
    line.fill(20_000, 10)
    line.speed = 10e6
    line.fill(20_000, 5)
    line.fill(20_000, 5)
    assert line.carried >= 0.9 * line.speed * 5


def test_a_line_that_shrinks_is_found_out() -> None:
    line = Line(10e6, 0.02)
    line.greet()
    line.fill(20_000, 5)
    line.speed = 200e3
    line.fill(20_000, 20)
    line.fill(20_000, 5)
    assert line.longest <= 1


def test_a_line_that_gets_longer_is_found_out() -> None:
    line = Line(10e6, 0.002)
    line.greet()
    line.fill(20_000, 15)
    line.rest()
    line.delay = 0.3
    line.fill(20_000, 4 * EPOCH_SECONDS)
    line.fill(20_000, EPOCH_SECONDS)
    assert line.carried >= 0.7 * line.speed * EPOCH_SECONDS


def test_what_is_small_leaves_the_window_as_it_is() -> None:
    line = Line(10e6, 0.02)
    line.greet()
    line.fill(20_000, 5)
    line.rest()
    room = line.flight.room()
    for _ in range(100):
        line.send(200)
        # the browser is busy
        line.now += 0.5
        line.rest()
    assert line.flight.room() == room


def test_one_that_never_answers_is_not_waited_for() -> None:
    line = Line(1e6, 0.0)
    line.send(MOST_BYTES // 2)
    assert line.flight.room() > 0


def test_one_that_has_stopped_to_answer_gets_a_little() -> None:
    line = Line(1e6, 0.0)
    line.greet()
    line.send(10 * FIRST_BYTES)
    assert line.flight.room() <= 0
    line.now += 1.1 * PATIENCE_SECONDS
    assert line.flight.room() > 0
    assert line.flight.room() <= 0


def test_another_connection_begins_with_nothing_on_its_way() -> None:
    line = Line(1e6, 0.0)
    line.greet()
    line.send(10 * FIRST_BYTES)
    renewed = line.flight.renewed()
    assert renewed.room() == FIRST_BYTES
    renewed.add(1, FIRST_BYTES, FIRST_BYTES)
    assert renewed.room() <= 0
