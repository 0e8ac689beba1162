"""What may go wrong: pages, lines, handlers and threads; the session goes on."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from pgwidgets.session import client as session_client
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.server.hosting import APIS, QUIET, do, joined, open_files, serving, threads, until, use
from tests.support import soak
from tests.support.client import Client

SOON = 5.0
"""Seconds; what waits for nobody takes far less."""

DROPS = soak.count(50, 1000)
CYCLES = soak.count(30, 1000)
LIMIT = soak.seconds(120)


@pytest.fixture(params=APIS)
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def join(session: Any, **options: Any) -> Client:
    """Return a browser that has joined a session and shows what is there."""
    hello = {"session_id": session.id, "token": session.token}
    client = await Client(session.app.url, hello=hello, logger=QUIET, **options).join()
    await client.until(lambda: client.replica.rebuilds)
    return client


async def timed(call: Any) -> float:
    """Wait for a call; returns the seconds that it took."""
    begun = time.monotonic()
    await call
    return time.monotonic() - begun


def handler(api: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a handler of either API."""
    if api == "sync":
        return function

    async def run(*args: Any) -> None:
        function(*args)

    return run


# -- pages -------------------------------------------------------------------------------


async def test_a_page_that_dies_in_the_middle_of_calls_holds_nobody(api: str) -> None:
    async with serving(api, answer_timeout=60) as app:
        session = app.create_session()
        area = await use(api, session.get_widgets().TextArea)
        for _ in range(5):
            client = await join(session)
            client.leaves_on = "edit"
            assert await timed(use(api, area.append_text, "more")) < SOON
            await client.until_closed()
        assert await timed(use(api, area.append_text, "more")) < SOON
        assert area.get_text() == "more" * 6
        await until(lambda: not session.is_connected)


async def test_a_page_that_freezes_holds_nobody_for_long(api: str) -> None:
    async with serving(api, answer_timeout=0.2) as app:
        session = app.create_session()
        label = await use(api, session.get_widgets().Label, "x")
        frozen = await join(session)
        frozen.answering = False
        took = await timed(use(api, label.set_text, "first"))
        assert 0.19 < took < SOON
        # from now on it is not waited for
        assert await timed(use(api, label.set_text, "second")) < 0.19
        await frozen.answer_all()
        await frozen.until(lambda: frozen.replica.find("Label").state["text"] == "second")
        await until(lambda: not core_of(session).clients[0].silent)
        assert await timed(use(api, label.set_text, "third")) < 0.19
        assert frozen.replica.find("Label").state["text"] == "third"
        await frozen.close()


async def test_a_frozen_page_does_not_hold_another(api: str) -> None:
    async with serving(api, answer_timeout=60) as app:
        session = app.create_session()
        label = await use(api, session.get_widgets().Label, "x")
        frozen, lively = await join(session), await join(session)
        frozen.answering = False
        for number in range(20):
            assert await timed(use(api, label.set_text, f"{number}")) < SOON
            assert lively.replica.find("Label").state["text"] == f"{number}"
        await frozen.close()
        await lively.close()


async def test_an_answer_that_never_comes_is_waited_for_only_so_long(api: str) -> None:
    async with serving(api, answer_timeout=0.2) as app:
        session = app.create_session()
        client = await join(session)
        client.answering = False
        ui = session.get_widgets()
        calls = [session.reconstruct, session.flush, lambda: ui.Button("b"), ui.VBox]
        for call in calls:
            core_of(session).clients[0].silent = False
            assert await timed(use(api, call)) < SOON
        await client.close()


# -- lines -------------------------------------------------------------------------------


@pytest.mark.soak
@pytest.mark.timeout(LIMIT)
async def test_drops_and_reconnects_in_a_row(api: str) -> None:
    async with serving(api) as app:
        session = app.create_session()
        ui = session.get_widgets()
        area, entry = await use(api, ui.TextArea), await use(api, ui.TextEntry)
        got: list[str] = []
        await use(api, entry.on, "activated", handler(api, got.append))
        client, witness = await join(session), await join(session)
        files = 0
        for number in range(DROPS):
            adding = asyncio.create_task(use(api, area.append_text, "x"))
            await client.fire(node_of(entry).wid, "activated", f"{number}")
            await client.abort()
            await adding
            await client.come_back()
            files = files or open_files()
        await until(lambda: len(got) >= DROPS)
        assert got == [f"{number}" for number in range(DROPS)]
        assert client.replica.rebuilds == 1
        for page in (client, witness):
            shown = page.replica.find("TextArea").state
            await until(partial(is_whole, shown))
        await until(lambda: len(session.connections) == 2 and open_files() <= files)
        soak.figure(f"{api}: {DROPS} drops and reconnects, all resumed, every input once")
        await client.close()
        await witness.close()


