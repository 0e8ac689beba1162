"""Making widgets in a session of either API."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, TypeAlias

from pgwidgets import async_, sync
from pgwidgets.async_ import Widgets as AsyncWidgets
from pgwidgets.sync import Widgets as SyncWidgets

Session: TypeAlias = sync.Session | async_.Session

Happening: TypeAlias = tuple[Any, ...] | None
"""A callback to make, with its arguments."""


class Adapter:
    """The widget classes for a session, and handlers that run one after the other.

    Every call takes effect when it is made, in both APIs: what an asynchronous one returns
    need not be awaited.

    Parameters
    ----------
    session : Session
        Of the synchronous or the asynchronous API.
    report : callable
        Gets the callback and its arguments that a handler asks to make.
    """

    def __init__(self, session: Session, report: Callable[..., object]) -> None:
        if not isinstance(session, sync.Session | async_.Session):
            raise TypeError(f"a session is needed, not {type(session).__name__}")
        self.session = session
        # the module with the widgets of the session's API
        self._classes: Any = SyncWidgets if isinstance(session, sync.Session) else AsyncWidgets
        # makes the callback that a handler asks for
        self._report = report
        # held by each handler and each block, so that they take turns; a block may be in another
        self._lock = threading.RLock()

    def make(self, kind: str, /, *args: Any, **options: Any) -> Any:
        """Return a new widget, whichever the API."""
        return getattr(self._classes, kind)(self.session, *args, **options)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep handlers out of the block; calls of the synchronous API wait once, at its end."""
        session = self.session
        waits = session.batch() if isinstance(session, sync.Session) else nullcontext()
        # the handlers may go on while this one waits
        with waits, self._lock:
            yield

    def handle(
        self, widget: Any, action: str, function: Callable[..., Happening], *extra: Any
    ) -> None:
        """Register a function that gets all of a callback's arguments after the extra ones.

        However the application runs its handlers, no two of an adapter's run at the same time. The
        callback that the function returns is made afterwards.
        """

        def handler(*args: Any) -> None:
            with self._lock:
                happening = function(*extra, *args)
            if happening is not None:
                self._report(*happening)

        widget.on(action, handler)
