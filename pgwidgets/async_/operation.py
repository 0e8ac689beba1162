"""A call that is under way: awaiting it waits for a browser."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Coroutine, Generator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from pgwidgets.notebook.prompt import prompt
from pgwidgets.session.answers import Answer
from pgwidgets.session.context import flush
from pgwidgets.session.core import SessionCore
from pgwidgets.session.queries import PageQuery
from pgwidgets.session.waiting import until_done
from pgwidgets.session.waits import Expected

T = TypeVar("T")

BREATH = 64
"""Every so many operations that need not wait, the loop gets a turn."""

_operations = itertools.count(1)


def _turn_is_due() -> bool:
    return next(_operations) % BREATH == 0


class Operation(Coroutine[Any, Any, T], Generic[T]):
    """The rest of a call that took effect when it was made; of this kind nothing remains.

    It is accepted wherever a coroutine is (`asyncio.create_task`, `gather`). Dropping it
    loses nothing; awaiting it twice is allowed.

    Parameters
    ----------
    result : object
        What awaiting it returns.
    """

    __slots__ = ("__weakref__", "_coroutine", "_result")

    # what awaiting it returns
    _result: T
    # the wait, once a task drives it; not there before
    _coroutine: Coroutine[Any, Any, T]

    def __init__(self, result: T) -> None:
        _set_result(self, result)

    @property
    def _node(self) -> Any:
        """The node of the widget that it makes, so that it is taken for the widget."""
        return getattr(self._result, "_node", None)

    if not TYPE_CHECKING:
        # a type checker would take every attribute for one that is there

        def __getattr__(self, name: str) -> Any:
            raise AttributeError(self._absence(name), name=name)

        def __setattr__(self, name: str, value: Any) -> None:
            if not hasattr(type(self), name):
                raise AttributeError(self._absence(name), name=name)
            super().__setattr__(name, value)

    def _absence(self, name: str) -> str:
        kind = "" if self._node is None else f" to get the {type(self._result).__name__}"
        return (
            f"a call that is under way has no attribute {name!r}: did you forget to `await` it"
            f"{kind}?"
        )

    async def _wait(self) -> T:
        if _turn_is_due():
            await asyncio.sleep(0)
        return self._result

    def _begin(self) -> Coroutine[Any, Any, T]:
        if not hasattr(self, "_coroutine"):
            self._coroutine = self._wait()
        return self._coroutine

    def __await__(self) -> Generator[Any, Any, T]:
        # by far the most in a handler: without another coroutine for each
        if _turn_is_due():
            yield from asyncio.sleep(0).__await__()
        return self._result

    def send(self, value: Any) -> Any:
        """Run on, as a task does."""
        return self._begin().send(value)

    def throw(
        self,
        typ: type[BaseException] | BaseException,
        val: BaseException | object = None,
        tb: TracebackType | None = None,
    ) -> Any:
        """Raise an exception where it waits."""
        if isinstance(typ, BaseException):
            return self._begin().throw(typ)
        return self._begin().throw(typ, val, tb)

    def close(self) -> None:
        """Stop waiting."""
        if hasattr(self, "_coroutine"):
            self._coroutine.close()


_set_result = vars(Operation)["_result"].__set__
"""Past `__setattr__`, which costs as much as all else that makes an operation."""


class WaitingOperation(Operation[T]):
    """An operation of which something remains."""

    __slots__ = ()

    def __await__(self) -> Generator[Any, Any, T]:
        return self._wait().__await__()


class UnfinishedOperation(WaitingOperation[T]):
    """The construction of a widget that has still something to await.

    Parameters
    ----------
    result : object
        What awaiting it returns.
    finish : callable
        A coroutine function that is run before (`_initialize`).
    """

    __slots__ = ("_finish",)

    def __init__(self, result: T, finish: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        super().__init__(result)
        # run before the end
        self._finish = finish

    async def _wait(self) -> T:
        await self._finish()
        return await super()._wait()


class OwedOperation(WaitingOperation[T]):
    """An operation that a browser has still to answer.

    Parameters
    ----------
    result : object
        What awaiting it returns.
    answer : Answer
        What a browser will say.
    session : SessionCore
    timeout : float
        In seconds; then the browsers are given up.
    """

    __slots__ = ("_answer", "_session", "_timeout")

    def __init__(self, result: T, answer: Answer, session: SessionCore, timeout: float) -> None:
        super().__init__(result)
        # what a browser will say; None when nobody needs to wait for that any more
        self._answer: Answer | None = answer
        # whose lock guards the answer
        self._session = session
        # in seconds; then the browsers are given up
        self._timeout = timeout
        # an error is this operation's as long as it may still be awaited
        answer.awaited = True

    async def _wait(self) -> T:
        answer = self._answer
        if answer is None or (answer.done and answer.error is None):
            return await super()._wait()
        await wait_for(self._session, answer, self._timeout)
        self._answer = None
        if answer.error is not None:
            raise answer.error
        return self._result

    def __del__(self) -> None:
        answer = self._answer
        if answer is None:
            return
        if answer.error is not None:
            self._session.report_error(answer.error)
        else:
            answer.awaited = False


class UserOperation(WaitingOperation[T]):
    """A wait for the user: it counts from the call on, and awaiting it returns what came.

    Parameters
    ----------
    session : SessionCore
    expected : Expected
    timeout : float or None
        In seconds, from when it is awaited.
    answer : callable
        Returns what awaiting it returns.
    close : callable or None
        Called when the wait is over, in whatever way.
    """

    __slots__ = ("_close", "_expected", "_get", "_limit", "_session")

    def __init__(
        self,
        session: SessionCore,
        expected: Expected,
        timeout: float | None,
        answer: Callable[[], T],
        close: Callable[[], object] | None = None,
    ) -> None:
        # the result is not known before
        super().__init__(cast("T", None))
        # whose lock guards what comes
        self._session = session
        # what the user will do
        self._expected = expected
        # in seconds, from when it is awaited
        self._limit = timeout
        # returns what awaiting it returns
        self._get = answer
        # called when the wait is over
        self._close = close

    async def _wait(self) -> T:
        expected, session = self._expected, self._session
        try:
            with prompt(expected):
                if not await until_done(session.lock, expected, self._limit):
                    raise expected.missed(self._limit)
        finally:
            session.unexpect(expected)
            if self._close is not None:
                self._close()
        return self._get()

    def __del__(self) -> None:
        self._session.unexpect(self._expected)


class QueryOperation(WaitingOperation[T]):
    """A question that a page was asked; awaiting it returns the answer.

    Parameters
    ----------
    session : SessionCore
    query : PageQuery
    limit : float
        In seconds, from now on.
    """

    __slots__ = ("_end", "_is_taken", "_limit", "_query", "_session")

    def __init__(self, session: SessionCore, query: PageQuery, limit: float) -> None:
        # the result is not known before
        super().__init__(cast("T", None))
        # whose lock guards what comes
        self._session = session
        # what the page was asked
        self._query = query
        # in seconds, for the error that tells it
        self._limit = limit
        # on the monotonic clock
        self._end = time.monotonic() + limit
        # somebody has got the answer, or the error
        self._is_taken = False

    async def _wait(self) -> T:
        query, session = self._query, self._session
        self._is_taken = True
        if not query.done:
            try:
                await until_done(session.lock, query, max(0.0, self._end - time.monotonic()))
            finally:
                session.expire(query, self._limit)
        return cast("T", query.result())

    def __del__(self) -> None:
        if self._is_taken:
            return
        query, session = self._query, self._session

        def report() -> None:
            if query.error is not None:
                session.report_error(query.error)

        with session.lock:
            query.when_done(report)


async def wait_for(session: SessionCore, answer: Answer, limit: float) -> None:
    """Wait until a browser has answered, or the browsers are given up."""
    flush()
    if not await until_done(session.lock, answer, limit):
        session.give_up()
