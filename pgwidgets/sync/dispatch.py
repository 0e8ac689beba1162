"""Where handlers run: the sync API's three concurrency modes, and the kernel's loop."""

from __future__ import annotations

import asyncio
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable

from pgwidgets.session.context import Handling
from pgwidgets.session.jobs import Call, Job, JobQueue, Report
from pgwidgets.session.signal import Signal
from pgwidgets.session.waiting import HEARTBEAT_SECONDS

IDLE_SECONDS = 5.0
"""How long a session's thread waits for more work before it ends."""


def run_job(job: Job, report: Report) -> None:
    """Run the handlers of a job; one that raises does not stop the others."""
    try:
        for call in job:
            # a copy, as a context can be entered by one thread at a time
            call.context.copy().run(_run_call, call, report)
    finally:
        job.end()


def _run_call(call: Call, report: Report) -> None:
    with Handling(call.cause):
        try:
            call.function()
        except BaseException as error:  # handlers raise anything
            # what the user interrupts is the program
            if isinstance(error, KeyboardInterrupt) and _is_main_thread():
                raise
            (call.report or report)(error)


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


class SyncDispatcher(ABC):
    """What the dispatchers have in common."""

    awaits = False

    def __init__(self, report: Report) -> None:
        self.report = report

    @abstractmethod
    def submit(self, job: Job) -> None:
        """Take a job."""

    @abstractmethod
    def close(self) -> None:
        """Drop what has not begun, and take no more."""

    @abstractmethod
    def is_current(self) -> bool:
        """Whether the caller is where the handlers run."""


class ThreadDispatcher(SyncDispatcher):
    """A thread of its own for one session, which is let go when it has nothing to do."""

    def __init__(self, report: Report, name: str) -> None:
        super().__init__(report)
        # of the thread
        self._name = name
        # those that have not begun
        self._jobs = JobQueue()
        # guards all that follows
        self._lock = threading.Lock()
        # released to wake the thread; a Condition takes longer, and a user waits for each click
        self._bell = threading.Lock()
        self._bell.acquire()
        # whether it must be woken
        self._is_asleep = False
        # while it has work, and some seconds longer
        self._thread: threading.Thread | None = None
        # whether it takes no more
        self._closed = False

    def submit(self, job: Job) -> None:
        with self._lock:
            if self._closed:
                job.drop()
                return
            self._jobs.put(job, self.report)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
            else:
                self._wake()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._jobs.drop()
            self._wake()

    def _wake(self) -> None:
        if self._is_asleep:
            self._is_asleep = False
            self._bell.release()

    def is_current(self) -> bool:
        return threading.current_thread() is self._thread

    def _work(self) -> None:
        while (work := self._next()) is not None:
            run_job(*work)

    def _next(self) -> tuple[Job, Report] | None:
        """Wait for work; returns None when none has come for long, and the thread ends."""
        with self._lock:
            if self._jobs:
                return self._jobs.get()
            if self._closed:
                return None
            self._is_asleep = True
        rang = self._bell.acquire(timeout=IDLE_SECONDS)
        with self._lock:
            if not rang and not self._is_asleep:
                # it rang just as the time was over
                self._bell.acquire()
            self._is_asleep = False
            if self._jobs:
                return self._jobs.get()
            self._thread = None
            return None


class SharedQueue:
    """The jobs of all sessions, run by whoever asks: the thread in `run()`."""

    def __init__(self) -> None:
        # those that have not begun
        self._jobs = JobQueue()
        # guards them; one that is dropped may have others dropped
        self._lock = threading.RLock()
        # set when one has come, until somebody looks
        self._bell = Signal()
        # whether nobody is to wait any more
        self._stopped = False
        self.owner = threading.get_ident()
        self.notify: Callable[[], None] | None = None

    def submit(self, job: Job, report: Report) -> None:
        """Take a job from any thread."""
        with self._lock:
            self._jobs.put(job, report)
        self._bell.set()
        if self.notify is not None:
            self.notify()

    def run_queued(self, timeout: float | None) -> int:
        """Run what is queued, waiting up to `timeout` seconds for the first; returns how many."""
        self.owner = threading.get_ident()
        count = 0
        self._wait(timeout)
        while True:
            with self._lock:
                if not self._jobs:
                    return count
                job, report = self._jobs.get()
            run_job(job, report)
            count += 1

    def _wait(self, timeout: float | None) -> None:
        """Wait for a job, or for the end."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            # what comes from now on sets it again
            self._bell.clear()
            with self._lock:
                if self._jobs or self._stopped:
                    return
            rest = HEARTBEAT_SECONDS if end is None else end - time.monotonic()
            if rest <= 0:
                return
            self._bell.wait(min(HEARTBEAT_SECONDS, rest))

    def stop(self) -> None:
        """Wake whoever waits, and drop what is queued."""
        with self._lock:
            self._stopped = True
            self._jobs.drop()
        self._bell.set()

    def drop(self, report: Report) -> None:
        """Drop the jobs of one session."""
        with self._lock:
            self._jobs.drop(report)


class QueueDispatcher(SyncDispatcher):
    """Hands a session's jobs to the queue that all sessions share."""

    def __init__(self, report: Report, queue: SharedQueue) -> None:
        super().__init__(report)
        # of all sessions
        self._queue = queue
        # whether it takes no more
        self._closed = False

    def submit(self, job: Job) -> None:
        if self._closed:
            job.drop()
        else:
            self._queue.submit(job, self.report)

    def close(self) -> None:
        self._closed = True
        self._queue.drop(self.report)

    def is_current(self) -> bool:
        return threading.get_ident() == self._queue.owner


class ConcurrentDispatcher(SyncDispatcher):
    """A daemon thread for each job."""

    def __init__(self, report: Report, name: str) -> None:
        super().__init__(report)
        # of the threads
        self._name = name
        # whether it takes no more
        self._closed = False

    def submit(self, job: Job) -> None:
        if self._closed:
            job.drop()
            return
        threading.Thread(
            target=run_job, args=(job, self.report), name=self._name, daemon=True
        ).start()

    def close(self) -> None:
        self._closed = True

    def is_current(self) -> bool:
        return False


class LoopDispatcher(SyncDispatcher):
    """Runs a session's jobs on an event loop, between the cells of a notebook."""

    def __init__(self, report: Report, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(report)
        # where handlers run
        self._loop = loop
        # the one that runs the loop
        self._thread = threading.get_ident()
        # those that have not begun
        self._jobs = JobQueue()
        # guards them, as any thread may submit
        self._lock = threading.Lock()
        # whether it takes no more
        self._closed = False

    def submit(self, job: Job) -> None:
        with self._lock:
            if self._closed:
                job.drop()
                return
            self._jobs.put(job, self.report)
        self._loop.call_soon_threadsafe(self._run_next)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._jobs.drop()

    def is_current(self) -> bool:
        return threading.get_ident() == self._thread

    def _run_next(self) -> None:
        with self._lock:
            # a job of continuous input took the place of another: one turn too many
            if not self._jobs:
                return
            job, report = self._jobs.get()
        run_job(job, report)
