"""The tree of one session's widgets, and the record of what each command changed in it."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pgwidgets.errors import LimitError
from pgwidgets.model.act import Act
from pgwidgets.model.change import (
    Attached,
    Called,
    Calls,
    Change,
    Consulted,
    Created,
    Destroyed,
    Detached,
    Edited,
    Fired,
    Moved,
    Raised,
    Replaced,
    Replied,
    StateSet,
    Undertaken,
)
from pgwidgets.model.documents.errand import Errand, Work
from pgwidgets.model.node import STACK, Node, Placement, Write


@dataclass(frozen=True, slots=True)
class Rules:
    """What follows from changes of one kind of widget.

    Attributes
    ----------
    fit : callable or None
        Fits the values of a state dict to one another in place; ValueError refuses them.
    attached : callable or None
        `attached(tree, node, child)`, after a child was placed.
    detached : callable or None
        `detached(tree, node, child, index)`, after a child left its place.
    window : bool
        Whether it has a place in the stack of the windows.
    pops_up : bool
        Whether it opens by itself, over all windows.
    """

    fit: Callable[[dict[str, Any]], None] | None = None
    attached: Callable[[Tree, Node, Node], None] | None = None
    detached: Callable[[Tree, Node, Node, int], None] | None = None
    window: bool = False
    pops_up: bool = False


class Tree:
    """All widgets of a session.

    Every method checks first and then changes, so that a refused change leaves no trace.
    What it did is appended to a record, which the session takes with :meth:`drain`.

    Parameters
    ----------
    rules : mapping
        For each kind of widget what follows from changes of it.
    clock : callable
        Returns the time in seconds; only its differences matter.
    most : int or None
        How many widgets there may be at a time.

    Attributes
    ----------
    act : Act or None
        What a user does that is carried out now; None for what the program does.
    cause : str or None
        Names the browser whose user is behind what is done now, be it by a handler.
    """

    def __init__(
        self,
        rules: Mapping[str, Rules],
        clock: Callable[[], float],
        most: int | None = None,
    ) -> None:
        self.rules = rules
        # how many widgets there may be; None for any number
        self._most = most
        self.clock = clock
        self.act: Act | None = None
        self.cause: str | None = None
        self.nodes: dict[int, Node] = {}
        self.roots: dict[int, Node] = {}
        self.next_wid = 1
        # when the order of the windows last changed: one order for all of them
        self._stack_writes: dict[str, Write] = {}
        # what was not drained yet, in the order it happened
        self._changes: list[Change] = []

    def drain(self) -> list[Change]:
        """Return what happened since the last call, and forget it."""
        changes, self._changes = self._changes, []
        return changes

    @contextmanager
    def acting(self, act: Act | None) -> Iterator[None]:
        """Have the edits inside be those of a user's act, or of none."""
        former, self.act = self.act, act
        try:
            yield
        finally:
            self.act = former

    def create(self, kind: str, state: dict[str, Any]) -> Node:
        """Make a widget without a parent.

        Raises
        ------
        LimitError
            When there are as many as there may be.
        """
        if self._most is not None and len(self.nodes) >= self._most:
            raise LimitError(
                f"this session has {self._most} widgets, as many as max_widgets allows; "
                "destroy some first, or raise the limit of the Application"
            )
        fit = self.rules[kind].fit
        if fit is not None:
            fit(state)
        node = Node(self, self.next_wid, kind, state)
        self.next_wid += 1
        self.nodes[node.wid] = node
        self.roots[node.wid] = node
        self._changes.append(Created(node))
        return node

    def discard(self, node: Node) -> None:
        """End a widget that nobody was told of, and forget what was recorded of it."""
        for placement in node.children:
            placement.node.parent = None
            self.roots[placement.node.wid] = placement.node
        del self.nodes[node.wid], self.roots[node.wid]
        self._changes = [item for item in self._changes if _subject(item) is not node]

    def set_state(self, node: Node, values: Mapping[str, Any]) -> None:
        """Give properties new values, fitted to one another by the widget's rule."""
        fit = self.rules[node.kind].fit
        if fit is None:
            node.state.update(values)
            self._changes.append(StateSet(node, tuple(values)))
            return
        state = node.state.copy()
        state.update(values)
        fit(state)
        keys = tuple(
            key for key, value in state.items() if key in values or node.state[key] != value
        )
        node.state = state
        self._changes.append(StateSet(node, keys))

    def edit(
        self,
        node: Node,
        key: str,
        edit: Any,
        calls: Calls | Callable[[Node], Calls] | None = None,
    ) -> None:
        """Edit a document.

        Parameters
        ----------
        key : str
            The property that holds it.
        edit : object
            In the document's own form.
        calls : sequence or callable, optional
            The methods and arguments that do the same in a page without documents, where that
            is less than to set the whole content; or what finds them, if there is such a page.

        Raises
        ------
        ValueError
            When the edit doesn't fit the content.
        """
        document = node.state[key]
        document.note(edit, self.act)
        document.apply(edit)
        self._changes.append(Edited(node, key, edit, calls))

    def reply(self, node: Node, key: str, edit: Any) -> None:
        """Tell the browser whose user caused it something of a document that changes nothing."""
        self._changes.append(Replied(node, key, edit))

    def replace(self, node: Node, key: str, content: Any) -> None:
        """Give a document other content."""
        node.state[key].replace(content)
        self._changes.append(Replaced(node, key))

    def require_placeable(self, parent: Node, child: Node) -> None:
        """Check that a widget can be placed in a parent.

        Raises
        ------
        ValueError
            For a widget of another tree, a destroyed one, one that would contain itself, or the
            frame of another.
        """
        self.require(parent)
        self.require(child)
        if child is parent or (child.children and child in parent.ancestors()):
            raise ValueError(f"{child!r} can't be placed into itself or a widget inside it")
        if child.framed is not None:
            raise ValueError(f"{child!r} is around {child.framed!r}, and can't be placed elsewhere")

    def attach(
        self,
        parent: Node,
        child: Node,
        index: int | None,
        options: Mapping[str, Any],
        frame: Node | None = None,
    ) -> None:
        """Place a widget in a parent; one that has a parent already moves.

        Parameters
        ----------
        parent, child : Node
            Both of this tree and alive.
        index : int or None
            Where among the children, counted as in `list.insert`; None for the end.
        options : mapping
            What the parent is told about the child.
        frame : Node, optional
            A new widget that the parent puts around the child; it ends when the child leaves.

        Raises
        ------
        ValueError
            When it can't be placed there.
        """
        self.require_placeable(parent, child)
        if child.parent is not None:
            self.detach(child)
        count = len(parent.children)
        position = count if index is None else max(0, min(index + count * (index < 0), count))
        parent.children.insert(position, Placement(child, dict(options)))
        child.parent = parent
        self.roots.pop(child.wid, None)
        if frame is not None:
            child.frame, frame.framed, frame.parent = frame, child, parent
            self.roots.pop(frame.wid, None)
        self._changes.append(Attached(parent, child, position))
        self.fire(parent, "child-added", child)
        attached = self.rules[parent.kind].attached
        if attached is not None:
            attached(self, parent, child)

    def detach(self, child: Node) -> None:
        """Take a widget out of its parent; it lives on as a root, hidden until placed again."""
        parent = child.parent
        if parent is None:
            return
        index = parent.index_of(child)
        del parent.children[index]
        child.parent = None
        self.roots[child.wid] = child
        self._changes.append(Detached(parent, child))
        frame, child.frame = child.frame, None
        if frame is not None:
            frame.framed = frame.parent = None
            self.destroy(frame)
        if self.rules[child.kind].window:
            self._changes.append(Raised(child, "raise_"))
        self.fire(parent, "child-removed", child)
        detached = self.rules[parent.kind].detached
        if detached is not None:
            detached(self, parent, child, index)

    def move(self, parent: Node, child: Node, index: int) -> None:
        """Give a child another place among its siblings, counted without it."""
        placement = parent.placement_of(child)
        parent.children.remove(placement)
        position = max(0, min(index, len(parent.children)))
        parent.children.insert(position, placement)
        self._changes.append(Moved(parent, child, position))

    def restack(self, node: Node, method: str, *, top: bool) -> None:
        """Move a root window to the top or the bottom of the stack."""
        if node.wid in self.roots:
            del self.roots[node.wid]
            self.roots = {**self.roots, node.wid: node} if top else {node.wid: node, **self.roots}
        self._changes.append(Raised(node, method))

    def destroy(self, node: Node) -> None:
        """End a widget and all that is inside it; a frame goes with what it is around."""
        if node.destroyed:
            return
        if node.framed is not None:
            self.destroy(node.framed)
            return
        if node.parent is not None:
            self.detach(node)
        for doomed in reversed(list(node.walk())):
            doomed.destroyed = True
            doomed.parent = doomed.frame = doomed.framed = None
            doomed.children = []
            del self.nodes[doomed.wid]
            self.roots.pop(doomed.wid, None)
            self._changes.append(Destroyed(doomed))

    def call(
        self, node: Node, method: str, *args: Any, values: Mapping[str, Any] | None = None
    ) -> None:
        """Have the pages call a method once.

        Parameters
        ----------
        values : mapping, optional
            Properties that the call brings up to date on the pages: they are set here
            without another message (one appended line, not the whole text again).
        """
        node.state.update(values or {})
        self._changes.append(Called(node, method, args, tuple(values or ())))

    def fire(self, node: Node, action: str, *args: Any) -> None:
        """Raise a callback from Python."""
        self._changes.append(Fired(node, action, args))

    def fire_lazily(self, node: Node, action: str, args: Callable[[Node], tuple[Any, ...]]) -> None:
        """Raise a callback from Python whose arguments take long to find."""
        self._changes.append(Fired(node, action, args))

    def consult(
        self,
        node: Node,
        function: Callable[[], Any],
        then: Callable[[Tree, Node, Any], None],
        context: contextvars.Context | None = None,
    ) -> None:
        """Have a function of the program's run, which may take long, and go on with what it says.

        Parameters
        ----------
        function : callable
            Runs where handlers do, without the lock. It may return an awaitable.
        then : callable
            `then(tree, node, said)`, unless the widget has ended by then. In the place of what the
            function returned it gets the exception that it raised, which the program is told of.
        context : contextvars.Context, optional
            In which the function runs.
        """
        act = self.act

        def go_on(tree: Tree, node: Node, said: Any) -> None:
            if act is None:
                then(tree, node, said)
                return
            # what comes of it is what the same user has done
            with tree.acting(act):
                then(tree, node, said)

        self._changes.append(Consulted(node, function, go_on, context))

    def undertake(
        self,
        node: Node,
        name: str,
        work: Work,
        then: Callable[[Tree, Node, Any], None],
    ) -> None:
        """Have something done that takes long, without the lock, and go on with what came of it.

        Parameters
        ----------
        name : str
            Of one name the last one counts that the same browser has caused.
        work, then : callable
            As an :class:`Errand` has them. What `then` replies goes to that browser.
        """
        self._changes.append(Undertaken(node, name, Errand(work, then)))

    def writes_of(self, node: Node, key: str) -> dict[str, Write]:
        """Return where it is kept when something of a widget last changed."""
        return self._stack_writes if key == STACK else node.last_writes

    def require(self, node: Node) -> None:
        """Check that a widget is alive and belongs to this tree.

        Raises
        ------
        ValueError
            When it does not.
        """
        if node.tree is not self:
            raise ValueError(f"{node!r} belongs to another session")
        if node.destroyed:
            raise ValueError(f"{node!r} was destroyed")

    def walk(self) -> Iterator[Node]:
        """Yield all widgets, roots in the order of creation, parents before children."""
        for wid in sorted(self.roots):
            yield from self.roots[wid].walk()


def _subject(change: Change) -> Node:
    """Return the widget that a change is one of."""
    return change.parent if isinstance(change, Attached | Detached | Moved) else change.node
