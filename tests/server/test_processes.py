"""Programs in processes of their own: how they serve, and how they end."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.server.hosting import HOST, application, browse, get, joined, require_free
from tests.support.client import Client

SECONDS = 10.0
"""For a process to end; far more than it takes."""

COMPLAINTS = ("Traceback", "Warning", "Exception ignored", "never retrieved", "was destroyed")

HEAD = """
import asyncio, sys, threading
from pgwidgets.{api} import Application

def build(session):
    session.get_widgets().Label(threading.current_thread().name)

app = Application(ws_port=0, http_port=0, max_sessions=None, concurrency_handling="{mode}")
app.on_connect(build)
"""

RUN_SYNC = """
class Program(Application):
    def start(self):
        super().start()
        print(self.url, flush=True)

app.__class__ = Program
app.run()
"""

RUN_ASYNC = """
class Program(Application):
    async def start(self):
        await super().start()
        print(self.url, flush=True)

app.__class__ = Program
asyncio.run(app.run())
assert app.ports is None
"""

END_SYNC = """
app.start()
print(app.url, flush=True)
sys.stdin.readline()
"""

END_RUNNING = """
threading.Thread(target=app.run, daemon=True).start()
while app.ports is None:
    threading.Event().wait(0.01)
print(app.url, flush=True)
sys.stdin.readline()
"""

END_ASYNC = """
async def main():
    await app.start()
    print(app.url, flush=True)
    await asyncio.to_thread(sys.stdin.readline)

asyncio.run(main())
"""


@asynccontextmanager
async def running(
    api: str, mode: str, body: str, folder: Path
) -> AsyncIterator[tuple[Process, int]]:
    """Yield a process that serves, and its port."""
    script = folder / "program.py"
    script.write_text(HEAD.format(api=api, mode=mode) + body)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-X",
        "dev",
        "-W",
        "error",
        str(script),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(SECONDS):
            line = await process.stdout.readline()
        port = urlsplit(line.decode().strip()).port
        assert port is not None, line
        yield process, port
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def require_good_end(process: Process, port: int, given: bytes | None = None) -> None:
    """Wait for the end of a process, and look at what it says and leaves."""
    async with asyncio.timeout(SECONDS):
        _, said = await process.communicate(given)
    errors = said.decode()
    assert not any(complaint in errors for complaint in COMPLAINTS), errors
    assert process.returncode == 0
    require_free(port)


async def shown_thread(client: Client) -> str:
    """Return the name of the thread that built what a browser shows."""
    label = await client.until(lambda: client.replica.find("Label"))
    return str(label.args[0])


@pytest.mark.parametrize(
    ("api", "mode", "body"),
    [
        ("sync", "per_session", RUN_SYNC),
        ("sync", "serialized", RUN_SYNC),
        ("async_", "per_session", RUN_ASYNC),
    ],
    ids=["per_session", "serialized", "async"],
)
async def test_an_interrupt_ends_run(api: str, mode: str, body: str, tmp_path: Path) -> None:
    async with running(api, mode, body, tmp_path) as (process, port), joined(port) as client:
        thread = await shown_thread(client)
        assert (thread == "MainThread") == (mode == "serialized" or api == "async_")
        process.send_signal(signal.SIGINT)
        await require_good_end(process, port)
        await client.until_closed()
        assert client.of_type("closing") == [{"type": "closing", "notebook": False}]


@pytest.mark.parametrize(
    ("api", "body"),
    [("sync", END_SYNC), ("sync", END_RUNNING), ("async_", END_ASYNC)],
    ids=["started", "running", "async"],
)
async def test_a_script_that_ends_takes_its_browsers_along(
    api: str, body: str, tmp_path: Path
) -> None:
    async with running(api, "per_session", body, tmp_path) as (process, port):
        assert (await get(port))[0] == 200
        async with joined(port) as client:
            await shown_thread(client)
            await require_good_end(process, port, b"\n")
            await client.until_closed()
            # a loop of the program's own is gone before anything could be said
            assert bool(client.of_type("closing")) == (api == "sync")


UNSEEN = """
import _thread

class Program(Application):
    def start(self):
        super().start()
        print(self.url, flush=True)
        # as a signal that comes just before a wait: it is noted, and wakes nobody
        threading.Thread(target=interrupt, daemon=True).start()

def interrupt():
    sys.stdin.readline()
    _thread.interrupt_main()

app.__class__ = Program
app.run()
"""


@pytest.mark.parametrize("mode", ["per_session", "serialized"])
async def test_an_interrupt_that_wakes_nobody_ends_run(mode: str, tmp_path: Path) -> None:
    async with running("sync", mode, UNSEEN, tmp_path) as (process, port), joined(port) as client:
        await shown_thread(client)
        await require_good_end(process, port, b"\n")


BUSY = """
@app.on_connect
def block(session):
    session.get_widgets().Label("blocked")
    # an interrupt just before a wait without a limit is not seen, by Python itself
    while not threading.Event().wait(0.05):
        pass
"""


@pytest.mark.parametrize("mode", ["per_session", "serialized", "concurrent"])
async def test_an_interrupt_waits_for_no_handler_and_no_silent_peer(
    mode: str, tmp_path: Path
) -> None:
    async with running("sync", mode, BUSY + RUN_SYNC, tmp_path) as (process, port):
        _, writer = await asyncio.open_connection(HOST, port)
        async with joined(port) as client:
            await client.until(lambda: client.replica.find("Label", 1))
            process.send_signal(signal.SIGINT)
            await require_good_end(process, port)
            await client.until_closed()
        writer.close()


TALKING = """
@app.on_connect
def talk(session):
    for number in range(200):
        session.get_widgets().Label("x" * 100_000)

# the end comes while handlers run
app.on_error(lambda error, session: None)
"""


@pytest.mark.parametrize(
    ("api", "body"), [("sync", RUN_SYNC), ("async_", RUN_ASYNC)], ids=["sync", "async"]
)
async def test_an_interrupt_waits_for_no_browser_that_reads_nothing(
    api: str, body: str, tmp_path: Path
) -> None:
    async with running(api, "per_session", TALKING + body, tmp_path) as (process, port):
        deaf = await joined_deaf(port)
        async with joined(port) as client:
            await client.until(lambda: client.replica.find("Label", 100))
            process.send_signal(signal.SIGINT)
            await require_good_end(process, port)
        deaf.drop_line()
        await deaf.until_closed()


async def joined_deaf(port: int) -> Client:
    """Return a browser that reads no more, once it has joined."""
    client = await browse(port).join()
    client.stop_reading()
    return client


async def test_a_task_of_another_server_starts_it() -> None:
    app = application("async")
    task = asyncio.create_task(app.start())
    await task
    assert (await get(app.ports[1]))[0] == 200
    async with joined(app.ports[0]) as client:
        assert client.session_id in app.sessions
    await app.close()


STARVED = """
import os, resource
from pgwidgets.sync import Application

app = Application(ws_port=0, http_port=0)
open_files = len(os.listdir("/proc/self/fd"))
usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (open_files - 1, most))
try:
    app.start()
except OSError as error:
    print(error.strerror)
resource.setrlimit(resource.RLIMIT_NOFILE, (usual, most))
app.start()
app.close()
print("started")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts its open files as Linux does")
async def test_a_start_without_file_descriptors_fails_and_can_be_tried_again() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", STARVED, stdout=PIPE, stderr=PIPE
    )
    async with asyncio.timeout(SECONDS):
        said, complaints = await process.communicate()
    assert said.decode().splitlines() == ["Too many open files", "started"], complaints.decode()
