"""Widgets that have ended, as long as a page may not know it."""

from __future__ import annotations

from collections import deque

from pgwidgets.model.node import Node


class Departed:
    """What a page may still act on, as it has not heard of the end.

    The session's lock guards it.
    """

    def __init__(self) -> None:
        # with the message that told the pages, in the order of these
        self._nodes: deque[tuple[int, Node]] = deque()

    def add(self, node: Node, message_id: int, answered: int) -> None:
        """Keep a widget that has ended.

        Parameters
        ----------
        message_id : int
            The last message of those that tell of it.
        answered : int
            Up to which one all browsers have answered: who has, does not act on it any more.
        """
        while self._nodes and self._nodes[0][0] <= answered:
            self._nodes.popleft()
        self._nodes.append((message_id, node))

    def find(self, wid: int) -> Node | None:
        """Return the widget of an id, if it is kept."""
        return next((node for _, node in self._nodes if node.wid == wid), None)
