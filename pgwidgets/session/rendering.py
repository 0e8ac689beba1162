"""Changes of the tree to what pages must be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pgwidgets.catalog.callbacks import CHILDREN, STACK
from pgwidgets.catalog.declaration import State, Widget
from pgwidgets.catalog.methods import Action, PageCall
from pgwidgets.model.change import (
    Attached,
    Called,
    Change,
    Created,
    Destroyed,
    Detached,
    Edited,
    Moved,
    Raised,
    Replaced,
    Replied,
    StateSet,
)
from pgwidgets.model.node import Node
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Encoded
from pgwidgets.session.topic import Topic


@dataclass(slots=True)
class OutgoingCall:
    """One message in the making.

    Attributes
    ----------
    method : str or None
        The method to call; None builds the widget.
    keys : tuple of str
        The properties that it brings up to date.
    topic : Topic or None
        What it says whole, so that earlier ones of the same need not be sent any more.
    """

    node: Node
    method: str | None
    args: tuple[Any, ...]
    keys: tuple[str, ...] = ()
    topic: Topic | None = None

    @property
    def label(self) -> str:
        """Name it for error messages."""
        return f"{self.node!r}" if self.method is None else f"{self.node!r}.{self.method}"

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The widgets that it speaks of."""
        return (self.node, *(arg for arg in self.args if isinstance(arg, Node)))


@dataclass(slots=True)
class OutgoingEdit:
    """One message about a document, in the making.

    Attributes
    ----------
    edit : object or None
        What to change, in the document's own form; None gives the whole content.
    calls : sequence, callable or None
        What does the same in a page without documents; None sets the whole content there.
    is_private : bool
        Only the browser is told whose user caused it.
    """

    node: Node
    key: str
    edit: Any = None
    calls: Sequence[PageCall] | Callable[[Node], Sequence[PageCall]] | None = None
    is_private: bool = False

    @property
    def label(self) -> str:
        """Name it for error messages."""
        return f"{self.node!r}: {'its ' if self.edit is None else 'an edit of its '}{self.key}"

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The widgets that it speaks of."""
        return (self.node,)

    @property
    def keys(self) -> tuple[str, ...]:
        """The properties that it brings up to date."""
        return (self.key,)


Outgoing: TypeAlias = OutgoingCall | OutgoingEdit


def render(declarations: Mapping[str, Widget], changes: Iterable[Change]) -> list[Outgoing]:
    """Return what pages must be told of changes, in their order."""
    fresh: set[Node] = set()
    outgoing: list[Outgoing] = []
    for change in changes:
        if isinstance(change, Created):
            fresh.add(change.node)
        elif isinstance(change, _TOLD_BY_CREATION) and change.node in fresh:
            # its creation has told it already
            continue
        renderer = _RENDERERS.get(type(change))
        if renderer is not None:
            renderer(outgoing, declarations, change)
    return outgoing


def _render_created(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Created
) -> None:
    declaration = declarations[change.node.kind]
    if declaration.remote:
        differing = _differing(declaration, change.node)
        outgoing.append(_creation(declaration, change.node, differing))
        keys = [item.key for item in differing if not item.folds]
        if keys:
            outgoing += settings(declaration, change.node, keys)


def _render_state(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: StateSet
) -> None:
    declaration = declarations[change.node.kind]
    if declaration.remote:
        outgoing += settings(declaration, change.node, change.keys)


def _render_attached(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Attached
) -> None:
    parent, child = change.parent, change.child
    declaration = declarations[parent.kind]
    index = parent.index_of(child)
    # a later change in the same record may have taken the child away again
    if not declarations[child.kind].remote or index < 0:
        return
    placing = declaration.placing
    assert placing is not None  # only containers get children
    calls = placing_calls(declaration, child, parent.children[index].options)
    method, args = calls[0]
    if placing.insert is not None and change.index < len(parent.children) - 1:
        method, args = placing.insert, (change.index, *args)
    outgoing.append(OutgoingCall(parent, method, tuple(args), (CHILDREN,)))
    outgoing += [
        OutgoingCall(parent, method, tuple(args), (CHILDREN,)) for method, args in calls[1:]
    ]


def _render_detached(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Detached
) -> None:
    if declarations[change.child.kind].remote:
        outgoing.append(OutgoingCall(change.parent, "remove", (change.child, False), (CHILDREN,)))


def _render_moved(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Moved
) -> None:
    if declarations[change.child.kind].remote:
        args = (change.child, change.index)
        outgoing.append(OutgoingCall(change.parent, "move_widget", args, (CHILDREN,)))


def _render_raised(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Raised
) -> None:
    if declarations[change.node.kind].remote:
        outgoing.append(OutgoingCall(change.node, change.method, (), (STACK,), STACKED))


def _render_destroyed(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Destroyed
) -> None:
    if declarations[change.node.kind].remote:
        outgoing.append(OutgoingCall(change.node, "destroy", ()))


def _render_called(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Called
) -> None:
    declaration = declarations[change.node.kind]
    if declaration.remote:
        method, args = change.method, change.args
        # what happens once need not happen twice in a row; what else is called must be the same
        is_action = isinstance(declaration.all_methods.get(method), Action)
        topic = Topic(method if is_action else (method, args), acts=True)
        outgoing.append(OutgoingCall(change.node, method, args, change.keys, topic))


def _render_edited(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Edited
) -> None:
    if declarations[change.node.kind].remote:
        outgoing.append(OutgoingEdit(change.node, change.key, change.edit, change.calls))


def _render_replied(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Replied
) -> None:
    if declarations[change.node.kind].remote:
        outgoing.append(OutgoingEdit(change.node, change.key, change.edit, (), is_private=True))


def _render_replaced(
    outgoing: list[Outgoing], declarations: Mapping[str, Widget], change: Replaced
) -> None:
    if declarations[change.node.kind].remote:
        outgoing.append(OutgoingEdit(change.node, change.key))


def plain_calls(declarations: Mapping[str, Widget], outgoing: OutgoingEdit) -> Sequence[PageCall]:
    """Return the calls that do what an edit does, in a page without documents."""
    if callable(outgoing.calls):
        return outgoing.calls(outgoing.node)
    if outgoing.calls is not None:
        return outgoing.calls
    node, key = outgoing.node, outgoing.key
    replay = declarations[node.kind].all_states[key].replay
    assert replay is not None  # a document's declaration says how a plain page is given it
    return replay(node.state[key])


STACKED = Topic((STACK,), stacks=True)
"""The place of a window among the others."""

_TOLD_BY_CREATION = (StateSet, Edited, Replaced)
"""What a widget's creation tells already that comes with it."""

