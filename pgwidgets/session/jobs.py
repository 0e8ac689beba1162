"""The work of running handlers, and the order in which it waits."""

from __future__ import annotations

import contextvars
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from pgwidgets.session.backlog import Backlog
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
    report : Report or None
        Gets what it raises, if not what gets that of the session's other calls.
    """

    function: Callable[[], Any]
    context: contextvars.Context
    cause: Client | None = None
    report: Report | None = None


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
    backlog : Backlog or None
        Where it counts until it is done: that of the browser whose user caused it.
    """

    calls: list[Call]
    key: tuple[object, ...] | None = None
    event: dict[str, Any] = field(default_factory=dict)
    sums: tuple[str, ...] = ()
    dropped: list[Callable[[], None]] = field(default_factory=list)
    stands: Callable[[], bool] | None = None
    backlog: Backlog | None = None

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
        self.end()

    def end(self) -> None:
        """Take notice that it is done, or will never run."""
        # one that is dropped as it begins ends twice
        backlog, self.backlog = self.backlog, None
        if backlog is not None:
            backlog.end()


def single(function: Callable[[], Any]) -> Job:
    """Return the job of one function, run in the caller's context and for the caller's cause."""
    return Job([Call(function, contextvars.copy_context(), current_cause())])


Turn: TypeAlias = tuple[Report, Backlog | None]
"""Whose jobs they are: those of a session, and of one of its browsers or none."""


class JobQueue:
    """Jobs of several sessions and browsers, which take turns; each one's in the order they came.

    One of continuous input replaces its browser's last one. Each job comes with the function that
    takes its errors, which also tells the sessions apart: several of them may share a queue.
    """

    def __init__(self) -> None:
        # those that wait, by whose they are, in the order of their turns
        self._waiting: dict[Turn, deque[Job]] = {}
        # how many that are
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, job: Job, report: Report) -> None:
        """Add a job behind the others of its browser."""
        turn = report, job.backlog
        jobs = self._waiting.get(turn)
        if jobs is None:
            jobs = self._waiting[turn] = deque()
        elif job.key is not None and jobs[-1].key == job.key:
            job.replace(jobs.pop())
            self._count -= 1
        jobs.append(job)
        self._count += 1

    def get(self) -> tuple[Job, Report]:
        """Take the first job of whose turn it is."""
        turn = next(iter(self._waiting))
        jobs = self._waiting.pop(turn)
        job = jobs.popleft()
        self._count -= 1
        if jobs:
            # behind the others
            self._waiting[turn] = jobs
        return job, turn[0]

    def drop(self, report: Report | None = None) -> None:
        """Drop all jobs, or those of one session."""
        for turn in list(self._waiting):
            if report is None or turn[0] == report:
                jobs = self._waiting.pop(turn)
                self._count -= len(jobs)
                for job in jobs:
                    job.drop()
