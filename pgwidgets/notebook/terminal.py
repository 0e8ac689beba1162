"""IPython in a terminal, which runs its event loop at the prompt only if it is asked to."""

from __future__ import annotations

import asyncio
import sys
import warnings
from typing import Any

from pgwidgets.notebook import environment

LOOP = "asyncio"
"""What IPython calls its own event loop, as in ``%gui asyncio``."""

NOT_SERVED = (
    "this prompt runs the event loop only while a line runs, so nothing is served in between: use "
    "pgwidgets.sync, whose server has a thread of its own, or let `await app.run()` run on"
)


def serve_at_prompt() -> None:
    """Have IPython serve at its prompt what was started in a line of it, or say that it can't."""
    shell = _shell()
    if shell is None or not _is_its_loop():
        return
    # a plain prompt runs no loop at all, and another toolkit's would be in the way
    if not shell.simple_prompt and shell.active_eventloop in (None, LOOP):
        shell.enable_gui(LOOP)
    else:
        warnings.warn(NOT_SERVED, stacklevel=1)


def _shell() -> Any | None:
    """Return IPython's shell if it has a prompt in a terminal."""
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None or environment.in_kernel() else ipython.get_ipython()
    return shell if hasattr(shell, "simple_prompt") else None


def _is_its_loop() -> bool:
    """Whether the running loop is that which runs the lines of the prompt."""
    helpers = sys.modules.get("IPython.core.async_helpers")
    return getattr(helpers, "_asyncio_event_loop", None) is asyncio.get_running_loop()
