"""Kernels of a Jupyter server, and requests to that server as an attacker would word them."""

from __future__ import annotations

import http.client
import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any, TypeVar

from jupyter_client.blocking.client import BlockingKernelClient
from websockets.sync.client import ClientConnection, connect

from tests.jupyter.server import LIMIT, Server

T = TypeVar("T")

ATTEMPTS = 3
"""How often a kernel is asked whether it is there, before its ports are looked up again."""

START = """
from pgwidgets.sync import Application
from pgwidgets.notebook.addresses import candidates
app = Application({arguments})
app.start()
session = app.create_session()
"""

WINDOW = """
W = session.get_widgets()
button = W.Button("Press")
button.on("activated", lambda: button.set_text("Pressed in {name}"))
top = W.TopLevel(title="Window", widget=button)
top.show()
"""


class ServedKernel:
    """A kernel that a Jupyter server has started.

    Parameters
    ----------
    lab : Server
    name : str
        The kernel spec.
    """

    def __init__(self, lab: Server, name: str = "python3") -> None:
        self.lab = lab
        self.id: str = lab.post("api/kernels", {"name": name})["id"]
        self.client: Any = None
        self.connect()

    def connect(self) -> None:
        """Talk to the process that is the kernel now."""
        self.leave()
        until(self._is_connected)

    def _is_connected(self) -> bool:
        # a kernel that was killed may come back at other ports, which are then written here
        file = self.lab.runtime / f"kernel-{self.id}.json"
        client: Any = BlockingKernelClient(connection_file=str(file))
        client.load_connection_file()
        # a heart that beats late on a busy machine is no sign of death
        client.start_channels(hb=False)
        for _ in range(ATTEMPTS):
            client.kernel_info()
            with suppress(Empty):
                client.get_shell_msg(timeout=1)
                client.get_iopub_msg(timeout=1)
                self.client = client
                return True
        client.stop_channels()
        return False

    def run(self, code: str, cell: str = "a-cell") -> str:
        """Run a cell that must not fail; returns what it printed."""
        printed: list[str] = []
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}}
        content |= {"allow_stdin": False, "stop_on_error": True}
        message = self.client.session.msg("execute_request", content, metadata={"cellId": cell})
        self.client.shell_channel.send(message)
        while True:
            told = self.client.get_iopub_msg(timeout=LIMIT)
            if told["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            assert told["msg_type"] != "error", "\n".join(told["content"]["traceback"])
            printed.append(told["content"].get("text", ""))
            if told["msg_type"] == "status" and told["content"]["execution_state"] == "idle":
                return "".join(printed).strip()

    def value(self, expression: str) -> Any:
        """Return the value of an expression, by way of JSON."""
        return json.loads(self.run(f"import json; print(json.dumps({expression}))"))

    def restart(self) -> None:
        """Restart it as the front end's button does."""
        self.lab.post(f"api/kernels/{self.id}/restart", {})
        self.connect()

    def kill(self) -> None:
        """End its process without a word; Jupyter starts another one."""
        os.kill(self.value("__import__('os').getpid()"), signal.SIGKILL)

    def leave(self) -> None:
        """Talk to it no more."""
        if self.client is not None:
            self.client.stop_channels()
            self.client = None

    def stop(self) -> None:
        """End it."""
        self.leave()
        self.lab.ask(f"api/kernels/{self.id}", "DELETE")


@contextmanager
def served_kernel(lab: Server, name: str = "python3") -> Iterator[ServedKernel]:
    """Yield a kernel of a server."""
    kernel = ServedKernel(lab, name)
    try:
        yield kernel
    finally:
        kernel.stop()


def start(kernel: ServedKernel, arguments: str = "0, 0", cell: str = "a-cell") -> str:
    """Start an application in a cell; returns its URL."""
    kernel.run(START.format(arguments=arguments), cell)
    url: str = kernel.value("app._core.route.url")
    return url


def files(lab: Server, kernel_id: str = "") -> list[Path]:
    """Return the entries and sockets that kernels have made."""
    found = (lab.runtime / "pgwidgets").rglob("*")
    return [path for path in found if not path.is_dir() and kernel_id in str(path)]


@dataclass
class Reply:
    """An answer over HTTP."""

    status: int
    headers: http.client.HTTPMessage
    body: str


def send(
    port: int, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
) -> Reply:
    """Send a request with the path as it is written; nobody follows redirects."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)
    # what the library refuses to send is what an attacker would send
    connection._validate_path = lambda _url: None  # type: ignore[attr-defined]
    try:
        connection.request(method, path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return Reply(answer.status, answer.headers, answer.read().decode())
    finally:
        connection.close()


def browse(lab: Server, url: str, **headers: str) -> Reply:
    """Ask a server for a page, as a browser of its user does."""
    return send(lab.port, url, headers={**lab.login, "Accept": "text/html", **headers})


def socket_to(port: int, url: str, headers: Mapping[str, str], **options: Any) -> ClientConnection:
    """Open a WebSocket, which the caller closes."""
    line: ClientConnection = connect(
        f"ws://127.0.0.1:{port}{url}",
        additional_headers=dict(headers),
        compression=None,
        max_size=None,
        **options,
    )
    return line


def join(lab: Server, url: str, session_id: int | None = None) -> Any:
    """Join a session of the application at a URL, or begin one; returns its id."""
    with socket_to(lab.port, f"{url}ws", lab.login) as line:
        greeting = json.loads(line.recv(LIMIT))
        answer = {"type": "result", "id": greeting["id"], "features": ["waiting"]}
        line.send(json.dumps({**answer, **({"session_id": session_id} if session_id else {})}))
        while True:
            messages = json.loads(line.recv(LIMIT))
            for message in messages if isinstance(messages, list) else [messages]:
                assert message["type"] not in ("rejected", "waiting"), message
                if message["type"] == "session-info":
                    return message["session_id"]


def until(condition: Callable[[], T], limit: float = LIMIT) -> T:
    """Wait until a condition holds that nothing announces; returns its value."""
    end = time.monotonic() + limit
    while not (value := condition()):
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.05)
    return value
