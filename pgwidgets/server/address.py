"""One address that an application is reached at."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass
from pathlib import Path

from websockets.asyncio.server import Server

from pgwidgets.server.access import AccessRules


@dataclass(slots=True)
class Address:
    """A bound socket, and the server on it.

    Attributes
    ----------
    sock : socket.socket
    rules : AccessRules
        For the requests that come here.
    port : int
        0 for a Unix socket.
    path : Path or None
        Of a Unix socket.
    inode : int
        Of that, for another program may put a socket of its own in its place.
    server : websockets.asyncio.server.Server or None
        None before it is started.
    """

    sock: socket.socket
    rules: AccessRules
    port: int = 0
    path: Path | None = None
    inode: int = 0
    server: Server | None = None

    def close(self) -> None:
        """Free it, and begin to close the connections that came by it."""
        if self.path is not None:
            with contextlib.suppress(FileNotFoundError):
                if self.path.lstat().st_ino == self.inode:
                    self.path.unlink()
        if self.server is None:
            self.sock.close()
        else:
            self.server.close()

    def release(self) -> None:
        """Free it on a loop that is about to end."""
        if self.server is not None:
            # websockets' own close would start a task, which nobody would run
            self.server.server.close()
