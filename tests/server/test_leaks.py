"""Applications that come and go leave nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from typing import Any

import pytest
from websockets.exceptions import InvalidHandshake

from tests.server.hosting import APIS, application, browse, do, joined, open_files, threads, until

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


@pytest.mark.parametrize("api", APIS)
async def test_browsers_that_come_while_it_closes_begin_nothing(
    api: str, caplog: pytest.LogCaptureFixture
) -> None:
    for turns in range(CYCLES):
        app = application(api, logger=logging.getLogger("closing"))
        app.on_connect(lambda session: None)
        await do(app.start)
        port = app.ports[0]
        coming = [asyncio.create_task(come(port)) for _ in range(8)]
        for _ in range(turns):
            await asyncio.sleep(0)
        await do(app.close)
        await asyncio.gather(*coming)
        assert app.sessions == {}
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def come(port: int) -> None:
    """Connect, as far as that is possible, and stay."""
    client = browse(port)
    with contextlib.suppress(OSError, InvalidHandshake):
        await client.open()
        await client.until_closed()
