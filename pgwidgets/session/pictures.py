"""Pictures that pages were given, and which of them they could not show."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from pgwidgets.catalog import picture
from pgwidgets.catalog.declaration import Widget
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from pgwidgets.session.rendering import OutgoingCall

MOST_RECENT = 200
"""So many are remembered after others have taken their place."""

MOST_TOLD = 1000
"""A program is told of no more of them in one session: it knows by then."""

_ANSWERED_WELL = range(200, 400)


class Given(NamedTuple):
    """A picture that pages were given.

    Attributes
    ----------
    wid : int
    key : str
        The property that it is of.
    mark : str or int
        How pages name it.
    words : str
        What it is.
    is_linked : bool
        Whether it lies elsewhere, and pages fetch it.
    """

    wid: int
    key: str
    mark: str | int
    words: str
    is_linked: bool

    def failure(self, status: int | None) -> str:
        """Say in words what a page could not do, from what the server of the picture answered."""
        if not self.is_linked:
            return f"it can't decode the picture ({self.words})"
        if status is None:
            return f"it can't show the picture {self.words}"
        if status in _ANSWERED_WELL:
            return f"it can't decode the picture {self.words}"
        return f"it can't fetch the picture {self.words}: the answer has the status {status}"


class Pictures:
    """The pictures of one session. The session's lock guards it.

    Parameters
    ----------
    declarations : mapping
    tree : Tree
    """

    def __init__(self, declarations: Mapping[str, Widget], tree: Tree) -> None:
        # every widget class by its name
        self._declarations = declarations
        # has those that there are now
        self._tree = tree
        # those that pages were given last
        self._recent: deque[Given] = deque(maxlen=MOST_RECENT)
        # those of which the program knows that pages can't show them
        self._told: set[Given] = set()

    def note(self, call: OutgoingCall) -> None:
        """Remember what pages are given: others may have taken its place when one fails."""
        places = self._declarations[call.node.kind].picture_places
        if call.method is None:
            found = places.of_node(call.node)
        elif call.method in places.methods:
            found = places.of_call(call.method, call.args)
        else:
            return
        self._recent.extend(_given(call.node, key, value) for key, value in found)

    def fail(self, node: Node, mark: str | int) -> Given | None:
        """Take from a page that it can't show a picture of a widget, which it names by its mark.

        Returns
        -------
        Given or None
            None if the program knows it, or has given no such picture.
        """
        given = self._find(node, mark)
        if given is None or given in self._told or len(self._told) == MOST_TOLD:
            return None
        self._told.add(given)
        return given

    def forget(self, node: Node) -> None:
        """Drop what is known of the pictures of a widget that is gone."""
        self._told = {item for item in self._told if item.wid != node.wid}

    def _find(self, node: Node, mark: str | int) -> Given | None:
        """Return the picture of a widget that a page names, what is there now before what was."""
        for key, value in self._declarations[node.kind].picture_places.of_node(node):
            if picture.mark(value) == mark:
                return _given(node, key, value)
        earlier = (item for item in reversed(self._recent) if item.wid == node.wid)
        return next((item for item in earlier if item.mark == mark), None)


def _given(node: Node, key: str, value: str | bytes) -> Given:
    mark = picture.mark(value)
    words = picture.describe(value)
    return Given(node.wid, key, mark, words, picture.is_linked(value))
