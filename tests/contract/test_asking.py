"""Waiting for the user: `session.wait()` and `dialog.ask()`."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from pgwidgets.errors import EventLoopError, NoViewerError, SessionClosedError, WidgetDestroyedError
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.contract.browsers import Browser
from tests.contract.driver import Program, contract, on_hosts
from tests.support.inside import give_up_waiting, waits_for_its_user


def when_waited(program: Program, session: Any, act: Callable[[], Awaitable[Any]]) -> None:
    """Have somebody else act once the program waits for the user."""

    async def run() -> None:
        while not waits_for_its_user(session):  # noqa: ASYNC110  # another thread opens it
            await asyncio.sleep(0.001)
        await act()

    program.line.submit(run())


def fire(browser: Browser, widget: Any, action: str, *args: Any) -> Callable[[], Awaitable[Any]]:
    """Return what a user does, to be run on the browser's line."""
    return lambda: browser.client.fire(node_of(widget).wid, action, *args)


def shows(browser: Browser, label: Any, text: str) -> Callable[[], bool]:
    """Return whether a page shows a text."""
    return lambda: bool(browser.widget(label).state["text"] == text)


@contract
async def test_a_wait_returns_the_callbacks_arguments(program: Program) -> None:
    session, browser = await program.shown()
    W, do = session.get_widgets(), program.do
    entry, button = await do(W.TextEntry()), await do(W.Button("b"))
    when_waited(program, session, fire(browser, entry, "activated", "typed"))
    assert await do(session.wait(entry, "activated", timeout=10)) == ("typed",)
    when_waited(program, session, fire(browser, button, "activated"))
    assert await do(session.wait(button, "activated", timeout=10)) == ()
    assert entry.get_text() == "typed"


@contract
async def test_handlers_go_on_while_the_program_waits(program: Program) -> None:
    session, browser = await program.shown()
    W, do = session.get_widgets(), program.do
    counter, finish = await do(W.Button("+")), await do(W.Button("Done"))
    label = await do(W.Label("0"))

    async def count() -> None:
        await do(label.set_text(str(int(label.get_text()) + 1)))

    async def use() -> None:
        # handlers that run side by side would count from the same number
        for count in range(1, 4):
            await browser.client.fire(node_of(counter).wid, "activated")
            await browser.client.until(shows(browser, label, str(count)))
        await browser.client.fire(node_of(finish).wid, "activated")

    await do(counter.on("activated", program.handler(count)))
    when_waited(program, session, use)
    await do(session.wait(finish, "activated", timeout=10))
    assert label.get_text() == "3"


async def wait_in_a_handler(program: Program) -> None:
    """Have a handler wait for the user."""
    session, browser = await program.shown()
    W, do = session.get_widgets(), program.do
    start, entry = await do(W.Button("Start")), await do(W.TextEntry())
    got: list[Any] = []

    async def ask() -> None:
        got.append("asks")
        got.append(await do(session.wait(entry, "activated", timeout=10)))

    await do(start.on("activated", program.handler(ask)))
    # before the click: a serialized handler holds up the thread of this test
    when_waited(program, session, fire(browser, entry, "activated", "name"))
    await browser.fire(start, "activated")
    await program.until(lambda: len(got) == 2)
    assert got == ["asks", ("name",)]


@on_hosts("script", "async")
async def test_a_handler_may_wait(program: Program) -> None:
    await wait_in_a_handler(program)


@on_hosts("kernel", modes=("concurrent",))
async def test_a_handler_beside_the_kernels_loop_may_wait(program: Program) -> None:
    await wait_in_a_handler(program)


@on_hosts("kernel", modes=("per_session", "serialized"))
async def test_a_handler_on_the_kernels_loop_is_told_what_to_do(program: Program) -> None:
    session, browser = await program.shown()
    start = session.get_widgets().Button("Start")
    start.on("activated", lambda: session.wait(start, "activated"))
    await browser.fire(start, "activated")
    await program.until(lambda: program.errors)
    (error,) = program.take_errors()
    assert isinstance(error, EventLoopError)
    assert 'event_loop="thread"' in str(error)


@contract
async def test_a_wait_has_a_limit(program: Program) -> None:
    session = await program.session()
    button = await program.do(session.get_widgets().Button("b"))
    with pytest.raises(TimeoutError, match=r"Button\(1\).*'activated' did not come within 0.02 s"):
        await program.do(session.wait(button, "activated", timeout=0.02))
    assert not waits_for_its_user(session)


