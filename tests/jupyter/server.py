"""What all Jupyter servers have in common for a test that talks to them."""

from __future__ import annotations

import json
import socket
import urllib.request
from pathlib import Path
from typing import Any

LIMIT = 30.0
"""Seconds for an answer."""


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A Jupyter server, or what stands before it.

    Parameters
    ----------
    port : int
        Where it is reached.
    base_url : str
        Begins and ends with a slash.
    token : str
        What logs its user in.
    runtime : Path
        Its runtime directory.
    """

    def __init__(self, port: int, base_url: str, token: str, runtime: Path) -> None:
        self.port = port
        self.base_url = base_url
        self.base = f"http://127.0.0.1:{port}{base_url}"
        self.login = {"Authorization": f"token {token}"}
        self.runtime = runtime

    def ask(self, path: str, method: str = "GET", content: Any = None) -> Any:
        """Return what the server's REST interface answers.

        Parameters
        ----------
        content : object, optional
            A JSON value to send.
        """
        request = urllib.request.Request(
            self.base + path,
            data=None if content is None else json.dumps(content).encode(),
            headers={**self.login, "Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def post(self, path: str, content: Any) -> Any:
        """Post a JSON value to the server's REST interface; returns what it answers."""
        return self.ask(path, "POST", content)
