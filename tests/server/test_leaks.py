"""Applications that come and go leave nothing behind."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest

from tests.server.hosting import APIS, application, do, joined, open_files, threads, until

CYCLES = 30


async def cycle(app: Any) -> None:
    """Start, show something to a browser, and close while it is connected."""
    await do(app.start)
    async with joined(app.ports[0]) as client:
        await client.until(lambda: client.replica.find("Label"))
        await do(app.close)
        await client.until_closed()


def build(session: Any) -> None:
    session.get_widgets().Label("hello")


@pytest.mark.parametrize("again", [False, True], ids=["new", "again"])
@pytest.mark.parametrize("api", APIS)
async def test_start_and_close_leave_nothing(api: str, again: bool) -> None:
    one = application(api)
    one.on_connect(build)
    await cycle(one)
    gc.collect()
    running, tasks, files = threads(), asyncio.all_tasks(), open_files()
    for _ in range(CYCLES):
        app = one if again else application(api)
        if not again:
            app.on_connect(build)
        await cycle(app)
        assert app.sessions == {}
    gc.collect()
    await until(lambda: not threads() - running and open_files() <= files)
    await until(lambda: not asyncio.all_tasks() - tasks)
