"""Where the program runs: a script, or a kernel of some Jupyter server."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any

SERVER_VARIABLE = "PGWIDGETS_JUPYTER_SERVER"
"""What the Jupyter Server extension tells the kernels that it starts."""


def kernel_shell() -> Any | None:
    """Return IPython's shell when this process is a kernel, and None elsewhere."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell if shell is not None and getattr(shell, "kernel", None) is not None else None


def in_kernel() -> bool:
    """Whether this process is a Jupyter kernel."""
    return kernel_shell() is not None


def proxy_base_url() -> str | None:
    """Return the base URL under which a Jupyter server routes to ports of this machine.

    It begins and ends with a slash. None when this kernel has no such server.
    """
    # a process further down, as nbclient in a kernel starts, inherits another server's variables
    parent = os.environ.get("JPY_PARENT_PID", "")
    told = _parsed(os.environ.get(SERVER_VARIABLE, ""))
    if told.get("pid") is not None and str(told["pid"]) == parent:
        return str(told["base_url"]) if told.get("proxy") else None
    if importlib.util.find_spec("jupyter_server_proxy") is None:
        return None
    return _listed_base_url(parent)


def _parsed(text: str) -> dict[str, Any]:
    try:
        facts = json.loads(text)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _listed_base_url(parent: str) -> str | None:
    """Return what the server that started this kernel has written about itself."""
    from jupyter_core.paths import jupyter_runtime_dir  # noqa: PLC0415  # every kernel has it

    file = Path(jupyter_runtime_dir(), f"jpserver-{parent}.json")
    try:
        server = _parsed(file.read_text(encoding="utf-8"))
    except OSError:
        return None
    base = server.get("base_url")
    return base if isinstance(base, str) and base.startswith("/") else None
