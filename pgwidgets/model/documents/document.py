"""What all documents have."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from pgwidgets.model.act import Act
from pgwidgets.model.documents.task import Task

Report: TypeAlias = Callable[[BaseException], None]

E = TypeVar("E")
"""An edit of one kind of document: a plain value that never changes."""


class Document(ABC, Generic[E]):
    """Content that edits change, each by a part of it.

    The session's lock guards it, and its edits have one order: that in which :meth:`apply` was
    called. A browser's edit was made without those that it had not seen; a
    :class:`~pgwidgets.model.documents.bridge.Bridge` rebases it on them with :meth:`transform`.
    """

    report: Report | None = None
    """What is told of an error of the program's functions, which nobody waits for."""

    rebases = True
    """Whether pages edit it by themselves, so that their edits are rebased on those of others."""

    gathers: ClassVar[tuple[type, ...]] = ()
    """The edits of a program's that pages may be told of later than they were applied, and of
    several as of one: what is told depends on nothing but the content then."""

    @property
    def task(self) -> Task | None:
        """What is to be found out about it without the session's lock, or is being."""
        return None

    @abstractmethod
    def apply(self, edit: E) -> None:
        """Carry out an edit.

        Raises
        ------
        ValueError
            When it doesn't fit the content; nothing has changed then.
        """

    def note(self, edit: E, act: Act | None) -> None:
        """Take notice of an edit that is applied next, and of whose it is; None is the program's.

        By default nobody keeps that.
        """
        del edit, act

    @abstractmethod
    def replace(self, content: Any) -> None:
        """Put other content in the place of all."""

    @abstractmethod
    def read(self, value: Any) -> E:
        """Return the edit that a page sent.

        Raises
        ------
        TypeError, ValueError
            When it is none.
        """

    @abstractmethod
    def transform(self, edit: E, other: E, *, first: bool) -> E:
        """Return the edit for content that another edit, made at the same time, has changed.

        Parameters
        ----------
        first : bool
            Whether the edit counts as the earlier one of both, where that makes a difference.
        """

    def gathered(self, edits: Sequence[E]) -> E:
        """Return one edit that does what several do in a row: all are of those that it gathers."""
        raise TypeError(f"{type(self).__name__} gathers no edits such as {edits[0]!r:.40}")

    def compact(self, edits: Sequence[E]) -> Sequence[E]:
        """Return fewer or smaller edits that do what several do in a row, if there are any."""
        return edits

    @abstractmethod
    def weight(self, edit: E) -> int:
        """Return about how many characters an edit has on its way to a page."""

    @abstractmethod
    def content(self) -> Any:
        """Return all of it, as a page is told."""

    @property
    @abstractmethod
    def size(self) -> int:
        """About how many characters the content has on its way to a page."""

    def read_view(self, value: Any) -> Any:
        """Return the view that a page asked for; by default there is none but the whole.

        Raises
        ------
        TypeError, ValueError
            When it is none.
        """
        raise TypeError(f"it is shown whole, not in parts such as {value!r:.40}")

    def window(self, view: Any) -> Any:
        """Return the part of the content that a view shows; by default that is all.

        Parameters
        ----------
        view : object
            As `read_view` or `seen` returned it; None for the part that a page shows at first.
        """
        del view
        return self.content()

    def seen(self, edit: E, view: Any) -> tuple[E | None, Any]:
        """Return what an edit, just applied, changed in a view; by default it is the edit.

        What is outside of the view may be left out, as long as positions mean the same on both
        sides: it travels as a count.

        Returns
        -------
        tuple
            The edit, or None if the page need not know of it: then the page's own edits read
            the same with it and without it. And the view as it is now: what is before it may
            have moved it.
        """
        return edit, view

    def write(self, edit: E) -> Any:
        """Return an edit as JSON carries it to a page; by default it is one already."""
        return edit
