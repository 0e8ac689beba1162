"""A session: one widget tree, the browsers that show it, and the program that owns it.

Everything that changes the tree passes through here under one lock, so that all browsers
and handlers see changes in one order. What is written here knows neither threads' nor
coroutines' way of waiting.
"""

from __future__ import annotations

import hmac
import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pgwidgets.catalog import registry
from pgwidgets.errors import SessionClosedError, WidgetDestroyedError, closest
from pgwidgets.model.change import Change, Destroyed, Fired, Moved, StateSet
from pgwidgets.model.node import Mark, Node
from pgwidgets.model.tree import Tree
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Frame
from pgwidgets.session import commands, rendering
from pgwidgets.session.alarms import Alarms
from pgwidgets.session.answers import Answer, Ledger
from pgwidgets.session.handlers import Handler, Registry
from pgwidgets.session.link import Link
from pgwidgets.session.owner import Dispatcher, Owner
from pgwidgets.session.rendering import Piece

NO_ONE_ELSE_WID = 1_000_000_000
"""A plain client numbers widgets of its own from here, far above ours."""

TOKEN_BYTES = 32
"""256 bits."""


def normal_id(session_id: str | int) -> str | int:
    """Return a session id in its normal form: text of digits and the integer are the same."""
    if isinstance(session_id, bool) or not isinstance(session_id, str | int):
        raise TypeError(f"a session id must be str or int, not {type(session_id).__name__}")
    if isinstance(session_id, str):
        if not session_id:
            raise ValueError("a session id must not be empty")
        if session_id.isascii() and session_id.isdigit():
            return int(session_id)
    return session_id


