"""The entry for jupyter-server-proxy, which starts the application and carries its traffic."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Any

COMMAND_VARIABLE = "PGWIDGETS_LAUNCHER"
"""An operator's command for the tile, in words as in a shell. ``{port}`` in it stands for the port
of 127.0.0.1 that the application must open."""

ICON = Path(__file__).parent / "icons" / "pgwidgets.svg"

#: Seconds that a busy machine may need to start Python and open the port.
START_TIMEOUT = 30.0


def setup_server() -> dict[str, Any]:
    """Describe the server for the entry point ``jupyter_serverproxy_servers``.

    Returns
    -------
    dict
        What jupyter-server-proxy needs to start and supervise the application: it fills in
        ``{port}``, restarts the process when it has ended, and carries HTTP and WebSocket.

    Raises
    ------
    ValueError
        When the command of ``PGWIDGETS_LAUNCHER`` is broken; there is no tile then, and
        Jupyter's log says why.
    """
    return {
        "command": command(os.environ.get(COMMAND_VARIABLE, "")),
        "timeout": START_TIMEOUT,
        # Jupyter's login has been checked by then, and its secrets are not the application's.
        "request_headers_override": {"Authorization": "", "Cookie": "", "Referer": ""},
        "new_browser_tab": False,
        "launcher_entry": {"title": "pgwidgets", "icon_path": str(ICON)},
    }


def command(own: str) -> list[str]:
    """Return the words of the command that starts the application.

    Parameters
    ----------
    own : str
        An operator's; empty for the gallery that comes with pgwidgets.

    Examples
    --------
    >>> command("python explore.py --port {port}")
    ['python', 'explore.py', '--port', '{port}']
    """
    if not own.strip():
        gallery = [sys.executable, "-m", "pgwidgets", "gallery"]
        return [*gallery, "--host", "127.0.0.1", "--port", "{port}"]
    words = shlex.split(own)
    if not any("{port}" in word for word in words):
        raise ValueError(
            f"{COMMAND_VARIABLE} names no {{port}}, at which the application must serve; "
            'expected a command such as "python explore.py --port {port}"'
        )
    return words
