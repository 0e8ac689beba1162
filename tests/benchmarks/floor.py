"""The floor: a bare `websockets` server and a page of plain JavaScript.

Run as ``python -m tests.benchmarks.floor``; prints its URL. With ``?start=N`` in the URL, the
page gets N texts at once; with ``?add=N``, at each click; without, a click gets one text.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import sys
import time
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

PAGE = Path(__file__).with_name("floor.html")


def answer(connection: ServerConnection, request: Request) -> Response | None:
    """Serve the page; let WebSockets through."""
    if "Upgrade" in request.headers:
        return None
    body = PAGE.read_bytes()
    headers = Headers(
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
        ]
    )
    return Response(HTTPStatus.OK, "OK", headers, body)


def texts(count: int) -> str:
    """Return the message that makes a page build so many labels."""
    return json.dumps([f"Label {index}" for index in range(count)])


async def talk(connection: ServerConnection) -> None:
    """Answer one page's messages."""
    print(time.time(), flush=True)
    assert connection.request is not None
    query = parse_qs(urlsplit(connection.request.path).query)
    if "start" in query:
        await connection.send(texts(int(query["start"][0])))
    counter = itertools.count(1)
    with contextlib.suppress(ConnectionClosed):
        async for frame in connection:
            message = json.loads(frame)
            if "add" in message:
                await connection.send(texts(message["add"]))
            else:
                value = message["tell"]
                await connection.send(json.dumps(str(next(counter) if value is None else value)))


async def main() -> None:
    """Serve until the input ends."""
    async with serve(talk, "127.0.0.1", 0, process_request=answer, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"http://127.0.0.1:{port}/", flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
