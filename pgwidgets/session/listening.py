"""Which callbacks the pages report: those that somebody has a use for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget
from pgwidgets.model.node import Node
from pgwidgets.session.answers import DONE, Answer
from pgwidgets.session.fanout import FanOut
from pgwidgets.session.handlers import Handler, HandlerTable
from pgwidgets.session.waits import Waits


class Listening:
    """The handlers of all widgets, and what the pages are asked to report for them.

    The session's lock guards it.

    Parameters
    ----------
    declarations : mapping
        Every widget class by its name.
    tables : dict
        By the id of a widget, the handlers of those that have some; snapshots read it, too.
    waits : Waits
        Who waits for a callback.
    fanout : FanOut
        Tells the pages.
    """

    def __init__(
        self,
        declarations: Mapping[str, Widget],
        tables: dict[int, HandlerTable],
        waits: Waits,
        fanout: FanOut,
    ) -> None:
        # every widget class by its name
        self._declarations = declarations
        # by widget, for those that have handlers
        self._tables = tables
        # who waits for a callback
        self._waits = waits
        # tells the pages
        self._fanout = fanout

    def table(self, node: Node) -> HandlerTable | None:
        """Return the handlers of a widget, if it has had any."""
        return self._tables.get(node.wid)

    def begin(self, node: Node, callback: Callback) -> Answer:
        """Have the pages report a callback, if they don't yet."""
        table = self._tables.setdefault(node.wid, HandlerTable())
        name = callback.name
        first = table.listen(name)
        if callback.announced_by is not None:
            name, first = callback.announced_by, table.listen(callback.announced_by)
        elif callback.python:
            return DONE
        return self._fanout.listen(node, name) if first else DONE

    def add(self, node: Node, callback: Callback, handler: Handler) -> Answer:
        """Add a handler."""
        answer = self.begin(node, callback)
        self._tables[node.wid].add(callback.name, handler)
        return answer

    def remove(self, node: Node, callback: Callback, function: Callable[..., Any]) -> Answer:
        """Take back the handlers that have a function.

        Raises
        ------
        ValueError
            When there are none.
        """
        table = self.table(node)
        name = callback.name
        if table is None or not table.remove(name, function):
            raise ValueError(f"{function!r} is not registered for {name!r} of {node!r}")
        return self._end(node, table, {name, callback.announced_by or name})

    def _end(self, node: Node, table: HandlerTable, names: set[str]) -> Answer:
        """Have the pages report no more what nobody has a use for."""
        callbacks = self._declarations[node.kind].all_callbacks
        used = table.handled() | self._waits.actions_of(node)
        used |= {callbacks[name].announced_by or name for name in used}
        answer = DONE
        for name in sorted(names.difference(used)):
            table.ignore(name)
            if not callbacks[name].python:
                answer = self._fanout.listen(node, name, on=False)
        return answer

    def is_heard(self, node: Node, names: Iterable[str | None]) -> bool:
        """Whether anybody is told of one of some callbacks of a widget."""
        table = self.table(node)
        return table is not None and not set(table.actions()).isdisjoint(names)

    def forget(self, node: Node) -> None:
        """Take notice that a widget has ended."""
        self._tables.pop(node.wid, None)
        self._waits.forget(node)
