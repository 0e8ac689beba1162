"""What somebody may wait for."""

from __future__ import annotations

from collections.abc import Callable


class Pending:
    """Something that will be done. The session's lock guards it.

    Attributes
    ----------
    done : bool
    """

    __slots__ = ("_callbacks", "done")

    def __init__(self, *, done: bool = False) -> None:
        self.done = done
        # those of who waits, told but once
        self._callbacks: list[Callable[[], object]] = []

    def when_done(self, callback: Callable[[], object]) -> None:
        """Call back once it is done; at once if it is already."""
        if self.done:
            callback()
        else:
            self._callbacks.append(callback)

    def finish(self) -> None:
        """Mark it done and tell those who wait."""
        self.done = True
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()
