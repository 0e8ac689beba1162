"""What a command did to the tree, in the order it happened."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pgwidgets.model.documents.errand import Errand
from pgwidgets.model.node import Node

Calls: TypeAlias = Sequence[tuple[str, tuple[Any, ...]]]
"""Methods of a page's widget, with their arguments."""


@dataclass(slots=True)
class Created:
    """A widget came into being."""

    node: Node


@dataclass(slots=True)
class StateSet:
    """Properties of a widget got new values."""

    node: Node
    keys: tuple[str, ...]


@dataclass(slots=True)
class Attached:
    """A widget was placed in a parent at an index."""

    parent: Node
    child: Node
    index: int


@dataclass(slots=True)
class Detached:
    """A widget left its parent."""

    parent: Node
    child: Node


@dataclass(slots=True)
class Moved:
    """A child took another place among its siblings."""

    parent: Node
    child: Node
    index: int


@dataclass(slots=True)
class Raised:
    """A root window moved to the top (or the bottom) of the stack."""

    node: Node
    method: str


@dataclass(slots=True)
class Destroyed:
    """A widget is gone."""

    node: Node


@dataclass(slots=True)
class Called:
    """The pages call a method once, which brings the named properties up to date there."""

    node: Node
    method: str
    args: tuple[Any, ...]
    keys: tuple[str, ...]


@dataclass(slots=True)
class Edited:
    """A document was edited.

    Attributes
    ----------
    node : Node
    key : str
        The property that holds the document.
    edit : object
        In the document's own form.
    calls : sequence, callable or None
        The methods, with their arguments, that do the same in a page without documents, or a
        function of the node that finds them; None stands for those that set the whole content.
    """

    node: Node
    key: str
    edit: Any
    calls: Calls | Callable[[Node], Calls] | None


@dataclass(slots=True)
class Replaced:
    """A document has other content."""

    node: Node
    key: str


@dataclass(slots=True)
class Replied:
    """Something of a document that only the browser is told whose user caused it.

    It has the form of an edit, and changes nothing.
    """

    node: Node
    key: str
    edit: Any


@dataclass(slots=True)
class Fired:
    """A callback that Python itself raises, whoever caused it.

    Attributes
    ----------
    args : tuple or callable
        The arguments for handlers, or a function of the node that finds them if there are any.
    """

    node: Node
    action: str
    args: tuple[Any, ...] | Callable[[Node], tuple[Any, ...]]


@dataclass(slots=True)
class Consulted:
    """The program is to say something, which may take long; then it goes on with what it said.

    Attributes
    ----------
    node : Node
    function : callable
        Runs where handlers do, without the lock. It may return an awaitable.
    then : callable
        `then(tree, node, said)`, under the lock again, with what the function returned; with an
        exception in its place if it raised one.
    context : contextvars.Context or None
        In which the function runs; None is that of who asks.
    """

    node: Node
    function: Callable[[], Any]
    then: Callable[[Any, Node, Any], None]
    context: contextvars.Context | None = None


@dataclass(slots=True)
class Undertaken:
    """Something that takes long is to be done without the lock.

    Attributes
    ----------
    node : Node
    name : str
        What it is: of one name the last one counts that a browser has caused.
    errand : Errand
    """

    node: Node
    name: str
    errand: Errand


Change: TypeAlias = (
    Created
    | StateSet
    | Attached
    | Detached
    | Moved
    | Raised
    | Destroyed
    | Called
    | Edited
    | Replaced
    | Replied
    | Fired
    | Consulted
    | Undertaken
)
