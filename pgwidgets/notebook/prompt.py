"""What a cell that waits for the user says in its own output."""

from __future__ import annotations

import html
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pgwidgets.model.node import Node
from pgwidgets.notebook import cells, display, environment, viewers
from pgwidgets.server.session import HostedSession
from pgwidgets.session.facade import core_of
from pgwidgets.session.waits import Expected

NAMES = ("title", "text")
"""The properties by which a user knows a widget."""


@contextmanager
def prompt(expected: Expected) -> Iterator[None]:
    """Say in the running cell's output what it waits for, as long as it does.

    The session is shown there, too, if it is shown nowhere. Outside cells, and where nobody looks,
    nothing is said.
    """
    if not cells.here() or not environment.in_kernel() or viewers.unattended():
        yield
        return
    from IPython.display import display as send  # noqa: PLC0415  # only a kernel has it
    from IPython.display import update_display  # noqa: PLC0415  # only a kernel has it

    widget: Any = expected.node.widget
    session: HostedSession = core_of(widget)
    identity = f"pgwidgets-{uuid.uuid4().hex}"
    text = f"This cell waits for {described(session, expected.node)}."
    link = display.link(session.facade)
    data = {
        "text/html": f'<div style="{display.NOTE_STYLE}">{html.escape(text)} {link}</div>',
        "text/plain": text,
    }
    send(data, raw=True, display_id=identity)  # type: ignore[no-untyped-call]  # IPython's is untyped
    if not display.is_shown(session):
        display.show(session.facade)
    try:
        yield
    finally:
        ended = {"text/html": "<div></div>", "text/plain": ""}
        update_display(ended, raw=True, display_id=identity)  # type: ignore[no-untyped-call]


def described(session: HostedSession, node: Node) -> str:
    """Return what a user calls a widget: its class, and what the program wrote on it."""
    callbacks = session.declarations[node.kind].all_callbacks.values()
    # what users type is no name, and may be a secret
    typed = {key for callback in callbacks for key in callback.keys}
    for key in NAMES:
        name: Any = node.state.get(key)
        if isinstance(name, str) and name and key not in typed:
            return f"the {node.kind} “{name}”"
    return f"a {node.kind}"
