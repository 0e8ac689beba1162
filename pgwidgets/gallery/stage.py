"""Where the widget shows that the gallery is about."""

from __future__ import annotations

from collections.abc import Callable

from pgwidgets.catalog.generate.docstring import sentences
from pgwidgets.gallery.piece import Piece
from pgwidgets.sync import Session
from pgwidgets.sync import Widgets as W  # noqa: N817  # as namespaces are called

NAME_SIZE = 18
"""Of the font of the name, in px."""


class Stage:
    """The widget, under its name; for one that lies in the page by itself, what opens it.

    Parameters
    ----------
    session : Session
    page : Page
        The gallery's, which makes room for another.
    reset : callable
        Called when the user wants the widget as it was at first.

    Attributes
    ----------
    widget : VisualWidget
    """

    def __init__(self, session: Session, page: W.Page, reset: Callable[[], None]) -> None:
        self.widget = W.VBox(session)
        # the gallery's page
        self._page = page
        # what shows
        self._piece: Piece | None = None
        # what the class is called
        self._name = W.Label(session)
        self._name.set_font(size=NAME_SIZE, weight="bold")
        # what it is
        self._doc = W.Label(session)
        # where the widget is
        self._place = W.Frame(session)
        # in the place of a window
        self._opener = W.VBox(session, align="start")
        self._opener.add_widget(W.Label(session, "It lies in the page by itself."))
        opening = W.Button(session, "Open it")
        opening.on("activated", self._open)
        self._opener.add_widget(opening)
        # the way back from another page
        self._return = W.TopLevel(session, title="Gallery")
        back = W.Button(session, "Back to the gallery")
        self._return.set_widget(back)
        back.on("activated", self._come_back)
        self._return.on("close", self._come_back)
        again = W.Button(session, "Reset")
        again.on("activated", reset)
        head = W.HBox(session)
        head.add_widget(self._name, 1)
        head.add_widget(again)
        for part in (head, self._doc):
            self.widget.add_widget(part)
        self.widget.add_widget(self._place, 1)

    def show(self, piece: Piece) -> None:
        """Show a widget."""
        self._name.set_text(piece.declaration.name)
        doc = piece.declaration.doc.replace("`", "")
        self._doc.set_text(sentences(doc)[0])
        self._doc.set_tooltip(doc)
        self.place(piece)

    def place(self, piece: Piece) -> None:
        """Show a widget that was made anew."""
        self._piece = piece
        if piece.fills:
            piece.shown.hide()
        self._place.set_widget(self._opener if piece.is_window else piece.shown)

    def _open(self) -> None:
        assert self._piece is not None  # it has the button
        self._piece.shown.show()
        if self._piece.fills:
            self._page.hide()
            self._return.show()

    def _come_back(self) -> None:
        assert self._piece is not None  # it was opened
        self._piece.shown.hide()
        self._return.hide()
        self._page.show()
