"""What a browser's user edits, put in order with what everybody else does."""

from __future__ import annotations

import time
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import State
from pgwidgets.catalog.permission import refusal
from pgwidgets.errors import ProtocolError
from pgwidgets.model.node import Node
from pgwidgets.protocol.events import Edit
from pgwidgets.session.client import Client
from pgwidgets.session.core import SessionCore


def edit(session: SessionCore, client: Client, event: Edit) -> None:
    """Apply an edit that a page made, as it reads on top of what came meanwhile.

    Raises
    ------
    ProtocolError
        When it is no edit, or the widget has nothing that users edit.
    """
    client.last_input = time.monotonic()
    node = session.tree.nodes.get(event.wid)
    if node is None:
        return
    item, callback = _edited(session, node)
    document = node.state[item.key]
    try:
        made = document.read(event.edit)
    except (TypeError, ValueError) as error:
        raise ProtocolError(f"{node.kind} {item.key!r}: {error}") from None
    rebased = client.views.of(node.wid, document).rebase(made, event.revision)
    if rebased is None:
        # its page knows, or is going to, that all was replaced
        return
    if not _apply(session, client, node, item, rebased, refusal(node, callback)):
        return
    if item.edited is not None:
        item.edited(session.tree, node)
        session.publish(session.tree.drain())
    assert callback.edits is not None  # as it was found by that
    session.fire_lazily(node, callback.name, callback.edits, client)


def look(session: SessionCore, client: Client, wid: int, part: Any) -> None:
    """Show a page another part of a document.

    Raises
    ------
    ProtocolError
        When the widget has no document, or the document no such part.
    """
    node = session.tree.nodes.get(wid)
    if node is None:
        return
    item = session.declarations[node.kind].document
    if item is None:
        raise ProtocolError(f"{node.kind} has no document to look at")
    document = node.state[item.key]
    try:
        view = document.read_view(part)
    except (TypeError, ValueError) as error:
        raise ProtocolError(f"{node.kind} {item.key!r}: {error}") from None
    session.fanout.show_part(client, node, item.key, view)


def _edited(session: SessionCore, node: Node) -> tuple[State, Callback]:
    """Return what holds the document that users edit, and the callback that tells of it."""
    declaration = session.declarations[node.kind]
    found = [item for item in declaration.all_callbacks.values() if item.edits is not None]
    if declaration.document is None or not found:
        raise ProtocolError(f"a {node.kind} has nothing that a page may edit")
    return declaration.document, found[0]


def _apply(
    session: SessionCore,
    client: Client,
    node: Node,
    item: State,
    edit_made: Any,
    reason: str | None,
) -> bool:
    """Carry out an edit and tell the others, unless a reason is against it; returns whether."""
    try:
        if reason is not None:
            raise ValueError(reason)
        session.tree.edit(node, item.key, edit_made)
    except ValueError as error:
        # the program changed the widget while the edit was on its way, or the page is out of step
        session.logger.info("session %s: edit refused: %s", session.id, error)
        session.fanout.restore(client, node, [item.key])
        return False
    # its page makes what waits for it under this edit, and what follows on top
    client.outbox.part(node.wid)
    session.publish(session.tree.drain(), client, edited=True)
    return True
