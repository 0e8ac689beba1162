"""More than a program keeps up with: it waits in the browser that it comes from."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from pgwidgets.session.backlog import MOST_JOBS
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.server.hosting import ask, program, serving, until, use
from tests.support import soak
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


FLOOD = soak.count(20_000, 300_000)
HELD_BYTES = 8 * 1024 * 1024
"""So much the process may grow, whatever comes: the 300,000 once took 200 MB."""

STILL = 20
"""When others were served so often without its sending any more, a browser is held up."""

PROGRAM = """
import gc, json, pathlib, resource, sys, time
from pgwidgets.session.facade import core_of
from pgwidgets.sync import Application

app = Application(ws_port=0, http_port=0, max_sessions=None)
session = app.create_session()
W = session.get_widgets()
slow, quick, label = W.Button("slow"), W.Button("quick"), W.Label("0")
runs = 0
# those that have left, too
seen = set()

def work():
    global runs
    runs += 1
    time.sleep(0.01)

slow.on("activated", work)
quick.on("activated", lambda: label.set_text(str(int(label.get_text()) + 1)))

def measured():
    gc.collect()
    pages = pathlib.Path("/proc/self/statm").read_text().split()[1]
    seen.update(core_of(session).clients)
    waiting = [client.backlog._count for client in seen]
    memory = int(pages) * resource.getpagesize()
    return {"memory": memory, "waiting": waiting, "runs": runs}

app.start()
print(session.get_url(), flush=True)
for line in sys.stdin:
    print(json.dumps(measured()), flush=True)
app.close()
"""


class Flood:
    """A browser that clicks as long as its line takes it, and reads nothing of what comes."""

    def __init__(self, line: ClientConnection, wid: int) -> None:
        self.sent = 0
        self._line = line
        self._click = {"type": "callback", "wid": wid, "action": "activated", "args": []}

    async def pour(self) -> None:
        """Click so often, if the line takes it."""
        frame = json.dumps([self._click] * 100)
        with suppress(ConnectionClosed):
            while self.sent < FLOOD:
                await self._line.send(frame)
                self.sent += 100


async def serve_others(calm: Client, wid: int, flood: Flood) -> int:
    """Click, and wait for what comes of it, until the flood stands still; returns how often."""
    served = still = sent = 0

    def is_shown() -> bool:
        return bool(calm.replica.find("Label").state["text"] == str(served))

    while still < STILL:
        served += 1
        await calm.fire(wid, "activated")
        await calm.until(is_shown)
        still = still + 1 if flood.sent == sent else 0
        sent = flood.sent
    return served


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(60))
async def test_a_flood_of_clicks_takes_no_memory_and_ends_with_its_browser(tmp_path: Path) -> None:
    async with program(tmp_path, PROGRAM) as (process, url):
        query = {name: value[0] for name, value in parse_qs(urlsplit(url).query).items()}
        hello = {"session_id": query["session"], "token": query["token"]}
        async with browser(url, hello=hello) as calm:
            await calm.until(lambda: calm.replica.rebuilds)
            slow, quick = [item["wid"] for item in calm.of_type("create")[:2]]
            before = await ask(process)
            async with connect(url.replace("http", "ws", 1), compression=None) as line:
                await line.recv()
                await line.send(json.dumps({"type": "result", "id": 0, **hello}))
                flood = Flood(line, slow)
                pouring = asyncio.create_task(flood.pour())
                served = await serve_others(calm, quick, flood)
                after = await ask(process)
                assert 0 < max(after["waiting"]) <= MOST_JOBS
                assert after["memory"] - before["memory"] < HELD_BYTES
                line.transport.abort()
                await pouring
            # what had been taken is done, and no more of it
            end = await ask(process)
            while any(end["waiting"]):
                end = await ask(process)
            assert end["runs"] <= after["runs"] + 2 * MOST_JOBS
            grown = (after["memory"] - before["memory"]) / 1024
            soak.figure(
                f"{flood.sent} of {FLOOD} clicks were sent before the browser was held up, "
                f"{end['runs']} run; {grown:.0f} KiB; another one was served {served} times"
            )


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
