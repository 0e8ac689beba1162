"""One widget of the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from pgwidgets.model.tree import Tree


class Values(dict[str, Any]):
    """The properties of a widget that were set; the others have their defaults.

    Most widgets set few of the many that they have. `state[key]`, `get` and `in` know all of
    them, iteration those that were set.

    Parameters
    ----------
    defaults : mapping
        The values of a fresh widget, shared by all of its kind.
    """

    __slots__ = ("defaults",)

    def __init__(self, defaults: Mapping[str, Any]) -> None:
        self.defaults = defaults

    def __missing__(self, key: str) -> Any:
        return self.defaults[key]

    def __contains__(self, key: object) -> bool:
        return key in self.defaults

    def get(self, key: str, default: Any = None) -> Any:
        """Return a property's value; `default` only for one that the widget lacks."""
        return self[key] if key in self.defaults else default

    def copy(self) -> Values:
        """Return a copy with the same defaults."""
        copied = Values(self.defaults)
        copied.update(self)
        return copied


@dataclass(slots=True)
class Placement:
    """A child in its parent, with what the parent was told about it (a stretch, a title)."""

    node: Node
    options: dict[str, Any] = field(default_factory=dict)


CHILDREN = "children"
"""Stands for a widget's children among its properties, where changes are compared."""

STACK = "stack"
"""Stands there for the order of the windows, which they have in common."""

Write: TypeAlias = tuple[int, object | None]
"""When a property last changed: the message that told the pages, and who had asked for it."""

NEVER_WRITTEN: Write = (0, None)
"""For one that never changed."""


class Node:
    """A widget as data: its identity, its state and its children.

    The model knows no widget classes: `kind` is the catalog's name of one, and `widget` the
    object that the program holds, kept only to hand it back.
    """

    __slots__ = (
        "__weakref__",
        "children",
        "destroyed",
        "frame",
        "framed",
        "is_shown_alone",
        "kind",
        "last_writes",
        "parent",
        "state",
        "tree",
        "wid",
        "widget",
    )

    def __init__(self, tree: Tree, wid: int, kind: str, state: dict[str, Any]) -> None:
        self.tree = tree
        self.wid = wid
        self.kind = kind
        self.state = state
        self.parent: Node | None = None
        self.children: list[Placement] = []
        self.destroyed = False
        # what the parent has put around it, and what it is put around
        self.frame: Node | None = None
        self.framed: Node | None = None
        # by the program, in a page of its own
        self.is_shown_alone = False
        self.widget: object | None = None
        self.last_writes: dict[str, Write] = {}

    def __repr__(self) -> str:
        return f"{self.kind}({self.wid})"

    def index_of(self, child: Node) -> int:
        """Return the child's position among the children, or -1."""
        if child.parent is not self:
            return -1
        # the last one first: it is what a program that fills a container asks for each time
        if self.children[-1].node is child:
            return len(self.children) - 1
        for index, placement in enumerate(self.children):
            if placement.node is child:
                return index
        return -1

    def placement_of(self, child: Node) -> Placement:
        """Return the placement of a child.

        Raises
        ------
        ValueError
            When the widget is not a child of this one.
        """
        index = self.index_of(child)
        if index < 0:
            raise ValueError(f"{child!r} is not a child of {self!r}")
        return self.children[index]

    def ancestors(self) -> Iterator[Node]:
        """Yield the parent, its parent, and so on up to a root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def holders(self) -> Iterator[Node]:
        """Yield what is around it from the inside out: frames, too, which are no parents."""
        node: Node | None = self
        while node is not None:
            if node.frame is not None:
                yield node.frame
            node = node.parent
            if node is not None:
                yield node

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, parents and frames before children."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            for placement in reversed(node.children):
                stack.append(placement.node)
                if placement.node.frame is not None:
                    stack.append(placement.node.frame)


def node_behind(value: object) -> Node | None:
    """Return a node itself, or the one that a program's object for a widget keeps."""
    node = value if isinstance(value, Node) else getattr(value, "_node", None)
    return node if isinstance(node, Node) else None
