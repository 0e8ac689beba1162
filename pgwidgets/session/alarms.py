"""Widgets that wake up by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pgwidgets.model.node import Node
from pgwidgets.session.owner import Owner

if TYPE_CHECKING:
    from pgwidgets.session.core import SessionCore


class Alarms:
    """The pending alarms of one session. Its lock guards them."""

    def __init__(self, session: SessionCore, owner: Owner) -> None:
        # whose widgets these are
        self._session = session
        # the clock of the application
        self._owner = owner
        # when each widget's alarm is due, on the tree's clock, and what cancels it
        self._pending: dict[int, tuple[float, Callable[[], None]]] = {}

    def update(self, node: Node) -> None:
        """Set, move or cancel the alarm of a widget that changed."""
        alarm = self._session.declarations[node.kind].alarm
        if alarm is not None:
            self._schedule(node, alarm.due(node))

    def clear(self) -> None:
        """Cancel all."""
        for _, cancel in self._pending.values():
            cancel()
        self._pending.clear()

    def cancel(self, node: Node) -> None:
        """Cancel the alarm of a widget, if it has one."""
        pending = self._pending.pop(node.wid, None)
        if pending is not None:
            pending[1]()

    def _schedule(self, node: Node, due: float | None) -> None:
        pending = self._pending.get(node.wid)
        if pending is not None and pending[0] == due:
            return
        self.cancel(node)
        if due is not None:
            delay = max(0.0, due - self._session.tree.clock())
            cancel = self._owner.call_later(delay, lambda: self._ring(node, due))
            self._pending[node.wid] = (due, cancel)

    def _ring(self, node: Node, due: float) -> None:
        with self._session.lock:
            pending = self._pending.get(node.wid)
            # it may have been set anew while this call was on its way
            if pending is None or pending[0] != due:
                return
            del self._pending[node.wid]
            alarm = self._session.declarations[node.kind].alarm
            assert alarm is not None  # only widgets that have one are scheduled
            self._session.when_alarm(alarm.ring, node)
