"""A process that stands for a notebook's kernel.

Re-entering an event loop patches asyncio for the whole process, so that it must not happen
where the other tests run.
"""

from __future__ import annotations

import asyncio
import importlib.util
import multiprocessing
import sys
import threading
import traceback
import warnings
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests.contract.driver import Body, KernelProgram

DEADLINE = 60.0
"""Seconds for one test."""


class Kernel:
    """The process, started when the first test needs it."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection

    def run(self, body: Body, mode: str, arguments: dict[str, Any]) -> None:
        """Run a test there; raises AssertionError with the traceback of a failure."""
        if self._process is None:
            self._start()
        path = Path(sys.modules[body.__module__].__file__ or "")
        self._connection.send((str(path), body.__name__, mode, arguments))
        try:
            answered = self._connection.poll(DEADLINE)
            failure = self._connection.recv() if answered else "the test did not end in time"
        except BaseException:
            self.stop()
            raise
        if not answered:
            self.stop()
        if failure:
            raise AssertionError(failure)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._connection.close()
            self._process.terminate()
            self._process.join()
            self._process.close()
            self._process = None


def serve(connection: Connection) -> None:
    """Run tests until the other side goes away."""
    warnings.simplefilter("error")
    asyncio.run(_serve(connection))


async def _serve(connection: Connection) -> None:
    lost: list[str] = []
    sys.unraisablehook = lambda info: lost.append(f"{info.object!r}: {info.exc_value!r}")
    threading.excepthook = lambda info: lost.append(f"{info.thread!r}: {info.exc_value!r}")
    while True:
        try:
            # between tests the loop has nothing to do
            path, name, mode, arguments = connection.recv()
        except EOFError:
            return
        failure = await _run(path, name, mode, arguments)
        connection.send(failure or "\n".join(lost))
        lost.clear()


async def _run(path: str, name: str, mode: str, arguments: dict[str, Any]) -> str:
    try:
        body = getattr(_load(path), name).body
        await asyncio.create_task(KernelProgram(mode).run_on_loop(body, arguments))
    except Exception:  # noqa: BLE001  # told to the process that asked
        return traceback.format_exc()
    finally:
        # it came here by itself: the one of the process that asked has patched nothing
        for argument in arguments.values():
            if isinstance(argument, pytest.MonkeyPatch):
                argument.undo()
    return ""


def _load(path: str) -> Any:
    name = f"contract_{Path(path).stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]
