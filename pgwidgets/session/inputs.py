"""What browsers say, applied to a session."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pgwidgets.catalog.callbacks import CHILDREN, STACK, Callback
from pgwidgets.catalog.permission import refusal
from pgwidgets.errors import ProtocolError, closest
from pgwidgets.model.act import Act
from pgwidgets.model.node import Node
from pgwidgets.protocol.events import (
    Abort,
    Answered,
    Chunk,
    Edit,
    Event,
    Hello,
    Input,
    PictureFailed,
    Report,
    View,
    Viewport,
    Withdrawn,
)
from pgwidgets.session import crossing, editing
from pgwidgets.session.client import Client
from pgwidgets.session.core import SessionCore
from pgwidgets.session.uploads import id_of
from pgwidgets.session.values import GoneError, from_page, is_as_given

TAKES_NONE = "The program takes no files here, or no more."


def receive(session: SessionCore, client: Client, event: Event) -> None:
    """Apply what a browser said.

    Raises
    ------
    ProtocolError
        When it can't be said in this session; the connection must then be closed.
    """
    with session.lock:
        if client not in session.clients:
            return
        match event:
            case Answered(message_id, value, error):
                session.fanout.resolve(client, message_id, error, value)
            case Input() | Edit() | Report() | Withdrawn() | PictureFailed():
                apply(session, client, event)
            case Viewport(width, height):
                session.screen_size = (width, height)
            case View(wid, view):
                editing.look(session, client, wid, view)
            case Chunk():
                _take_chunk(session, client, event)
            case Abort(transfer_id):
                client.uploads.drop(transfer_id)
            case Hello():
                raise ProtocolError("init was answered before")


def apply(
    session: SessionCore,
    client: Client,
    event: Input | Edit | Report | Withdrawn | PictureFailed,
) -> None:
    """Apply what a user did, a numbered act once.

    Raises
    ------
    ProtocolError
        When it can't be done in this session.
    """
    if event.seq is not None:
        if event.seq <= client.seq:
            return
        client.take_input(event.seq)
    if isinstance(event, Input):
        _apply_input(session, client, event)
    elif isinstance(event, Edit):
        editing.edit(session, client, event)
    elif isinstance(event, Withdrawn):
        _take_back(session, client, event)
    elif isinstance(event, PictureFailed):
        session.picture_failed(event.wid, event.picture, event.status)
    else:
        _apply_reports(session, client, event)


def _apply_input(session: SessionCore, client: Client, event: Input) -> None:
    client.last_input = time.monotonic()
    node = session.tree.nodes.get(event.wid)
    if node is None:
        _miss(session, client, event)
        return
    callback = _callback(session, node, event.action)
    try:
        args: Sequence[Any] = _checked_arguments(session, node, callback, event.args)
    except GoneError:
        # the page shows the act's other effects: which tab is in view, for one
        _show(session, client, [(node, key) for key in callback.keys])
        return
    reason = refusal(node, callback, args)
    announces_files = callback.upload is not None and _announces_files(args)
    if reason is not None:
        if announces_files:
            _refuse_files(client, args[0])
        _refuse(session, client, node, callback, reason)
        return
    if announces_files:
        _begin_upload(session, client, node, callback, args[0])
        return
    is_told_only = not callback.fact
    if callback.changes:
        values = {key: carry(*args) for key, carry in callback.carries.items()}
        echo = event.echo or not is_as_given(event.args, args)
        outcome = _change(session, client, node, values, callback, args, echo=echo)
        if outcome is None:
            return
        args, has_changed = outcome
        is_told_only = is_told_only and not has_changed
    if not callback.internal:
        # what has changed the model is told whatever comes, all else only while it may be done
        session.fire(node, event.action, args, client, revocable=is_told_only)


def _miss(session: SessionCore, client: Client, event: Input) -> None:
    """Undo what a page did to others with a widget that had ended meanwhile."""
    if _announces_files(event.args):
        _refuse_files(client, event.args[0])
    node = session.departed.find(event.wid)
    if node is not None:
        _undo(session, client, node, _callback(session, node, event.action))


def _refuse(
    session: SessionCore, client: Client, node: Node, callback: Callback, reason: object
) -> None:
    """Have a page show what Python has, for it did what can't be done, or not any more."""
    session.logger.info("session %s: input refused: %s", session.id, reason)
    _undo(session, client, node, callback)


