"""Timers: in Python, with and without browsers."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

from pgwidgets.session.widgets import node_of
from tests.contract.driver import Program, contract


def is_freed(reference: weakref.ref[Any]) -> bool:
    """Return whether nothing holds an object any more."""
    gc.collect()
    return reference() is None


@contract
async def test_a_timer_expires_once(program: Program) -> None:
    session = await program.session()
    await program.join(session)
    await program.join(session)
    timer = await program.do(session.get_widgets().Timer(duration=0.01))
    got: list[Any] = []
    await program.do(timer.on("expired", got.append))
    await program.do(timer.start())
    await program.until(lambda: got)
    assert (got, timer.is_set(), timer.time_left(), timer.elapsed_time()) == ([0.01], False, 0, 0)
    await program.do(timer.start(0.02))
    await program.until(lambda: len(got) == 2)
    assert (got[1], timer.get_duration()) == (0.02, 0.02)


@contract
async def test_a_timer_that_is_stopped_tells_nothing(program: Program) -> None:
    session = await program.session()
    timer = await program.do(session.make_timer(duration=0.01))
    other = await program.do(session.make_timer(duration=0.02))
    got: list[Any] = []
    for one in (timer, other):
        await program.do(one.add_callback("expired", got.append))
        await program.do(one.on("cancelled", got.append))
        await program.do(one.start())
    await program.do(timer.stop())
    await program.until(lambda: got)
    assert got == [other]


@contract
async def test_cancel_tells_the_elapsed_time(program: Program) -> None:
    session = await program.session()
    timer = await program.do(session.make_timer(duration=100))
    got: list[float] = []
    await program.do(timer.on("cancelled", got.append))
    await program.do(timer.cancel())
    await program.do(timer.cond_set())
    assert timer.is_set()
    assert 0 < timer.time_left() <= 100
    await program.do(timer.cond_set(5))
    assert timer.get_duration() == 100
    await program.do(timer.cancel())
    await program.until(lambda: got)
    assert 0 <= got[0] < 100
    with pytest.raises(ValueError, match="above 0"):
        timer.start(0)


@contract
async def test_a_timer_ends_with_its_session(program: Program) -> None:
    session = await program.session()
    timer = await program.do(session.make_timer(duration=100))
    await program.do(timer.start())
    await program.do(timer.start(200))
    ended = weakref.ref(session)
    await program.do(session.destroy())
    del timer, session
    # a clock that still ran would hold it
    await program.until(lambda: is_freed(ended))


@contract
async def test_a_timer_that_is_destroyed_tells_nothing(program: Program) -> None:
    session = await program.session()
    gone = await program.do(session.make_timer(duration=100))
    await program.do(gone.start())
    node = weakref.ref(node_of(gone))
    await program.do(gone.destroy())
    del gone
    await program.until(lambda: is_freed(node))
