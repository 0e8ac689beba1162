"""What becomes of a function that runs on another thread."""

from __future__ import annotations

from typing import Generic, TypeVar, cast

from pgwidgets.session.signal import Signal
from pgwidgets.session.waiting import HEARTBEAT_SECONDS

T = TypeVar("T")


class Outcome(Generic[T]):
    """A result, or what was raised; the thread that waits for it can be interrupted."""

    def __init__(self) -> None:
        # set with either of the two
        self._signal = Signal()
        # what came of it
        self._result: T | None = None
        # what was raised in place of that
        self._error: BaseException | None = None

    def set_result(self, result: T) -> None:
        """Hand out a result."""
        self._result = result
        self._signal.set()

    def set_exception(self, error: BaseException) -> None:
        """Raise something where it is waited for."""
        self._error = error
        self._signal.set()

    def wait(self) -> T:
        """Block the calling thread until there is one, and return the result or raise."""
        while not self._signal.wait(HEARTBEAT_SECONDS):
            pass
        if self._error is not None:
            raise self._error
        return cast("T", self._result)
