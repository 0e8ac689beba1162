"""What calls of the async API return."""

from __future__ import annotations

import asyncio
import gc
import threading

import pytest

from pgwidgets.errors import BrowserError
from pgwidgets.session.widgets import node_of
from tests.contract.driver import Program, on_hosts


@on_hosts("async")
async def test_operations_are_accepted_as_coroutines(program: Program) -> None:
    session, browser = await program.shown()
    make = session.get_widgets()
    label = await asyncio.create_task(make.Label("x"))
    await asyncio.gather(label.set_text("y"), label.set_tooltip("t"))
    async with asyncio.TaskGroup() as group:
        group.create_task(label.set_halign("left"))
    page = browser.widget(label)
    assert [page.state[key] for key in ("text", "tooltip", "halign")] == ["y", "t", "left"]
    assert asyncio.iscoroutine(label.set_text("z"))


@on_hosts("async")
async def test_dropping_an_operation_loses_nothing(program: Program) -> None:
    session, browser = await program.shown()
    label = await session.get_widgets().Label("x")
    label.set_text("y")
    session.get_widgets().Label("other")
    gc.collect()
    await browser.until(lambda client: client.replica.find("Label", 1))
    assert browser.widget(label).state["text"] == "y"


@on_hosts("async")
async def test_an_operation_awaited_twice(program: Program) -> None:
    session, _browser = await program.shown()
    creation = session.get_widgets().Label("x")
    assert await creation is await creation
    change = creation._node.widget.set_text("y")
    await change
    await change


@on_hosts("async")
async def test_a_widget_that_was_not_awaited_can_be_placed(program: Program) -> None:
    session, browser = await program.shown()
    make = session.get_widgets()
    box, label = make.VBox(), make.Label("x")
    await (await box).add_widget(label)
    assert browser.widget(box).children == [node_of(label).wid]


@on_hosts("async")
async def test_the_error_of_a_dropped_operation_goes_to_on_error(program: Program) -> None:
    session, browser = await program.shown()
    label = await session.get_widgets().Label("x")
    browser.client.refusals["set_text"] = "no"
    label.set_text("y")
    await program.until(lambda: program.errors)
    assert isinstance(program.take_errors()[0], BrowserError)
    kept = label.set_text("z")
    await session.flush()
    del kept
    gc.collect()
    assert isinstance(program.take_errors()[0], BrowserError)


@on_hosts("async")
async def test_a_cancelled_wait_leaves_the_call_in_effect(program: Program) -> None:
    session, browser = await program.shown(answer_timeout=60)
    label = await session.get_widgets().Label("x")
    browser.keep_answers()
    task = asyncio.create_task(label.set_text("y"))
    await browser.until(lambda client: client.replica.find("Label").state["text"] == "y")
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    unawaited = label.set_text("z")
    unawaited.close()
    with pytest.raises(ZeroDivisionError):
        label.set_text("w").throw(ZeroDivisionError("no"))
    await browser.answer_all()


@on_hosts("async", modes=("per_session",))
async def test_a_subclass_may_override_start(program: Program) -> None:
    got: list[str] = []

    class Mine(program.api.Application):  # type: ignore[misc,name-defined]
        """Does something before it starts."""

        async def start(self) -> None:
            got.append("before")
            await super().start()
            got.append("after")

    app = Mine(ws_port=0, http_port=0)
    running = asyncio.create_task(app.run())
    await program.until(lambda: len(got) == 2)
    await app.close()
    await running


@on_hosts("script")
async def test_run_blocks_until_close(program: Program) -> None:
    app = program.application()
    thread = threading.Thread(target=app.run)
    thread.start()
    while app.ports is None:
        await program.breathe()
    app.create_session().gui_do(app.close)
    thread.join()
    assert app.ports is None
    assert app.sessions == {}