# what Python alone raises, `Fired`, has none
_RENDERERS: dict[type, Callable[[list[Outgoing], Mapping[str, Widget], Any], None]] = {
    Created: _render_created,
    StateSet: _render_state,
    Attached: _render_attached,
    Detached: _render_detached,
    Moved: _render_moved,
    Raised: _render_raised,
    Destroyed: _render_destroyed,
    Called: _render_called,
    Edited: _render_edited,
    Replaced: _render_replaced,
    Replied: _render_replied,
}


def _differing(declaration: Widget, node: Node) -> list[State]:
    """Return the properties that differ from a fresh widget's."""
    defaults = declaration.defaults
    states = declaration.all_states
    differing = [
        states[key]
        for key, value in node.state.items()
        # nearly all are the very objects that the declaration names: asked first, as it is quick
        if value is not defaults[key] and value != defaults[key]
    ]
    document = declaration.document
    if document is not None and not node.state[document.key].size:
        differing.remove(document)
    return differing


def _creation(declaration: Widget, node: Node, differing: Sequence[State]) -> OutgoingCall:
    """Return what builds a widget: its arguments, and the options that are not defaults."""
    state: Mapping[str, Any] = node.state
    if declaration.document is not None and declaration.document.folds:
        key = declaration.document.key
        state = {**declaration.defaults, **state, key: state[key].content()}
    args: list[Any] = [state[item.key] for item in declaration.folded_arguments]
    options = {
        item.key: state[item.key] for item in differing if item.given == "option" and item.folds
    }
    if options:
        # a client finds the options behind all positional arguments
        args.append(options)
        return OutgoingCall(node, None, tuple(args))
    while args and args[-1] == declaration.folded_arguments[len(args) - 1].default:
        args.pop()
    return OutgoingCall(node, None, tuple(args))


