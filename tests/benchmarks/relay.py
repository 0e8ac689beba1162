"""A line with a delay, and with a bound on what it carries: a TCP relay.

Run as ``python -m tests.benchmarks.relay PORT SECONDS [BYTES_A_SECOND]``; prints its URL, and for
each line that it reads how many bytes it has carried to the browsers.
"""

from __future__ import annotations

import asyncio
import math
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

BUFFER_BYTES = 64 * 1024
"""So much may wait in the line for its turn, as in the devices of a real one."""


@dataclass
class Line:
    """What all connections have in common.

    Attributes
    ----------
    delay : float
        Seconds that each piece of data takes to the other end.
    rate : float
        The most bytes in a second, of each connection and in each direction.
    carried : int
        How many bytes have come out at the browsers' ends.
    """

    delay: float
    rate: float
    carried: int = 0


class End(asyncio.Protocol):
    """One end of a relayed connection."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._early: list[bytes] = []
        # what reaches the other end, in its order: timers of one time ring in any
        self._under_way: deque[Callable[[], None]] = deque()
        # when what came here so far will have gone into the line
        self._free = 0.0
        self.other: End | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        for data in self._early:
            transport.write(data)

    def data_received(self, data: bytes) -> None:
        now = self._loop.time()
        for at in range(0, len(data), BUFFER_BYTES):
            piece = data[at : at + BUFFER_BYTES]
            self._free = max(now, self._free) + len(piece) / self._line.rate
            self._arrive(partial(self._peer().write, piece))
        full = BUFFER_BYTES / self._line.rate
        if self._free - now > full and self._transport is not None:
            self._transport.pause_reading()
            self._loop.call_at(self._free - full, self._transport.resume_reading)

    def connection_lost(self, exc: Exception | None) -> None:
        self._free = max(self._loop.time(), self._free)
        self._arrive(self._peer().close)

    def _arrive(self, deed: Callable[[], None]) -> None:
        """Let something come to the other end when all before it has."""
        self._under_way.append(deed)
        at = self._free + self._line.delay
        self._loop.call_at(at, self._next)

    def _next(self) -> None:
        self._under_way.popleft()()

    def write(self, data: bytes) -> None:
        """Send what the other end has received; before the connection stands, keep it."""
        if self._transport is None:
            self._early.append(data)
        else:
            self._transport.write(data)

    def close(self) -> None:
        """Close the connection, as the other end was."""
        if self._transport is not None:
            self._transport.close()

    def _peer(self) -> End:
        assert self.other is not None  # set by who makes the pair
        return self.other


class Front(End):
    """The end that a browser connects to; it connects on to the server."""

    def __init__(self, line: Line, port: int) -> None:
        super().__init__(line)
        self._port = port

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        back = End(self._line)
        self.other, back.other = back, self
        self._task = self._loop.create_task(
            self._loop.create_connection(lambda: back, "127.0.0.1", self._port)
        )

    def write(self, data: bytes) -> None:
        self._line.carried += len(data)
        super().write(data)


async def main(port: int, delay: float, rate: float = math.inf) -> None:
    """Relay until the input ends."""
    line = Line(delay, rate)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Front(line, port), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(line.carried, flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), *map(float, sys.argv[2:])))
