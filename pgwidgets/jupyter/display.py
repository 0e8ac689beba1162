"""Sessions and applications in a cell's output."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import urlencode

from pgwidgets.jupyter import environment

DEFAULT_HEIGHT = 400
"""In px, until the page says how high it is."""

FRAME_STYLE = "display: block; width: 100%; border: 0; border-radius: 6px; color-scheme: normal"

LINK_STYLE = (
    "display: inline-block; margin: 4px 2px; font-size: 12px; text-decoration: none; "
    "color: var(--jp-content-link-color, #2463d6)"
)
"""JupyterLab's colour for links follows its theme."""


def address(shown: Any, *, fit: bool) -> str:
    """Return the URL under which the user's browser reaches a session or an application.

    Through Jupyter when Jupyter can route to the port, else directly.

    Parameters
    ----------
    shown : Session or Application
    fit : bool
        Whether the page gives the frame around it the height of what it shows.
    """
    app = getattr(shown, "app", shown)
    query: dict[str, str] = {}
    if shown is not app:
        query.update(session=str(shown.id), token=shown.token)
    elif app.key is not None:
        query["key"] = app.key
    if fit:
        query["fit"] = "1"
    base = environment.proxy_base_url()
    ws_port, http_port = app.ports
    port = http_port if http_port is not None else ws_port
    root = app.url if base is None else f"{base}proxy/{port}/"
    return f"{root}?{urlencode(query)}" if query else root


def bundle(shown: Any, height: float | None = None, text: str | None = None) -> dict[str, str]:
    """Return the representations of a session or an application for a cell's output.

    Parameters
    ----------
    shown : Session or Application
    height : float, optional
        Of the frame in px; by default that of its content.
    text : str, optional
        What plain terminals show.
    """
    plain = repr(shown) if text is None else text
    app = getattr(shown, "app", shown)
    if not environment.in_kernel():
        return {"text/plain": plain}
    if getattr(shown, "destroyed", False):
        return {"text/plain": f"{plain} (ended)"}
    if app.ports is None:
        return {"text/plain": f"{plain} (not started: call start() on the application)"}
    frame = html.escape(address(shown, fit=height is None))
    link = html.escape(address(shown, fit=False))
    size = DEFAULT_HEIGHT if height is None else height
    markup = (
        f'<iframe src="{frame}" title="pgwidgets" style="{FRAME_STYLE}; height: {size:g}px" '
        f'allow="clipboard-read; clipboard-write; fullscreen"></iframe>'
        f'<a href="{link}" target="_blank" rel="noopener" style="{LINK_STYLE}">'
        f"Open in a tab of its own ↗</a>"
    )
    return {"text/html": markup, "text/plain": f"{plain} at {app.url}"}


def show(shown: Any, height: float | None = None) -> None:
    """Show a session or an application in the output of the cell that runs.

    Elsewhere its address is printed.

    Raises
    ------
    TypeError, ValueError
        For a height that is no positive number.
    """
    if height is not None:
        if isinstance(height, bool) or not isinstance(height, int | float):
            raise TypeError(f"height must be a number of px, not {type(height).__name__}")
        if not 0 < height < float("inf"):
            raise ValueError(f"height must be above 0 px, not {height}")
    data = bundle(shown, height)
    if not environment.in_kernel():
        print(data["text/plain"])  # noqa: T201  # what a notebook shows, a terminal prints
        return
    from IPython.display import display  # noqa: PLC0415  # only a kernel has it

    display(data, raw=True)  # type: ignore[no-untyped-call]  # IPython's is untyped


def show_running(app: Any) -> None:
    """Show an application that was run in a cell, which does not wait for its end."""
    print(  # noqa: T201  # a notebook's output
        "The application runs beside the notebook; close() ends it, and so does running "
        "this cell again."
    )
    show(app)
