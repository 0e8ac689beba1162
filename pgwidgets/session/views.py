"""What one browser knows of the documents of a session, and which parts of them it shows."""

from __future__ import annotations

from typing import Any

from pgwidgets.model.documents.bridge import Bridge
from pgwidgets.model.documents.document import Document


class View:
    """One document as one browser has it.

    A browser that was given everything anew may still have edits under way that it made before.
    So there is a bridge for each time that it was, until nothing older can come.

    Parameters
    ----------
    document : Document

    Attributes
    ----------
    part : object
        The part that it shows, in the document's own form; None before it has said so.
    """

    __slots__ = ("_bridges", "_document", "part")

    def __init__(self, document: Document[Any]) -> None:
        self.part: Any = None
        # what is viewed
        self._document = document
        # from which revision on each of them counts, and what the browser had not seen then
        self._bridges: list[tuple[int, Bridge[Any]]] = [(0, Bridge(document))]

    def restart(self, revision: int) -> None:
        """Take notice that the browser is given the content anew, for another reason than edits."""
        self._bridges.append((revision, Bridge(self._document)))

    def replace(self, revision: int) -> None:
        """Take notice that the browser is given other content: what it edited before is void."""
        self._bridges = [(revision, Bridge(self._document))]

    def told(self, revision: int, edit: Any, *, own: bool) -> None:
        """Take notice of an edit that the browser is told.

        Parameters
        ----------
        own : bool
            Whether the browser made it, and shows it no more.
        """
        for _, bridge in self._bridges[own:]:
            bridge.told(revision, edit)

    def join(self, revision: int) -> None:
        """Take notice that one message tells the edits of a revision and of the next one."""
        for _, bridge in self._bridges:
            bridge.join(revision)

    def seen(self, revision: int) -> None:
        """Take notice that nothing comes any more that was made before a revision was seen."""
        while len(self._bridges) > 1 and self._bridges[1][0] <= revision:
            del self._bridges[0]
        self._bridges[0][1].seen(revision)

    def rebase(self, edit: Any, revision: int) -> Any | None:
        """Return an edit of the browser for the document as it is now.

        Parameters
        ----------
        revision : int
            The last that the browser had been told as it made the edit.

        Returns
        -------
        object or None
            None when what it changed has been replaced meanwhile.
        """
        self.seen(revision)
        start, bridge = self._bridges[0]
        if revision < start:
            return None
        return bridge.rebased(edit)

    @property
    def is_restarted(self) -> bool:
        """Whether the browser was given all anew since it made its last edit."""
        return len(self._bridges) > 1


class Views:
    """The documents of a session as one browser has them. The session's lock guards them."""

    def __init__(self) -> None:
        # by the widgets' ids
        self._views: dict[int, View] = {}
        # the last time that the browser was given everything anew
        self._restarted = 0

    def of(self, wid: int, document: Document[Any]) -> View:
        """Return the view of a widget's document."""
        view = self._views.get(wid)
        if view is None:
            view = self._views[wid] = View(document)
            if self._restarted:
                view.restart(self._restarted)
        return view

    def restart(self, revision: int) -> None:
        """Take notice that the browser is given everything anew."""
        self._restarted = revision
        for view in self._views.values():
            view.restart(revision)
            view.part = None

    def join(self, wid: int, revision: int) -> None:
        """Take notice that one message tells the edits of a revision and of the next one."""
        view = self._views.get(wid)
        if view is not None:
            view.join(revision)

    def forget(self, wid: int) -> None:
        """Drop what is known of a widget's document."""
        self._views.pop(wid, None)
