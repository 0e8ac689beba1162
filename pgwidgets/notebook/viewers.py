"""Whether somebody can be looking at what a cell shows."""

from __future__ import annotations

import os
import threading
from typing import Any

from pgwidgets.errors import NoViewerError
from pgwidgets.notebook import cells, environment
from pgwidgets.session.waits import Expected

VOILA = "voila/"
"""What the variable SERVER_SOFTWARE begins with in a kernel of Voilà."""

NO_FRONT_END = (
    "nobody can answer: this notebook is being run without a front end (as nbclient, papermill "
    "and jupyter nbconvert do). Run it in JupyterLab, Notebook or Voilà, or catch NoViewerError "
    "and go on with a value of your own"
)

NOT_YET = (
    "nobody can answer yet: Voilà shows the page when all cells have ended. Wait in a handler "
    "(session.gui_do() runs a function as one), or start Voilà with --progressive_rendering=True"
)

GRACE_SECONDS = 10.0
"""So long a browser may take to come to a cell that waits in Voilà, which may show it or not."""


def require(session: Any) -> None:
    """Check that a cell that is about to wait for the user need not wait for ever.

    Raises
    ------
    NoViewerError
        When the notebook is run by nbclient, papermill or `jupyter nbconvert`, which show
        nothing to anybody, and no browser has come to the session.
    """
    if _waits_unseen(session) and not in_voila():
        raise NoViewerError(NO_FRONT_END)


def watch(session: Any, expected: Expected) -> None:
    """End a cell's wait for the user if nobody can have seen what it waits for.

    Voilà shows the page after the last cell, unless it renders progressively.
    """
    if not _waits_unseen(session):
        return

    def look() -> None:
        if not session.is_connected:
            session.unexpect(expected, NoViewerError(NOT_YET))

    timer = threading.Timer(GRACE_SECONDS, look)
    timer.daemon = True
    timer.start()


def unattended() -> bool:
    """Whether nobody sees the running cell's output while the kernel lives."""
    return _runs_unseen() and not in_voila()


def in_voila() -> bool:
    """Whether this is a kernel of Voilà."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith(VOILA)


def _waits_unseen(session: Any) -> bool:
    return cells.here() and not session.is_connected and _runs_unseen()


def _runs_unseen() -> bool:
    """Whether nobody sees the running cell's output before the cell has ended."""
    shell = environment.kernel_shell()
    content = {} if shell is None else shell.kernel.get_parent("shell").get("content", {})
    # a front end with a user in front of it can answer input()
    return not content.get("allow_stdin", True)
