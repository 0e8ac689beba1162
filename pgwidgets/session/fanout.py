"""What the browsers of one session are told, in one order, and what they answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pgwidgets.catalog.declaration import Widget
from pgwidgets.errors import BrowserError
from pgwidgets.model.change import Change, Moved, StateSet
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Frame
from pgwidgets.session import rendering
from pgwidgets.session.answers import DONE, Answer, Ledger
from pgwidgets.session.context import in_handler
from pgwidgets.session.handlers import Registry
from pgwidgets.session.link import Link
from pgwidgets.session.parking import Parking
from pgwidgets.session.rendering import Piece

NO_ONE_ELSE_WID = 1_000_000_000
"""A plain client numbers widgets of its own from here, far above ours."""


class FanOut:
    """Numbers the messages of a session and hands them to its browsers.

    The session's lock guards it.

    Parameters
    ----------
    declarations : mapping
    tree : Tree
    registries : mapping
        The handlers of each widget, by its id.
    parking : Parking
        The browsers that have lost their line.
    report : callable
        Gets the errors of pages that nobody waits for.
    wait_each_call : bool
        Whether a handler's calls wait, too.
    logger : logging.Logger
    """

    def __init__(
        self,
        declarations: Mapping[str, Widget],
        tree: Tree,
        registries: Mapping[int, Registry],
        parking: Parking,
        report: Callable[[BrowserError], None],
        *,
        wait_each_call: bool,
        logger: logging.Logger,
    ) -> None:
        self.links: list[Link] = []
        self.parking = parking
        self._declarations = declarations
        self._tree = tree
        self._registries = registries
        self._report = report
        self._wait_each_call = wait_each_call
        self._logger = logger
        self._ledger = Ledger()
        self._next_message = 1

    # -- messages --------------------------------------------------------------------

    def publish(
        self, changes: Sequence[Change], origin: Link | None = None, *, echo: bool = False
    ) -> Answer:
        """Tell the browsers what happened.

        Parameters
        ----------
        changes : sequence
            In the order they happened.
        origin : Link or None
            The browser whose input caused them: it shows them already.
        echo : bool
            Tell that browser too, because it shows something else.
        """
        begin = self._next_message
        silent = origin is not None
        excluded = None if echo else origin
        for piece in rendering.render(self._declarations, changes):
            self._send(piece, silent=silent, excluded=excluded)
        return self._answer_since(begin)

    def listen(self, node: Node, action: str) -> Answer:
        """Have the browsers report a callback."""
        begin = self._next_message
        message_id = self._number(Piece(node, "on", ()))
        frame = messages.listen(message_id, node.wid, action, on=True)
        for link in self._all():
            link.deliver(message_id, [frame], node.wid)
        return self._answer_since(begin)

    def notify(self, text: str) -> None:
        """Have the pages show a text of ours, those that can."""
        for link in self.links:
            if "notices" in link.features:
                link.tell(messages.notice(text))

    def _all(self) -> list[Link]:
        return [*self.links, *self.parking.links] if self.parking else self.links

    def _send(self, piece: Piece, *, silent: bool, excluded: Link | None) -> None:
        message_id = self._number(piece)
        if piece.keys:
            mark = (message_id, excluded)
            for key in piece.keys:
                piece.node.marks[key] = mark
        links = self._all()
        if not links:
            return
        frames = encoded(piece, message_id, silent=silent)
        setters = self._declarations[piece.node.kind].setter_names
        setter = piece.method if piece.method in setters else None
        for link in links:
            if link is excluded or not self._understands(link, piece):
                continue
            link.deliver(message_id, frames, piece.node.wid, setter)
            if piece.method is None and "inputs" not in link.features:
                self._listen_to_state(link, piece.node)

    def _understands(self, link: Link, piece: Piece) -> bool:
        """Whether a browser knows a message: some are for more than the plain protocol."""
        if piece.method is None or "internal" in link.features:
            return True
        method = self._declarations[piece.node.kind].all_methods.get(piece.method)
        return method is None or not method.internal

    def _listen_to_state(self, link: Link, node: Node) -> None:
        """Have a plain client report what the model must know, asked for or not."""
        for callback in self._declarations[node.kind].all_callbacks.values():
            if callback.changes and not (callback.internal or callback.python):
                message_id = self._number(Piece(node, "on", ()))
                frame = messages.listen(message_id, node.wid, callback.name, on=True)
                link.deliver(message_id, [frame], node.wid)

    def _number(self, subject: Piece | str) -> int:
        """Return the id of one more message, and remember what it is about."""
        message_id = self._next_message
        self._next_message += 1
        if self.links:
            self._ledger.calls.append((message_id, subject))
        return message_id

    # -- answers ---------------------------------------------------------------------

    def flushed(self) -> Answer:
        """Return the answer to everything that was sent so far."""
        return self._expect(self._next_message - 1, self._next_message - 1)

    def _answer_since(self, begin: int) -> Answer:
        if begin == self._next_message or not self.links:
            return DONE
        if not self._wait_each_call and in_handler():
            return DONE
        return self._expect(begin, self._next_message - 1)

    def _expect(self, first: int, last: int) -> Answer:
        owing = any(
            not link.silent and link.sent >= first and link.answered < last for link in self.links
        )
        if not owing:
            # a message that only other browsers got is not waited for
            return DONE
        highest = max(link.sent for link in self.links if not link.silent)
        return self._ledger.expect(first, min(last, highest))

    def settle(self, link: Link, message_id: int, error: str | None) -> None:
        """Take a browser's answer to a message."""
        if message_id > link.sent:
            return
        link.answer(message_id)
        if error is not None:
            failure = self._ledger.fail(message_id, error)
            if failure is not None:
                self._report(failure)
        self._ledger.settle(message_id)
        self._ledger.forget(min(other.answered for other in self.links))

    def give_up(self, session_id: int | str) -> None:
        """Wait no longer for browsers that have answered nothing in all the time allowed."""
        for link in self.links:
            if link.answered < link.sent and not link.silent:
                link.silent = True
                self._logger.warning(
                    "session %s: a browser does not answer; not waiting for it", session_id
                )
        self._ledger.release()

    def release(self) -> None:
        """Let nobody wait any longer."""
        self._ledger.release()

    # -- browsers --------------------------------------------------------------------

    def add(self, link: Link) -> None:
        """Add a browser: from here on it follows."""
        self.links.append(link)

    def remove(self, link: Link) -> None:
        """Remove a browser that follows."""
        self.links.remove(link)
        if all(other.silent for other in self.links):
            self._ledger.release()

    def rebuild(self, link: Link) -> None:
        """Give one browser everything, in a few large messages."""
        first = self._number("reconstruct")
        link.deliver_snapshot(first, [messages.reconstruct_start(first, NO_ONE_ELSE_WID)])
        for message_id, frames in self._snapshot(link):
            link.deliver_snapshot(message_id, frames)
        last = self._number("reconstruct")
        link.deliver_snapshot(last, [messages.reconstruct_end(last)])

    def rebuild_all(self) -> Answer:
        """Rebuild every connected browser."""
        begin = self._next_message
        for link in self.links:
            self.rebuild(link)
        return self._answer_since(begin)

    def _snapshot(self, link: Link) -> Iterator[tuple[int, Iterable[Frame]]]:
        nodes = list(self._tree.walk())
        pieces = rendering.snapshot(self._declarations, nodes)
        pieces += rendering.showing(self._declarations, self._tree.roots.values())
        batch: list[dict[str, Any]] = []
        for piece in pieces:
            if not self._understands(link, piece):
                continue
            if piece.method is not None and not messages.carries_bytes(piece.args):
                batch.append({"wid": piece.node.wid, "method": piece.method, "args": piece.args})
                continue
            yield from self._batched(batch)
            batch = []
            message_id = self._number(piece)
            yield message_id, encoded(piece, message_id, silent=False)
            if piece.method is None and "inputs" not in link.features:
                self._listen_to_state(link, piece.node)
        yield from self._batched(batch)
        for wid, handlers in self._registries.items():
            yield from self._listening(wid, handlers)

    def _batched(self, calls: list[dict[str, Any]]) -> Iterator[tuple[int, Iterable[Frame]]]:
        if calls:
            message_id = self._number("batch")
            yield message_id, [messages.batch(message_id, calls)]

    def _listening(self, wid: int, handlers: Registry) -> Iterator[tuple[int, Iterable[Frame]]]:
        callbacks = self._declarations[self._tree.nodes[wid].kind].all_callbacks
        for action in handlers.actions():
            if not callbacks[action].python:
                message_id = self._number("on")
                yield message_id, [messages.listen(message_id, wid, action, on=True)]

    # -- corrections -----------------------------------------------------------------

    def restore(self, link: Link, node: Node, keys: Iterable[str]) -> None:
        """Show one browser the properties that Python has, after an input that was refused."""
        self._correct(link, [StateSet(node, tuple(keys))])

    def reorder(self, link: Link, parent: Node) -> None:
        """Show one browser the order of a widget's children, if the user can change it."""
        if "move_widget" in self._declarations[parent.kind].all_methods:
            self._correct(
                link,
                [Moved(parent, item.node, index) for index, item in enumerate(parent.children)],
            )

    def _correct(self, link: Link, changes: Sequence[Change]) -> None:
        for piece in rendering.render(self._declarations, changes):
            if self._understands(link, piece):
                message_id = self._number(piece)
                frames = encoded(piece, message_id, silent=True)
                link.deliver(message_id, frames, piece.node.wid)


def encoded(piece: Piece, message_id: int, *, silent: bool) -> tuple[Frame, ...]:
    """Return the frames of one message."""
    node = piece.node
    if piece.method is None:
        return (messages.create(message_id, node.wid, node.kind, piece.args),)
    return tuple(messages.call(message_id, node.wid, piece.method, piece.args, silent=silent))
