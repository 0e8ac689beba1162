"""What a browser had not seen as its user acted, and must be shown again.

While an input for a property is under way, a page ignores what comes for that property: the
input is newer. Python tells from the answers what a page knew. Of all that the input stands for,
and of all that came of it, the page is shown what somebody else had changed before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pgwidgets.catalog.callbacks import CHILDREN, STACK
from pgwidgets.catalog.declaration import Widget
from pgwidgets.model.change import (
    Attached,
    Called,
    Change,
    Detached,
    Edited,
    Moved,
    Raised,
    Replaced,
    StateSet,
)
from pgwidgets.model.documents.document import Document
from pgwidgets.model.node import NEVER_WRITTEN, Node
from pgwidgets.session.client import Client
from pgwidgets.session.fanout import FanOut

Shown = tuple[Node, str]
"""Something of a widget that pages show: a property, its children, its place in the stack."""


def touched(changes: Sequence[Change]) -> list[Shown]:
    """Return what changes have changed."""
    return list(dict.fromkeys(item for change in changes for item in _of(change)))


def _of(change: Change) -> list[Shown]:
    match change:
        case StateSet(node, keys) | Called(node, _, _, keys):
            return [(node, key) for key in keys]
        case Edited(node, key) | Replaced(node, key):
            return [(node, key)]
        case Attached(parent, _, _) | Detached(parent, _) | Moved(parent, _, _):
            return [(parent, CHILDREN)]
        case Raised(node, _):
            return [(node, STACK)]
        case _:
            return []


def is_news(client: Client, item: Shown) -> bool:
    """Whether a browser may not have seen what somebody else made of something."""
    node, key = item
    document = node.state.get(key)
    if isinstance(document, Document) and not document.rebases:
        # it shows nothing but what it was told
        return False
    revision: int
    revision, origin = node.tree.writes_of(node, key).get(key, NEVER_WRITTEN)
    if revision > client.answered and origin is not client:
        return True
    return client.was_corrected(node.wid, key)


def show(
    fanout: FanOut, declarations: Mapping[str, Widget], client: Client, items: Iterable[Shown]
) -> None:
    """Show one browser what Python has."""
    properties: dict[Node, list[str]] = {}
    parents: dict[Node, None] = {}
    is_restacked = False
    for node, key in items:
        if key == CHILDREN:
            # indexes meant different places on both sides
            parents[node] = None
        elif key == STACK:
            is_restacked = True
        elif key in declarations[node.kind].all_states:
            properties.setdefault(node, []).append(key)
    for node, keys in properties.items():
        fanout.restore(client, node, keys)
    for parent in parents:
        fanout.reorder(client, parent)
    if is_restacked:
        fanout.restack(client)
