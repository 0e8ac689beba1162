"""Waiting for browsers: when, for how long, and whose the errors are."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from pgwidgets.errors import BrowserError, EventLoopError, SessionClosedError
from pgwidgets.session.facade import core_of
from tests.contract.driver import Program, contract, on_hosts, promptly
from tests.support.inside import has_queued_jobs


@contract
async def test_a_call_waits_until_a_browser_has_answered(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    browser.client.delay = 0.02
    await program.do(label.set_text("y"))
    assert browser.widget(label).state["text"] == "y"


@contract
async def test_a_silent_browser_is_given_up(program: Program) -> None:
    session, browser = await program.shown(answer_timeout=0.05)
    label = await program.do(session.get_widgets().Label("x"))
    browser.keep_answers()
    await program.do(label.set_text("y"))
    assert browser.client.closed is None
    # nobody waits for it any more until it answers again
    await program.do(label.set_text("z"))
    await browser.answer_all()
    await browser.until(lambda client: client.replica.find("Label").state["text"] == "z")
    assert label.get_text() == "z"


@contract
async def test_the_first_answer_serves(program: Program) -> None:
    session, browser = await program.shown(answer_timeout=60)
    silent = await program.join(session)
    label = await program.do(session.get_widgets().Label("x"))
    silent.keep_answers()
    with promptly():
        await program.do(label.set_text("y"))
    assert browser.widget(label).state["text"] == "y"


@contract
async def test_a_browser_that_leaves_releases_its_waiters(program: Program) -> None:
    session, browser = await program.shown(answer_timeout=60)
    label = await program.do(session.get_widgets().Label("x"))
    browser.keep_answers()
    browser.client.leaves_on = "set_text"
    with promptly():
        await program.do(label.set_text("y"))
    await program.until(lambda: not session.is_connected)


@contract
async def test_without_a_browser_nothing_waits(program: Program) -> None:
    session = await program.session(answer_timeout=60)
    with promptly():
        label = await program.do(session.get_widgets().Label("x"))
        await program.do(label.set_text("y"))
        await program.do(session.flush())
        await program.do(session.reconstruct())
    assert label.get_text() == "y"


@contract
async def test_errors_of_pages_in_handlers_go_to_on_error(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    button, label = await do(make.Button("b")), await do(make.Label("x"))

    async def change() -> None:
        await do(label.set_text("y"))

    await do(button.on("activated", program.handler(change)))
    browser.client.refusals["set_text"] = "no"
    await browser.fire(button, "activated")
    await program.until(lambda: program.errors)
    (error,) = program.take_errors()
    assert isinstance(error, BrowserError)
    assert (error.call, error.message) == ("Label(2).set_text", "no")


@contract
async def test_a_batch_waits_once(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    box = await do(make.VBox())
    browser.client.delay = 0.01
    if program.is_async:
        async with session.batch():
            for number in range(50):
                await do(box.add_widget(await make.Label(f"{number}")))
    else:
        with session.batch():
            for number in range(50):
                box.add_widget(make.Label(f"{number}"))
    assert len(browser.widget(box).children) == 50
    assert len(browser.client.frames) < 60


@contract
async def test_a_batch_raises_the_first_error(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    browser.client.refusals["set_text"] = "no"
    with pytest.raises(BrowserError, match="no"):
        await batch(program, session, label)
    program.take_errors()


async def batch(program: Program, session: Any, label: Any) -> None:
    if program.is_async:
        async with session.batch():
            await label.set_text("y")
    else:
        with session.batch():
            label.set_text("y")


@on_hosts("script", "async")
async def test_wait_each_call_waits_in_handlers_too(program: Program) -> None:
    session, browser = await program.shown(wait_each_call=True)
    make, do = session.get_widgets(), program.do
    button, label = await do(make.Button("b")), await do(make.Label("x"))
    got: list[str] = []

    async def change() -> None:
        await do(label.set_text("y"))
        got.append(browser.widget(label).state["text"])

    await do(button.on("activated", program.handler(change)))
    await browser.fire(button, "activated")
    await program.until(lambda: got)
    assert got == ["y"]


@contract
async def test_flush_waits_for_what_a_handler_sent(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    done: list[int] = []

    async def change() -> None:
        for number in range(20):
            await program.do(label.set_text(f"{number}"))
        done.append(1)

    session.gui_do(program.handler(change))
    await program.until(lambda: done)
    await program.do(session.flush())
    assert browser.widget(label).state["text"] == "19"


@contract
async def test_gui_do_and_gui_call_from_a_thread(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    got: list[Any] = []

    async def change(text: str, *, key: int) -> int:
        await program.do(label.set_text(text))
        got.append(threading.get_ident())
        return key

    handler = program.handler(change)
    await program.in_thread(lambda: session.gui_do(handler, "y", key=1))
    await program.until(lambda: label.get_text() == "y")
    if program.is_async:
        assert await session.gui_call(handler, "z", key=2) == 2
    else:
        assert await program.in_thread(lambda: session.gui_call(handler, "z", key=2)) == 2
        assert await program.in_thread(lambda: session.gui_call(len, "abc")) == 3
    assert label.get_text() == "z"
    assert len(got) == 2
    await browser.until(lambda client: client.replica.find("Label").state["text"] == "z")


@contract
async def test_gui_call_raises_what_the_function_raises(program: Program) -> None:
    session = await program.session()

    async def fail() -> None:
        raise ZeroDivisionError("no")

    with pytest.raises(ZeroDivisionError):
        await gui_call(program, session, fail)


async def gui_call(program: Program, session: Any, body: Any) -> Any:
    if program.is_async:
        return await session.gui_call(body)
    return await program.in_thread(lambda: session.gui_call(program.handler(body)))


@contract
async def test_gui_call_from_a_handler_runs_inline(program: Program) -> None:
    session = await program.session()
    got: list[Any] = []

    async def outer() -> None:
        got.append(await program.do(session.gui_call(len, "abc")))

    session.gui_do(program.handler(outer))
    await program.until(lambda: got == [3])


@contract
async def test_gui_call_after_the_end(program: Program) -> None:
    session = await program.session()
    await program.do(session.destroy())
    with pytest.raises(SessionClosedError):
        await program.do(session.gui_call(len, "abc"))


@on_hosts("script", modes=("serialized",))
async def test_a_gui_call_that_never_runs_is_released(program: Program) -> None:
    session = await program.session()
    begun = threading.Event()
    ended: list[Any] = []

    def call() -> None:
        begun.set()
        try:
            session.gui_call(len, "abc")
        except SessionClosedError as error:
            ended.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    begun.wait()
    while not has_queued_jobs(session.app):
        pass
    session.destroy()
    thread.join()
    assert "before the call" in str(ended[0])


@on_hosts("script", modes=("serialized",))
async def test_process_events_runs_what_is_queued(program: Program) -> None:
    session = await program.session()
    got: list[int] = []
    for number in range(3):
        session.gui_do(got.append, number)
    assert got == []
    assert session.app.process_events(0) == 3
    assert got == [0, 1, 2]
    assert session.app.process_events(0) == 0


@on_hosts("script", modes=("per_session",))
async def test_process_events_belongs_to_one_mode(program: Program) -> None:
    app = await program.started()
    with pytest.raises(Exception, match='concurrency_handling="serialized"'):
        app.process_events()


@on_hosts("script")
async def test_a_wait_on_the_wrong_loop_is_refused(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    browser.keep_answers()

    async def on_the_loop() -> None:
        label.set_text("y")

    future = asyncio.run_coroutine_threadsafe(on_the_loop(), core_of(session).app.host.loop)
    with pytest.raises(EventLoopError, match="gui_do"):
        await program.settle(future)
    await browser.answer_all()


@on_hosts("script", modes=("per_session",))
async def test_the_kernels_loop_must_run(program: Program) -> None:
    with pytest.raises(EventLoopError, match="running event loop"):
        program.application(event_loop="kernel").start()
