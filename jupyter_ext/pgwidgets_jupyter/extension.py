"""The Jupyter Server extension: the route to kernels' applications, and where kernels are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from pgwidgets_jupyter import entries

VARIABLE = "PGWIDGETS_JUPYTER_SERVER"
"""The environment variable that kernels inherit. A JSON object: ``pid`` of the server,
``base_url`` (begins and ends with a slash), ``proxy`` (whether ``{base_url}proxy/PORT/`` is
served), ``runtime_dir`` (where the route looks for applications). A process further down inherits
it too, so it holds only where ``pid`` equals the kernel's ``JPY_PARENT_PID``."""

OLDEST_SERVER = (2, 13)
"""The first version of Jupyter Server whose handlers can refuse WebSockets without a redirect."""

CLEANING_SECONDS = 60.0
"""How often entries are looked through for those of killed kernels."""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "pgwidgets_jupyter"}]


def _load_jupyter_server_extension(server_app: Any) -> None:
    # Jupyter's packages are there when Jupyter loads this
    import jupyter_server  # noqa: PLC0415

    if jupyter_server.version_info < OLDEST_SERVER:
        raise RuntimeError(
            f"pgwidgets_jupyter needs Jupyter Server {'.'.join(map(str, OLDEST_SERVER))} or "
            f"newer, and this is {jupyter_server.__version__}"
        )
    from pgwidgets_jupyter import route  # noqa: PLC0415  # it fails with older ones

    route.install(server_app)
    proxy = server_app.extension_manager.extensions.get("jupyter_server_proxy")
    facts = {
        "pid": os.getpid(),
        "base_url": server_app.base_url,
        "proxy": proxy is not None and proxy.enabled,
        "runtime_dir": server_app.runtime_dir,
    }
    os.environ[VARIABLE] = json.dumps(facts)


async def _start_jupyter_server_extension(server_app: Any) -> None:
    """Begin to clean up behind killed kernels; Jupyter calls it on its running loop."""
    from tornado.ioloop import PeriodicCallback  # noqa: PLC0415

    runtime_dir = Path(server_app.runtime_dir)
    entries.clean(runtime_dir)
    PeriodicCallback(lambda: entries.clean(runtime_dir), CLEANING_SECONDS * 1000).start()
