"""The panel with the properties of the widget in the middle."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from pgwidgets.errors import WidgetDestroyedError
from pgwidgets.gallery.controls import Control, control_for
from pgwidgets.gallery.piece import Piece
from pgwidgets.gallery.properties import Property
from pgwidgets.sync import Session
from pgwidgets.sync import Widgets as W  # noqa: N817  # as namespaces are called

OWN = "Its own"
COMMON = "Of every widget"


class Options:
    """Forms with a control for each property.

    Parameters
    ----------
    session : Session
    changed : callable
        Called when a property was changed: with whether the widget was made anew.

    Attributes
    ----------
    widget : VisualWidget
    """

    def __init__(self, session: Session, changed: Callable[[bool], None]) -> None:
        self.widget = W.ScrollArea(session, hscrollbar="off")
        # where the forms are made
        self._session = session
        # told of each change
        self._changed = changed
        # whose properties show
        self._piece: Piece | None = None
        # by property the form that it is in, and its control
        self._controls: dict[Property, tuple[W.Form, Control]] = {}
        # the two forms
        self._forms: W.VBox | None = None

    def show(self, piece: Piece) -> None:
        """Show the properties of a widget."""
        if self._forms is not None:
            self._forms.destroy()
        self._piece = piece
        self._controls.clear()
        own = [item for item in piece.properties if not item.is_common]
        common = [item for item in piece.properties if item.is_common]
        self._forms = W.VBox(self._session)
        for title, items in ((OWN, own), (COMMON, common)):
            form = self._form(items)
            if form.num_children() > 0:
                expander = W.Expander(self._session, title=title)
                expander.set_widget(form)
                expander.set_collapsed(items is common and bool(own))
                self._forms.add_widget(expander)
        self.widget.set_widget(self._forms)

    def refresh(self, items: Iterable[Property]) -> None:
        """Show what properties are now."""
        assert self._piece is not None  # something shows
        for item in items:
            if item in self._controls:
                self._controls[item][1].show(self._piece.value(item))

    def _form(self, items: list[Property]) -> W.Form:
        assert self._piece is not None  # something shows
        form = W.Form(self._session)
        for item in items:
            control = control_for(self._session, item, partial(self._set, item))
            if control is not None:
                control.widget.set_tooltip(item.doc)
                form.add_field(control.label, control.widget)
                control.show(self._piece.value(item))
                self._controls[item] = (form, control)
        return form

    def _set(self, item: Property, value: Any) -> None:
        """Do what the user wants; where the widget refuses it, say why beside the control."""
        piece = self._piece
        assert piece is not None  # something shows
        form, control = self._controls[item]
        try:
            is_new = piece.set(item, value)
        except (TypeError, ValueError) as error:
            form.set_error(control.widget, str(error))
        except WidgetDestroyedError:
            form.set_error(control.widget, "The widget was closed: reset it.")
        else:
            form.set_error(control.widget, None)
            self._changed(is_new)
