"""The classes to write, and how their constructors and methods are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import State, Widget
from pgwidgets.catalog.methods import (
    REQUIRED,
    Compute,
    Getter,
    Method,
    Parameter,
    Query,
    Setter,
    Show,
)
from pgwidgets.catalog.registry import declarations
from pgwidgets.catalog.types import NUMBER, SECONDS, Choice, Optional, Type

KEEP = "KEEP"
"""How generated code writes the default of an argument that keeps the property's value."""


@dataclass(frozen=True)
class Argument:
    """An argument as it is written in a signature.

    Attributes
    ----------
    name, type, doc : str, Type, str
    default : str or None
        Python source; None for an argument that must be given.
    """

    name: str
    type: Type
    doc: str
    default: str | None

    @property
    def described_type(self) -> str:
        """The type as numpy's style writes it: `{"a", "b"}` for a choice."""
        return re.sub(r"Literal\[([^\]]*)\]", r"{\1}", self.type.python)


LOOK = tuple(
    Argument(name, Optional(type_), doc, "None")
    for name, type_, doc in (
        ("height", NUMBER, "Of the frame in px, if it is to be shown in a cell's output."),
        ("width", NUMBER, "Likewise; with a height alone, it is all the width there is."),
        ("how", Choice("iframe", "tab", "link"), "In the output, in a tab, or as a link to that."),
    )
)
"""What says how a notebook shows a widget."""


QUERY_LIMIT = "In seconds; by default the application's `answer_timeout`."
"""What the last argument of each method that asks a page means."""


def ancestry(widget: Widget) -> list[Widget]:
    """Return the class's bases, the root first, and itself."""
    inherited = ancestry(widget.base) if widget.base is not None else []
    return [*inherited, widget]


def classes() -> list[Widget]:
    """Return all classes and their bases, each after its own base."""
    found: dict[str, Widget] = {}
    for widget in declarations().values():
        for one in ancestry(widget):
            found.setdefault(one.name, one)
    return list(found.values())


def offered(widgets: Sequence[Widget]) -> list[Widget]:
    """Return those that programs use."""
    return [widget for widget in widgets if not widget.internal]


def literal(value: Any) -> str:
    """Write a default value as Python source, in the formatter's style.

    A list becomes a tuple: a default must not be changeable.
    """
    if isinstance(value, str):
        text = repr(value)
        return text if '"' in text else '"' + text[1:-1] + '"'
    if isinstance(value, list | tuple):
        items = ", ".join(literal(item) for item in value)
        return f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, dict):
        raise TypeError(f"a default must not be a dict, for it could be changed: {value!r}")
    return repr(value)


def argument_of_state(state: State) -> Argument:
    """Return the constructor's argument for a property."""
    return Argument(state.key, state.type, state.doc, literal(state.default))


def argument_of_parameter(parameter: Parameter, keeps: bool) -> Argument:
    """Return a method's argument; one that `keeps` may be left out."""
    default = KEEP if keeps else None
    if parameter.default is not REQUIRED:
        default = literal(parameter.default)
    return Argument(parameter.name, parameter.type, parameter.doc, default)


def declared_arguments(widget: Widget, method: Method) -> list[Argument]:
    """Return the arguments that a method's declaration names: those that pages are told."""
    parameters = widget.parameters_of(method)
    keeps = isinstance(method, Setter) and len(parameters) > 1
    return [argument_of_parameter(parameter, keeps) for parameter in parameters]


def arguments_of(widget: Widget, method: Method) -> list[Argument]:
    """Return a method's arguments, with those that are for Python alone."""
    arguments = declared_arguments(widget, method)
    if isinstance(method, Show):
        arguments += LOOK
    if isinstance(method, Query):
        limit = Optional(SECONDS)
        arguments.append(Argument("timeout", limit, QUERY_LIMIT, literal(method.timeout)))
    return arguments


def returned_by(widget: Widget, method: Method) -> Type | None:
    """Return the type of a method's result, or None."""
    if isinstance(method, Getter):
        return widget.all_states[method.key].type
    return method.returns


def reads(method: Method) -> bool:
    """Whether the method only reads, so that Python answers it at once."""
    return isinstance(method, Getter | Compute)


def public_methods(methods: Sequence[Method]) -> list[Method]:
    """Return those that programs may call."""
    return [method for method in methods if not method.internal]


def public_callbacks(widget: Widget) -> Iterator[Callback]:
    """Yield those that programs may register, inherited ones first."""
    for callback in widget.all_callbacks.values():
        if not callback.internal:
            yield callback


def call_of(callback: Callback) -> str:
    """Write a callback with the arguments that a handler gets, as in `activated(value)`."""
    required = len(callback.arguments) - callback.optional
    names = [argument.name for argument in callback.arguments[:required]]
    names += [f"{argument.name}=…" for argument in callback.arguments[required:]]
    return f"{callback.name}({', '.join(names)})"