class SessionCore:
    """What the sessions of both APIs share.

    Attributes
    ----------
    tree : Tree
    lock : threading.RLock
        Held while the tree changes and messages are put in order.
    """

    def __init__(
        self,
        owner: Owner,
        session_id: str | int,
        dispatcher: Dispatcher,
        logger: logging.Logger,
    ) -> None:
        self.declarations = registry.declarations()
        self.tree = Tree(registry.rules(), time.monotonic)
        self.lock = threading.RLock()
        self.dispatcher = dispatcher
        self.logger = logger
        self.links: list[Link] = []
        self.screen_size: tuple[float, float] = (0, 0)
        self.destroyed = False
        self._owner = owner
        self._id = normal_id(session_id)
        self._token = secrets.token_urlsafe(TOKEN_BYTES)
        self._ledger = Ledger()
        self._registries: dict[int, Registry] = {}
        self._next_message = 1
        self._alarms = Alarms(self, owner)

    # -- identity --------------------------------------------------------------------

    @property
    def id(self) -> str | int:
        """Unique session identifier."""
        return self._id

    @property
    def token(self) -> str:
        """Security token for reconnection: whoever has it can join the session."""
        return self._token

    def admits(self, token: str | None) -> bool:
        """Whether a browser's token is the session's, compared in constant time."""
        return token is not None and hmac.compare_digest(token.encode(), self._token.encode())

    @property
    def is_connected(self) -> bool:
        """True if at least one browser is connected."""
        return bool(self.links)

    @property
    def connections(self) -> list[Any]:
        """List of active WebSocket connections."""
        with self.lock:
            return [link.connection for link in self.links]

    def get_screen_size(self) -> tuple[float, float]:
        """Return width and height in px of the page that reported last; (0, 0) before."""
        return self.screen_size

    def walk_widget_tree(self) -> Iterator[Any]:
        """Yield all widgets, parents before children, in the order of their creation."""
        with self.lock:
            nodes = list(self.tree.walk())
        for node in nodes:
            yield self.present(node)

    # -- commands of the program -----------------------------------------------------

    def create(
        self, kind: str, shell: object, given: Mapping[str, Any], keywords: Mapping[str, Any]
    ) -> tuple[Node, Answer]:
        """Make a widget and apply the setters that its other keywords stand for."""
        declaration = self.declarations[kind]
        state = commands.initial_state(declaration, given)
        setters = commands.keyword_setters(declaration, keywords) if keywords else []
        with self.lock:
            self._require_open()
            for value in given.values():
                self._require_own(value)
            node = self.tree.create(kind, state)
            node.shell = shell
            try:
                for method, bound in setters:
                    commands.execute(self.tree, node, declaration, method, bound)
            except BaseException:
                self.tree.drain()
                del self.tree.nodes[node.wid], self.tree.roots[node.wid]
                raise
            return node, self.publish(self.tree.drain())

    def run(self, node: Node, name: str, values: Mapping[str, Any]) -> tuple[Any, Answer]:
        """Carry out a method of a widget; returns its result and the pages' answer."""
        declaration = self.declarations[node.kind]
        method = declaration.all_methods[name]
        self._require_alive(node, name)
        bound = commands.bind(declaration, method, values)
        with self.lock:
            self._require_open()
            self._require_alive(node, name)
            for value in bound.values():
                self._require_own(value)
            try:
                result = commands.execute(self.tree, node, declaration, method, bound)
            except (TypeError, ValueError) as error:
                # what a function did before it refused is told to the pages all the same
                self.publish(self.tree.drain())
                raise error.__class__(f"{node.kind}.{name}(): {error}") from None
            return self.present(result), self.publish(self.tree.drain())

    def read(self, node: Node, name: str, values: Mapping[str, Any]) -> Any:
        """Answer a getter from the state that Python has."""
        with self.lock:
            return self.present(commands.read(node, self.declarations[node.kind], name, values))

    def register(self, node: Node, action: str, handler: Handler) -> Answer:
        """Add a handler for a callback of a widget."""
        callbacks = self.declarations[node.kind].all_callbacks
        callback = callbacks.get(action)
        if callback is None or callback.internal:
            valid = [name for name, item in callbacks.items() if not item.internal]
            raise ValueError(
                f"{node.kind} has no callback {action!r}; {closest(action, valid)}; "
                f"it has: {', '.join(sorted(valid))}"
            )
        with self.lock:
            self._require_open()
            self._require_alive(node, "on")
            first = self._registries.setdefault(node.wid, Registry()).add(action, handler)
            begin = self._next_message
            if first and not callback.python:
                message_id = self.new_message(f"{node!r}.on", (node,))
                frame = messages.listen(message_id, node.wid, action, on=True)
                for link in self.links:
                    self.deliver(link, message_id, [frame])
            return self._answer_since(begin)

    def flushed(self) -> Answer:
        """Return the answer to everything that was sent so far."""
        with self.lock:
            return self._expect(self._next_message - 1, self._next_message - 1)

    def _require_open(self) -> None:
        if self.destroyed:
            raise SessionClosedError(f"session {self._id} was destroyed, or its application closed")

    def _require_alive(self, node: Node, method: str) -> None:
        if node.destroyed:
            raise WidgetDestroyedError(f"{node.kind}.{method}(): {node!r} was destroyed")

    def _require_own(self, value: Any) -> None:
        if isinstance(value, Node):
            self.tree.require(value)
        elif isinstance(value, list | tuple):
            for item in value:
                self._require_own(item)

    # -- what the pages are told -----------------------------------------------------

    def publish(
        self, changes: list[Change], origin: Link | None = None, *, echo: bool = False
    ) -> Answer:
        """Tell the browsers, the handlers and the alarms what happened.

        Parameters
        ----------
        changes : list
            In the order they happened.
        origin : Link or None
            The browser whose input caused them: it shows them already.
        echo : bool
            Tell that browser too, because it shows something else.
        """
        begin = self._next_message
        silent = origin is not None
        excluded = None if echo else origin
        for piece in rendering.render(self.declarations, changes):
            self._send_piece(piece, silent=silent, excluded=excluded)
        for change in changes:
            match change:
                case Fired(node, action, args):
                    self.fire(node, action, args)
                case Destroyed(node):
                    self._registries.pop(node.wid, None)
        self._alarms.update(changes)
        return self._answer_since(begin)

    def _send_piece(self, piece: Piece, *, silent: bool, excluded: Link | None) -> None:
        message_id = self.new_message(piece.label, piece.nodes)
        for key in piece.keys:
            piece.node.marks[key] = Mark(message_id, excluded)
        if not self.links:
            return
        frames = encoded(piece, message_id, silent=silent)
        plain = self.is_internal(piece)
        for link in self.links:
            if link is excluded or (plain and "internal" not in link.features):
                continue
            self.deliver(link, message_id, frames)
            if piece.method is None and "inputs" not in link.features:
                self._listen_to_state(link, piece.node)

    def is_internal(self, piece: Piece) -> bool:
        """Whether only pages that know more than the plain protocol understand a message."""
        if piece.method is None:
            return False
        method = self.declarations[piece.node.kind].all_methods.get(piece.method)
        return method is not None and method.internal

    def _listen_to_state(self, link: Link, node: Node) -> None:
        """Have a plain client report what the model must know, asked for or not."""
        for callback in self.declarations[node.kind].all_callbacks.values():
            if callback.changes and not (callback.internal or callback.python):
                message_id = self.new_message(f"{node!r}.on", (node,))
                self.deliver(
                    link,
                    message_id,
                    [messages.listen(message_id, node.wid, callback.name, on=True)],
                )

    def new_message(self, label: str, nodes: tuple[Node, ...] = ()) -> int:
        """Return the id of one more message, and remember what it is."""
        message_id = self._next_message
        self._next_message += 1
        if self.links:
            self._ledger.note(message_id, label, nodes)
        return message_id

    def deliver(self, link: Link, message_id: int, frames: Iterable[Frame]) -> None:
        """Queue a message for one browser."""
        link.sent = message_id
        link.send(frames)

    def _answer_since(self, begin: int) -> Answer:
        return self._expect(begin, self._next_message - 1)

    def _expect(self, first: int, last: int) -> Answer:
        owing = any(
            not link.silent and link.sent >= first and link.answered < last for link in self.links
        )
        if last < first or not owing:
            # a message that only other browsers got is not waited for
            return Answer(first, last, done=True)
        highest = max(link.sent for link in self.links if not link.silent)
        return self._ledger.expect(first, min(last, highest))

    def settle(self, link: Link, message_id: int, error: str | None) -> None:
        """Take a browser's answer to a message."""
        if message_id > link.sent:
            return
        link.answered = max(link.answered, message_id)
        link.silent = False
        if error is not None:
            failure = self._ledger.fail(message_id, error)
            if failure is not None:
                self._owner.report_error(failure, self)
        self._ledger.settle(message_id)
        self._ledger.forget(min(other.answered for other in self.links))

    def give_up(self) -> None:
        """Wait no longer for browsers that have answered nothing in all the time allowed."""
        with self.lock:
            for link in self.links:
                if link.answered < link.sent and not link.silent:
                    link.silent = True
                    self.logger.warning(
                        "session %s: a browser does not answer; not waiting for it", self._id
                    )
            self._ledger.release()

    # -- handlers --------------------------------------------------------------------

    def fire(self, node: Node, action: str, args: Iterable[Any]) -> None:
        """Have the handlers of a callback run."""
        handlers = self._registries.get(node.wid)
        if handlers is None:
            return
        callback = self.declarations[node.kind].all_callbacks.get(action)
        key = (node.wid, action) if callback is not None and callback.continuous else None
        presented = [self.present(value) for value in args]
        job = handlers.job(f"{node!r} {action}", action, presented, key)
        if job is not None:
            self.dispatcher.submit(job)

    def report_error(self, error: BaseException) -> None:
        """Hand an error of a handler to the application's `on_error`."""
        self._owner.report_error(error, self)

    def present(self, value: Any) -> Any:
        """Return a value as the program sees it: widgets for nodes, copies of containers."""
        if isinstance(value, Node):
            return value.shell if value.shell is not None else self.make_shell(value)
        if isinstance(value, list):
            return [self.present(item) for item in value]
        if isinstance(value, tuple):
            return tuple(self.present(item) for item in value)
        if isinstance(value, dict):
            return {key: self.present(item) for key, item in value.items()}
        return value

    def make_shell(self, node: Node) -> object:
        """Return the program's object for a widget that a method made."""
        raise NotImplementedError  # each API has its own classes

    # -- browsers --------------------------------------------------------------------

    def attach(self, link: Link, *, rebuild: bool) -> None:
        """Add a browser: from here on it follows.

        Parameters
        ----------
        rebuild : bool
            Whether it must first be given what is there already.
        """
        with self.lock:
            self._require_open()
            link.send([messages.session_info(self._id, self._token)])
            if rebuild:
                self.rebuild(link)
            self.links.append(link)

    def detach(self, link: Link) -> bool:
        """Remove a browser; returns whether it was there."""
        with self.lock:
            if link not in self.links:
                return False
            self.links.remove(link)
            if not any(not other.silent for other in self.links):
                self._ledger.release()
            return True

    def rebuild(self, link: Link) -> None:
        """Give one browser everything, in a few large messages."""
        with self.lock:
            first = self.new_message("reconstruct")
            self.deliver(link, first, [messages.reconstruct_start(first, NO_ONE_ELSE_WID)])
            for frames in self._snapshot(link):
                link.send(frames)
            last = self.new_message("reconstruct")
            self.deliver(link, last, [messages.reconstruct_end(last)])

    def rebuild_all(self) -> Answer:
        """Rebuild every connected browser."""
        with self.lock:
            self._require_open()
            begin = self._next_message
            for link in self.links:
                self.rebuild(link)
            return self._answer_since(begin)

    def _snapshot(self, link: Link) -> Iterator[list[Frame]]:
        nodes = list(self.tree.walk())
        pieces = list(rendering.snapshot(self.declarations, nodes))
        pieces += rendering.showing(self.declarations, self.tree.roots.values())
        batch: list[dict[str, Any]] = []
        for piece in pieces:
            if self.is_internal(piece) and "internal" not in link.features:
                continue
            if piece.method is not None and not _carries_bytes(piece):
                batch.append({"wid": piece.node.wid, "method": piece.method, "args": piece.args})
                continue
            yield from self._batched(batch)
            batch = []
            message_id = self.new_message(piece.label, piece.nodes)
            yield list(encoded(piece, message_id, silent=False))
            if piece.method is None and "inputs" not in link.features:
                self._listen_to_state(link, piece.node)
        yield from self._batched(batch)
        for wid, handlers in self._registries.items():
            yield from self._listening(wid, handlers)

    def _batched(self, calls: list[dict[str, Any]]) -> Iterator[list[Frame]]:
        if calls:
            yield [messages.batch(self.new_message("batch"), calls)]

    def _listening(self, wid: int, handlers: Registry) -> Iterator[list[Frame]]:
        callbacks = self.declarations[self.tree.nodes[wid].kind].all_callbacks
        for action in handlers.actions():
            if not callbacks[action].python:
                message_id = self.new_message("on")
                yield [messages.listen(message_id, wid, action, on=True)]

    # -- the end ---------------------------------------------------------------------

    def disconnect(self, code: int, reason: str) -> None:
        """Close the connections of all browsers."""
        with self.lock:
            for link in self.links:
                link.close(code, reason)

    def end(self, code: int, reason: str) -> None:
        """Destroy the session: its browsers leave, its handlers run no more."""
        with self.lock:
            if self.destroyed:
                return
            self.destroyed = True
            self._alarms.clear()
            self._ledger.release()
        self.disconnect(code, reason)
        self.dispatcher.close()
        self._owner.forget(self)

    def restore(self, link: Link, node: Node, keys: Iterable[str]) -> None:
        """Show one browser the properties that Python has, after an input that was refused."""
        self._correct(link, rendering.render(self.declarations, [StateSet(node, tuple(keys))]))

    def reorder(self, link: Link, parent: Node) -> None:
        """Show one browser the order of a widget's children, if the user can change it."""
        if "move_widget" not in self.declarations[parent.kind].all_methods:
            return
        changes = [
            Moved(parent, placement.node, index) for index, placement in enumerate(parent.children)
        ]
        self._correct(link, rendering.render(self.declarations, changes))

    def _correct(self, link: Link, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if self.is_internal(piece) and "internal" not in link.features:
                continue
            message_id = self.new_message(piece.label, piece.nodes)
            self.deliver(link, message_id, encoded(piece, message_id, silent=True))

    def when_alarm(self, ring: Callable[[Tree, Node], None], node: Node) -> None:
        """Run what a widget does when its time has come."""
        with self.lock:
            if not self.destroyed and not node.destroyed:
                ring(self.tree, node)
                self.publish(self.tree.drain())


def _carries_bytes(piece: Piece) -> bool:
    return bool(piece.args) and isinstance(piece.args[0], bytes)


def encoded(piece: Piece, message_id: int, *, silent: bool) -> list[Frame]:
    """Return the frames of one message."""
    node = piece.node
    if piece.method is None:
        return [messages.create(message_id, node.wid, node.kind, piece.args)]
    return list(messages.call(message_id, node.wid, piece.method, piece.args, silent=silent))
