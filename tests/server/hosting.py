"""Applications of both APIs, and what can be seen of them from outside."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
import socket
import sys
import threading
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pgwidgets.async_
import pgwidgets.sync
from tests.support.client import DEADLINE, Client

APIS: dict[str, Any] = {"sync": pgwidgets.sync, "async": pgwidgets.async_}
HOST = "127.0.0.1"

QUIET = logging.Logger("quiet")  # noqa: LOG001  # the browser's own records are nobody's
QUIET.addHandler(logging.NullHandler())


def application(api: str, **options: Any) -> Any:
    """Return an application on any free ports that was not started."""
    return APIS[api].Application(**{"ws_port": 0, "http_port": 0, "max_sessions": None, **options})


async def do(method: Callable[..., Any], *args: Any) -> Any:
    """Call a method of either API; the test's own loop goes on meanwhile."""
    if inspect.iscoroutinefunction(method):
        return await method(*args)
    return await asyncio.to_thread(method, *args)


async def use(api: str, function: Callable[..., Any], *args: Any) -> Any:
    """Make a widget of either API, or call a method of one, and wait for the pages."""
    if api == "sync":
        return await asyncio.to_thread(function, *args)
    return await function(*args)


@asynccontextmanager
async def serving(api: str, **options: Any) -> AsyncIterator[Any]:
    """Yield an application that serves, and close it in the end."""
    app = application(api, **options)
    await do(app.start)
    try:
        yield app
    finally:
        await do(app.close)


async def until(condition: Callable[[], Any], deadline: float = DEADLINE) -> Any:
    """Wait until a condition holds that nothing announces; returns its value."""
    end = time.monotonic() + deadline
    while not (value := condition()):
        if time.monotonic() > end:
            raise TimeoutError("it did not come true in time")
        await asyncio.sleep(0.005)
    return value


async def get(port: int, path: str = "/", *lines: str) -> tuple[int, bytes]:
    """Ask for a path; returns the status and the body."""
    head = "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {HOST}:{port}", *lines])
    answer = await exchange(port, f"{head}\r\n\r\n".encode())
    status, _, body = answer.partition(b"\r\n\r\n")
    return int(status.split()[1]), body


async def exchange(port: int, data: bytes) -> bytes:
    """Send bytes; returns all that comes until the server hangs up."""
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(data)
        async with asyncio.timeout(DEADLINE):
            return await reader.read()
    finally:
        writer.close()


@asynccontextmanager
async def program(folder: Path, source: str) -> AsyncIterator[tuple[Process, str]]:
    """Yield a process that serves, and its address, the first line that it prints."""
    script = folder / "program.py"
    script.write_text(source)
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(script), stdin=PIPE, stdout=PIPE
    )
    try:
        assert process.stdout is not None
        yield process, (await process.stdout.readline()).decode().strip()
    finally:
        process.kill()
        await process.communicate()


async def ask(process: Process) -> dict[str, Any]:
    """Have a process print what it measures, as a line of JSON."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"measure\n")
    measured: dict[str, Any] = json.loads(await process.stdout.readline())
    return measured


def browse(port: int, **options: Any) -> Client:
    """Return a browser that has not connected yet."""
    return Client(f"http://{HOST}:{port}/", **{"logger": QUIET, **options})


@asynccontextmanager
async def joined(port: int, **options: Any) -> AsyncIterator[Client]:
    """Yield a browser that has begun or joined a session."""
    client = await browse(port, **options).join()
    try:
        yield client
    finally:
        await client.close()


def hold(port: int = 0) -> socket.socket:
    """Take a port as a server does; raises OSError when it is taken."""
    taken = socket.socket()
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
        taken.listen()
    except OSError:
        taken.close()
        raise
    return taken


def free_port() -> int:
    """Return a port that nobody has."""
    with hold() as taken:
        port: int = taken.getsockname()[1]
        return port


def require_free(*ports: int) -> None:
    """Raise OSError unless all the ports can be bound at once."""
    for port in ports:
        hold(port).close()


def threads() -> set[threading.Thread]:
    """Return the running threads beyond those of the test's own executor."""
    return {thread for thread in threading.enumerate() if not thread.name.startswith("asyncio_")}


def open_files() -> int:
    """Count the open files and sockets of this process."""
    return len(list(Path("/proc/self/fd").iterdir()))
