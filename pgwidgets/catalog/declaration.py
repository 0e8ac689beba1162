"""The form of a widget's declaration.

A declaration names a widget's *state* (typed properties with defaults), its *methods* and its
*callbacks*.

Functions of a declaration take the tree and the node and go through the tree's methods, so
that everything they do is recorded, sent to the pages, and replayed.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from types import NoneType
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import MORE
from pgwidgets.catalog.methods import Method, PageCall, Parameter, Setter, Show
from pgwidgets.catalog.picture_places import PicturePlaces
from pgwidgets.catalog.types import Optional, Reference, Type
from pgwidgets.model.documents.document import Document
from pgwidgets.model.node import Node, Values
from pgwidgets.model.tree import Rules, Tree

Replay = Callable[[Any], Sequence[PageCall]]


@dataclass(frozen=True, kw_only=True)
class State:
    """A property of a widget.

    Attributes
    ----------
    key, type, default, doc
        Name, type, value of a fresh widget, meaning.
    given : {"argument", "option", None}
        Whether the constructor takes it, by position or by keyword.
    late : bool
        Replayed after the children are in place (a current tab, the sizes of panes).
    reported : bool
        Pages report it of their own accord, without a callback (the text as it is typed).
    fact : bool
        Only a page can know it (a laid-out size): reported, never sent to a page.
    python : bool
        Python's alone: no page knows it.
    replay : callable or None
        From the value, the calls that set it on a page. By default the first setter of
        the property is called.
    document : callable or None
        From the default, or what a constructor was given, the document that the property
        holds: it is edited, not set.
    edited : callable or None
        `edited(tree, node)`: what follows from a user's edit of the document.
    in_parts : bool
        Pages get parts of the document, and never all of it as they make the widget.
    """

    key: str
    type: Type
    default: Any
    doc: str
    given: str | None = None
    late: bool = False
    reported: bool = False
    fact: bool = False
    python: bool = False
    replay: Replay | None = None
    document: Callable[[Any], Document[Any]] | None = None
    edited: Callable[[Tree, Node], None] | None = None
    in_parts: bool = False

    @cached_property
    def folds(self) -> bool:
        """Whether a snapshot may give the value to the constructor.

        Not a reference: the widget it names may be created later.
        """
        if self.in_parts or self.python:
            return False
        inner = self.type.inner if isinstance(self.type, Optional) else self.type
        return self.given is not None and not isinstance(inner, Reference)


def argument(key: str, type: Type, default: Any, doc: str, **more: Any) -> State:
    """Declare a property that the constructor takes by position."""
    return State(key=key, type=type, default=default, doc=doc, given="argument", **more)


def option(key: str, type: Type, default: Any, doc: str, **more: Any) -> State:
    """Declare a property that the constructor takes by keyword."""
    return State(key=key, type=type, default=default, doc=doc, given="option", **more)


def state(key: str, type: Type, default: Any, doc: str, **more: Any) -> State:
    """Declare a property that only methods set."""
    return State(key=key, type=type, default=default, doc=doc, **more)


def fact(key: str, type: Type, default: Any, doc: str) -> State:
    """Declare something that only a page can know, and reports."""
    return State(key=key, type=type, default=default, doc=doc, reported=True, fact=True)


@dataclass(frozen=True, kw_only=True)
class Children:
    """How a container tells a page about its children.

    Attributes
    ----------
    add : callable
        From the child and its placement's options, the calls that place it: methods with
        all their arguments. The first one places it, others adjust it.
    insert : str or None
        The method that places a child before others: the index, then the arguments of the
        first call.
    single : bool
        At most one child.
    by_place : bool
        Whether each child is where its first call says, whenever that comes: placing it again moves
        it.
    """

    add: Callable[[Node, Mapping[str, Any]], Sequence[PageCall]]
    insert: str | None = None
    single: bool = False
    by_place: bool = False


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """How a widget wakes up by itself.

    Attributes
    ----------
    due : callable
        From the node, the time on the tree's clock, or None.
    ring : callable
        `ring(tree, node)`, run when that time has come.
    """

    due: Callable[[Node], float | None]
    ring: Callable[[Tree, Node], None]


@dataclass(frozen=True, kw_only=True)
class Widget:
    """A widget class, or a base of some.

    Attributes
    ----------
    name, doc, example
        The class, what it is, and a few lines that use it (`W` is the namespace).
    base : Widget or None
    category : str or None
        One of :data:`~pgwidgets.catalog.categories.CATEGORIES`, for who looks for a widget;
        inherited where not its own.
    abstract : bool
        Only a base; programs don't make one.
    internal : bool
        A part of what the package composes; it is not offered to programs.
    states, methods, callbacks
        Its own; :attr:`all_states` and the like include the inherited ones.
    children : Children or None
    fit : callable or None
        Fits a state dict's values to one another in place, or raises ValueError.
    attached, detached : callable or None
        `attached(tree, node, child)` and `detached(tree, node, child, index)`: what follows
        from a change of the children.
    alarm : Alarm or None
    still : callable or None
        From the node, markup of what it shows, for a saved notebook that no page shows it in. It
        has neither scripts nor classes, and is read on any ground.
    settle : callable or None
        `settle(tree, node, task)`: what becomes of a task of its document that has come to its end.
    window : bool
        Whether it lies in the page by itself, over some windows and under others.
    fills : bool
        Whether it shows in the page by itself, below the windows.
    pops_up : bool
        Whether it opens by itself, over all windows.
    remote : bool
        Whether pages know the widget.
    """

    name: str
    doc: str
    example: str = ""
    base: Widget | None = None
    category: str | None = None
    abstract: bool = False
    internal: bool = False
    states: tuple[State, ...] = ()
    methods: tuple[Method, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    children: Children | None = None
    fit: Callable[[dict[str, Any]], None] | None = None
    attached: Callable[[Tree, Node, Node], None] | None = None
    detached: Callable[[Tree, Node, Node, int], None] | None = None
    alarm: Alarm | None = None
    still: Callable[[Node], str] | None = None
    settle: Callable[[Tree, Node, Any], None] | None = None
    window: bool = False
    fills: bool = False
    pops_up: bool = False
    remote: bool = True

    @cached_property
    def all_states(self) -> dict[str, State]:
        """Properties by key, inherited ones first; a redeclared one keeps its place."""
        inherited = self.base.all_states if self.base is not None else {}
        return {**inherited, **{item.key: item for item in self.states}}

    @cached_property
    def all_methods(self) -> dict[str, Method]:
        """Methods by name, inherited ones first."""
        inherited = self.base.all_methods if self.base is not None else {}
        return {**inherited, **{item.name: item for item in self.methods}}

    @cached_property
    def all_callbacks(self) -> dict[str, Callback]:
        """Callbacks by name, inherited ones first."""
        inherited = self.base.all_callbacks if self.base is not None else {}
        return {**inherited, **{item.name: item for item in self.callbacks}}

    @cached_property
    def document(self) -> State | None:
        """The property that holds the widget's document, if it has one."""
        found = [item for item in self.all_states.values() if item.document is not None]
        return found[0] if found else None

    @cached_property
    def found_under(self) -> str:
        """Its category, or that of its base."""
        if self.category is not None or self.base is None:
            return self.category or MORE
        return self.base.found_under

    @cached_property
    def placing(self) -> Children | None:
        """How children are placed, inherited if need be."""
        if self.children is not None or self.base is None:
            return self.children
        return self.base.placing

    @cached_property
    def rules(self) -> Rules:
        """What the tree applies to widgets of this class, inherited where not its own."""
        inherited = self.base.rules if self.base is not None else Rules()
        return Rules(
            fit=self.fit or inherited.fit,
            attached=self.attached or inherited.attached,
            detached=self.detached or inherited.detached,
            window=self.window or inherited.window,
            pops_up=self.pops_up or inherited.pops_up,
        )

    @cached_property
    def arguments(self) -> tuple[State, ...]:
        """What the constructor takes by position."""
        return tuple(item for item in self.all_states.values() if item.given == "argument")

    @cached_property
    def options(self) -> tuple[State, ...]:
        """What the constructor takes by keyword only; a redeclared one is among its own."""
        own = {item.key for item in self.states}
        inherited = [item for key, item in self.all_states.items() if key not in own]
        return tuple(item for item in (*inherited, *self.states) if item.given == "option")

    @cached_property
    def constructor_names(self) -> frozenset[str]:
        """The properties that the constructor takes."""
        return frozenset(item.key for item in (*self.arguments, *self.options))

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The state of a fresh widget. Containers in it are copied by who takes it."""
        return {key: item.default for key, item in self.all_states.items()}

    @cached_property
    def _containers(self) -> dict[str, Callable[[], Any]]:
        """What makes the values of a fresh widget that must be its own."""
        atoms = (str, int, float, tuple, NoneType)
        made: dict[str, Callable[[], Any]] = {}
        for key, item in self.all_states.items():
            if item.document is not None:
                made[key] = partial(item.document, item.default)
            elif not isinstance(item.default, atoms):
                made[key] = partial(copy.copy, item.default)
        return made

    def fresh(self, given: Mapping[str, Any] | None = None) -> Values:
        """Return the state of a fresh widget, to be kept by one."""
        state = Values(self.defaults)
        for key, make in self._containers.items():
            state[key] = make()
        for key, value in (given or {}).items():
            make_document = self.all_states[key].document
            state[key] = value if make_document is None else make_document(value)
        return state

    @cached_property
    def folded_arguments(self) -> tuple[State, ...]:
        """What the constructor on a page is given by position."""
        return tuple(item for item in self.arguments if item.folds)

    @cached_property
    def setters(self) -> dict[str, Setter]:
        """For each property the setter that gives it to a page."""
        found: dict[str, Setter] = {}
        for method in self.all_methods.values():
            if isinstance(method, Setter):
                for key in method.keys:
                    found.setdefault(key, method)
        return found

    @cached_property
    def restacking(self) -> frozenset[str]:
        """The properties that change the order of the windows: one comes on top as it is shown."""
        shows = [method for method in self.all_methods.values() if isinstance(method, Show)]
        return frozenset(key for method in shows for key in method.sets if self.rules.window)

    @cached_property
    def picture_places(self) -> PicturePlaces:
        """Where its widgets have pictures."""
        return PicturePlaces(self)

    def parameters_of(self, method: Method) -> tuple[Parameter, ...]:
        """Return a method's parameters, those of a setter completed from its properties."""
        if isinstance(method, Setter):
            return self._setter_parameters[method.name]
        return method.parameters

    @cached_property
    def _setter_parameters(self) -> dict[str, tuple[Parameter, ...]]:
        return {
            method.name: tuple(
                Parameter(
                    parameter.name,
                    self.all_states[key].type,
                    parameter.doc or self.all_states[key].doc,
                    parameter.default,
                )
                for parameter, key in zip(method.parameters, method.keys, strict=True)
            )
            for method in self.all_methods.values()
            if isinstance(method, Setter)
        }

    def sets_of(self, method: Method) -> tuple[str, ...]:
        """Return the properties that a page's call of the method sets."""
        return method.keys if isinstance(method, Setter) else method.sets
