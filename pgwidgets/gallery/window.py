"""The gallery's page: a list of all classes, one widget, and what there is to do with it."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget
from pgwidgets.gallery.arrangement import Arrangement
from pgwidgets.gallery.contents import Contents, grouped
from pgwidgets.gallery.events import Events
from pgwidgets.gallery.listing import Listing
from pgwidgets.gallery.options import Options
from pgwidgets.gallery.piece import Piece
from pgwidgets.gallery.stage import Stage
from pgwidgets.sync import Session
from pgwidgets.sync import Widgets as W  # noqa: N817  # as namespaces are called


def build(session: Session) -> None:
    """Show the gallery in a session.

    Examples
    --------
    >>> app.on_connect(build)  # doctest: +SKIP
    """
    Gallery(session)


class Gallery:
    """The parts of the gallery, and what they tell one another.

    Parameters
    ----------
    session : Session
    """

    def __init__(self, session: Session) -> None:
        # where all widgets are made
        self._session = session
        # what shows
        self._piece: Piece | None = None
        page = W.Page(session)
        # the list
        self._contents = Contents(session, self._choose)
        # the widget
        self._stage = Stage(session, page, self._reset)
        # what can be set of it
        self._options = Options(session, self._change)
        # what it tells
        self._events = Events(session, self._follow)
        # what makes it
        self._listing = Listing(session)
        others = {
            "Widgets": self._contents.widget,
            "Options": self._options.widget,
            "Code": self._listing.widget,
            "Events": self._events.widget,
        }
        # where they are
        self._arrangement = Arrangement(session, self._stage.widget, others)
        page.set_widget(self._arrangement.widget)
        first = next(iter(grouped().values()))[0]
        self._contents.select(first)
        self._choose(first)

    def _choose(self, declaration: Widget) -> None:
        """Show a widget of a class."""
        former = self._piece
        if former is not None and former.declaration is declaration:
            return
        self._piece = Piece(self._session, declaration)
        self._stage.show(self._piece)
        self._options.show(self._piece)
        self._events.show(self._piece)
        self._listing.show(self._piece)
        if former is not None:
            former.end()
            # a window in an area has it now
            self._contents.widget.set_focus()

    def _reset(self) -> None:
        """Show the widget as it was at first."""
        assert self._piece is not None  # from the beginning on
        self._piece.reset()
        self._stage.place(self._piece)
        self._options.show(self._piece)
        self._events.watch(self._piece)
        self._listing.refresh()

    def _change(self, is_new: bool) -> None:
        """Show what the user has changed; for some changes the widget was made anew."""
        assert self._piece is not None  # from the beginning on
        if is_new:
            self._stage.place(self._piece)
            self._events.watch(self._piece)
        self._listing.refresh()

    def _follow(self, callback: Callback) -> None:
        """Show what the user has changed by operating the widget."""
        assert self._piece is not None  # from the beginning on
        changed = self._piece.follow(callback)
        if changed:
            self._options.refresh(changed)
            self._listing.refresh()
