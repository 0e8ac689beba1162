"""The log of what the widget in the middle tells the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.generate.listing import public_callbacks
from pgwidgets.catalog.types import shorten
from pgwidgets.gallery.piece import Piece
from pgwidgets.sync import Session
from pgwidgets.sync import Widgets as W  # noqa: N817  # as namespaces are called

MOST_LINES = 500
"""So many events are kept."""


class Events:
    """A line for each callback, with its arguments.

    Parameters
    ----------
    session : Session
    came : callable
        Told of each callback, after it is in the log.

    Attributes
    ----------
    widget : VisualWidget
    """

    def __init__(self, session: Session, came: Callable[[Callback], None]) -> None:
        self.widget = W.VBox(session)
        # told of each callback
        self._came = came
        # whose callbacks show
        self._subject: Any = None
        # the lines
        self._log = W.TextArea(session, editable=False, wrap=False, follow_end=True)
        self._log.set_font(font="monospace")
        self._log.set_limit(MOST_LINES)
        clear = W.Button(session, "Clear")
        clear.on("activated", self._log.clear)
        bar = W.HBox(session)
        bar.add_widget(W.Label(session, "Callbacks, as they come"), 1)
        bar.add_widget(clear)
        self.widget.add_widget(bar)
        self.widget.add_widget(self._log, 1)

    def show(self, piece: Piece) -> None:
        """Log the callbacks of a widget, in the place of another's."""
        self._log.clear()
        self.watch(piece)

    def watch(self, piece: Piece) -> None:
        """Go on with the callbacks of a widget that was made anew."""
        self._subject = piece.subject
        for callback in public_callbacks(piece.declaration):
            piece.subject.on(
                callback.name,
                lambda *args, callback=callback, subject=piece.subject: self._add(
                    subject, callback, args
                ),
            )

    def _add(self, subject: Any, callback: Callback, args: tuple[Any, ...]) -> None:
        if subject is not self._subject:
            # of a widget that has gone meanwhile
            return
        names = [argument.name for argument in callback.arguments]
        given = [f"{name}={shorten(value)}" for name, value in zip(names, args, strict=False)]
        self._log.append_text(f"{callback.name}({', '.join(given)})\n")
        self._came(callback)
