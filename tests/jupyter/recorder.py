"""An application's server that writes down what it gets, in the place of a kernel's."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from queue import SimpleQueue

from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosedError
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, unix_serve

from tests.jupyter.lab import Lab

Talk = Callable[[ServerConnection], None]

FORBIDDEN_ANSWERS = {
    "Set-Cookie": "stolen=1",
    "Location": "https://evil.example/",
    "Access-Control-Allow-Origin": "*",
    "Content-Security-Policy": "frame-ancestors *",
    "Clear-Site-Data": '"cookies"',
}
"""What an application has no business to tell the browser in Jupyter's name."""


class Recorder:
    """What came, and how WebSockets are talked to.

    Attributes
    ----------
    url : str
        Where Jupyter routes to it.
    requests : list of Request
        All that came, over HTTP and for WebSockets.
    talk : callable
        Called with each WebSocket, which closes when it returns.
    closed : queue of (int or None, str)
        The code and reason with which browsers have closed their WebSockets.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[Request] = []
        self.talk: Talk = _hear_out
        self.closed: SimpleQueue[tuple[int | None, str | None]] = SimpleQueue()

    def answer(self, _connection: ServerConnection, request: Request) -> Response | None:
        """Write a request down, and answer it unless it is for a WebSocket."""
        self.requests.append(request)
        if "Upgrade" in request.headers:
            return None
        body = json.dumps(dict(request.headers.raw_items())).encode()
        content = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        headers = Headers({**content, **FORBIDDEN_ANSWERS})
        return Response(HTTPStatus.OK.value, HTTPStatus.OK.phrase, headers, body)

    def handle(self, connection: ServerConnection) -> None:
        """Serve a WebSocket."""
        with suppress(ConnectionClosedError):
            self.talk(connection)
        self.closed.put((connection.close_code, connection.close_reason))


def _hear_out(connection: ServerConnection) -> None:
    for message in connection:
        connection.send(message)


@contextmanager
def recorder(lab: Lab, folder: Path, kernel_id: str, name: str = "recorder") -> Iterator[Recorder]:
    """Yield a server that is routed to as if a kernel had started it."""
    recorded = Recorder(f"{lab.base_url}pgwidgets-kernel/{kernel_id}/{name}/")
    path = folder / "backend.sock"
    entry = lab.runtime / "pgwidgets" / kernel_id / f"{name}.json"
    for made in (entry.parent.parent, entry.parent):
        made.mkdir(mode=0o700, parents=True, exist_ok=True)
    facts = {"pid": os.getpid(), "host": socket.gethostname(), "socket": str(path)}
    with unix_serve(
        recorded.handle, str(path), process_request=recorded.answer, compression=None
    ) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        entry.write_text(json.dumps(facts))
        try:
            yield recorded
        finally:
            entry.unlink(missing_ok=True)
            server.shutdown()
            thread.join()
            path.unlink(missing_ok=True)
