"""The core of a session whose callers await."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from pgwidgets.async_.operation import Operation, OwedOperation, QueryOperation, wait_for
from pgwidgets.notebook import cells, nesting
from pgwidgets.server.session import HostedSession
from pgwidgets.session.answers import Answer
from pgwidgets.session.context import Batch
from pgwidgets.session.queries import PageQuery

if TYPE_CHECKING:
    from pgwidgets.async_.widget import Widget

T = TypeVar("T")

_batch: contextvars.ContextVar[list[Answer] | None] = contextvars.ContextVar(
    "pgwidgets_batch", default=None
)
"""The answers that the batch of this context waits for at its end."""


class AwaitedSession(HostedSession):
    """A session whose calls return operations to await."""

    def widget_class(self, kind: str) -> type[Widget]:
        from pgwidgets.async_ import Widgets  # noqa: PLC0415  # it imports this module

        cls: type[Widget] = getattr(Widgets, kind)
        return cls

    def operation(self, result: T, answer: Answer | None) -> Operation[T]:
        """Return the rest of a call: what awaiting it waits for."""
        settings = self.app.settings
        if (
            answer is None
            or (answer.done and answer.error is None)
            or (not settings.wait_each_call and self._wait_later(answer))
        ):
            return Operation(result)
        return OwedOperation(result, answer, self, settings.answer_timeout)

    def owed(self, answer: Answer) -> Operation[None]:
        """Return an operation that waits in batches and cells, too."""
        return OwedOperation(None, answer, self, self.app.settings.answer_timeout)

    def _wait_later(self, answer: Answer) -> bool:
        """Leave the wait to the end of the batch or the cell; returns whether there is one."""
        answers = _batch.get()
        if answers is None:
            return nesting.can_nest() and cells.defer(self, answer)
        answer.awaited = True
        answers.append(answer)
        return True

    def wait_for(self, answer: Answer) -> None:
        """Wait at the end of a cell until a browser has answered; raises what it reported."""
        if not answer.done:
            nesting.run_nested(wait_for(self, answer, self.app.settings.answer_timeout))
        if answer.error is not None:
            raise answer.error

    def answer_to(self, ask: Callable[[], PageQuery], timeout: float | None) -> Operation[Any]:
        """Ask a page; awaiting what it returns waits for the answer.

        Parameters
        ----------
        timeout : float or None
            In seconds; None is the application's `answer_timeout`.
        """
        limit = self.query_limit(timeout)
        return QueryOperation(self, ask(), limit)

    @asynccontextmanager
    async def batch(self) -> AsyncIterator[None]:
        """Wait once, at the end, for what the calls inside do, which travels together."""
        answers: list[Answer] = []
        token = _batch.set(answers)
        try:
            with Batch():
                yield
        finally:
            _batch.reset(token)
        for answer in answers:
            await self.operation(None, answer)

    def start_soon(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run a coroutine at the loop's next turn; an error that nobody gets is reported."""
        task = asyncio.get_running_loop().create_task(coroutine)
        task.add_done_callback(self._report_task)
        return task

    async def finished(self, task: asyncio.Task[None]) -> None:
        """Wait for what was started; its error is the caller's then."""
        task.remove_done_callback(self._report_task)
        try:
            # who waits for it may be cancelled, it is still wanted
            await asyncio.shield(task)
        except asyncio.CancelledError:
            if not task.done():
                task.add_done_callback(self._report_task)
            raise

    def _report_task(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            error = task.exception()
            assert error is not None  # as was just asked
            self.report_error(error)
