"""Where the program runs: a script, or a kernel of some Jupyter server."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
import warnings
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

SERVER_VARIABLE = "PGWIDGETS_JUPYTER_SERVER"
"""What the Jupyter Server extension tells the kernels that it starts."""

NEEDED_KERNEL = 7
"""The first major release of ipykernel in which outputs follow the context of what made them."""

_CONNECTION_FILE = re.compile(r"kernel-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json")


@dataclass(frozen=True)
class JupyterServer:
    """The Jupyter server that started this kernel.

    Attributes
    ----------
    base_url : str
        Begins and ends with a slash.
    proxy : bool
        Whether it serves ``{base_url}proxy/PORT/``.
    runtime_dir : Path or None
        Where its extension of ours looks for applications; None when it has no such extension.
    """

    base_url: str
    proxy: bool
    runtime_dir: Path | None


def kernel_shell() -> Any | None:
    """Return IPython's shell when this process is a kernel, and None elsewhere."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell if shell is not None and getattr(shell, "kernel", None) is not None else None


def in_kernel() -> bool:
    """Whether this process is a Jupyter kernel."""
    return kernel_shell() is not None


def warn_of_old_kernel() -> None:
    """Say so where outputs of handlers go astray: ipykernel must be 7 or newer."""
    version = metadata.version("ipykernel")
    if int(version.partition(".")[0]) < NEEDED_KERNEL:
        warnings.warn(
            f"pgwidgets needs ipykernel {NEEDED_KERNEL}, and this is {version}: what "
            "handlers print, display and raise may go to the cell that ran last, not to their own. "
            f'pip install "ipykernel>={NEEDED_KERNEL}" in the environment of the kernel, and '
            "restart it",
            stacklevel=1,
        )


def kernel_id() -> str | None:
    """Return the id that the Jupyter server knows this kernel by; restarts don't change it.

    None elsewhere, and in a kernel that no Jupyter server started.
    """
    shell = kernel_shell()
    file = "" if shell is None else getattr(shell.kernel.parent, "connection_file", "")
    match = _CONNECTION_FILE.fullmatch(Path(file).name)
    return None if match is None else match[1]


def jupyter_server() -> JupyterServer | None:
    """Return what is known of the Jupyter server that started this kernel, if one did."""
    # a process further down, as nbclient in a kernel starts, inherits another server's variables
    parent = os.environ.get("JPY_PARENT_PID", "")
    match _parsed(os.environ.get(SERVER_VARIABLE, "")):
        case {"pid": int(pid), "base_url": str(base), "proxy": bool(proxy), **rest} if (
            str(pid) == parent
        ):
            runtime_dir = rest.get("runtime_dir")
            return JupyterServer(base, proxy, Path(runtime_dir) if runtime_dir else None)
    if not parent or importlib.util.find_spec("jupyter_server_proxy") is None:
        return None
    listed = _listed_base_url(parent)
    return None if listed is None else JupyterServer(listed, proxy=True, runtime_dir=None)


def proxy_base_url() -> str | None:
    """Return the base URL under which a Jupyter server routes to ports of this machine.

    It begins and ends with a slash. None when this kernel has no such server.
    """
    server = jupyter_server()
    return server.base_url if server is not None and server.proxy else None


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
