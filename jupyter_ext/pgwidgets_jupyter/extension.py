"""The Jupyter Server extension: tells the kernels that the server starts where they are."""

from __future__ import annotations

import json
import os
from typing import Any

#: The environment variable that kernels inherit. A JSON object: ``pid`` of the server,
#: ``base_url`` (begins and ends with a slash), ``proxy`` (whether ``{base_url}proxy/PORT/`` is
#: served). A process further down inherits it too, so it holds only where ``pid`` equals the
#: kernel's ``JPY_PARENT_PID``.
VARIABLE = "PGWIDGETS_JUPYTER_SERVER"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "pgwidgets_jupyter"}]


def _load_jupyter_server_extension(server_app: Any) -> None:
    proxy = server_app.extension_manager.extensions.get("jupyter_server_proxy")
    facts = {
        "pid": os.getpid(),
        "base_url": server_app.base_url,
        "proxy": proxy is not None and proxy.enabled,
    }
    os.environ[VARIABLE] = json.dumps(facts)
