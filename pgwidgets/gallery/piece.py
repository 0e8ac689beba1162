"""One widget of the gallery: what was changed of it, and the code that makes it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.containers import CONTAINER
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.generate.listing import public_callbacks
from pgwidgets.catalog.registry import offered
from pgwidgets.errors import WidgetDestroyedError
from pgwidgets.gallery import samples, source
from pgwidgets.gallery.properties import Property, properties_of
from pgwidgets.gallery.script import Noted, Script, kind_of
from pgwidgets.sync import Session
from pgwidgets.sync.widget import Widget as AnyWidget

WINDOW_SIZE = (420, 320)
"""Of the window in the code that a user copies, in px."""


class Piece:
    """A widget of a class, made as its sample says, with the changes of the gallery's user.

    Parameters
    ----------
    session : Session
    declaration : Widget
        Of the class.

    Attributes
    ----------
    subject : Widget
        The widget that it is about.
    shown : VisualWidget
        That, or what holds it.
    """

    subject: Any
    shown: Any

    def __init__(self, session: Session, declaration: Widget) -> None:
        self.declaration = declaration
        # where it is made
        self._session = session
        # how it is made, what of that it is about, and what shows
        self._script, self._subject, self._shown = samples.noted(declaration)
        # what its user wants otherwise
        self._changes: dict[Property, Any] = {}
        # all that was made, by what stands for it
        self._made: dict[Noted, AnyWidget] = {}
        is_constructed = self._script.maker(self._subject) is not None
        self.properties = [
            item for item in properties_of(declaration) if is_constructed or item.setter is not None
        ]
        self.make()

    @property
    def fills(self) -> bool:
        """Whether it fills the page."""
        return self._shown_declaration.fills

    @property
    def is_window(self) -> bool:
        """Whether it lies in the page by itself."""
        return self._shown_declaration.rules.window or self.fills

    def make(self) -> None:
        """Make the widget, in the place of the one that is there."""
        made: dict[Noted, AnyWidget] = {}
        try:
            self._changed().run(self._session.get_widgets(), made)
        except (TypeError, ValueError):
            end(made)
            raise
        self.end()
        self._made = made
        self.subject, self.shown = made[self._subject], made[self._shown]

    def end(self) -> None:
        """Destroy all that was made."""
        end(self._made)

    def reset(self) -> None:
        """Make the widget anew, as it was at first."""
        self._changes.clear()
        self.make()

    def value(self, item: Property) -> Any:
        """Return what a property is now."""
        if item.getter is not None:
            return getattr(self.subject, item.getter)()
        return self._changes.get(item, self._script.value(self._subject, item))

    def set(self, item: Property, value: Any) -> bool:
        """Give a property another value; returns whether that took another widget.

        Raises
        ------
        TypeError, ValueError
            When the widget doesn't take it; nothing is changed then.
        WidgetDestroyedError
            When its user has closed it.
        """
        if item.setter is not None:
            change = getattr(self.subject, item.setter)
            if item.parameter is None:
                change(value)
            else:
                change(**{item.parameter: value})
            self._changes[item] = value
            return False
        before = dict(self._changes)
        self._changes[item] = value
        try:
            self.make()
        except (TypeError, ValueError):
            self._changes = before
            raise
        return True

    def follow(self, callback: Callback) -> list[Property]:
        """Keep what its user changed by operating it; returns those properties."""
        items = [
            item
            for item in self.properties
            if item.key in callback.keys and item.getter is not None
        ]
        # a window that was closed may have gone
        with suppress(WidgetDestroyedError):
            self._changes |= {item: self.value(item) for item in items}
        return items

    def code(self, *, is_async: bool) -> str:
        """Return a program that shows the widget as it is, for one API or the other."""
        script = self._changed()
        callback = principal(self.declaration)
        if callback is not None:
            script.note(self._subject, "on", (callback.name, print), {})
        if self._shown_declaration.rules.window:
            script.note(self._shown, "show", (), {})
        names: dict[Noted, str] = {}
        if not self.is_window:
            title = self.declaration.name
            given = {"title": title, "resizable": True, "widget": self._shown}
            top = script.make("TopLevel", given)
            names[top] = "top"
            script.note(top, "resize", WINDOW_SIZE, {})
            script.note(top, "show", (), {})
        return source.program(script, names, is_async=is_async)

    @property
    def _shown_declaration(self) -> Widget:
        return offered()[kind_of(self._shown)]

    def _changed(self) -> Script:
        return self._script.changed(self._subject, self._changes)


def end(made: dict[Noted, AnyWidget]) -> None:
    """Destroy widgets, and forget them."""
    for widget in made.values():
        # with what held it, some have gone already
        with suppress(WidgetDestroyedError):
            widget.destroy()
    made.clear()


def principal(declaration: Widget) -> Callback | None:
    """Return the callback that programs handle first: one that comes once, if there is any."""
    own = [
        callback
        for callback in public_callbacks(declaration)
        if callback.name not in CONTAINER.all_callbacks
    ]
    return next((callback for callback in own if not callback.continuous), next(iter(own), None))
