"""One interface to both APIs on every host, so that each test of the contract is written once.

A test is a coroutine function that gets a :class:`Program`. It awaits `program.do(…)` around
what an async program awaits; in the sync API that passes the value on. So::

    @contract
    async def test_label(program: Program) -> None:
        session = await program.session()
        label = await program.do(session.get_widgets().Label("hi"))
        assert label.get_text() == "hi"

runs as a script that blocks, as a notebook on its kernel's loop, and as an async program, each
in every concurrency mode.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import functools
import inspect
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import pgwidgets.async_
import pgwidgets.sync
from tests.contract.browsers import Browser, Line

Body = Callable[..., Coroutine[Any, Any, None]]

MODES = ("per_session", "serialized", "concurrent")
DEADLINE = 10.0
"""Seconds; far above what any step needs."""

PAUSE = 0.001
"""Seconds between two looks at a condition."""


class Program(ABC):
    """A program under test, and the browsers that show it.

    Attributes
    ----------
    mode : str
        The concurrency mode.
    errors : list
        What reached `on_error`. A test that provokes some takes them with :meth:`take_errors`.
    line : Line
        Where its browsers live.
    """

    api: Any
    host: str

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.errors: list[BaseException] = []
        self.line = Line()
        self._applications: list[Any] = []

    @property
    def is_async(self) -> bool:
        """Whether the program is written for the async API."""
        return self.api is pgwidgets.async_

    # -- applications ----------------------------------------------------------------

    def application(self, **options: Any) -> Any:
        """Return an application that was not started; any free ports are its."""
        given = {"ws_port": 0, "http_port": 0, "max_sessions": None, **self.more_options()}
        app = self.api.Application(**{**given, "concurrency_handling": self.mode, **options})
        app.on_error(lambda error, _session: self.errors.append(error))
        self._applications.append(app)
        return app

    def more_options(self) -> dict[str, Any]:
        """Return what this host's applications are given."""
        return {}

    async def started(self, **options: Any) -> Any:
        """Return an application that serves."""
        app = self.application(**options)
        await self.do(app.start())
        return app

    async def session(self, **options: Any) -> Any:
        """Return a session without browsers of an application that serves."""
        return (await self.started(**options)).create_session()

    async def shown(self, **options: Any) -> tuple[Any, Browser]:
        """Return a session and a browser that shows it."""
        session = await self.session(**options)
        return session, await self.join(session)

    async def browse(self, app: Any, **options: Any) -> Browser:
        """Open a browser, which begins a session; does not wait for that."""
        browser: Browser = await self.settle(self.line.browse(self, app.url, options))
        return browser

    async def join(self, session: Any, **options: Any) -> Browser:
        """Return a browser that has joined a session and shows what is there."""
        hello = {"session_id": session.id, "token": session.token}
        browser = await self.browse(session.app, hello=hello, **options)
        await browser.until(lambda page: page.replica.rebuilds)
        return browser

    def take_errors(self) -> list[BaseException]:
        """Return what reached `on_error`, and expect it."""
        errors, self.errors = self.errors, []
        return errors

    async def end(self) -> None:
        """Close all, and fail for errors that nobody expected."""
        await self.settle(self.line.close())
        for app in self._applications:
            await self.do(app.close())
        self.line.stop()
        if self.errors:
            raise AssertionError("errors that nobody expected") from self.errors[0]

    # -- the APIs' differences -------------------------------------------------------

    @abstractmethod
    async def do(self, value: Any) -> Any:
        """Await what an async program must await; return what a sync one has got already."""

    @abstractmethod
    def handler(self, body: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        """Return a handler of this API that runs a coroutine function like the test's own."""

    @abstractmethod
    async def pause(self) -> None:
        """Let handlers run, and others do something."""

    async def breathe(self) -> None:
        """Let other threads and tasks run, but no handlers of a blocking program."""
        time.sleep(0)  # noqa: ASYNC251  # it gives way, and does not wait

    @abstractmethod
    def run(self, body: Body, arguments: dict[str, Any]) -> None:
        """Run a test."""

    async def until(self, condition: Callable[[], Any], deadline: float = DEADLINE) -> Any:
        """Wait until a condition holds while handlers run; returns its value."""
        end = time.monotonic() + deadline
        while not (value := condition()):
            if time.monotonic() > end:
                raise TimeoutError("it did not come true in time")
            await self.pause()
        return value

    async def settle(self, future: concurrent.futures.Future[Any]) -> Any:
        """Wait for something that happens elsewhere; returns its result."""
        await self.until(future.done)
        return future.result()

    async def in_thread(self, function: Callable[[], Any]) -> Any:
        """Run a function in a thread of its own; returns its result."""
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()

        def work() -> None:
            try:
                future.set_result(function())
            except BaseException as error:  # noqa: BLE001  # raised where it is waited for
                future.set_exception(error)

        threading.Thread(target=work, daemon=True).start()
        return await self.settle(future)

    async def _execute(self, body: Body, arguments: dict[str, Any]) -> None:
        try:
            await body(self, **arguments)
        finally:
            await self.end()


@contextmanager
def promptly() -> Iterator[None]:
    """Fail when something was waited for that never came, and had a limit far above this one."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < DEADLINE


def run_through(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine that never suspends, and return its result."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    coroutine.close()
    raise AssertionError("a sync program can't suspend")


class ScriptProgram(Program):
    """A script with the sync API: a thread that blocks, and no event loop in it."""

    api = pgwidgets.sync
    host = "script"

    async def do(self, value: Any) -> Any:
        return value

    def handler(self, body: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        @functools.wraps(body)
        def run(*args: Any, **keywords: Any) -> Any:
            return run_through(body(*args, **keywords))

        return run

    async def pause(self) -> None:
        if self.mode != "serialized" or not self._applications:
            time.sleep(PAUSE)  # noqa: ASYNC251  # no loop runs here
        for app in self._applications:
            if self.mode == "serialized":
                app.process_events(PAUSE)

    def run(self, body: Body, arguments: dict[str, Any]) -> None:
        run_through(self._execute(body, arguments))


class KernelProgram(ScriptProgram):
    """A notebook with the sync API hosted by its kernel's loop; a test is one long cell."""

    host = "kernel"

    def more_options(self) -> dict[str, Any]:
        return {"event_loop": "kernel"}

    async def pause(self) -> None:
        await asyncio.sleep(PAUSE)

    def run(self, body: Body, arguments: dict[str, Any]) -> None:
        raise NotImplementedError("it runs in a process of its own")

    async def run_on_loop(self, body: Body, arguments: dict[str, Any]) -> None:
        """Run a test on the running loop."""
        await self._execute(body, arguments)


class AsyncProgram(Program):
    """A program with the async API."""

    api = pgwidgets.async_
    host = "async"

    async def do(self, value: Any) -> Any:
        return await value if inspect.isawaitable(value) else value

    def handler(self, body: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        return body

    async def pause(self) -> None:
        await asyncio.sleep(PAUSE)

    async def breathe(self) -> None:
        await asyncio.sleep(0)

    def run(self, body: Body, arguments: dict[str, Any]) -> None:
        asyncio.run(self._execute(body, arguments))


PROGRAMS: dict[str, type[Program]] = {
    cls.host: cls for cls in (ScriptProgram, KernelProgram, AsyncProgram)
}


def contract(body: Body) -> Callable[..., None]:
    """Make a test of the contract: it runs on every host and in every concurrency mode."""
    return on_hosts(*PROGRAMS)(body)


def on_hosts(*hosts: str, modes: tuple[str, ...] = MODES) -> Callable[[Body], Callable[..., None]]:
    """Make a test that runs on some hosts, or in some modes, only."""

    def decorate(body: Body) -> Callable[..., None]:
        def test(host: str, mode: str, kernel: Any, **arguments: Any) -> None:
            if host == "kernel":
                kernel.run(body, mode, arguments)
            else:
                PROGRAMS[host](mode).run(body, arguments)

        functools.update_wrapper(test, body)
        own = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in _OWN_FIXTURES]
        parameters = list(inspect.signature(body).parameters.values())[1:]
        named = [item.replace(kind=inspect.Parameter.KEYWORD_ONLY) for item in parameters]
        test.__signature__ = inspect.Signature([*own, *named])  # type: ignore[attr-defined]
        test.body = body  # type: ignore[attr-defined]
        marked = pytest.mark.parametrize("mode", modes)(test)
        result: Callable[..., None] = pytest.mark.parametrize("host", hosts)(marked)
        return result

    return decorate


_OWN_FIXTURES = ("host", "mode", "kernel")