@contract
async def test_a_wait_ends_with_its_widget_or_session(program: Program) -> None:
    session = await program.session()
    W, do = session.get_widgets(), program.do
    button, label = await do(W.Button("b")), await do(W.Label("x"))
    when_waited(program, session, destroy(session, button))
    with pytest.raises(WidgetDestroyedError, match="meanwhile"):
        await do(session.wait(button, "activated", timeout=10))
    when_waited(program, session, end(session))
    with pytest.raises(SessionClosedError, match="meanwhile"):
        await do(session.wait(label, "click", timeout=10))
    with pytest.raises(SessionClosedError):
        await do(session.wait(label, "click"))


@contract
async def test_a_wait_that_is_given_up_raises_why(program: Program) -> None:
    session = await program.session()
    button = await program.do(session.get_widgets().Button("b"))

    async def give_up() -> None:
        give_up_waiting(session, NoViewerError("nobody looks"))

    when_waited(program, session, give_up)
    with pytest.raises(NoViewerError, match="nobody looks"):
        await program.do(session.wait(button, "activated", timeout=10))


def destroy(session: Any, widget: Any) -> Callable[[], Awaitable[Any]]:
    async def run() -> None:
        core_of(session).run(node_of(widget), "destroy", {})

    return run


def end(session: Any) -> Callable[[], Awaitable[Any]]:
    async def run() -> None:
        core_of(session).finish()

    return run


@contract
async def test_what_cannot_come_is_refused(program: Program) -> None:
    session, other = await program.session(), await program.session()
    do = program.do
    button = await do(session.get_widgets().Button("b"))
    with pytest.raises(ValueError, match="no callback 'activate'; did you mean 'activated'"):
        await do(session.wait(button, "activate"))
    with pytest.raises(ValueError, match="another session"):
        await do(other.wait(button, "activated"))
    with pytest.raises(TypeError, match="widget is needed, not str"):
        await do(session.wait("button", "activated"))
    for bad in ("5", True):
        with pytest.raises(TypeError, match="timeout must be a number of seconds"):
            await do(session.wait(button, "activated", timeout=bad))
    with pytest.raises(ValueError, match="below 0"):
        await do(session.wait(button, "activated", timeout=-1))
    await do(button.destroy())
    with pytest.raises(WidgetDestroyedError):
        await do(session.wait(button, "activated"))


@contract
async def test_a_dialog_returns_what_was_chosen(program: Program) -> None:
    session, browser = await program.shown()
    do = program.do
    value = object()
    dialog = await do(session.get_widgets().Dialog("Sure?", [("No", False), ("Yes", value)]))
    when_waited(program, session, choose(browser, dialog, "activated", 1))
    assert await do(dialog.ask()) is value
    assert not dialog.is_visible()
    when_waited(program, session, choose(browser, dialog, "close"))
    assert await do(dialog.ask(timeout=10)) is None
    with pytest.raises(TimeoutError, match="'activated' or 'close'"):
        await do(dialog.ask(timeout=0.02))
    assert not dialog.is_visible()


def choose(browser: Browser, dialog: Any, action: str, *args: Any) -> Callable[[], Awaitable[Any]]:
    """Wait until the page shows the dialog, and use it."""

    async def run() -> None:
        await browser.client.until(lambda: browser.widget(dialog).state.get("visible"))
        await browser.client.fire(node_of(dialog).wid, action, *args)

    return run


@contract
async def test_a_dialog_that_goes_ends_the_question(program: Program) -> None:
    session = await program.session()
    dialog = await program.do(session.get_widgets().Dialog("Sure?", ["OK"]))
    when_waited(program, session, destroy(session, dialog))
    with pytest.raises(WidgetDestroyedError):
        await program.do(dialog.ask())
    with pytest.raises(WidgetDestroyedError):
        await program.do(dialog.ask())


@on_hosts("async")
async def test_an_awaitable_wait_counts_from_its_call(program: Program) -> None:
    session, browser = await program.shown()
    entry = await session.get_widgets().TextEntry()
    waiting = session.wait(entry, "activated")
    await browser.fire(entry, "activated", "early")
    await program.until(lambda: entry.get_text() == "early")
    assert await waiting == ("early",)
    assert await waiting == ("early",)


@on_hosts("async")
async def test_an_awaitable_wait_is_a_coroutine(program: Program) -> None:
    session, browser = await program.shown()
    button = await session.get_widgets().Button("b")
    task = asyncio.create_task(session.wait(button, "activated"))
    await program.pause()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not waits_for_its_user(session)
    session.wait(button, "activated")
    gc.collect()
    assert not waits_for_its_user(session)
    both = asyncio.gather(*(session.wait(button, "activated") for _ in range(2)))
    await browser.fire(button, "activated")
    assert await both == [(), ()]
