"""What a saved or exported notebook has in the place of widgets that no page shows any more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pgwidgets.model.node import Node
from pgwidgets.server.session import HostedSession

MOST = 4
"""So many widgets are kept of one output: a notebook is not to grow with each that is shown."""


def stills(session: HostedSession, node: Node | None) -> str:
    """Return plain markup of what shows in a widget, or in a session: nothing, of most widgets."""
    with session.lock:
        roots = [node] if node is not None else list(session.tree.roots.values())
        shown = (each for root in roots for each in _seen(root, is_asked_for=node is not None))
        return "".join(islice(_made(session, shown), MOST))


def _made(session: HostedSession, nodes: Iterator[Node]) -> Iterator[str]:
    for node in nodes:
        still = session.declarations[node.kind].still
        if still is not None:
            yield still(node)


def _seen(node: Node, *, is_asked_for: bool) -> Iterator[Node]:
    """Yield a widget and what is in it, without what is hidden."""
    if not (is_asked_for or node.state.get("visible", True)):
        return
    yield node
    for placement in node.children:
        yield from _seen(placement.node, is_asked_for=False)
