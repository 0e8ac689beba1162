"""The work of running handlers, and the order in which it waits."""

from __future__ import annotations

import contextvars
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from pgwidgets.session.context import current_cause

if TYPE_CHECKING:
    from pgwidgets.session.client import Client

Report: TypeAlias = Callable[[BaseException], None]
"""Gets what a handler raises."""


@dataclass(slots=True)
class Call:
    """One function to run in the context that it was registered in.

    Attributes
    ----------
    cause : Client or None
        The browser whose user makes it run.
    """

    function: Callable[[], Any]
    context: contextvars.Context
    cause: Client | None = None


@dataclass(slots=True)
class Job:
    """What one event makes a program do: the calls of its handlers, in order.

    Attributes
    ----------
    calls : list of Call
    key : tuple or None
        Jobs of continuous input with the same key replace one another while they wait.
    event : dict
        What the calls pass on of such an input, if they pass on one.
    sums : tuple of str
        The entries of the event that are added to those of the job that is replaced.
    dropped : list of callable
        Called when it is sure that it will never run.
    stands : callable or None
        Asked as it begins, whether it is to run at all.
    """

    calls: list[Call]
    key: tuple[object, ...] | None = None
    event: dict[str, Any] = field(default_factory=dict)
    sums: tuple[str, ...] = ()
    dropped: list[Callable[[], None]] = field(default_factory=list)
    stands: Callable[[], bool] | None = None

    def __iter__(self) -> Iterator[Call]:
        if self.stands is not None and not self.stands():
            self.drop()
            return iter(())
        return iter(self.calls)

    def replace(self, earlier: Job) -> None:
        """Take the place of an earlier job of the same key, which will never run."""
        for name in self.sums:
            # in place, for the calls pass on this very dict
            self.event[name] += earlier.event[name]
        earlier.drop()

    def drop(self) -> None:
        """Tell whoever waits that it will never run."""
        for callback in self.dropped:
            callback()


def single(function: Callable[[], Any]) -> Job:
    """Return the job of one function, run in the caller's context and for the caller's cause."""
    return Job([Call(function, contextvars.copy_context(), current_cause())])


class JobQueue:
    """Jobs in the order they came; one of continuous input replaces its session's last one.

    Each job comes with the function that takes its errors, which also tells the sessions apart:
    several of them may share a queue.
    """

    def __init__(self) -> None:
        # in the order in which they will run
        self._waiting: deque[_Waiting] = deque()
        # the last one that waits of each session: only that may be replaced
        self._last_of: dict[Report, _Waiting] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, job: Job, report: Report) -> None:
        """Add a job behind the others."""
        last = self._last_of.get(report)
        if last is not None and job.key is not None and last.job.key == job.key:
            job.replace(last.job)
            last.job = job
            return
        self._last_of[report] = _Waiting(job, report)
        self._waiting.append(self._last_of[report])

    def get(self) -> tuple[Job, Report]:
        """Take the first job."""
        first = self._waiting.popleft()
        if self._last_of[first.report] is first:
            del self._last_of[first.report]
        return first.job, first.report

    def drop(self, report: Report | None = None) -> None:
        """Drop all jobs, or those of one session."""
        waiting, self._waiting = self._waiting, deque()
        for item in waiting:
            if report is None or item.report == report:
                self._last_of.pop(item.report, None)
                item.job.drop()
            else:
                self._waiting.append(item)


@dataclass(slots=True, eq=False)
class _Waiting:
    """A job in a queue."""

    job: Job
    report: Report