def settings(declaration: Widget, node: Node, keys: Iterable[str]) -> list[Outgoing]:
    """Return the calls that set properties, each setter once."""
    done: set[str] = set()
    outgoing: list[Outgoing] = []
    for key in keys:
        item = declaration.all_states[key]
        if item.fact or key in done:
            continue
        if item.document is not None:
            outgoing.append(OutgoingEdit(node, key))
            continue
        if item.replay is not None:
            done.add(key)
            calls = item.replay(node.state[key])
            # of several each says a part
            topic = _topic(declaration, (key,)) if len(calls) == 1 else None
            outgoing += [
                OutgoingCall(node, method, tuple(args), (key,), topic) for method, args in calls
            ]
            continue
        setter = declaration.setters.get(key)
        if setter is not None:
            done.update(setter.keys)
            values = tuple([node.state[other] for other in setter.keys])
            topic = _topic(declaration, setter.keys)
            outgoing.append(OutgoingCall(node, setter.name, values, setter.keys, topic))
    return outgoing


def _topic(declaration: Widget, keys: tuple[str, ...]) -> Topic:
    """Return what a call says that sets properties."""
    return Topic(keys, stacks=not declaration.restacking.isdisjoint(keys))


def placing_calls(declaration: Widget, child: Node, options: Mapping[str, Any]) -> list[PageCall]:
    """Return the calls that place a child last."""
    assert declaration.placing is not None  # only containers get children
    return list(declaration.placing.add(child, options))


def snapshot(declarations: Mapping[str, Widget], nodes: Iterable[Node]) -> list[Outgoing]:
    """Return what builds widgets that a page has never seen: parents before children.

    First all widgets, then their properties, then who holds whom, then what needs the
    children to be there. Whether roots show comes last, in the order of their stack.
    """
    remote = [node for node in nodes if declarations[node.kind].remote]
    built = sorted(remote, key=lambda node: node.wid)
    differing = {node: _differing(declarations[node.kind], node) for node in built}
    outgoing: list[Outgoing] = [
        _creation(declarations[node.kind], node, differing[node]) for node in built
    ]
    for node in built:
        keys = [item.key for item in differing[node] if not (item.folds or item.late)]
        outgoing += [
            call
            for call in settings(declarations[node.kind], node, keys)
            if node.parent is not None or "visible" not in call.keys
        ]
    for parent in remote:
        for placement in parent.children:
            calls = placing_calls(declarations[parent.kind], placement.node, placement.options)
            outgoing += [
                OutgoingCall(parent, method, tuple(args), (CHILDREN,)) for method, args in calls
            ]
    for node in remote:
        keys = [item.key for item in differing[node] if item.late and not item.folds]
        outgoing += settings(declarations[node.kind], node, keys)
    return outgoing


def showing(declarations: Mapping[str, Widget], roots: Iterable[Node]) -> list[Outgoing]:
    """Return what shows or hides the roots, in the order of their stack."""
    outgoing: list[Outgoing] = []
    for node in roots:
        declaration = declarations[node.kind]
        item = declaration.all_states.get("visible")
        if declaration.remote and item is not None and node.state["visible"] != item.default:
            outgoing += settings(declaration, node, ("visible",))
    return outgoing


def stacking(declarations: Mapping[str, Widget], roots: Iterable[Node]) -> list[Outgoing]:
    """Return what puts the windows in the order of their stack, from the lowest on."""
    windows = [node for node in roots if declarations[node.kind].rules.window]
    return [OutgoingCall(node, "raise_", (), (STACK,)) for node in windows]


def is_understood(
    declarations: Mapping[str, Widget], features: frozenset[str], call: OutgoingCall
) -> bool:
    """Whether a browser knows a message: some are for more than the plain protocol."""
    if call.method is None or "internal" in features:
        return True
    method = declarations[call.node.kind].all_methods.get(call.method)
    return method is None or not method.internal


def reported(declaration: Widget) -> list[str]:
    """Return the callbacks that a plain client must report, asked for or not: the model's."""
    return [
        callback.name
        for callback in declaration.all_callbacks.values()
        if callback.changes and not (callback.internal or callback.python)
    ]


def may_open(declarations: Mapping[str, Widget], call: OutgoingCall) -> bool:
    """Whether a window may open by a call: its own, or one around a child that is placed."""
    return call.method is not None and (
        declarations[call.node.kind].rules.window or call.keys == (CHILDREN,)
    )


def encoded(
    call: OutgoingCall, message_id: int, *, silent: bool, buffers: bool, answers: bool = False
) -> tuple[Encoded, ...]:
    """Return the frames of one message. Parameters beside the call are those of `messages.call`."""
    node, args = call.node, call.args
    if call.method is None:
        return tuple(messages.create(message_id, node.wid, node.kind, args, buffers=buffers))
    return tuple(
        messages.call(
            message_id,
            node.wid,
            call.method,
            args,
            silent=silent,
            answers=answers,
            buffers=buffers,
        )
    )
