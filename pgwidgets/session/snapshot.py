"""What gives a browser everything, in a few large messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pgwidgets.catalog.declaration import Widget
from pgwidgets.model.tree import Tree
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import CarriesBytesError, Encoded, is_long
from pgwidgets.protocol.pieces import PIECE_CHARACTERS
from pgwidgets.session import rendering
from pgwidgets.session.client import Client
from pgwidgets.session.handlers import HandlerTable
from pgwidgets.session.rendering import Outgoing, OutgoingEdit

NO_ONE_ELSE_WID = 1_000_000_000
"""A plain client numbers widgets of its own from here, far above ours."""

BATCH_CHARACTERS = PIECE_CHARACTERS - 100
"""So many calls travel as one unit: with its head that is one frame."""

Unit = tuple[int, Iterable[Encoded]]
"""The id and the frames of one message."""


class Snapshot:
    """All that one browser is to show, message by message.

    Parameters
    ----------
    declarations : mapping
    tree : Tree
    handler_tables : mapping
        The handlers of each widget, by its id.
    client : Client
    number : callable
        Returns the id of one more message; gets what it is about.
    """

    def __init__(
        self,
        declarations: Mapping[str, Widget],
        tree: Tree,
        handler_tables: Mapping[int, HandlerTable],
        client: Client,
        number: Callable[[Outgoing | str], int],
    ) -> None:
        # every widget class by its name
        self._declarations = declarations
        # what is to be shown
        self._tree = tree
        # what the page is asked to report
        self._handler_tables = handler_tables
        # who it is for
        self._client = client
        # numbers the messages
        self._number = number

    def __iter__(self) -> Iterator[Unit]:
        first = self._number("reconstruct")
        self._client.begin_rebuild(first)
        yield first, [messages.reconstruct_start(first, NO_ONE_ELSE_WID)]
        yield from self._widgets()
        for wid, handlers in self._handler_tables.items():
            yield from self._listening(wid, handlers.actions())
        last = self._number("reconstruct")
        yield last, [messages.reconstruct_end(last)]

    def _widgets(self) -> Iterator[Unit]:
        outgoing = rendering.snapshot(self._declarations, list(self._tree.walk()))
        outgoing += rendering.showing(self._declarations, self._tree.roots.values())
        if "internal" in self._client.features:
            # all others bring to the top what they show
            outgoing += rendering.stacking(self._declarations, self._tree.roots.values())
        batch: list[str] = []
        size = 0
        for item in outgoing:
            calls = self._batchable(item)
            added = sum(len(call) + 1 for call in calls or ())
            if calls is None or size + added > BATCH_CHARACTERS:
                yield from self._batched(batch)
                batch, size = [], 0
            if calls is None:
                yield from self._alone(item)
            else:
                batch += calls
                size += added
        yield from self._batched(batch)

    def _batchable(self, item: Outgoing) -> list[str] | None:
        """Return the calls that an item is in a batch, or None when it travels by itself."""
        if isinstance(item, OutgoingEdit):
            if "documents" in self._client.features:
                return None
            calls = rendering.plain_calls(self._declarations, item)
            return [messages.batched(item.node.wid, method, args) for method, args in calls]
        if not rendering.is_understood(self._declarations, self._client.features, item):
            return []
        if item.method is None or any(map(is_long, item.args)):
            return None
        try:
            return [messages.batched(item.node.wid, item.method, item.args)]
        except CarriesBytesError:
            return None

    def _batched(self, calls: list[str]) -> Iterator[Unit]:
        if calls:
            message_id = self._number("batch")
            yield message_id, [messages.batch(message_id, calls)]

    def _alone(self, item: Outgoing) -> Iterator[Unit]:
        message_id = self._number(item)
        if isinstance(item, OutgoingEdit):
            shown = item.node.state[item.key].window(None)
            yield message_id, [messages.content(message_id, item.node.wid, shown)]
            return
        features = self._client.features
        buffers = "buffers" in features
        yield message_id, rendering.encoded(item, message_id, silent=False, buffers=buffers)
        if item.method is None and "inputs" not in features:
            actions = rendering.reported(self._declarations[item.node.kind])
            yield from self._listening(item.node.wid, actions)

    def _listening(self, wid: int, actions: Iterable[str]) -> Iterator[Unit]:
        """Have the page report callbacks."""
        callbacks = self._declarations[self._tree.nodes[wid].kind].all_callbacks
        for action in actions:
            callback = callbacks[action]
            self._client.untold.update({(wid, key): callback for key in callback.tells})
            if not callback.python:
                message_id = self._number("on")
                yield message_id, [messages.listen(message_id, wid, action, on=True)]
