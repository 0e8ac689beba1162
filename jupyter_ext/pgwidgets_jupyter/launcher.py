"""The entry for jupyter-server-proxy, which starts the application and carries its traffic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

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
    """
    return {
        "command": [
            *[sys.executable, "-m", "pgwidgets.demo"],
            *["--host", "127.0.0.1", "--port", "{port}"],
        ],
        "timeout": START_TIMEOUT,
        # Jupyter's login has been checked by then, and its secrets are not the application's.
        "request_headers_override": {"Authorization": "", "Cookie": "", "Referer": ""},
        "new_browser_tab": False,
        "launcher_entry": {"title": "pgwidgets", "icon_path": str(ICON)},
    }
