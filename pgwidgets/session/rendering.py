"""Changes of the tree to what pages must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pgwidgets.catalog.declaration import PageCall, State, Widget
from pgwidgets.model.change import (
    Attached,
    Called,
    Change,
    Created,
    Destroyed,
    Detached,
    Moved,
    Raised,
    StateSet,
)
from pgwidgets.model.node import Node

CHILDREN = "children"
"""The property that stands for a widget's children where changes are compared."""

STACK = "stack"
"""The same for its place among the windows."""


@dataclass(slots=True)
class Piece:
    """One message in the making.

    Attributes
    ----------
    method : str or None
        The method to call; None builds the widget.
    keys : tuple of str
        The properties that it brings up to date.
    """

    node: Node
    method: str | None
    args: tuple[Any, ...]
    keys: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Name it for error messages."""
        return f"{self.node!r}" if self.method is None else f"{self.node!r}.{self.method}"

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The widgets that it speaks of."""
        return (self.node, *(arg for arg in self.args if isinstance(arg, Node)))


def render(declarations: Mapping[str, Widget], changes: Iterable[Change]) -> Iterator[Piece]:
    """Yield what pages must be told of changes, in their order."""
    fresh: set[Node] = set()
    for change in changes:
        if isinstance(change, Created):
            fresh.add(change.node)
        elif isinstance(change, StateSet) and change.node in fresh:
            # its creation has told it already
            continue
        node = getattr(change, "node", None) or getattr(change, "parent", None)
        assert node is not None  # every change names one of them
        declaration = declarations[node.kind]
        if declaration.remote:
            yield from _render_one(declarations, declaration, change)


def _render_one(
    declarations: Mapping[str, Widget], declaration: Widget, change: Change
) -> Iterator[Piece]:
    match change:
        case Created(node):
            yield creation(declaration, node)
            yield from _unfolded(declaration, node, late=None)
        case StateSet(node, keys):
            yield from settings(declaration, node, keys)
        case Attached() | Detached() | Moved():
            if declarations[change.child.kind].remote:
                yield from _rearrangement(declaration, change)
        case Raised(node, method):
            yield Piece(node, method, (), (STACK,))
        case Destroyed(node):
            yield Piece(node, "destroy", ())
        case Called(node, method, args, keys):
            yield Piece(node, method, args, keys)
        case _:
            return


def _rearrangement(declaration: Widget, change: Attached | Detached | Moved) -> Iterator[Piece]:
    match change:
        case Attached(parent, child, index):
            yield from _placing(declaration, parent, child, index)
        case Detached(parent, child):
            yield Piece(parent, "remove", (child, False), (CHILDREN,))
        case Moved(parent, child, index):
            yield Piece(parent, "move_widget", (child, index), (CHILDREN,))


def creation(declaration: Widget, node: Node) -> Piece:
    """Return what builds a widget: its arguments, and the options that are not defaults."""
    args: list[Any] = [node.state[item.key] for item in declaration.folded_arguments]
    while args and args[-1] == declaration.folded_arguments[len(args) - 1].default:
        args.pop()
    options = {
        item.key: node.state[item.key]
        for item in declaration.folded_options
        if _differs(item, node.state[item.key])
    }
    if options:
        # a client finds the options behind all positional arguments
        args = [node.state[item.key] for item in declaration.folded_arguments]
        args.append(options)
    return Piece(node, None, tuple(args))


def settings(declaration: Widget, node: Node, keys: Iterable[str]) -> Iterator[Piece]:
    """Yield the calls that set properties, each setter once."""
    done: set[str] = set()
    for key in keys:
        item = declaration.all_states[key]
        if item.fact or key in done:
            continue
        if item.replay is not None:
            done.add(key)
            for method, args in item.replay(node.state[key]):
                yield Piece(node, method, tuple(args), (key,))
            continue
        setter = declaration.setters.get(key)
        if setter is not None:
            done.update(setter.keys)
            values = tuple(node.state[other] for other in setter.keys)
            yield Piece(node, setter.name, values, setter.keys)


def _unfolded(declaration: Widget, node: Node, *, late: bool | None) -> Iterator[Piece]:
    """Yield the calls for properties that differ from a fresh widget's and didn't fold."""
    keys = [
        item.key
        for item in declaration.unfolded
        if (late is None or item.late is late) and _differs(item, node.state[item.key])
    ]
    return settings(declaration, node, keys)


def _differs(item: State, value: Any) -> bool:
    return value is not item.default and value != item.default


def placing_calls(declaration: Widget, child: Node, options: Mapping[str, Any]) -> list[PageCall]:
    """Return the calls that place a child last."""
    assert declaration.placing is not None  # only containers get children
    return list(declaration.placing.add(child, options))


def _placing(declaration: Widget, parent: Node, child: Node, index: int) -> Iterator[Piece]:
    placing = declaration.placing
    assert placing is not None  # only containers get children
    # a later change in the same record may have taken the child away again
    if parent.index_of(child) < 0:
        return
    calls = placing_calls(declaration, child, parent.placement_of(child).options)
    method, args = calls[0]
    if placing.insert is not None and index < len(parent.children) - 1:
        method, args = placing.insert, (index, *args)
    yield Piece(parent, method, tuple(args), (CHILDREN,))
    for method, args in calls[1:]:
        yield Piece(parent, method, tuple(args), (CHILDREN,))


def snapshot(declarations: Mapping[str, Widget], nodes: Iterable[Node]) -> Iterator[Piece]:
    """Yield what builds widgets that a page has never seen: parents before children.

    First all widgets, then their properties, then who holds whom, then what needs the
    children to be there. Whether roots show comes last, in the order of their stack.
    """
    remote = [node for node in nodes if declarations[node.kind].remote]
    creations = sorted(remote, key=lambda node: node.wid)
    for node in creations:
        yield creation(declarations[node.kind], node)
    for node in creations:
        for piece in _unfolded(declarations[node.kind], node, late=False):
            if node.parent is not None or "visible" not in piece.keys:
                yield piece
    for parent in remote:
        for placement in parent.children:
            declaration = declarations[parent.kind]
            for method, args in placing_calls(declaration, placement.node, placement.options):
                yield Piece(parent, method, tuple(args), (CHILDREN,))
    for node in remote:
        yield from _unfolded(declarations[node.kind], node, late=True)


def showing(declarations: Mapping[str, Widget], roots: Iterable[Node]) -> Iterator[Piece]:
    """Yield what shows or hides the roots, in the order of their stack."""
    for node in roots:
        declaration = declarations[node.kind]
        item = declaration.all_states.get("visible")
        if declaration.remote and item is not None and _differs(item, node.state["visible"]):
            yield from settings(declaration, node, ("visible",))
