from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable

from pgwidgets.async_.dispatch import Lane
from pgwidgets.session.jobs import single


def put(
    lane: Lane, handler: Callable[[], Awaitable[None]], report: Callable[[BaseException], None]
) -> None:
    """Put a handler into a lane on a loop of its own, which is closed after two turns."""

    async def run() -> None:
        lane.put(single(handler), report)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    loop = asyncio.new_event_loop()
    loop.run_until_complete(run())
    loop.close()


def test_a_lane_outlives_a_loop_that_was_closed_under_its_handler() -> None:
    lane = Lane()
    began: list[str] = []
    errors: list[BaseException] = []

    async def endless() -> None:
        began.append("endless")
        await asyncio.Event().wait()

    async def brief() -> None:
        began.append("brief")

    put(lane, endless, errors.append)
    put(lane, brief, errors.append)
    # what the first loop left behind is thrown away, which is no error of a handler
    gc.collect()
    assert began == ["endless", "brief"]
    assert errors == []
