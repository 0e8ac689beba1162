"""Waits of a thread, interrupted wherever Python looks for that."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from pgwidgets.session import outcome as outcomes
from pgwidgets.session import signal, waiting
from pgwidgets.session.outcome import Outcome
from pgwidgets.session.pending import Pending
from pgwidgets.session.waiting import block_until_done
from pgwidgets.sync import dispatch
from pgwidgets.sync.dispatch import SharedQueue
from tests.support.interrupts import is_interrupted

MODULES = {dispatch, outcomes, queue, signal, threading, waiting}


def wait_for_nothing() -> None:
    block_until_done(threading.RLock(), Pending(), 0.001)


def wait_for_jobs() -> None:
    SharedQueue().run_queued(0.001)


def wait_beside_jobs() -> None:
    block_until_done(threading.RLock(), Pending(), 0.001, SharedQueue().run_queued)


def wait_for_a_result() -> None:
    outcome: Outcome[None] = Outcome()
    asked.put(outcome)
    outcome.wait()


# those that the thread below is to give a result
asked: queue.SimpleQueue[Outcome[None] | None] = queue.SimpleQueue()


@pytest.fixture(scope="module", autouse=True)
def thread() -> Iterator[None]:
    def run() -> None:
        while (outcome := asked.get()) is not None:
            outcome.set_result(None)

    answering = threading.Thread(target=run)
    answering.start()
    yield
    asked.put(None)
    answering.join(10)


@pytest.mark.parametrize(
    "wait", [wait_for_nothing, wait_for_jobs, wait_beside_jobs, wait_for_a_result]
)
def test_an_interrupt_is_what_comes_of_an_interrupt(wait: Callable[[], None]) -> None:
    for step in count():
        if not is_interrupted(step, wait, MODULES):
            break
    assert step > 3


def test_a_job_wakes_whoever_waits() -> None:
    jobs = SharedQueue()
    done = threading.Thread(target=jobs.run_queued, args=(60,))
    done.start()
    jobs.stop()
    done.join(10)
    assert not done.is_alive()
