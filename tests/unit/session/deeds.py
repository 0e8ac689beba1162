"""What programs and users can do with each widget, derived from the catalog."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from random import Random
from typing import Any

from pgwidgets.catalog import types
from pgwidgets.catalog.callbacks import CHILDREN, STACK, Callback
from pgwidgets.catalog.declaration import State, Widget
from pgwidgets.catalog.methods import Action, Command, Method, Setter
from pgwidgets.catalog.permission import refusal
from pgwidgets.catalog.registry import declarations
from pgwidgets.errors import LimitError
from pgwidgets.model.act import Act as OneAct
from pgwidgets.model.documents.document import Document
from pgwidgets.model.node import Node, Placement
from pgwidgets.model.own import Own
from pgwidgets.model.tree import Tree
from pgwidgets.session import rendering
from pgwidgets.session.rendering import OutgoingCall
from tests.support.pictures import broken, uri
from tests.unit.session.simulation import Session
from tests.unit.session.stand_in import Act, Calls, Page

REFUSALS = (TypeError, ValueError, LimitError)
"""What a program gets for what can't be done."""

WIDE = 100
"""A range of numbers that is wider than this is most often tried near its beginning."""


def value_of(kind: types.Type, dice: Random, nodes: Sequence[Node]) -> Any:  # noqa: C901, PLR0911, PLR0912  # one line for each type
    """Return a value of a type; of widgets one of some."""
    match kind:
        case _ if examples := getattr(kind, "examples", ()):
            return dice.choice(examples)
        case types.Optional():
            return None if dice.random() < 0.3 else value_of(kind.inner, dice, nodes)
        case types.Union():
            return value_of(dice.choice(kind.members), dice, nodes)
        case types.Choice():
            return dice.choice(kind.choices)
        case types.Boolean():
            return dice.random() < 0.5
        case types.Number():
            least = 0 if kind.minimum is None else kind.minimum
            most = least + 3 if kind.maximum is None else kind.maximum
            if most > least + WIDE and dice.random() < 0.95:
                # it may count things, of which each takes its time
                most = least + WIDE / 10
            number = dice.uniform(least, most)
            return round(number) if isinstance(kind, types.Integer) else round(number, 1)
        case types.Text():
            return dice.choice(["", "a", "b", "c\nd", "😀"])
        case types.Picture():
            return dice.choice([uri(broken(40)), uri(broken(50))])
        case types.PictureBytes():
            return broken()
        case types.Bytes():
            return b"bytes"
        case types.Reference():
            fitting = [node for node in nodes if not kind.kinds or node.kind in kind.kinds]
            return dice.choice(fitting) if fitting else None
        case types.List():
            return [value_of(kind.item, dice, nodes) for _ in range(dice.randrange(3))]
        case types.Tuple():
            return [value_of(item, dice, nodes) for item in kind.items]
        case types.Record():
            chosen = [name for name in kind.fields if dice.random() < 0.7]
            return {name: value_of(kind.fields[name], dice, nodes) for name in chosen}
        case types.Anything():
            return Own(dice.random())
        case types.Data():
            return dice.choice([None, 1, "x"])
    raise NotImplementedError(f"the machine knows no values of the type {kind!r}")


def plain(value: Any) -> Any:
    """Return a value as JSON carries it."""
    match value:
        case Node():
            return {"__wid__": value.wid}
        case list() | tuple():
            return [plain(item) for item in value]
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case bytes():
            return {"bytes": len(value)}
        case Document():
            return plain(value.content())
    return None if isinstance(value, Own) else value


def acts_of(widget: Widget) -> list[Callback]:
    """Return the callbacks by which a page's user changes the model."""
    return [
        item
        for item in widget.all_callbacks.values()
        if item.changes and not item.python and item.edits is None
    ]


def keys_of(widget: Widget) -> set[str]:
    """Return all that users of a widget change."""
    changed = {key for callback in acts_of(widget) for key in callback.keys}
    if widget.document is not None:
        changed.add(widget.document.key)
    return changed


def deeds_of(widget: Widget) -> list[Method]:
    """Return the methods by which a program changes the model or the pages."""
    return [
        item
        for item in widget.all_methods.values()
        if isinstance(item, Setter | Command | Action) and not item.internal
    ]


