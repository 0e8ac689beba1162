"""What all Jupyter servers have in common for a test that talks to them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LIMIT = 30.0
"""Seconds for an answer."""

START_LIMIT = 60.0
"""Seconds."""

STOP_LIMIT = 20.0


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


def plain_environment() -> dict[str, str]:
    """Return this process's environment without what it says of another Jupyter."""
    return {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}


class StartedServer(Server):
    """A server in a process of its own, which writes a log.

    Parameters
    ----------
    port, base_url, token, runtime
        As of :class:`Server`.
    log : Path
    """

    def __init__(self, port: int, base_url: str, token: str, runtime: Path, log: Path) -> None:
        super().__init__(port, base_url, token, runtime)
        self._log = log
        self._process: subprocess.Popen[bytes]

    def start(
        self, module: str, arguments: Sequence[str], environment: dict[str, str], ready: str
    ) -> None:
        """Run a module, and return when the REST interface answers at a path."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=self._log.parent,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                self.ask(ready)
            except OSError:
                time.sleep(0.1)
            else:
                return
        self.stop()
        raise AssertionError(f"{module} did not start:\n{self.log()}")

    def log(self) -> str:
        """What it has written, and what it has started."""
        return self._log.read_text()

    def stop(self) -> None:
        """End it with all that it has started."""
        if self._process.poll() is None:
            # at an interrupt, without a terminal, JupyterLab would leave its kernels behind
            self._process.terminate()
            try:
                self._process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()

    def kill(self) -> None:
        """End it without a word to anybody."""
        self._process.kill()
        self._process.wait()
