"""The way from the Jupyter server's own address to an application in this kernel.

The Jupyter Server extension of the package ``pgwidgets_jupyter`` carries what comes for
``{base_url}pgwidgets-kernel/<kernel id>/<name>/`` to a Unix socket that an application listens
on. It finds the socket through an entry, a small file in Jupyter's runtime directory that only
this user can read: ``pgwidgets/<kernel id>/<name>.json``.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import socket
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pgwidgets.errors import ApplicationError
from pgwidgets.notebook import environment
from pgwidgets.server.application import ApplicationCore
from pgwidgets.server.host import Host

PREFIX = "pgwidgets-kernel"

FOLDER = "pgwidgets"

TEMPORARY = "pgwidgets-"
"""How the folder of a socket begins where Jupyter's runtime directory can have none."""

_open_routes: dict[Path, Route] = {}
"""The entries of this process, by their files."""


class Route:
    """An application's entry, until it is closed.

    Parameters
    ----------
    url : str
        Where browsers find the application, from the root of Jupyter's own address; ends
        with a slash.
    file : Path
        The entry.
    socket_path : Path, optional
        The Unix socket that it names.

    Raises
    ------
    ApplicationError
        When another application of this process has the name.
    """

    def __init__(self, url: str, file: Path, socket_path: Path | None) -> None:
        self.url = url
        # the entry
        self._file = file
        # the Unix socket that the entry names, if it does
        self._socket_path = socket_path
        # whose entry it is: a forked child must leave it alone
        self._pid = os.getpid()

    def publish(self, facts: Mapping[str, Any]) -> None:
        """Write the entry; the application listens already."""
        for folder in (self._file.parent.parent, self._file.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # whoever reads it meanwhile finds all of it or nothing
        draft = self._file.with_suffix(f".{self._pid}.new")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"pid": self._pid, "host": socket.gethostname(), **facts}, file)
        draft.replace(self._file)
        atexit.register(self.close)

    def close(self) -> None:
        """Remove the entry, and the socket if nobody did. Closing twice changes nothing."""
        atexit.unregister(self.close)
        # a child that was forked may end in the same way as this process
        if os.getpid() != self._pid or _open_routes.get(self._file) is not self:
            return
        del _open_routes[self._file]
        self._file.unlink(missing_ok=True)
        with suppress(OSError):
            # other applications of this kernel may have entries there
            self._file.parent.rmdir()
        if self._socket_path is not None:
            self._socket_path.unlink(missing_ok=True)
            if self._socket_path.parent.name.startswith(TEMPORARY):
                with suppress(OSError):
                    self._socket_path.parent.rmdir()


async def open_host(app: ApplicationCore) -> Host:
    """Open an application's ports, and its route through Jupyter where there can be one.

    Returns
    -------
    Host
        What serves the application now.

    Raises
    ------
    PortInUseError, ApplicationError
        When a port or the name is taken; nothing is open then.
    """
    app.sessions.open()
    host = Host(app)
    ws_port, http_port = await host.open()
    try:
        app.route = await open_route(app, host, ws_port if http_port is None else http_port)
    except BaseException:
        await host.close()
        raise
    app.serve_with(host, (ws_port, http_port))
    return host


def release_host(app: ApplicationCore) -> Host | None:
    """End an application's sessions; the Jupyter server and new browsers find it no more.

    Returns
    -------
    Host or None
        What has served it, for the caller to close; None when it was not open.
    """
    host = app.release()
    route, app.route = app.route, None
    if route is not None:
        route.close()
    return host


async def open_route(app: ApplicationCore, host: Host, port: int) -> Route | None:
    """Have the Jupyter server's extension find an application that listens already.

    Parameters
    ----------
    app : Application
    host : Host
        What serves the application.
    port : int
        The TCP port to name where Unix sockets are missing. The entry then also holds the
        application's key, which the extension shows for those that Jupyter has let in.

    Returns
    -------
    Route or None
        None outside kernels, and where the Jupyter server has no such extension.

    Raises
    ------
    ApplicationError
        When another application of this kernel has the same name.
    """
    server, kernel_id = environment.jupyter_server(), environment.kernel_id()
    if server is None or server.runtime_dir is None or kernel_id is None:
        return None
    folder = server.runtime_dir / FOLDER
    file = folder / kernel_id / f"{app.name}.json"
    if file in _open_routes:
        raise ApplicationError(
            f"this kernel runs an application with the name {app.name!r} already; close it, "
            "or give this one another name"
        )
    path = await _open_socket(host.open_unix, folder, f"{kernel_id}/{app.name}")
    route = Route(f"{server.base_url}{PREFIX}/{kernel_id}/{app.name}/", file, path)
    _open_routes[file] = route
    facts = {"port": port, "key": app.key} if path is None else {"socket": str(path)}
    try:
        route.publish(facts)
    except OSError as error:
        route.close()
        app.logger.warning("no route through Jupyter: %s", error)
        return None
    return route


async def _open_socket(
    open_unix: Callable[[Path], Awaitable[None]], folder: Path, identity: str
) -> Path | None:
    """Open a Unix socket in the first place that can have one; returns its path."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    # a socket's path has room for 107 bytes, and a home may be deep
    name = f"{hashlib.sha256(identity.encode()).hexdigest()[:12]}.sock"
    with suppress(OSError, ValueError):
        await open_unix(folder / name)
        return folder / name
    try:
        path = Path(tempfile.mkdtemp(prefix=TEMPORARY), name)
        await open_unix(path)
    except (OSError, ValueError):
        return None
    return path
