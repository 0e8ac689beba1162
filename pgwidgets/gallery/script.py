"""What a program does with widgets, noted: to be run in a session, and to be written as code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pgwidgets.catalog.registry import offered
from pgwidgets.catalog.types import Reference
from pgwidgets.gallery.properties import Property


class Noted:
    """Stands for a widget that a script makes; calls of its methods are noted.

    Parameters
    ----------
    script : Script
    kind : str
        The name of its class.
    """

    def __init__(self, script: Script, kind: str) -> None:
        # where calls are noted
        self._script = script
        # the name of its class
        self._kind = kind

    def __getattr__(self, name: str) -> NotedMethod:
        return NotedMethod(self._script, self, name)


class Notes:
    """Stands for what `session.get_widgets()` returns; the widgets that are made are noted."""

    def __init__(self, script: Script) -> None:
        # where they are noted
        self._script = script

    def __getattr__(self, kind: str) -> NotedMethod:
        return NotedMethod(self._script, None, kind)


@dataclass(frozen=True)
class NotedMethod:
    """A method of a noted widget; without an owner, a class. Calling it notes the call."""

    script: Script
    owner: Noted | None
    name: str

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.script.note(self.owner, self.name, args, options)


@dataclass(frozen=True, eq=False)
class Step:
    """A call.

    Attributes
    ----------
    owner : Noted or None
        Whose method is called; None where a widget is made.
    name : str
        Of the method, or of the class.
    args, options
        The arguments; what is noted may be among them.
    result : Noted or None
        What it returns, if that is a widget.
    """

    owner: Noted | None
    name: str
    args: tuple[Any, ...]
    options: Mapping[str, Any]
    result: Noted | None


class Script:
    """Calls in their order.

    Parameters
    ----------
    steps : sequence of Step
    """

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        self.steps = list(steps)

    def note(
        self, owner: Noted | None, name: str, args: tuple[Any, ...], options: Mapping[str, Any]
    ) -> Noted | None:
        """Add a call, and return what stands for its result."""
        kind = name if owner is None else _kind_returned(kind_of(owner), name)
        result = None if kind is None else Noted(self, kind)
        self.steps.append(Step(owner, name, args, options, result))
        return result

    def make(self, kind: str, options: Mapping[str, Any]) -> Noted:
        """Note that a widget is made, and return what stands for it."""
        made = self.note(None, kind, (), options)
        assert made is not None  # as a class makes one
        return made

    def run(self, classes: Any, made: dict[Noted, Any]) -> None:
        """Do what was noted with the widget classes of a session, and keep the widgets."""

        def real(value: Any) -> Any:
            if isinstance(value, Noted):
                return made[value]
            if isinstance(value, NotedMethod):
                return getattr(real(value.owner), value.name)
            return _each(real, value)

        for step in self.steps:
            call = getattr(classes if step.owner is None else made[step.owner], step.name)
            result = call(*real(step.args), **real(step.options))
            if step.result is not None:
                made[step.result] = result

    def value(self, subject: Noted, item: Property) -> Any:
        """Return what the script makes of a property of a widget, or its default."""
        found = item.default
        for step in self.steps:
            if step.result is subject and step.owner is None:
                found = _given(step, item, found)
            elif step.owner is subject and step.name == item.setter:
                found = step.options.get(item.parameter or "", step.args[0] if step.args else found)
        return found

    def changed(self, subject: Noted, changes: Mapping[Property, Any]) -> Script:
        """Return the script with other values for properties of a widget that it makes."""
        made = self.maker(subject)
        given = {item: value for item, value in changes.items() if item.is_given and made}
        steps = [_with(step, given) if step is made else step for step in self.steps]
        calls: dict[str, dict[Property, Any]] = {}
        for item, value in changes.items():
            if item not in given and item.setter is not None:
                calls.setdefault(item.setter, {})[item] = value
        return Script([*steps, *(_set(subject, name, values) for name, values in calls.items())])

    def maker(self, subject: Noted) -> Step | None:
        """Return the step with the constructor of a widget; None if a method makes it."""
        made = (step for step in self.steps if step.result is subject and step.owner is None)
        return next(made, None)


def kind_of(noted: Noted) -> str:
    """Return the name of the class of a widget that a script makes."""
    return noted._kind  # noqa: SLF001  # its attributes are the methods of a widget


def noted_in(value: Any) -> Iterator[Noted]:
    """Yield the widgets that an argument names."""
    if isinstance(value, Noted):
        yield value
    elif isinstance(value, NotedMethod):
        assert value.owner is not None  # a class is no argument
        yield value.owner
    elif isinstance(value, Mapping):
        yield from noted_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from noted_in(item)


def _each(function: Callable[[Any], Any], value: Any) -> Any:
    """Apply a function to what is in a value."""
    if isinstance(value, Mapping):
        return {key: function(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(function(item) for item in value)
    return value


def _kind_returned(kind: str, method: str) -> str | None:
    declared = offered()[kind].all_methods.get(method)
    returns = None if declared is None else declared.returns
    return returns.kinds[0] if isinstance(returns, Reference) and returns.kinds else None


def _given(step: Step, item: Property, otherwise: Any) -> Any:
    if item.position is not None and item.position < len(step.args):
        return step.args[item.position]
    return step.options.get(item.key, otherwise)


def _with(step: Step, values: Mapping[Property, Any]) -> Step:
    """Return the step of a constructor with other arguments."""
    args, options = list(step.args), dict(step.options)
    for item, value in values.items():
        if item.position is not None and item.position < len(args):
            args[item.position] = value
        else:
            options[item.key] = value
    return replace(step, args=tuple(args), options=options)


def _set(subject: Noted, method: str, values: Mapping[Property, Any]) -> Step:
    """Return a step that sets properties, all of which one method sets."""
    alone = [value for item, value in values.items() if item.parameter is None]
    named = {item.parameter: value for item, value in values.items() if item.parameter is not None}
    return Step(subject, method, tuple(alone), named, None)
