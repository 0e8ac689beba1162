"""Docstrings in numpy's style, from the texts of declarations."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterable, Sequence

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.generate.listing import (
    KEEP,
    Argument,
    argument_of_state,
    call_of,
    public_callbacks,
)

WIDTH = 100

Entry = tuple[str, Sequence[str]]
"""A line of a section, and the lines that explain it."""


def sentences(text: str) -> tuple[str, str]:
    """Split a text after its first sentence."""
    first, *rest = re.split(r"(?<=[.!?])\s+(?=[A-Z`'\"(])", " ".join(text.split()), maxsplit=1)
    return first, rest[0] if rest else ""


def wrapped(text: str, indent: int) -> list[str]:
    """Wrap a text so that it fits when indented by so many columns."""
    return textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)


def section(title: str, entries: Iterable[Entry]) -> list[str]:
    """Write a section, with a blank line before it; nothing when it is empty."""
    lines = []
    for head, body in entries:
        lines.append(head)
        lines.extend(f"    {line}" if line else "" for line in body)
    return ["", title, "-" * len(title), *lines] if lines else []


def entry_of(argument: Argument, indent: int) -> Entry:
    """Write an argument of a signature."""
    head = f"{argument.name} : {argument.described_type}"
    if argument.default == KEEP:
        head += ", optional"
    elif argument.default is not None:
        head += f", default {argument.default}"
    return head, wrapped(argument.doc, indent + 4)


def entry_of_callback(callback: Callback, indent: int) -> Entry:
    """Write a callback and what its handler gets."""
    lines = wrapped(callback.doc, indent + 4)
    described = [argument for argument in callback.arguments if argument.doc]
    if described:
        lines.append("")
    for argument in described:
        text = f"- `{argument.name}` ({argument.type.returned}): {argument.doc}"
        first, *rest = wrapped(text, indent + 6)
        lines += [first, *(f"  {line}" for line in rest)]
    return call_of(callback), lines


def prompted(source: str) -> list[str]:
    """Write source lines as an interactive session shows them."""
    starts = {statement.lineno for statement in ast.parse(source).body}
    return [
        f"{'>>>' if number in starts else '...'} {line}".rstrip()
        for number, line in enumerate(source.splitlines(), start=1)
    ]


def opening(text: str, indent: int) -> list[str]:
    """Write the summary line, and what follows it."""
    summary, rest = sentences(text)
    return [summary, "", *wrapped(rest, indent)] if rest else [summary]


def class_docstring(widget: Widget) -> list[str]:
    """Write the docstring of a widget class, without its quotes."""
    lines = opening(widget.doc, 4)
    if not widget.abstract:
        states = [*widget.arguments, *widget.options]
        entries = [("session : Session", ["The session that it belongs to."])]
        entries += [
            (head, list(body))
            for head, body in (entry_of(argument_of_state(state), 4) for state in states)
        ]
        entries.append(("**setters", ["Any other `name=value` is applied as `set_name(value)`."]))
        lines += section("Parameters", entries)
    lines += section(
        "Callbacks", (entry_of_callback(callback, 4) for callback in public_callbacks(widget))
    )
    example = widget.example.strip("\n")
    return lines + section("Examples", [(line, []) for line in prompted(example)])


def quoted(lines: Sequence[str], indent: int) -> list[str]:
    """Put a docstring's lines into quotes."""
    margin = " " * indent
    prefix = 'r"""' if any("\\" in line for line in lines) else '"""'
    if len(lines) == 1:
        return [f'{margin}{prefix}{lines[0]}"""']
    body = [f"{margin}{line}" if line else "" for line in lines[1:]]
    return [f"{margin}{prefix}{lines[0]}", *body, f'{margin}"""']
