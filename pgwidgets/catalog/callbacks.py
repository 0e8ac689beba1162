"""The callbacks of a declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pgwidgets.catalog.methods import Parameter
from pgwidgets.catalog.permission import Condition
from pgwidgets.model.node import CHILDREN, STACK, Node
from pgwidgets.model.tree import Tree

__all__ = ["CHILDREN", "STACK", "Callback", "Upload"]


@dataclass(frozen=True, kw_only=True)
class Upload:
    """The callbacks of files on their way, besides the one that brings them.

    Attributes
    ----------
    start : str or None
        Raised with their names and sizes, before the first byte.
    progress : str
        Raised for each piece.
    """

    start: str | None
    progress: str


@dataclass(frozen=True, kw_only=True)
class Callback:
    """Something that a widget tells the program.

    Attributes
    ----------
    name, doc, arguments
        The arguments are what a handler gets.
    optional : int
        How many of the last arguments may be missing.
    fact : bool
        Says what has become of the widget in the page, rather than what its user did with it: it
        may be reported whether or not the widget can be operated.
    unseen : bool
        It is done where the widget is hidden.
    when : callable or None
        What besides must hold for a page to report it.
    carries : mapping
        Property to function of the arguments that gives its new value. An argument that is the
        new value as it is reaches handlers as Python has fitted it.
    tells : mapping
        Fact to function that returns the arguments for it. A page that is built anew reports its
        facts without this callback: handlers are told of one that differs from what Python had.
    apply : callable or None
        `apply(tree, node, *arguments)`: what the user's act changes besides. A ValueError
        refuses the act, for the program changed the widget meanwhile; it must come before
        any change. It may return the arguments for handlers, fitted to what Python has.
    sets : tuple of str
        The properties that `apply` sets; also :data:`CHILDREN` and :data:`STACK`.
    along : callable or None
        `along(tree, node)`: the other widgets whose like properties the page changes with it.
    continuous : bool
        Many in a row while the user drags, moves or types; a slow handler gets the last.
    same : tuple of str
        But of two that differ in one of these entries of the event it gets both.
    told : bool
        The page asks for what the user wants, and shows what comes of it when it is told.
    sums : tuple of str
        And these entries of the event, numbers, are the sum over those that it does not get.
    python : bool
        Raised by Python itself, never by a page.
    internal : bool
        Tells Python what the user did to the page; programs can't register it.
    edits : callable or None
        A page with documents tells of such an act by the edit that it makes. From the node, the
        arguments for handlers then.
    upload : Upload or None
        The argument may announce files; handlers run when these have come.
    announced_by : str or None
        The callback with `upload` that makes Python raise this one.
    """

    name: str
    doc: str
    arguments: tuple[Parameter, ...] = ()
    optional: int = 0
    fact: bool = False
    unseen: bool = False
    when: Condition | None = None
    carries: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    tells: Mapping[str, Callable[[Any], Sequence[Any]]] = field(default_factory=dict)
    apply: Callable[..., Sequence[Any] | None] | None = None
    sets: tuple[str, ...] = ()
    along: Callable[[Tree, Node], Iterable[Node]] | None = None
    continuous: bool = False
    same: tuple[str, ...] = ()
    told: bool = False
    sums: tuple[str, ...] = ()
    python: bool = False
    internal: bool = False
    edits: Callable[[Node], tuple[Any, ...]] | None = None
    upload: Upload | None = None
    announced_by: str | None = None

    @property
    def changes(self) -> bool:
        """Whether the user's act changes the model."""
        return bool(self.carries) or self.apply is not None

    @property
    def keys(self) -> tuple[str, ...]:
        """The properties that the user's act sets; never empty when it changes the model."""
        return (*self.carries, *self.sets)
