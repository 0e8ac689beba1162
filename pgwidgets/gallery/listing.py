"""The code of the widget in the middle, to read and to copy."""

from __future__ import annotations

from pgwidgets.errors import ClipboardError, NoAnswerError
from pgwidgets.gallery.piece import Piece
from pgwidgets.sync import Session
from pgwidgets.sync import Widgets as W  # noqa: N817  # as namespaces are called

MESSAGE_SECONDS = 5
"""How long it shows that the code was copied."""

APIS = ("Synchronous", "Asynchronous")


class Listing:
    """A program that makes the widget as it is now, for one API or the other.

    Parameters
    ----------
    session : Session

    Attributes
    ----------
    widget : VisualWidget
    """

    def __init__(self, session: Session) -> None:
        self.widget = W.VBox(session)
        # whose user's clipboard it is
        self._session = session
        # says what became of copying
        self._status = W.StatusBar(session)
        # what the code makes
        self._piece: Piece | None = None
        # for which API it is
        self._api = W.ComboBox(session, tooltip="The API that it is written for")
        for name in APIS:
            self._api.append_text(name)
        self._api.set_index(0)
        self._api.on("activated", self.refresh)
        # the code
        self._text = W.TextArea(session, editable=False, wrap=False)
        self._text.set_font(font="monospace")
        copy = W.Button(session, "Copy")
        copy.set_icon("pg:copy")
        copy.on("activated", self._copy)
        bar = W.HBox(session)
        bar.add_widget(self._api)
        bar.add_widget(W.Label(session), 1)
        bar.add_widget(copy)
        self.widget.add_widget(bar)
        self.widget.add_widget(self._text, 1)
        self.widget.add_widget(self._status)

    def show(self, piece: Piece) -> None:
        """Show the code of a widget."""
        self._piece = piece
        self.refresh()

    def refresh(self) -> None:
        """Write the code anew."""
        assert self._piece is not None  # something shows
        is_async = self._api.get_index() == APIS.index("Asynchronous")
        self._text.set_text(self._piece.code(is_async=is_async))

    def _copy(self) -> None:
        try:
            self._session.write_clipboard(self._text.get_text())
        except (ClipboardError, NoAnswerError) as error:
            self._status.set_message(str(error))
        else:
            self._status.set_message("Copied", MESSAGE_SECONDS)