def _callback(session: SessionCore, node: Node, action: str) -> Callback:
    callbacks = session.declarations[node.kind].all_callbacks
    callback = callbacks.get(action)
    if callback is None or callback.python:
        raise ProtocolError(
            f"{node.kind} has no callback {action[:40]!r} that a page may report; "
            f"{closest(action, callbacks)}"
        )
    return callback


def _take_back(session: SessionCore, client: Client, event: Withdrawn) -> None:
    """Have a page show what Python has in place of what it can't tell."""
    node = session.tree.nodes.get(event.wid)
    if node is None:
        return
    session.logger.info("session %s: an input was larger than max_message_size", session.id)
    if event.action is not None:
        _undo(session, client, node, _callback(session, node, event.action))
        return
    document = session.declarations[node.kind].document
    if document is not None:
        session.fanout.restore(client, node, [document.key])


def _announces_files(args: Sequence[Any]) -> bool:
    return bool(args) and isinstance(args[0], dict) and "transfer_id" in args[0]


def _refuse_files(client: Client, payload: Mapping[str, Any]) -> None:
    """Take none of the files that are announced: what is on its way of them is dropped."""
    client.refuse_files(id_of(payload), TAKES_NONE)


def _begin_upload(
    session: SessionCore, client: Client, node: Node, callback: Callback, payload: dict[str, Any]
) -> None:
    upload = callback.upload
    assert upload is not None  # as it may announce files
    if not session.listening.is_heard(node, (callback.name, upload.start, upload.progress)):
        # nobody wants them, and they would only take memory
        _refuse_files(client, payload)
        return
    transfer = client.uploads.begin(node, callback, payload)
    session.stalls.watch(client)
    if upload.start is not None:
        session.fire(node, upload.start, [transfer.announced()], client)


def _take_chunk(session: SessionCore, client: Client, chunk: Chunk) -> None:
    taken = client.uploads.take(chunk)
    if taken is None:
        return
    transfer, progress = taken
    node, callback = transfer.node, transfer.callback
    if callback.upload is not None:
        session.fire(node, callback.upload.progress, [progress], client)
    if transfer.is_complete:
        session.fire(node, callback.name, [transfer.received()], client)


def _checked_arguments(
    session: SessionCore, node: Node, callback: Callback, given: Sequence[Any]
) -> list[Any]:
    where = f"{node.kind} {callback.name!r}"
    most = len(callback.arguments)
    if not most - callback.optional <= len(given) <= most:
        raise ProtocolError(f"{where} takes {most} arguments, not {len(given)}")
    checked = []
    for argument, value in zip(callback.arguments, given, strict=False):
        try:
            checked.append(from_page(session.tree, argument.type, value))
        except (TypeError, ValueError) as error:
            raise ProtocolError(f"{where}: {argument.name} {error}") from None
    return checked


def _apply_reports(session: SessionCore, client: Client, event: Report) -> None:
    for wid, key, value in event.reports:
        node = session.tree.nodes.get(wid)
        if node is None:
            continue
        states = session.declarations[node.kind].all_states
        item = states.get(key)
        if item is None or not item.reported:
            valid = [name for name, state in states.items() if state.reported]
            raise ProtocolError(
                f"{node.kind} has no property {key[:40]!r} that a page may report; "
                f"{closest(key, valid)}"
            )
        try:
            checked = from_page(session.tree, item.type, value)
        except GoneError:
            continue
        except (TypeError, ValueError) as error:
            raise ProtocolError(f"{node.kind} {key!r} {error}") from None
        if item.fact:
            _learn(session, client, node, key, checked)
        # A report says what came of the messages so far; what a user does comes as an input. So
        # where another word is on its way, the page will say what came of that.
        elif node.state[key] != checked and not crossing.is_news(client, (node, key)):
            _report(session, client, node, {key: checked})