def overlapping(widget: Widget, callback: Callback | None = None) -> list[Method]:
    """Return those of them that change what users change, too, by one callback or by any."""
    users = keys_of(widget) if callback is None else set(callback.keys)
    return [
        item
        for item in deeds_of(widget)
        if not users.isdisjoint(widget.sets_of(item))
        or (users & {CHILDREN, STACK} and _moves_children(item))
    ]


def _moves_children(method: Method) -> bool:
    return any(isinstance(item.type, types.Reference) for item in method.parameters)


def options_of(widget: Widget, dice: Random) -> dict[str, Any]:
    """Return options for a constructor."""
    chosen: dict[str, Any] = {}
    for item in (*widget.arguments, *widget.options):
        if dice.random() < 0.5:
            chosen[item.key] = value_of(item.type, dice, ())
    return chosen


def make(session: Session, kind: str, dice: Random) -> Node | None:
    """Make a widget with some options; a window shows."""
    try:
        node = session.make(kind, **options_of(declarations()[kind], dice))
    except REFUSALS:
        return None
    if declarations()[kind].window:
        session.do(node, "show")
    return node


def perform(session: Session, node: Node, method: Method, dice: Random, **given: Node) -> None:
    """Have the program call a method with some arguments, besides those that are given."""
    widget = declarations()[node.kind]
    nodes = list(session.tree.nodes.values())
    near = [placement.node for placement in node.children] or nodes
    values: dict[str, Any] = {**given}
    for parameter in widget.parameters_of(method):
        if parameter.name in given:
            continue
        among = near if dice.random() < 0.7 else nodes
        values[parameter.name] = value_of(parameter.type, dice, among)
    # what is refused leaves everything as it was
    try:
        session.run(node, method.name, values)
    except REFUSALS:
        return


def use(session: Session, page: Page, node: Node, callback: Callback, dice: Random) -> None:
    """Have a user do something, which the page shows at once."""
    nodes = [placement.node for placement in node.children] or list(session.tree.nodes.values())
    args = [value_of(item.type, dice, nodes) for item in callback.arguments]
    if refusal(node, callback, args) is not None and dice.random() < 0.7:
        # the page shows that it can't be done, most often
        return
    act = Act(node, callback, plain(args))
    page.act(act, effects(session, page, act))


def effects(session: Session, page: Page, act: Act) -> Calls:
    """Return what a page shows of an act: what the act does to a copy of the model.

    The copy has what the page's user did before; the page has that, too.
    """
    pending = [it for it in page.pending() if it.node is act.node or not _is_edit(it)]
    tree = _copied(session.tree, {it.node.wid for it in (*pending, act)})
    for before in pending:
        _apply(tree, before)
        tree.drain()
    if not _apply(tree, act):
        return []
    return [
        (call.node.wid, call.method, plain(call.args))
        for call in rendering.render(session.declarations, tree.drain())
        if isinstance(call, OutgoingCall) and call.method is not None
    ]


def _is_edit(act: Act) -> bool:
    """Whether an act changes a document alone, which no other widget shows."""
    document = declarations()[act.node.kind].document
    return document is not None and set(act.callback.keys) == {document.key}


def _apply(tree: Tree, act: Act) -> bool:
    """Do an act; returns whether it could be done."""
    node, callback = tree.nodes.get(act.node.wid), act.callback
    try:
        given = [_resolved(tree, arg) for arg in act.args]
        if node is None:
            return False
        states = declarations()[node.kind].all_states
        values = {
            key: carry(*given) for key, carry in callback.carries.items() if not states[key].fact
        }
        if values:
            tree.set_state(node, values)
        if callback.apply is not None:
            with tree.acting(OneAct("page")):
                callback.apply(tree, node, *given)
    except (*REFUSALS, KeyError):
        return False
    return True


def _resolved(tree: Tree, value: Any) -> Any:
    is_node = isinstance(value, dict) and "__wid__" in value
    return tree.nodes[value["__wid__"]] if is_node else value


def _copied(tree: Tree, used: set[int]) -> Tree:
    """Return a tree like another, which nobody follows; only those used may edit documents."""
    copied = Tree(tree.rules, tree.clock)
    copied.next_wid = tree.next_wid
    for wid, node in tree.nodes.items():
        copied.nodes[wid] = Node(copied, wid, node.kind, node.state.copy())
    for wid, node in tree.nodes.items():
        own = copied.nodes[wid]
        own.state.update(
            {key: _moved(value, copied, wid in used) for key, value in node.state.items()}
        )
        own.parent = None if node.parent is None else copied.nodes[node.parent.wid]
        own.frame = None if node.frame is None else copied.nodes[node.frame.wid]
        own.framed = None if node.framed is None else copied.nodes[node.framed.wid]
        own.children = [
            Placement(copied.nodes[item.node.wid], dict(item.options)) for item in node.children
        ]
    copied.roots = {wid: copied.nodes[wid] for wid in tree.roots}
    return copied


