"""Where handlers run: the async API's three concurrency modes."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator

from pgwidgets.session.context import Handling
from pgwidgets.session.jobs import Call, Job, JobQueue, Report


class Lane:
    """Runs jobs one after the other, each handler in a task of its own.

    Parameters
    ----------
    when_idle : callable, optional
        Called with the lane each time that it has run all its jobs.
    """

    def __init__(self, when_idle: Callable[[Lane], None] | None = None) -> None:
        # told each time that all jobs have run
        self._when_idle = when_idle
        # those that have not begun
        self._jobs = JobQueue()
        # the job that runs
        self._job: Job | None = None
        # what is left of it
        self._calls: Iterator[Call] = iter(())
        # where the errors of that job go
        self._report: Report
        # the loop itself holds tasks weakly
        self._task: asyncio.Task[None] | None = None

    def put(self, job: Job, report: Report) -> None:
        """Take a job. Call it on the loop that runs the handlers."""
        self._jobs.put(job, report)
        # a loop that was closed under a handler will never say that it has ended
        if self._task is None or self._task.get_loop().is_closed():
            self._go_on()

    def drop(self, report: Report) -> None:
        """Drop the jobs of one session that have not begun."""
        self._jobs.drop(report)

    def _go_on(self, _: asyncio.Task[None] | None = None) -> None:
        call = self._next_call()
        if call is None:
            self._task = None
            if self._when_idle is not None:
                self._when_idle(self)
            return
        # a copy, as several handlers may have been registered in one context
        self._task = asyncio.get_running_loop().create_task(
            _run(call, self._report), context=call.context.copy()
        )
        self._task.add_done_callback(self._go_on)

    def _next_call(self) -> Call | None:
        call = next(self._calls, None)
        while call is None:
            if self._job is not None:
                self._job.end()
                self._job = None
            if not self._jobs:
                break
            self._job, self._report = self._jobs.get()
            self._calls = iter(self._job)
            call = next(self._calls, None)
        return call


async def _run(call: Call, report: Report) -> None:
    with Handling(call.cause):
        try:
            result = call.function()
            if inspect.isawaitable(result):
                await result
        except (KeyboardInterrupt, SystemExit, asyncio.CancelledError, GeneratorExit):
            # these end what runs: the program, the handler's task, or one that its loop left behind
            raise
        except BaseException as error:  # noqa: BLE001  # handlers raise anything
            (call.report or report)(error)


class AsyncDispatcher:
    """Runs a session's jobs as tasks of the application's loop.

    Parameters
    ----------
    report : callable
        Gets what a handler raises.
    loop : callable
        Returns the loop; called when the first job comes.
    lane : Lane or None
        Where the jobs run; None starts them as they come, side by side.
    """

    awaits = True

    def __init__(
        self,
        report: Report,
        loop: Callable[[], asyncio.AbstractEventLoop],
        lane: Lane | None,
    ) -> None:
        # where errors go; also tells the session from others in a shared lane
        self._report = report
        # returns the loop, which may begin after the session
        self._loop = loop
        # where jobs wait for one another, if they do
        self._lane = lane
        # the lanes of jobs that wait for none, while they run
        self._side_by_side: set[Lane] = set()
        # whether it takes no more
        self._closed = False

    def submit(self, job: Job) -> None:
        """Take a job."""
        if self._closed:
            job.drop()
            return
        loop = self._loop()
        try:
            running: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            running = None
        if running is loop:
            self._take(job)
        else:
            loop.call_soon_threadsafe(self._take, job)

    def close(self) -> None:
        """Drop what has not begun, and take no more."""
        self._closed = True
        if self._lane is not None:
            self._lane.drop(self._report)

    def _take(self, job: Job) -> None:
        if self._closed:
            job.drop()
            return
        lane = self._lane
        if lane is None:
            lane = Lane(self._side_by_side.discard)
            self._side_by_side.add(lane)
        lane.put(job, self._report)
