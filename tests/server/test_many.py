"""Many sessions in one process: what they cost, and how fast they are there."""

from __future__ import annotations

import asyncio
import json
import resource
import time
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect

from tests.server.hosting import ask, program
from tests.support import soak
from tests.support.client import FEATURES

SESSIONS = soak.count(50, 1000)
WIDGETS = 30
AT_A_TIME = 50

SESSION_SECONDS = 0.01
"""Of the processor. What it takes on the clock depends on what else runs on the machine."""

SESSION_BYTES = 100 * 1024
IDLE_THREADS = 50
LIMIT = soak.seconds(120)

PROGRAM = """
import gc, json, pathlib, resource, sys, threading, time
from pgwidgets.sync import Application, dispatch

# so that the test need not wait for long
dispatch.IDLE_SECONDS = 1.0
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
app = Application(ws_port=0, http_port=0, max_sessions=None)

@app.on_connect
def build(session):
    ui = session.get_widgets()
    top = ui.TopLevel(title="Many")
    box = ui.VBox(spacing=4)
    for number in range(9):
        row = ui.HBox()
        entry = ui.TextEntry(text=f"{number}")
        entry.on("activated", print)
        row.add_widget(ui.Label(f"row {number}"))
        row.add_widget(entry, 1)
        box.add_widget(row)
    button = ui.Button("Apply")
    button.on("activated", print)
    box.add_widget(button)
    top.set_widget(box)
    top.show()

def memory():
    gc.collect()
    pages = pathlib.Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize()

def measured():
    while any(thread.name == "pgwidgets-session" for thread in threading.enumerate()):
        time.sleep(0.05)
    return {
        # first, as looking takes time, too
        "seconds": time.process_time(),
        "memory": memory(),
        "threads": threading.active_count(),
        "sessions": len(app.sessions),
        "widgets": [len(list(item.walk_widget_tree())) for item in app.sessions.values()],
    }

app.start()
print(app.url, flush=True)
for line in sys.stdin:
    print(json.dumps(measured()), flush=True)
app.close()
"""


class Visitor:
    """A browser that takes what comes, and remembers only how much."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("http", "ws", 1)
        self.widgets = 0
        self._leaving = asyncio.Event()
        self.is_shown = asyncio.Event()

    async def visit(self, places: asyncio.Semaphore) -> None:
        """Begin a session and stay until told to leave."""
        async with places:
            line = await connect(self._url, compression=None, max_size=None, ping_interval=None)
            reading = asyncio.create_task(self._read(line))
            await self.is_shown.wait()
        await self._leaving.wait()
        await line.close()
        await reading

    async def _read(self, line: Any) -> None:
        async for frame in line:
            decoded = json.loads(frame)
            messages = decoded if isinstance(decoded, list) else [decoded]
            self.widgets += sum(message["type"] == "create" for message in messages)
            highest = max(message.get("id", -1) for message in messages)
            if highest >= 0:
                answer = {"type": "result", "id": highest}
                if highest == 0:
                    answer["features"] = [*FEATURES, "brief"]
                await line.send(json.dumps(answer))
            if any(message.get("method") == "show" for message in messages):
                self.is_shown.set()

    def leave(self) -> None:
        """Have it leave."""
        self._leaving.set()


@pytest.mark.soak
@pytest.mark.timeout(LIMIT)
async def test_many_sessions_in_one_process(tmp_path: Path) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    async with program(tmp_path, PROGRAM) as (process, url), asyncio.TaskGroup() as group:
        places = asyncio.Semaphore(AT_A_TIME)

        async def visit(count: int) -> list[Visitor]:
            """Let browsers come, and wait until each shows all."""
            coming = [Visitor(url) for _ in range(count)]
            for visitor in coming:
                group.create_task(visitor.visit(places))
            for visitor in coming:
                await visitor.is_shown.wait()
            return coming

        # what the first ones take, the process keeps for all
        visitors = await visit(AT_A_TIME)
        before = await ask(process)
        begun = time.monotonic()
        visitors += await visit(SESSIONS)
        took = time.monotonic() - begun
        after = await ask(process)
        for visitor in visitors:
            visitor.leave()
    each = (after["memory"] - before["memory"]) / SESSIONS
    worked = after["seconds"] - before["seconds"]
    soak.figure(
        f"{SESSIONS} sessions of {WIDGETS} widgets: {took:.1f} s, {each / 1024:.0f} KiB each, "
        f"{after['threads']} threads when idle, {worked:.1f} s of CPU"
    )
    assert after["widgets"] == [WIDGETS] * len(visitors)
    assert all(visitor.widgets == WIDGETS for visitor in visitors)
    assert after["threads"] < IDLE_THREADS
    assert each < SESSION_BYTES
    if soak.SOAK:
        # a short run says more of the machine than of a session
        assert worked / SESSIONS < SESSION_SECONDS
