"""More than a program keeps up with: it waits in the browser that it comes from."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from pgwidgets.session.backlog import MOST_JOBS
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.server.hosting import serving, until, use
from tests.support.client import Client, browser

CLICKS = 20 * MOST_JOBS

MODES = [
    ("sync", "per_session"),
    ("sync", "concurrent"),
    ("async", "per_session"),
    ("async", "serialized"),
    ("async", "concurrent"),
]


class Gate:
    """Holds the handlers of an application until a test opens it."""

    def __init__(self, api: str) -> None:
        self.order: list[str] = []
        self.begun = 0
        self._is_open = threading.Event()
        self._awaited = asyncio.Event()
        self._api = api

    def handler(self, name: str) -> Callable[[], Any]:
        """Return a handler that notes that it has run."""

        def run() -> None:
            self.begun += 1
            self._is_open.wait()
            self.order.append(name)

        async def run_async() -> None:
            self.begun += 1
            await self._awaited.wait()
            self.order.append(name)

        return run if self._api == "sync" else run_async

    def open(self) -> None:
        self._is_open.set()
        self._awaited.set()


async def flood(page: Client, wid: int) -> None:
    """Click as a user can't: as fast as can be."""
    message = {"type": "callback", "wid": wid, "action": "activated", "args": []}
    for _ in range(0, CLICKS, 100):
        await page.send([message] * 100)


def waiting(session: Any) -> list[int]:
    """Return how many jobs each browser has caused that are not done."""
    return [client.backlog._count for client in core_of(session).clients]


@pytest.mark.parametrize(("api", "mode"), MODES)
async def test_clicks_wait_in_the_browser_and_others_have_their_turn(api: str, mode: str) -> None:
    async with serving(api, concurrency_handling=mode) as app:
        gate = Gate(api)
        session = await asyncio.to_thread(app.create_session)
        W = session.get_widgets()
        one, other = [await use(api, W.Button, name) for name in ("one", "other")]
        await use(api, one.on, "activated", gate.handler("one"))
        await use(api, other.on, "activated", gate.handler("other"))
        hello = {"session_id": session.id, "token": session.token}
        async with browser(app.url, hello=hello) as busy, browser(app.url, hello=hello) as calm:
            flooding = asyncio.create_task(flood(busy, node_of(one).wid))
            await until(lambda: waiting(session) == [MOST_JOBS, 0])
            await calm.fire(node_of(other).wid, "activated")
            await calm.until(lambda: calm.acknowledged == 1)
            # more had come long before, if they were taken
            assert waiting(session) == [MOST_JOBS, 1]
            assert gate.begun <= MOST_JOBS + 1
            gate.open()
            await until(lambda: len(gate.order) == CLICKS + 1)
            await flooding
            if mode != "concurrent":
                assert gate.order.index("other") <= 2
            assert waiting(session) == [0, 0]


async def test_what_a_handler_asks_is_answered_however_much_waits() -> None:
    async with serving("async") as app:
        session = app.create_session()
        W = session.get_widgets()
        entry, button = await W.TextEntry("text"), await W.Button("press")
        asked = asyncio.Event()
        answers: list[Any] = []

        async def ask() -> None:
            await asked.wait()
            answers.append(await entry.read_selection())

        await button.on("activated", ask)
        hello = {"session_id": session.id, "token": session.token}
        async with browser(app.url, hello=hello) as page:
            page.values["read_selection"] = [1, 3, "ex"]
            message = {
                "type": "callback",
                "wid": node_of(button).wid,
                "action": "activated",
                "args": [],
            }
            await page.send([message] * (2 * MOST_JOBS))
            await until(lambda: waiting(session) == [MOST_JOBS])
            asked.set()
            await until(lambda: len(answers) == 2 * MOST_JOBS)


async def test_a_browser_that_leaves_while_it_is_not_listened_to_is_missed() -> None:
    async with serving("async") as app:
        gate = Gate("async")
        session = app.create_session()
        button = await session.get_widgets().Button("press")
        await button.on("activated", gate.handler("press"))
        hello = {"session_id": session.id, "token": session.token}
        async with browser(app.url, hello=hello) as page:
            message = {
                "type": "callback",
                "wid": node_of(button).wid,
                "action": "activated",
                "args": [],
            }
            await page.send([message] * (2 * MOST_JOBS))
            await until(lambda: waiting(session) == [MOST_JOBS])
        await until(lambda: not session.is_connected)
        gate.open()
        # what had been taken runs all the same
        await until(lambda: len(gate.order) == MOST_JOBS)
