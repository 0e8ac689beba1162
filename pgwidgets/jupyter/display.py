"""A session or an application in a cell's output."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import urlencode

from pgwidgets.jupyter import environment

DEFAULT_HEIGHT = 400
"""Pixels, until the page says how high it is."""


def address(shown: Any, *, fit: bool) -> str:
    """Return the URL under which the user's browser reaches a session or an application.

    Through Jupyter when Jupyter can route to the port, else directly.
    """
    app = getattr(shown, "app", shown)
    session = shown if shown is not app else None
    query: dict[str, str] = {}
    if session is not None:
        query.update(session=str(session.id), token=session.token)
    elif app.key is not None:
        query["key"] = app.key
    if fit:
        query["fit"] = "1"
    base = environment.jupyter_base_url()
    ws_port, http_port = app.ports
    port = http_port if http_port is not None else ws_port
    root = app.url if base is None else f"{base}proxy/{port}/"
    return f"{root}?{urlencode(query)}" if query else root


def bundle(shown: Any, height: int | None) -> dict[str, str]:
    """Return the representations of a session or an application for a cell's output."""
    app = getattr(shown, "app", shown)
    if app.ports is None:
        return {"text/plain": f"{shown!r} (not started: call start() on the application)"}
    if not environment.in_kernel():
        return {"text/plain": repr(shown)}
    frame = html.escape(address(shown, fit=height is None), quote=True)
    link = html.escape(address(shown, fit=False), quote=True)
    markup = (
        f'<div style="display:flex;flex-direction:column;gap:4px">'
        f'<iframe src="{frame}" title="pgwidgets" style="width:100%;'
        f'height:{height or DEFAULT_HEIGHT}px;border:0" allow="clipboard-read; clipboard-write; '
        f'fullscreen"></iframe>'
        f'<a href="{link}" target="_blank" rel="noopener" style="font-size:12px">'
        f"Open in a tab of its own</a></div>"
    )
    return {"text/html": markup, "text/plain": f"{shown!r} at {app.url}"}


def show(shown: Any, height: int | None) -> None:
    """Show a session or an application in the output of the cell that runs."""
    data = bundle(shown, height)
    if not environment.in_kernel():
        print(data["text/plain"])  # noqa: T201  # what a notebook shows, a terminal prints
        return
    from IPython.display import display  # noqa: PLC0415  # only a kernel has it

    display(data, raw=True)  # type: ignore[no-untyped-call]  # IPython's is untyped
