"""Connections that a guard in front of the application has let in already.

In a kernel that is the Jupyter server, whose login guards its route to the application.
"""

from __future__ import annotations

from typing import Any

from pgwidgets.session.secret import is_same

KEY_HEADER = "Pgwidgets-Key"
"""Shows the application's key for a browser that does not know it, where the guard can't come
over a Unix socket."""


def is_guarded(connection: Any, key: str | None) -> bool:
    """Whether a connection comes from the guard.

    Parameters
    ----------
    connection : object
        What the listener handed over.
    key : str or None
        The application's.
    """
    # only this user can open the socket, and what it carries has no other purpose
    if getattr(connection, "over_unix_socket", False):
        return True
    request = getattr(connection, "request", None)
    shown = [] if request is None else request.headers.get_all(KEY_HEADER)
    return key is not None and any(is_same(value, key) for value in shown)
