"""What a page may say of a widget now: what its user can do there, by what Python has.

A page that is out of date says it as well as one that was tampered with. Both are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from pgwidgets.model.node import Node

if TYPE_CHECKING:
    from pgwidgets.catalog.callbacks import Callback

Condition: TypeAlias = Callable[..., bool]
"""From the node and the arguments of a callback, whether a page may report it now."""


def obstacle(node: Node, *, unseen: bool = False) -> str | None:
    """Return what keeps all users from operating a widget, or None when they can.

    Parameters
    ----------
    unseen : bool
        Whether they can where it is hidden, too.
    """
    is_alone = unseen
    root = node
    for holder in (node, *node.holders()):
        if not holder.state.get("enabled", True):
            return f"{holder!r} is disabled"
        # what a page shows alone it shows without what holds it
        if not is_alone and not holder.state.get("visible", True):
            return f"{holder!r} is hidden"
        is_alone = is_alone or holder.is_shown_alone
        root = holder
    if node.tree.rules[root.kind].pops_up:
        return None
    modal = _modal_windows(node)
    return f"{modal[0]!r} is modal" if modal and root not in modal else None


def _modal_windows(node: Node) -> list[Node]:
    """Return the windows that keep users from all else."""
    rules = node.tree.rules
    return [
        root
        for root in node.tree.roots.values()
        if rules[root.kind].window and root.state["visible"] and root.state.get("modal", False)
    ]


def refusal(node: Node, callback: Callback, args: Sequence[Any] = ()) -> str | None:
    """Return why a page may not report a callback now, or None when it may."""
    reason = None if callback.fact else obstacle(node, unseen=callback.unseen)
    if reason is None and callback.when is not None and not callback.when(node, *args):
        return f"{node!r} allows no {callback.name!r} now"
    return reason


def given(key: str) -> Condition:
    """Return the condition that a property of the widget is true."""
    return lambda node, *_args: bool(node.state[key])