def is_whole(shown: dict[str, Any]) -> bool:
    return bool(shown["text"] == "x" * DROPS)


async def cycle(api: str, app: Any) -> None:
    """Let a session begin, work, lose its line, resume and end."""
    session = app.create_session()
    ui = session.get_widgets()
    label, button = await use(api, ui.Label, "x"), await use(api, ui.Button, "b")
    pressed = threading.Event()
    await use(api, button.on, "activated", handler(api, pressed.set))
    client = await join(session)
    await client.fire(node_of(button).wid, "activated")
    await until(pressed.is_set)
    await client.abort()
    await use(api, label.set_text, "y")
    await client.come_back()
    await do(session.destroy)
    await client.until_closed()


@pytest.mark.soak
@pytest.mark.timeout(LIMIT)
async def test_sessions_that_come_and_go_leave_nothing(
    api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pgwidgets.sync.dispatch.IDLE_SECONDS", 0.01)
    async with serving(api) as app:
        for _ in range(3):
            await cycle(api, app)
        await until(lambda: not sessions_threads())
        running, tasks, files = threads(), len(asyncio.all_tasks()), open_files()
        before = clients()
        for _ in range(CYCLES):
            await cycle(api, app)
        assert app.sessions == {}
        await until(lambda: not threads() - running and open_files() <= files)
        await until(lambda: len(asyncio.all_tasks()) <= tasks)
        # the loop of the server may be at the last one yet
        await until(lambda: clients() <= before)
        soak.figure(f"{api}: {CYCLES} sessions came and went; no thread, task or file is left")


def clients() -> int:
    """Count the sessions' ends of browsers that are still in memory."""
    gc.collect()
    return sum(isinstance(item, session_client.Client) for item in gc.get_objects())


def sessions_threads() -> list[threading.Thread]:
    return [thread for thread in threads() if thread.name == "pgwidgets-session"]


# -- handlers ----------------------------------------------------------------------------


async def test_a_handler_that_raises_harms_nobody(api: str) -> None:
    async with serving(api) as app:
        errors: list[BaseException] = []
        app.on_error(lambda error, _session: errors.append(error))
        session = app.create_session()
        ui = session.get_widgets()
        button, label = await use(api, ui.Button, "b"), await use(api, ui.Label, "x")
        await use(api, button.on, "activated", handler(api, lambda: 1 / 0))
        await use(api, button.on, "activated", label.set_text, "went on")
        client = await join(session)
        for _ in range(3):
            await client.fire(node_of(button).wid, "activated")
        await client.until(lambda: client.replica.find("Label").state["text"] == "went on")
        await until(lambda: len(errors) == 3)
        assert {type(error) for error in errors} == {ZeroDivisionError}
        await client.close()


def blocking(api: str, is_there: threading.Event, go_on: threading.Event) -> Callable[..., Any]:
    """Return a handler that goes on when it is told to."""
    if api == "sync":

        def block() -> None:
            is_there.set()
            go_on.wait(60)

        return block

    async def wait() -> None:
        is_there.set()
        await until(go_on.is_set, 60)

    return wait


async def test_a_handler_that_takes_long_holds_its_own_session_alone(api: str) -> None:
    async with serving(api) as app:
        session, other = app.create_session(), app.create_session()
        ui = session.get_widgets()
        button, label = await use(api, ui.Button, "b"), await use(api, ui.Label, "x")
        go_on, is_there = threading.Event(), threading.Event()
        pressed: list[int] = []
        await use(api, button.on, "activated", blocking(api, is_there, go_on))
        await use(api, button.on, "activated", lambda: pressed.append(1))
        client, stranger = await join(session), await join(other)
        await client.fire(node_of(button).wid, "activated")
        await until(is_there.is_set)
        # other sessions, other threads, lines and newcomers go on
        theirs = await use(api, other.get_widgets().Button, "c")
        await use(api, theirs.on, "activated", lambda: theirs.set_text("done"))
        await stranger.fire(node_of(theirs).wid, "activated")
        await stranger.until(lambda: stranger.replica.find("Button").state["text"] == "done")
        await use(api, label.set_text, "y")
        await client.until(lambda: client.replica.find("Label").state["text"] == "y")
        await client.fire(node_of(button).wid, "activated")
        await client.until(lambda: client.acknowledged == 2)
        await client.abort()
        await client.come_back()
        newcomer = await join(session)
        assert newcomer.replica.find("Label").state["text"] == "y"
        go_on.set()
        await until(lambda: pressed == [1, 1])
        for page in (client, stranger, newcomer):
            await page.close()


@pytest.mark.parametrize("end", ["app.close", "session.destroy", "session.close", "widget.destroy"])
async def test_a_handler_that_ends_what_it_belongs_to(api: str, end: str) -> None:
    errors: list[BaseException] = []
    went_on = threading.Event()
    async with serving(api) as app:
        app.on_error(lambda error, _session: errors.append(error))
        session = app.create_session()
        button = await use(api, session.get_widgets().Button, "b")
        what, _, method = end.partition(".")
        target = {"app": app, "session": session, "widget": button}[what]
        await use(api, button.on, "activated", getattr(target, method))
        await use(api, button.on, "activated", went_on.set)
        client = await join(session)
        others = [await join(session), await join(app.create_session())]
        await client.fire(node_of(button).wid, "activated")
        if what == "widget":
            await client.until(lambda: not client.replica.widgets)
            # what the page still says of it is no error
            await client.send(
                {"type": "callback", "wid": node_of(button).wid, "action": "activated"}
            )
            label = await use(api, session.get_widgets().Label, "still here")
            # the other browser may have been the first to answer
            await client.until(lambda: node_of(label).wid in client.replica.widgets)
            await until(went_on.is_set)
        else:
            await client.until_closed()
            await others[0].until_closed()
        if what == "app":
            await others[1].until_closed()
            await until(lambda: app.ports is None)
        else:
            assert others[1].closed is None
        for page in (client, *others):
            await page.close()
    assert errors == []


# -- threads -----------------------------------------------------------------------------


async def test_sessions_are_created_under_load_from_many_threads(api: str) -> None:
    many, each = 16, 25
    async with serving(api, concurrency_handling="concurrent") as app:

        def create(number: int) -> list[Any]:
            return [app.create_session(f"{number}-{index}").id for index in range(each)]

        def create_any(_: int) -> list[Any]:
            return [app.create_session().id for _ in range(each)]

        app.on_connect(lambda session: None)
        with ThreadPoolExecutor(many) as pool:
            work = [pool.submit(create, number) for number in range(many)]
            work += [pool.submit(create_any, number) for number in range(many)]
            async with asyncio.TaskGroup() as group:
                for _ in range(20):
                    group.create_task(visit(app))
            made = [session_id for item in work for session_id in item.result()]
        assert len(set(made)) == 2 * many * each
        assert set(made) <= set(app.sessions)
        assert len(app.sessions) == len(made) + 20


async def visit(app: Any) -> None:
    async with joined(app.ports[0]):
        pass


async def test_one_id_goes_to_one_of_many_threads(api: str) -> None:
    async with serving(api) as app:
        gate = threading.Barrier(8)

        def create(_: int) -> bool:
            gate.wait()
            try:
                app.create_session("wanted")
            except ValueError:
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            assert (
                await asyncio.to_thread(lambda: list(pool.map(create, range(8))).count(True)) == 1
            )


async def test_two_threads_change_one_tree() -> None:
    async with serving("sync") as app:
        session = app.create_session()
        ui = session.get_widgets()
        left, right = await use("sync", ui.VBox), await use("sync", ui.VBox)
        client = await join(session)
        shared = [await use("sync", ui.Label, f"{number}") for number in range(10)]

        def move(box: Any, other: Any) -> None:
            with session.batch():
                for number in range(300):
                    label = shared[number % 10]
                    box.add_widget(label)
                    label.set_text(f"{number}")
                    made = ui.Label("made")
                    other.add_widget(made)
                    made.destroy()

        with ThreadPoolExecutor(2) as pool:
            work = [pool.submit(move, left, right), pool.submit(move, right, left)]
            while not all(item.done() for item in work):
                await client.until(lambda: True)
                await asyncio.sleep(0.01)
            for item in work:
                item.result()
        await use("sync", session.flush)
        for box in (left, right):
            kept = [node_of(child).wid for child in box.get_children()]
            assert client.replica.widgets[node_of(box).wid].children == kept
        for label in shared:
            assert client.replica.widgets[node_of(label).wid].state["text"] == label.get_text()
        assert len(client.replica.widgets) == 12
        await client.close()
