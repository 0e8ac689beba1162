"""Where the program runs: a script, or a kernel of some Jupyter server."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

from pgwidgets.errors import EventLoopError

T = TypeVar("T")

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


def kernel_loop() -> asyncio.AbstractEventLoop:
    """Return the kernel's event loop, which must be the running one.

    Raises
    ------
    EventLoopError
        When no loop runs here.
    """
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise EventLoopError(
            'event_loop="kernel" needs a running event loop, as a notebook has; '
            'in a script use event_loop="thread"'
        ) from None


def run_nested(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end on the loop that is running already.

    Raises
    ------
    EventLoopError
        When the loop can't be re-entered.
    """
    try:
        loop = kernel_loop()
        allow_nesting(loop)
    except EventLoopError:
        coroutine.close()
        raise
    return loop.run_until_complete(coroutine)


def allow_nesting(loop: asyncio.AbstractEventLoop) -> None:
    """Let the loop be re-entered, with nest-asyncio2."""
    if hasattr(asyncio, "_nest_patched") and not hasattr(asyncio, "_nest_asyncio2"):
        raise EventLoopError(
            "nest_asyncio was applied in this kernel; it loses cells that are queued, and "
            "pgwidgets needs its maintained continuation: restart the kernel and don't apply it"
        )
    try:
        import nest_asyncio2  # noqa: PLC0415  # only notebooks have it
    except ImportError:
        raise EventLoopError(
            "blocking calls on the kernel's loop need nest-asyncio2: "
            'pip install "pgwidgets-python[jupyter]"'
        ) from None
    nest_asyncio2.apply(loop)


def jupyter_base_url() -> str | None:
    """Return the base URL of the Jupyter server that started this kernel, if it is known.

    It ends with a slash.
    """
    told = os.environ.get(SERVER_VARIABLE)
    # nbclient started inside a kernel inherits another server's variables
    parent = os.environ.get("JPY_PARENT_PID", "")
    if told:
        try:
            server = json.loads(told)
        except ValueError:
            server = {}
        if str(server.get("pid")) == parent and server.get("proxy"):
            return str(server["base_url"])
    return _listed_base_url(parent) or os.environ.get("JUPYTERHUB_SERVICE_PREFIX")


def _listed_base_url(parent: str) -> str | None:
    try:
        import jupyter_server_proxy  # noqa: F401, PLC0415  # whether it can route to a port
        from jupyter_server import serverapp  # noqa: PLC0415  # only beside a server
    except ImportError:
        return None
    for server in serverapp.list_running_servers():
        if str(server.get("pid")) == parent:
            return str(server["base_url"])
    return None
