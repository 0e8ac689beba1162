"""What a program waits for: a user's next use of a widget.

A wait is told of it when it happens, past the handlers that queue for it, so that a handler
can wait, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.errors import WidgetDestroyedError
from pgwidgets.model.node import Node
from pgwidgets.session.pending import Pending


class Expected(Pending):
    """One callback that somebody waits for.

    Attributes
    ----------
    node : Node
    actions : sequence of str
        Whichever comes first.
    action, args : str, tuple
        What came: the callback and its arguments, as a handler gets them.
    error : Exception or None
        Why nothing can come any more.
    """

    __slots__ = ("action", "actions", "args", "error", "node")

    def __init__(self, node: Node, actions: Sequence[str]) -> None:
        super().__init__()
        self.node = node
        self.actions = actions
        self.action = ""
        self.args: tuple[Any, ...] = ()
        self.error: Exception | None = None

    def missed(self, timeout: float | None) -> TimeoutError:
        """Return the error that nothing came in time."""
        what = " or ".join(repr(action) for action in self.actions)
        return TimeoutError(f"{self.node!r}: {what} did not come within {timeout:g} s")

    def result(self) -> tuple[Any, ...]:
        """Return the callback's arguments, or raise why there are none."""
        if self.error is not None:
            raise self.error
        return self.args


class Waits:
    """All that is waited for in a session. The session's lock guards it."""

    def __init__(self) -> None:
        # what has not come yet, in the order of asking
        self._open: list[Expected] = []

    def __bool__(self) -> bool:
        return bool(self._open)

    def add(self, node: Node, actions: Sequence[str]) -> Expected:
        """Wait for the next of some callbacks of a widget."""
        expected = Expected(node, actions)
        self._open.append(expected)
        return expected

    def remove(self, expected: Expected, error: Exception | None = None) -> None:
        """Wait no longer; an error is told to those who do."""
        if expected not in self._open:
            return
        if error is None:
            self._open.remove(expected)
        else:
            self._fail(expected, error)

    def actions_of(self, node: Node) -> set[str]:
        """Return the callbacks of a widget that are waited for."""
        return {action for item in self._open if item.node is node for action in item.actions}

    def deliver(self, node: Node, action: str, args: Sequence[Any]) -> None:
        """Tell those who wait for a callback that it came."""
        for expected in [item for item in self._open if item.node is node]:
            if action in expected.actions:
                self._open.remove(expected)
                expected.action, expected.args = action, tuple(args)
                expected.finish()

    def forget(self, node: Node) -> None:
        """Nothing comes any more from a widget that was destroyed."""
        for expected in [item for item in self._open if item.node is node]:
            self._fail(expected, WidgetDestroyedError(f"{node!r} was destroyed meanwhile"))

    def end(self, error: Exception) -> None:
        """Nothing comes any more at all."""
        for expected in list(self._open):
            self._fail(expected, error)

    def _fail(self, expected: Expected, error: Exception) -> None:
        self._open.remove(expected)
        expected.error = error
        expected.finish()
