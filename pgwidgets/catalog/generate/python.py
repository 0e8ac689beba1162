"""The widget classes of `pgwidgets.sync.Widgets` and `pgwidgets.async_.Widgets`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.generate.docstring import (
    WIDTH,
    Entry,
    class_docstring,
    entry_of,
    opening,
    quoted,
    section,
)
from pgwidgets.catalog.generate.listing import (
    Argument,
    argument_of_state,
    arguments_of,
    classes,
    offered,
    public_methods,
    reads,
    returned_by,
)
from pgwidgets.catalog.methods import Ask, Method, Query, Show


@dataclass(frozen=True)
class Surface:
    """One of the two ways to call.

    Attributes
    ----------
    package : str
        The package that the module is written for.
    doc : str
        The module's docstring after its first line.
    operation : bool
        Whether methods return an operation to await rather than wait themselves.
    """

    package: str
    doc: str
    operation: bool


SYNC = Surface(
    "pgwidgets.sync",
    "A method that changes something has done so when it returns. Outside of handlers, cells and\n"
    "batches it also waits until a page has answered.",
    operation=False,
)
ASYNC = Surface(
    "pgwidgets.async_",
    "A method that changes something returns an operation that is under way already; awaiting it\n"
    "waits until a page has answered. Methods that only read return the value itself.",
    operation=True,
)


ASK_ERRORS: list[Entry] = [
    ("TimeoutError", ["When the user has done nothing in time."]),
    ("WidgetDestroyedError, SessionClosedError", ["When it goes meanwhile."]),
    ("NoViewerError", ["In a notebook that runs with nobody looking."]),
]
QUERY_ERRORS: list[Entry] = [
    (
        "NoBrowserError, BrowserLeftError",
        ["When no browser is connected, or the one that was asked leaves."],
    ),
    ("AnswerTimeoutError", ["When none answers in time."]),
    ("WrongAnswerError, BrowserError", ["When a page answers something else, or fails."]),
    ("WidgetDestroyedError, SessionClosedError", ["When it goes meanwhile."]),
]


ENTRIES: dict[type[Method], str] = {Ask: "_ask", Query: "_query", Show: "_show"}
"""The functions of the hand-written base that do more than `_run`."""


def exploded(before: str, items: Sequence[str], after: str) -> list[str]:
    """Write a call or a signature on one line, or with an item per line where that is too long."""
    line = f"{before}({', '.join(items)}){after}"
    if len(line) <= WIDTH:
        return [line]
    margin = " " * (len(before) - len(before.lstrip()) + 4)
    return [f"{before}(", *(f"{margin}{item}," for item in items), f"{margin[:-4]}){after}"]


def signature(arguments: Sequence[Argument]) -> list[str]:
    """Write arguments for a `def`."""
    return [
        f"{argument.name}: {argument.type.python}"
        + (f" = {argument.default}" if argument.default is not None else "")
        for argument in arguments
    ]


def passed(arguments: Sequence[Argument]) -> list[str]:
    """Write arguments for a call."""
    return [f"{argument.name}={argument.name}" for argument in arguments]


def constructor(widget: Widget) -> list[str]:
    """Write `__init__`."""
    positional = [argument_of_state(state) for state in widget.arguments]
    keyword = [argument_of_state(state) for state in widget.options]
    # positional only, so that a type checker can tell it from the setters
    taken = ["self", "session: Session", "/", *signature(positional)]
    if keyword:
        taken += ["*", *signature(keyword)]
    taken.append("**setters: Any")
    given = ["session", *passed([*positional, *keyword]), "**setters"]
    return [
        *exploded("    def __init__", taken, " -> None:"),
        *exploded("        super().__init__", given, ""),
    ]


def results(surface: Surface, widget: Widget, method: Method) -> tuple[str, list[Entry]]:
    """Write what a method returns: the annotation, and the entry of its docstring."""
    returned = returned_by(widget, method)
    written = returned.returned if returned is not None else "None"
    if surface.operation and isinstance(method, Ask):
        text = "Open already; awaiting it waits for the user."
        return f"Operation[{written}]", [(f"Operation[{written}]", [text])]
    if surface.operation and isinstance(method, Query):
        text = "Asked already; awaiting it returns the answer."
        return f"Operation[{written}]", [(f"Operation[{written}]", [text])]
    if surface.operation and not reads(method):
        text = "Under way already; awaiting it waits until a page has answered."
        return f"Operation[{written}]", [(f"Operation[{written}]", [text])]
    return written, [(written, [])] if returned is not None else []


def method_lines(surface: Surface, widget: Widget, method: Method) -> list[str]:
    """Write a method."""
    arguments = arguments_of(widget, method)
    annotation, returns = results(surface, widget, method)
    lines = opening(method.doc, 8)
    lines += section("Parameters", (entry_of(argument, 8) for argument in arguments))
    lines += section("Returns", returns)
    if isinstance(method, Query):
        lines += section("Raises", QUERY_ERRORS)
    if isinstance(method, Ask):
        lines += section("Raises", ASK_ERRORS)
    statement = "" if annotation == "None" else "return "
    entry = "_read" if reads(method) else ENTRIES.get(type(method), "_run")
    given = [f'"{method.name}"', *passed(arguments)]
    if isinstance(method, Query):
        # how long to wait is for Python alone
        given = [given[0], "timeout", *given[1:-1]]
    return [
        *exploded(f"    def {method.name}", ["self", *signature(arguments)], f" -> {annotation}:"),
        *quoted(lines, 8),
        *exploded(f"        {statement}self.{entry}", given, ""),
    ]


def class_lines(surface: Surface, widget: Widget) -> list[str]:
    """Write a class."""
    base = widget.base.name if widget.base is not None else "object"
    lines = [f"class {widget.name}({base}):", *quoted(class_docstring(widget), 4)]
    if not widget.abstract:
        lines += ["", f'    _kind: ClassVar[str] = "{widget.name}"', "", *constructor(widget)]
    for method in public_methods(widget.methods):
        lines += ["", *method_lines(surface, widget, method)]
    return lines


def namespace_lines(widgets: Sequence[Widget]) -> list[str]:
    """Write the class whose attributes make widgets for one session."""
    return [
        "class WidgetNamespace(Namespace):",
        '    """Every widget class, bound to one session (`session.get_widgets()`)."""',
        "",
        *(f"    {widget.name} = factory({widget.name})" for widget in widgets),
    ]


def import_lines(surface: Surface, code: str) -> list[str]:
    """Write the imports that the code needs."""
    abstract = [name for name in ("Callable", "Mapping", "Sequence") if f"{name}[" in code]
    typing = [name for name in ("Any", "ClassVar", "Literal") if name in code]
    lines = ["from __future__ import annotations", ""]
    if "os.PathLike" in code:
        lines.append("import os")
    if abstract:
        lines.append(f"from collections.abc import {', '.join(abstract)}")
    lines += [f"from typing import {', '.join(['TYPE_CHECKING', *typing])}", ""]
    own = [f"from {surface.package}.widget import KEEP, Namespace, Widget, factory"]
    if surface.operation:
        own.append(f"from {surface.package}.operation import Operation")
    if "| Buffer" in code:
        own.append("from pgwidgets.model.buffer import Buffer")
    return [
        *lines,
        *sorted(own),
        "",
        # the application's module needs this one
        "if TYPE_CHECKING:",
        f"    from {surface.package}.application import Session",
        "",
    ]


def module(surface: Surface) -> str:
    """Return the source of a surface's `Widgets` module."""
    # the root is written by hand, in the surface
    widgets = [widget for widget in classes() if widget.base is not None]
    concrete = sorted(
        (widget for widget in offered(widgets) if not widget.abstract),
        key=lambda widget: widget.name,
    )
    blocks = [class_lines(surface, widget) for widget in widgets]
    blocks.append(namespace_lines(concrete))
    code = "\n\n\n".join("\n".join(block) for block in blocks)
    names = sorted([*(widget.name for widget in offered(widgets)), "WidgetNamespace"])
    head = [
        '"""The widget classes.',
        "",
        surface.doc,
        "",
        "Generated by `make generate` from the catalog; do not edit.",
        '"""',
        "",
        *import_lines(surface, code),
        "__all__ = [",
        *(f'    "{name}",' for name in names),
        "]",
    ]
    return "\n".join(head) + "\n\n\n" + code + "\n"
