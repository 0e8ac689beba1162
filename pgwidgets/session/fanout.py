"""What the browsers of one session are told, in one order, and what they answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pgwidgets.catalog.callbacks import STACK
from pgwidgets.catalog.declaration import Widget
from pgwidgets.errors import BrowserError
from pgwidgets.model.change import Change, Moved, Raised, StateSet
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Encoded
from pgwidgets.session import rendering
from pgwidgets.session.answers import DONE, Answer, Ledger
from pgwidgets.session.client import Client
from pgwidgets.session.context import current_cause, in_handler
from pgwidgets.session.handlers import HandlerTable
from pgwidgets.session.pictures import Pictures
from pgwidgets.session.queries import Queries
from pgwidgets.session.rendering import Outgoing, OutgoingCall, OutgoingEdit
from pgwidgets.session.snapshot import Snapshot
from pgwidgets.session.suspended import SuspendedClients
from pgwidgets.session.topic import CONTENT


class FanOut:
    """Numbers the messages of a session and hands them to its browsers.

    The session's lock guards it.

    Parameters
    ----------
    declarations : mapping
    tree : Tree
    handler_tables : mapping
        The handlers of each widget, by its id.
    suspended : SuspendedClients
        The browsers that have lost their connection.
    report : callable
        Gets the errors of pages that nobody waits for.
    wait_each_call : bool
        Whether a handler's calls wait, too.
    logger : logging.Logger

    Attributes
    ----------
    pictures : Pictures
        Those that the browsers were given.
    """

    def __init__(
        self,
        declarations: Mapping[str, Widget],
        tree: Tree,
        handler_tables: Mapping[int, HandlerTable],
        suspended: SuspendedClients,
        report: Callable[[BrowserError], None],
        *,
        wait_each_call: bool,
        logger: logging.Logger,
    ) -> None:
        self.clients: list[Client] = []
        self.suspended = suspended
        # every widget class by its name
        self._declarations = declarations
        # what snapshots are taken of
        self._tree = tree
        # what pages are asked to report
        self._handler_tables = handler_tables
        # gets the errors of pages that nobody waits for
        self._report = report
        # whether a handler's calls wait, too
        self._wait_each_call = wait_each_call
        # of the application
        self._logger = logger
        # the answers that are still to come
        self._ledger = Ledger()
        # the id of the next message
        self._next_message = 1
        self.queries = Queries(self.clients, self._number)
        self.pictures = Pictures(declarations, tree)

    # -- messages --------------------------------------------------------------------

    def publish(
        self,
        changes: Sequence[Change],
        origin: Client | None = None,
        *,
        echo: bool = False,
        edited: bool = False,
    ) -> Answer:
        """Tell the browsers what happened.

        Parameters
        ----------
        changes : sequence
            In the order they happened.
        origin : Client or None
            The browser whose input caused them: it shows them already.
        echo : bool
            Tell that browser too, because it shows something else.
        edited : bool
            It made the edits among the changes, and shows them whatever became of the rest. An
            edit that only came of an input, it is told like the others.
        """
        begin = self._next_message
        silent = origin is not None
        excluded = None if echo else origin
        for outgoing in rendering.render(self._declarations, changes):
            if isinstance(outgoing, OutgoingEdit) and outgoing.is_private:
                self._send_privately(outgoing, origin)
            elif isinstance(outgoing, OutgoingEdit):
                author = origin if edited else None
                self._send_edit(outgoing, author=author, excluded=excluded)
            else:
                self._send(outgoing, silent=silent, excluded=excluded)
        return self._answer_since(begin)

    @property
    def may_gather(self) -> bool:
        """Whether edits of documents may wait for others, to be told together."""
        # a page without documents is told where something is, and that has to be so still
        return (
            bool(self.clients)
            and not self._wait_each_call
            and all("documents" in client.features for client in self._all())
        )

    def keep(self, promised: Answer, answer: Answer) -> None:
        """Have the answer to what was published last be one that was promised for it."""
        if answer is DONE:
            promised.finish()
        else:
            self._ledger.keep(promised, answer)

    def listen(self, node: Node, action: str, *, on: bool = True) -> Answer:
        """Have the browsers report a callback, or no more."""
        begin = self._next_message
        message_id = self._number(OutgoingCall(node, "on" if on else "off", ()))
        frame = messages.listen(message_id, node.wid, action, on=on)
        must_know = action in rendering.reported(self._declarations[node.kind])
        for client in self._all():
            # a plain client reports nothing that it was not asked for
            if must_know and not on and "inputs" not in client.features:
                continue
            client.deliver(message_id, [frame], node.wid)
        return self._answer_since(begin)

    def notify(self, text: str, clients: Iterable[Client] | None = None) -> None:
        """Have the pages of all browsers, or of some, show a text of ours, if they can."""
        for client in self.clients if clients is None else clients:
            if "notices" in client.features:
                client.tell(messages.notice(text))

    def knows(self, client: Client) -> bool:
        """Whether a browser follows, or may come back."""
        return client in self._all()

    def _all(self) -> list[Client]:
        return [*self.clients, *self.suspended.clients] if self.suspended else self.clients

    def _send(self, call: OutgoingCall, *, silent: bool, excluded: Client | None) -> None:
        message_id = self._number(call)
        if call.keys:
            write = (message_id, excluded)
            for key in call.keys:
                # asked here, as each call does: windows alone have their order in common
                writes = call.node.last_writes
                if key == STACK:
                    writes = self._tree.writes_of(call.node, key)
                writes[key] = write
        clients = self._all()
        if not clients:
            return
        self.pictures.note(call)
        cause = current_cause() if rendering.may_open(self._declarations, call) else None
        # most have the same frames for all
        frames: dict[tuple[bool, bool], tuple[Encoded, ...]] = {}
        for client in clients:
            if client is excluded or not self._understands(client, call):
                continue
            buffers = "buffers" in client.features
            answers = client is cause and "answers" in client.features
            if (buffers, answers) not in frames:
                frames[buffers, answers] = rendering.encoded(
                    call, message_id, silent=silent, buffers=buffers, answers=answers
                )
            client.deliver(message_id, frames[buffers, answers], call.node.wid, call.topic)
            if call.method is None and "inputs" not in client.features:
                self._listen_to_state(client, call.node)

    def _send_edit(
        self, outgoing: OutgoingEdit, *, author: Client | None, excluded: Client | None
    ) -> None:
        node, key = outgoing.node, outgoing.key
        message_id = self._number(outgoing)
        node.last_writes[key] = (message_id, excluded)
        document = node.state[key]
        for client in self._all():
            if "documents" not in client.features:
                if client is not excluded:
                    self._send_plainly(client, outgoing)
            elif outgoing.edit is None:
                client.deliver_content(message_id, node.wid, document)
            elif client is not author or client.views.of(node.wid, document).is_restarted:
                own = client is author
                client.deliver_edit(message_id, node.wid, document, outgoing.edit, own=own)

    def _send_privately(self, outgoing: OutgoingEdit, client: Client | None) -> None:
        """Tell one browser alone what has the form of an edit."""
        if client is not None and "documents" in client.features:
            document = outgoing.node.state[outgoing.key]
            message_id = self._number(outgoing)
            client.deliver_reply(message_id, outgoing.node.wid, document, outgoing.edit)

    def _send_plainly(self, client: Client, outgoing: OutgoingEdit) -> None:
        """Tell of an edit by methods."""
        calls = rendering.plain_calls(self._declarations, outgoing)
        # what gives the whole content, and not an edit, stands for all before
        topic = CONTENT if outgoing.calls is None and len(calls) == 1 else None
        for method, args in calls:
            call = OutgoingCall(outgoing.node, method, args)
            message_id = self._number(call)
            frames = rendering.encoded(call, message_id, silent=True, buffers=False)
            client.deliver(message_id, frames, outgoing.node.wid, topic)

    def _understands(self, client: Client, call: OutgoingCall) -> bool:
        return rendering.is_understood(self._declarations, client.features, call)

    def _listen_to_state(self, client: Client, node: Node) -> None:
        """Have a plain client report what the model must know, asked for or not."""
        for action in rendering.reported(self._declarations[node.kind]):
            message_id = self._number(OutgoingCall(node, "on", ()))
            frame = messages.listen(message_id, node.wid, action, on=True)
            client.deliver(message_id, [frame], node.wid)

    def _number(self, subject: Outgoing | str) -> int:
        """Return the id of one more message, and remember what it is about."""
        message_id = self._next_message
        self._next_message += 1
        if self.clients:
            self._ledger.calls.append((message_id, subject))
        return message_id

    @property
    def last_message(self) -> int:
        """The id of the last message."""
        return self._next_message - 1

    # -- answers ---------------------------------------------------------------------

    @property
    def answered(self) -> int:
        """The last message that all browsers have answered, or could have."""
        return min((client.answered for client in self._all()), default=self.last_message)

    def flushed(self) -> Answer:
        """Return the answer to everything that was sent so far."""
        # the last ones may be what no browser needed to know
        last = max((client.sent for client in self.clients if not client.silent), default=0)
        return self._expect(last, last)

    def _answer_since(self, begin: int) -> Answer:
        if begin == self._next_message or not self.clients:
            return DONE
        if not self._wait_each_call and in_handler():
            return DONE
        return self._expect(begin, self._next_message - 1)

    def _expect(self, first: int, last: int) -> Answer:
        told = [client for client in self.clients if not client.silent and client.sent >= first]
        if all(client.answered >= last for client in told):
            # a message that only other browsers got is not waited for
            return DONE
        self.listen_on()
        return self._ledger.expect(first, min(last, max(client.sent for client in told)))

    @property
    def is_waiting(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._ledger or self.queries)

    def listen_on(self) -> None:
        """Listen to all browsers, however much their users have caused: somebody waits for them."""
        for client in self.clients:
            client.backlog.relieve()

    def resolve(
        self, client: Client, message_id: int, error: str | None, value: Any = None
    ) -> None:
        """Take a browser's answer to a message."""
        if message_id > client.sent:
            return
        is_heard = error is not None and client.hears_error(message_id)
        client.answer(message_id)
        is_query = self.queries.resolve(client, message_id, error, value)
        # a page that is going to be rebuilt may have ended what it was told of
        if error is not None and is_heard and not is_query and message_id > client.rebuilt:
            failure = self._ledger.fail(message_id, error)
            if failure is not None:
                self._report(failure)
        self._ledger.resolve(message_id)
        self._ledger.forget(min(other.answered for other in self.clients))

    def give_up(self, session_id: int | str) -> None:
        """Wait no longer for browsers that have answered nothing in all the time allowed."""
        for client in self.clients:
            if client.answered < client.sent and not client.silent:
                client.silent = True
                self._logger.warning(
                    "session %s: a browser does not answer; not waiting for it", session_id
                )
        self._ledger.release()

    def release(self) -> None:
        """Let nobody wait any longer."""
        self._ledger.release()

    # -- browsers --------------------------------------------------------------------

    def add(self, client: Client) -> None:
        """Add a browser: from here on it follows."""
        self.clients.append(client)

    def remove(self, client: Client) -> None:
        """Remove a browser that follows."""
        self.clients.remove(client)
        # what it was sending is lost with its connection
        client.uploads.clear()
        self.queries.leave(client)
        if all(other.silent for other in self.clients):
            self._ledger.release()

    def rebuild(self, client: Client) -> None:
        """Give one browser everything, in a few large messages."""
        tables = self._handler_tables
        for message_id, frames in Snapshot(
            self._declarations, self._tree, tables, client, self._number
        ):
            client.deliver_snapshot(message_id, frames)

    def rebuild_all(self) -> Answer:
        """Rebuild every connected browser."""
        begin = self._next_message
        for client in self.clients:
            self.rebuild(client)
        return self._answer_since(begin)

    # -- corrections -----------------------------------------------------------------

    def restore(self, client: Client, node: Node, keys: Iterable[str]) -> None:
        """Show one browser the properties that Python has, after an input that was refused."""
        self._correct(client, [StateSet(node, tuple(keys))])

    def forget(self, node: Node) -> None:
        """Drop what the browsers know of the document and the pictures of a widget that is gone."""
        self.pictures.forget(node)
        if self._declarations[node.kind].document is not None:
            for client in self._all():
                client.views.forget(node.wid)

    def show_part(self, client: Client, node: Node, key: str, part: Any) -> None:
        """Show one browser a part of a document, as it asked for."""
        message_id = self._number(OutgoingEdit(node, key))
        client.deliver_view(message_id, node.wid, node.state[key], part)

    def restack(self, client: Client) -> None:
        """Show one browser the order of the windows."""
        windows = [root for root in self._tree.roots.values() if self._tree.rules[root.kind].window]
        self._correct(client, [Raised(root, "raise_") for root in windows])

    def reorder(self, client: Client, parent: Node) -> None:
        """Show one browser the order of a widget's children, if the user can change it."""
        if "move_widget" in self._declarations[parent.kind].all_methods:
            self._correct(
                client,
                [Moved(parent, item.node, index) for index, item in enumerate(parent.children)],
            )

    def _correct(self, client: Client, changes: Sequence[Change]) -> None:
        for outgoing in rendering.render(self._declarations, changes):
            if isinstance(outgoing, OutgoingEdit):
                self._send_whole(client, outgoing)
            elif self._understands(client, outgoing):
                message_id = self._number(outgoing)
                buffers = "buffers" in client.features
                frames = rendering.encoded(outgoing, message_id, silent=True, buffers=buffers)
                client.deliver(message_id, frames, outgoing.node.wid, outgoing.topic)
                client.correct(outgoing.node.wid, outgoing.keys, message_id)

    def _send_whole(self, client: Client, outgoing: OutgoingEdit) -> None:
        """Give one browser the content of a document."""
        if "documents" not in client.features:
            self._send_plainly(client, outgoing)
            return
        node = outgoing.node
        client.deliver_content(self._number(outgoing), node.wid, node.state[outgoing.key])
