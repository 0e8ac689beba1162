"""A line with a delay: a TCP relay that hands on each piece of data later.

Run as ``python -m tests.benchmarks.relay PORT SECONDS``; prints its URL.
"""

from __future__ import annotations

import asyncio
import sys


class End(asyncio.Protocol):
    """One end of a relayed connection.

    Parameters
    ----------
    delay : float
        Seconds that each piece of data takes to the other end.
    """

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._early: list[bytes] = []
        self.other: End | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        for data in self._early:
            transport.write(data)

    def data_received(self, data: bytes) -> None:
        # timers of one delay ring in the order they were set
        self._loop.call_later(self._delay, self._peer().write, data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._loop.call_later(self._delay, self._peer().close)

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

    def __init__(self, delay: float, port: int) -> None:
        super().__init__(delay)
        self._port = port

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        back = End(self._delay)
        self.other, back.other = back, self
        self._task = self._loop.create_task(
            self._loop.create_connection(lambda: back, "127.0.0.1", self._port)
        )


async def main(port: int, delay: float) -> None:
    """Relay until the input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Front(delay, port), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
