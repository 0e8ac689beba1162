"""Controls by which a property is set: one for each type of values."""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from pgwidgets.catalog.colors import Color
from pgwidgets.catalog.hex_color import HexColor
from pgwidgets.catalog.picture import ICONS
from pgwidgets.catalog.style_values import StyleValue
from pgwidgets.catalog.types import (
    Boolean,
    Choice,
    Integer,
    List,
    Number,
    Optional,
    Picture,
    Text,
    Tuple,
    Type,
    Union,
)
from pgwidgets.gallery.properties import Property
from pgwidgets.sync import Session
from pgwidgets.sync import Widgets as W  # noqa: N817  # as namespaces are called

NOTHING = "None"
"""The item that stands for no choice."""

FAR = 1_000_000
"""How far numbers without bounds go here."""

MOST_DECIMALS = 2
"""Of numbers that have some."""

Change = Callable[[Any], None]
"""Gets the value that the user wants."""


class Control(Protocol):
    """A widget that shows a value, and by which a user changes it.

    Attributes
    ----------
    widget : VisualWidget
    label : str or None
        What stands beside it; None where the widget says it itself.
    """

    @property
    def widget(self) -> W.VisualWidget: ...

    @property
    def label(self) -> str | None: ...

    def show(self, value: Any) -> None:
        """Show a value."""


def control_for(session: Session, item: Property, change: Change) -> Control | None:
    """Return a control for a property, or None if a user can't write its values."""
    kind: Callable[[Session, Property, Change], Control] | None = None
    match plain_type(item):
        case Boolean():
            kind = Tick
        case Color() | HexColor():
            kind = ColorLine
        case Picture():
            kind = Pictures
        case Text() | StyleValue():
            kind = Line
        case Number() if not is_optional(item):
            kind = Count
        case other if choices_of(other):
            kind = Choices
        case other if is_literal(other):
            kind = Literal
    return None if kind is None else kind(session, item, change)


def is_optional(item: Property) -> bool:
    """Whether a property may have no value."""
    return isinstance(item.type, Optional)


def plain_type(item: Property) -> Type:
    """Return the type of the values that a property has if it has one."""
    return item.type.inner if isinstance(item.type, Optional) else item.type


def choices_of(values: Type) -> tuple[str, ...]:
    """Return the values of a type that has a few; beside them it may take others."""
    if isinstance(values, Union):
        return next(filter(None, map(choices_of, values.members)), ())
    return values.choices if isinstance(values, Choice) else ()


def is_literal(values: Type) -> bool:
    """Whether values of a type can be written as numbers, texts and lists of them."""
    match values:
        case Union():
            return any(map(is_literal, values.members))
        case Tuple():
            return all(map(is_literal, values.items))
        case Optional():
            return is_literal(values.inner)
        case List():
            return is_literal(values.item)
    return isinstance(values, Number | Text)


class Tick:
    """A check box."""

    label = None

    def __init__(self, session: Session, item: Property, change: Change) -> None:
        self.widget = W.CheckBox(session, item.key)
        self.widget.on("activated", change)

    def show(self, value: Any) -> None:
        self.widget.set_state(value)


class Choices:
    """A list of the values that there are."""

    def __init__(self, session: Session, item: Property, change: Change) -> None:
        self.label = item.key
        self.widget = W.ComboBox(session)
        nothing = [NOTHING] if is_optional(item) else []
        for choice in [*nothing, *choices_of(plain_type(item))]:
            self.widget.append_text(choice)
        self.widget.on("activated", lambda _, text: change(None if text in nothing else text))

    def show(self, value: Any) -> None:
        self.widget.set_text(NOTHING if value is None else str(value))


class Count:
    """A number to type, or to step."""

    def __init__(self, session: Session, item: Property, change: Change) -> None:
        values = plain_type(item)
        assert isinstance(values, Number)  # what it is for
        low = -FAR if values.minimum is None else values.minimum
        high = FAR if values.maximum is None else values.maximum
        self.label = item.key
        self.widget = W.SpinBox(
            session,
            dtype="int" if isinstance(values, Integer) else "float",
            min=low,
            max=high,
            step=0.05 if high - low <= 1 else 1,
        )
        self.widget.on("activated", lambda value: change(shortest(value)))

    def show(self, value: Any) -> None:
        self.widget.set_decimals(0 if value == int(value) else MOST_DECIMALS)
        self.widget.set_value(value)


class Line:
    """A text; where there may be none, an empty one stands for that."""

    def __init__(self, session: Session, item: Property, change: Change) -> None:
        empty = None if is_optional(item) else ""
        self.label = item.key
        self.widget = W.TextEntry(session)
        self.widget.on("modified", lambda text: change(text or empty))

    def show(self, value: Any) -> None:
        self.widget.set_text("" if value is None else str(value))


class Literal:
    """A number, or several in brackets, as in Python; an empty line stands for none."""

    def __init__(self, session: Session, item: Property, change: Change) -> None:
        self.label = item.key
        self.widget = W.TextEntry(session)
        self.widget.on("modified", lambda text: change(read(text)))

    def show(self, value: Any) -> None:
        text = value if isinstance(value, str) else repr(value)
        self.widget.set_text("" if value is None else text)


class Pictures:
    """The icons that are built in, or an address to type."""

    def __init__(self, session: Session, item: Property, change: Change) -> None:
        self.label = item.key
        self.widget = W.ComboBox(session, editable=True)
        for name in ICONS:
            self.widget.append_text(name)
        self.widget.on("activated", lambda _, text: change(text or None))

    def show(self, value: Any) -> None:
        self.widget.set_text(value or "")


class ColorLine:
    """A color to type, or to choose in a dialog."""

    def __init__(self, session: Session, item: Property, change: Change) -> None:
        self.label = item.key
        self.widget = W.HBox(session)
        # where it is typed
        self._entry = W.TextEntry(session, tooltip=item.key)
        # gets what was chosen
        self._change = change
        opening = W.Button(session, "Choose…")
        self.widget.add_widget(self._entry, 1)
        self.widget.add_widget(opening)
        self._entry.on("modified", lambda text: change(text or None))
        opening.on("activated", self._choose)

    def show(self, value: Any) -> None:
        self._entry.set_text(value or "")

    def _choose(self) -> None:
        # nothing else is done meanwhile, so that the control lives as long as it
        dialog = W.ColorDialog(self.widget.session, title=self.label, modal=True)
        # a color that is written in another way says nothing to it
        with suppress(ValueError):
            dialog.set_color(self._entry.get_text())
        dialog.on("pick", self._pick)
        for action in ("activated", "close"):
            dialog.on(action, dialog.destroy)
        dialog.popup()

    def _pick(self, color: str) -> None:
        self.show(color)
        self._change(color)


def shortest(number: float) -> float:
    """Return a whole number without a fraction, as one writes it."""
    return int(number) if number == int(number) else number


def read(text: str) -> Any:
    """Return what a text means in Python; the text itself if that is nothing."""
    if not text.strip():
        return None
    try:
        return ast.literal_eval(text.strip())
    except (SyntaxError, ValueError):
        return text
