"""Servers of the benchmarks, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Server:
    """A module of this package that runs as a server, until the `with` block ends.

    Parameters
    ----------
    module : str
        Its name, such as ``"floor"``.
    *arguments : object
        Its command line.
    """

    def __init__(self, module: str, *arguments: object) -> None:
        command = [sys.executable, "-m", f"{__package__}.{module}", *map(str, arguments)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.url = self.line()

    def line(self) -> str:
        """Return the next line that it prints."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended early")
        return line.strip()

    def ask(self, line: str = "") -> str:
        """Give it a line, and return the next one that it prints."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self.line()

    @property
    def port(self) -> int:
        """The port of its URL."""
        port = urlsplit(self.url).port
        assert port is not None
        return port

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=30)