def _learn(session: SessionCore, client: Client, node: Node, key: str, value: Any) -> None:
    """Keep a fact; of another one than before a page that was built anew has told nobody yet."""
    callback = client.untold.pop((node.wid, key), None)
    is_news = node.state[key] != value
    node.state[key] = value
    if callback is not None and is_news:
        session.fire(node, callback.name, callback.tells[key](value), client)


def _report(session: SessionCore, client: Client, node: Node, values: Mapping[str, Any]) -> None:
    """Keep what a page says of itself, and tell the others."""
    session.tree.set_state(node, values)
    _publish(session, client, node, values, tuple(values))


def _change(
    session: SessionCore,
    client: Client,
    node: Node,
    values: Mapping[str, Any],
    callback: Callback,
    args: Sequence[Any],
    *,
    echo: bool,
) -> tuple[Sequence[Any], bool] | None:
    """Change the model as a user did in one page.

    Returns
    -------
    tuple or None
        What handlers get, fitted to what Python has, and whether anything changed; None when that
        was not possible.
    """
    tree = session.tree
    states = session.declarations[node.kind].all_states
    facts = {key: value for key, value in values.items() if states[key].fact}
    others = {key: value for key, value in values.items() if key not in facts}
    node.state.update(facts)
    handed: Sequence[Any] | None = None
    try:
        if others:
            tree.set_state(node, others)
        if callback.apply is not None:
            with tree.acting(Act(client.author)):
                handed = callback.apply(tree, node, *args)
    except ValueError as error:
        # the program changed the widget while the input was on its way
        session.publish(tree.drain())
        _refuse(session, client, node, callback, error)
        return None
    if handed is None:
        handed = [_as_kept(node, others, arg) for arg in args]
    echo = echo or callback.told or list(handed) != list(args)
    return handed, _publish(session, client, node, others, callback.keys, echo=echo)


def _as_kept(node: Node, values: Mapping[str, Any], given: Any) -> Any:
    """Return an argument that is the value of a property as Python has fitted it."""
    key = next((key for key, value in values.items() if value is given), None)
    return given if key is None else node.state[key]


def _publish(
    session: SessionCore,
    client: Client,
    node: Node,
    values: Mapping[str, Any],
    keys: Iterable[str],
    *,
    echo: bool = False,
) -> bool:
    """Tell of what came of an input, its page only what that doesn't show; returns whether any did.

    Parameters
    ----------
    values : mapping
        What the page shows for some of the properties.
    keys : iterable of str
        All that the input stands for.
    echo : bool
        Whether the page is told like the others.
    """
    changes = session.tree.drain()
    came = crossing.touched(changes)
    missed = [
        item
        for item in dict.fromkeys([*came, *((node, key) for key in keys)])
        if crossing.is_news(client, item)
    ]
    fitted = any(node.state[key] != value for key, value in values.items())
    session.publish(changes, client, echo=echo or fitted or not set(missed).isdisjoint(came))
    _show(session, client, [item for item in missed if item not in came or item[1] in _ORDERS])
    return bool(changes)


_ORDERS = (CHILDREN, STACK)
"""What one change says of is not enough to know it."""


def _undo(session: SessionCore, client: Client, node: Node, callback: Callback) -> None:
    """Show a page what Python has, after it did something that was refused."""
    if CHILDREN in callback.keys:
        # it may have ended a widget that lives on
        session.fanout.rebuild(client)
        return
    shown = [node] if not node.destroyed else []
    if callback.along is not None:
        shown += callback.along(session.tree, node)
    _show(session, client, [(each, key) for each in shown for key in callback.keys])


def _show(session: SessionCore, client: Client, items: Iterable[crossing.Shown]) -> None:
    crossing.show(session.fanout, session.declarations, client, items)
