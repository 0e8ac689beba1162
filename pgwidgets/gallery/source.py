"""Scripts as the source of programs that a user copies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pgwidgets.gallery.script import Noted, NotedMethod, Script, Step, kind_of, noted_in

WIDTH = 88
"""Most columns of a line, but for a long text in it."""

INDENT = 4

SYNC = """\
from pgwidgets.sync import Application

app = Application()


@app.on_connect
def setup(session):
    W = session.get_widgets()
{body}


app.run()
"""

ASYNC = """\
import asyncio

from pgwidgets.async_ import Application

app = Application()


@app.on_connect
async def setup(session):
    W = session.get_widgets()
{body}


asyncio.run(app.run())
"""


@dataclass(frozen=True)
class Brackets:
    """Source that can be broken into lines: items between two brackets."""

    opening: str
    items: tuple[Source, ...]
    closing: str


Source = str | Brackets


def program(script: Script, names: Mapping[Noted, str], *, is_async: bool) -> str:
    """Return the source of a whole program, for one API or the other.

    Parameters
    ----------
    script : Script
    names : mapping
        What widgets are called; others are called by their class.
    is_async : bool
    """
    writer = Writer(script, names, is_async=is_async)
    body = "\n".join(" " * INDENT + line for line in writer.lines())
    return (ASYNC if is_async else SYNC).format(body=body)


class Writer:
    """Writes a script down, with names for those widgets that it speaks of again.

    Parameters
    ----------
    script : Script
    names : mapping
        Those of some.
    is_async : bool
        Whether its calls are awaited.
    """

    def __init__(self, script: Script, names: Mapping[Noted, str], *, is_async: bool) -> None:
        # the calls
        self._steps = script.steps
        # what comes before each
        self._await = "await " if is_async else ""
        # where widgets are written that are made where they are needed
        self._inline: dict[Noted, Step] = {}
        # what the others are called
        self._names = dict(names)
        self._choose_names()

    def lines(self) -> list[str]:
        """Return the lines of all calls."""
        lines: list[str] = []
        for step in self._steps:
            if step.result in self._inline:
                continue
            name = self._names.get(step.result) if step.result is not None else None
            lines += laid_out(self._call(step, f"{name} = " if name else ""))
        return lines

    def _choose_names(self) -> None:
        """Find out which widgets need a name: those that are spoken of more than once."""
        used = Counter(
            noted for step in self._steps for noted in noted_in([*step.args, step.options])
        )
        owners = {step.owner for step in self._steps}
        passed = {noted for step in self._steps for noted in _passed([*step.args, step.options])}
        taken: Counter[str] = Counter()
        for step in self._steps:
            made = step.result
            if made is None or made in self._names or (made not in owners and not used[made]):
                continue
            if step.owner is None and made not in owners and used[made] == 1 and made in passed:
                self._inline[made] = step
                continue
            stem = snake(kind_of(made))
            taken[stem] += 1
            self._names[made] = stem if taken[stem] == 1 else f"{stem}_{taken[stem]}"

    def _call(self, step: Step, prefix: str) -> Source:
        owner = "W" if step.owner is None else self._names[step.owner]
        items = [self._value(value, "") for value in step.args]
        items += [self._value(value, f"{name}=") for name, value in step.options.items()]
        return Brackets(f"{prefix}{self._await}{owner}.{step.name}(", tuple(items), ")")

    def _value(self, value: Any, prefix: str) -> Source:
        if isinstance(value, Noted):
            step = self._inline.get(value)
            return prefix + self._names[value] if step is None else self._call(step, prefix)
        if isinstance(value, NotedMethod):
            assert value.owner is not None  # a class is no argument
            return f"{prefix}{self._names[value.owner]}.{value.name}"
        if isinstance(value, Mapping):
            pairs = [self._value(item, f"{literal(key)}: ") for key, item in value.items()]
            return Brackets(prefix + "{", tuple(pairs), "}")
        if isinstance(value, list):
            return Brackets(prefix + "[", tuple(self._value(item, "") for item in value), "]")
        if isinstance(value, tuple):
            end = ",)" if len(value) == 1 else ")"
            return Brackets(prefix + "(", tuple(self._value(item, "") for item in value), end)
        return prefix + (value.__name__ if callable(value) else literal(value))


def snake(name: str) -> str:
    """Return a variable's name for a class: `spin_box` for `SpinBox`, `vbox` for `VBox`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z][A-Z])(?=[A-Z][a-z])", "_", name).lower()


def literal(value: Any) -> str:
    """Return a value as Python source, texts in double quotes where that is as easy to read."""
    text = repr(value)
    if isinstance(value, str) and '"' not in value and text.startswith("'"):
        return f'"{text[1:-1]}"'
    return text


def laid_out(source: Source, indent: int = 0, end: str = "") -> list[str]:
    """Return source in lines that are not too long, if it can be broken."""
    margin = " " * indent
    flat = _flat(source)
    if isinstance(source, str) or not source.items or len(margin + flat + end) <= WIDTH - INDENT:
        return [margin + flat + end]
    inner = ", ".join(_flat(item) for item in source.items)
    if len(margin + inner) + INDENT <= WIDTH - INDENT and "{" not in source.opening:
        lines = [f"{margin}{' ' * INDENT}{inner}"]
    else:
        lines = [line for item in source.items for line in laid_out(item, indent + INDENT, ",")]
    return [margin + source.opening, *lines, margin + source.closing.removeprefix(",") + end]


def _flat(source: Source) -> str:
    if isinstance(source, str):
        return source
    return source.opening + ", ".join(_flat(item) for item in source.items) + source.closing


def _passed(value: Any) -> set[Noted]:
    """Return the widgets that are arguments themselves, or in some, but not by a method."""
    if isinstance(value, Noted):
        return {value}
    parts = list(value.values()) if isinstance(value, Mapping) else value
    if not isinstance(parts, list | tuple):
        return set()
    return {noted for part in parts for noted in _passed(part)}
