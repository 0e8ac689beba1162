"""The methods of a declaration.

Eight kinds of methods cover what widgets do:

========  ==========================================================================
Setter    gives properties new values; replayed to pages that come later
Getter    returns a property
Compute   works something out from the widget's data
Command   changes the tree or a model by a function of its own (children, items, …)
Show      a command that brings into view, and in a notebook can be told where
Action    happens once on the pages and leaves no state (a focus, a pop-up)
Query     asks a page something that only it can know, with a time limit
Ask       opens the widget and waits for what the user does with it
========  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pgwidgets.catalog.types import DATA, Type


class _Required:
    """The default of a parameter that must be given."""

    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED: Any = _Required()

PageCall = tuple[str, tuple[Any, ...]]
"""A method of a page's widget and its arguments."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a method, or an argument of a callback."""

    name: str
    type: Type = DATA
    doc: str = ""
    default: Any = REQUIRED


@dataclass(frozen=True, kw_only=True)
class Method:
    """What all methods have.

    Attributes
    ----------
    name, doc
        `doc` is one sentence or more; parameters are documented by themselves.
    parameters : tuple of Parameter
    returns : Type or None
        What the Python method returns.
    internal : bool
        Not offered to programs; sent only to pages that announced the feature "internal".
    sets : tuple of str
        The properties that a page's call of this method sets.
    """

    name: str
    doc: str
    parameters: tuple[Parameter, ...] = ()
    returns: Type | None = None
    internal: bool = False
    sets: tuple[str, ...] = ()

    waits = True


@dataclass(frozen=True, kw_only=True)
class Setter(Method):
    """Sets properties; `keys` are those of the parameters, in their order.

    Its parameters are completed from the properties: type, and meaning when none is given.
    Of several, each may be left out and then keeps its value.
    """

    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Getter(Method):
    """Returns a property."""

    key: str
    waits = False


@dataclass(frozen=True, kw_only=True)
class Compute(Method):
    """Returns `function(node, **arguments)`.

    Attributes
    ----------
    remote : bool
        Whether pages have a method of this name.
    """

    function: Callable[..., Any]
    remote: bool = True
    waits = False


@dataclass(frozen=True, kw_only=True)
class Command(Method):
    """Runs `function(tree, node, **arguments)`.

    A node in its result is handed to the program as the widget.

    Attributes
    ----------
    remote : bool
        Whether pages have a method of this name (a snapshot or a mirror may call it).
    """

    function: Callable[..., Any]
    remote: bool = True


@dataclass(frozen=True, kw_only=True)
class Show(Command):
    """Brings the widget into view; in the output of a notebook's cell, if it is told how."""


@dataclass(frozen=True, kw_only=True)
class Action(Method):
    """Happens once on every page."""


@dataclass(frozen=True, kw_only=True)
class Query(Method):
    """Asks a page; the answer is checked against `returns`.

    Attributes
    ----------
    timeout : float or None
        How long it waits unless a call says otherwise, in seconds; None is the application's
        `answer_timeout`.
    personal : bool
        It is about what is a user's own, as the clipboard: one browser alone is asked.
    """

    timeout: float | None = None
    personal: bool = False


@dataclass(frozen=True, kw_only=True)
class Ask(Method):
    """Opens the widget and waits until the user has done something with it.

    Attributes
    ----------
    opens, closes : str
        The commands before and after.
    answers : mapping
        Callback to function of its arguments that gives what the call returns.
    """

    opens: str
    closes: str
    answers: Mapping[str, Callable[..., Any]]


def setter(name: str, keys: Mapping[str, str], doc: str, **more: Any) -> Setter:
    """Declare a setter from its parameters' names and the property each one sets."""
    parameters = tuple(Parameter(parameter) for parameter in keys)
    return Setter(name=name, doc=doc, parameters=parameters, keys=tuple(keys.values()), **more)


def getter(name: str, key: str, doc: str) -> Getter:
    """Declare a getter."""
    return Getter(name=name, doc=doc, key=key)