def _moved(value: Any, tree: Tree, is_used: bool) -> Any:
    match value:
        case Node():
            return tree.nodes.get(value.wid)
        case Document() if is_used:
            # a copy tells no session of what fails
            return copy.deepcopy(value, {id(value.report): None})
        case list():
            return [_moved(item, tree, is_used) for item in value]
    return value


# -- what pages should show ----------------------------------------------------------


def differences(session: Session, page: Page, sent: dict[tuple[int, str], Any]) -> dict[Any, Any]:
    """Return where a page differs from the model: nothing, when they agree.

    Parameters
    ----------
    sent : dict
        By widget and property the call that Python had last for all pages.
    """
    look = page.look()
    found: dict[Any, Any] = {}
    things = {int(wid): thing for wid, thing in look["things"].items()}
    for node in session.tree.nodes.values():
        widget = session.declarations[node.kind]
        if not widget.remote:
            continue
        thing = things.pop(node.wid, None)
        if thing is None:
            found[node] = "missing"
            continue
        children = [item for item in node.children if session.declarations[item.node.kind].remote]
        shown, expected = _places(widget, thing, children, look["things"])
        if shown != expected:
            found[node, CHILDREN] = (shown, expected)
        given = _given(widget, thing["given"])
        for item in widget.all_states.values():
            wrong = _difference(session, node, item, thing, given, sent)
            if wrong is not None:
                found[node, item.key] = wrong
    found.update(dict.fromkeys(things, "left over"))
    windows = [
        node.wid
        for node in session.tree.roots.values()
        if session.declarations[node.kind].rules.window and node.state["visible"]
    ]
    if look["windows"] != windows:
        found[STACK] = (look["windows"], windows)
    return found


def _places(
    widget: Widget, thing: dict[str, Any], children: Sequence[Placement], things: dict[str, Any]
) -> tuple[Any, Any]:
    """Return where a page shows the children of a widget, and where they are."""
    if widget.children is None or not widget.children.by_place:
        return thing["children"], [item.node.wid for item in children]
    shown = {wid: things[str(wid)]["placing"] for wid in thing["children"]}
    add = widget.children.add
    calls = {item.node.wid: add(item.node, item.options)[0] for item in children}
    return shown, {wid: [method, *plain(args)] for wid, (method, args) in calls.items()}


def _difference(
    session: Session,
    node: Node,
    item: State,
    thing: dict[str, Any],
    given: dict[str, Any],
    sent: dict[tuple[int, str], Any],
) -> Any:
    """Return what a page shows of a property and what it should, or None.

    Parameters
    ----------
    given : dict
        What the widget was made with there.
    """
    if item.fact or item.python:
        return None
    widget, value = session.declarations[node.kind], node.state[item.key]
    if item.document is not None:
        content = plain(value.window(None))
        # a list that was never told of is an empty text
        same = thing["content"] == content or not (thing["content"] or content)
        return None if same else (thing["content"], content)
    shown = thing["shown"].get(item.key)
    if shown is None:
        if value is item.default and item.key not in given:
            return None
        made = given[item.key] if item.key in given else plain(item.default)
        return None if made == plain(value) else (made, plain(value))
    expected = [
        [call.method, *plain(call.args)]
        for call in rendering.settings(widget, node, [item.key])
        if isinstance(call, OutgoingCall)
    ]
    # a property that no call brings back to nothing shows what is gone
    if not expected or shown in (expected[-1], sent.get((node.wid, item.key))):
        return None
    return (shown, expected)


def _given(widget: Widget, args: list[Any]) -> dict[str, Any]:
    """Return the properties that a widget was made with."""
    options = args[-1] if args and isinstance(args[-1], dict) and "__wid__" not in args[-1] else {}
    positional = args[:-1] if options else args
    keys = [item.key for item in widget.folded_arguments]
    return {**dict(zip(keys, positional, strict=False)), **options}
