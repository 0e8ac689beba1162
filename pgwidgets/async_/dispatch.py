"""Where handlers run: the async API's three concurrency modes."""

from __future__ import annotations

import asyncio
import inspect
from collections import deque
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from pgwidgets.session.context import handling
from pgwidgets.session.handlers import Call, Job

Report = Callable[[BaseException], None]


class AsyncDispatcher:
    """Runs a session's jobs as tasks of the application's loop.

    Parameters
    ----------
    report : callable
        Gets what a handler raises.
    loop : callable
        Returns the loop; called when the first job comes.
    lock : asyncio.Lock or None
        Held while a job runs; None runs jobs as they come, side by side.
    """

    def __init__(
        self,
        report: Report,
        loop: Callable[[], asyncio.AbstractEventLoop],
        lock: asyncio.Lock | None,
    ) -> None:
        self._report = report
        self._loop = loop
        self._lock = lock
        self._jobs: deque[Job] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._worker: asyncio.Task[None] | None = None
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
        while self._jobs:
            self._jobs.popleft().drop()

    def _take(self, job: Job) -> None:
        if self._closed:
            job.drop()
        elif self._lock is None:
            self._start(self._run(job))
        else:
            if job.key is not None and self._jobs and self._jobs[-1].key == job.key:
                self._jobs[-1] = job
            else:
                self._jobs.append(job)
            if self._worker is None or self._worker.done():
                self._worker = self._start(self._work())

    def _start(self, coroutine: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = self._loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _work(self) -> None:
        while self._jobs:
            job = self._jobs.popleft()
            async with self._lock or nullcontext():
                await self._run(job)

    async def _run(self, job: Job) -> None:
        for call in job:
            # a task of its own, so that the handler has the context that it was registered in
            context = call.context.copy()
            await self._loop().create_task(self._run_call(call), context=context)

    async def _run_call(self, call: Call) -> None:
        with handling():
            try:
                result = call.function()
                if inspect.isawaitable(result):
                    await result
            except Exception as error:  # noqa: BLE001  # handlers raise anything
                self._report(error)
