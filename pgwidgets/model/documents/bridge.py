"""Between the order of a document's edits and one browser, which sees some of them late."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

from pgwidgets.model.documents.document import Document
from pgwidgets.model.documents.run import Run

E = TypeVar("E")


class Bridge(Generic[E]):
    """What others did to a document that a browser may not have seen.

    A page goes on without waiting for an answer: it makes its second edit on top of its first,
    while edits of others are on their way to it. So what it has not seen is kept here as it looks
    on top of the page's own edits, and each edit that comes is rebased on that, as in Jupiter
    (Nichols and others, 1995). Nothing of it depends on how long the document has existed.

    A revision is the id of the message that told of an edit.

    Parameters
    ----------
    document : Document
    """

    __slots__ = ("_document", "_unseen")

    def __init__(self, document: Document[E]) -> None:
        # whose edits they are
        self._document = document
        # the edits of each message, on top of those that came from this browser
        self._unseen: deque[tuple[int, Run[E]]] = deque()

    def __len__(self) -> int:
        return len(self._unseen)

    def told(self, revision: int, edit: E) -> None:
        """Take notice of an edit that the browser is told."""
        self._unseen.append((revision, Run(self._document, edit)))

    def join(self, revision: int) -> None:
        """Take notice that one message tells the edits of a revision and of the next one."""
        for index in range(len(self._unseen) - 2, -1, -1):
            if self._unseen[index][0] == revision:
                later, run = self._unseen[index + 1]
                self._unseen[index][1].extend(run)
                self._unseen[index + 1] = (later, self._unseen[index][1])
                del self._unseen[index]
                return

    def seen(self, revision: int) -> None:
        """Take notice that the browser shows all edits up to a revision."""
        while self._unseen and self._unseen[0][0] <= revision:
            self._unseen.popleft()

    def rebased(self, edit: E) -> E:
        """Return an edit of the browser for the document as it is now.

        It was made on top of all that the browser has seen, and of its edits before.
        """
        for _, run in self._unseen:
            edit = run.rebase(edit)
        return edit
