"""Applications and sessions: names, ids, who is told what, and the end."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.errors import ApplicationError, PortInUseError
from pgwidgets.session.widgets import node_of
from tests.contract.driver import Program, contract, on_hosts
from tests.support.client import FEATURES


@contract
async def test_names_of_an_application(program: Program) -> None:
    app = await program.started()
    assert app.url.startswith("http://127.0.0.1:")
    assert app.sessions == {}
    assert isinstance(app.static_path, Path)
    assert app.remote_html == app.static_path / "remote.html"
    session = app.create_session()
    assert app.sessions == {session.id: session}
    await program.do(app.start())
    assert app.sessions == {session.id: session}


@on_hosts("script", "kernel", "async", modes=("per_session",))
async def test_wrong_arguments_of_an_application(program: Program) -> None:
    for wrong, error in (
        ({"ws_port": "9500"}, TypeError),
        ({"http_port": 70000}, ValueError),
        ({"concurrency_handling": "serialised"}, ValueError),
        ({"concurrency_handling": 1}, TypeError),
        ({"max_sessions": 0}, ValueError),
        ({"max_sessions": "1"}, TypeError),
        ({"answer_timeout": 0}, ValueError),
        ({"answer_timeout": "1"}, TypeError),
        ({"max_message_size": 0}, ValueError),
        ({"max_outbox_bytes": None}, TypeError),
        ({"max_widgets": -1}, ValueError),
        ({"max_connections": 1.5}, TypeError),
        ({"session_timeout": 0}, ValueError),
        ({"session_timeout": "1 h"}, TypeError),
        # an asynchronous application has no choice
        ({"event_loop": "kernal"}, TypeError if program.is_async else ValueError),
    ):
        with pytest.raises(error, match=next(iter(wrong))):
            program.api.Application(**wrong)
    with pytest.raises(ValueError, match="did you mean 'serialized'"):
        program.api.Application(concurrency_handling="serialised")


@contract
async def test_names_of_a_session(program: Program) -> None:
    app = await program.started()
    session = app.create_session()
    assert isinstance(session.id, int)
    assert session.app is app
    assert len(session.token) >= 32
    assert session.get_url() == f"{app.url}?session={session.id}&token={session.token}"
    assert (session.is_connected, session.connections) == (False, [])
    await program.join(session)
    assert (session.is_connected, len(session.connections)) == (True, 1)
    timer = await program.do(session.make_timer(duration=1000))
    assert timer.get_duration() == 1000
    await program.do(session.reconstruct())


@contract
async def test_ids(program: Program) -> None:
    app = await program.started()
    assert app.create_session("7").id == 7
    assert app.create_session("lab").id == "lab"
    for taken in (7, "7", "lab"):
        with pytest.raises(ValueError, match="already"):
            app.create_session(taken)
    with pytest.raises(TypeError, match="must be str or int"):
        app.create_session(1.5)
    with pytest.raises(ValueError, match="empty"):
        app.create_session("")
    session = app.sessions[7]
    browser = await program.browse(app, hello={"session_id": "7", "token": session.token})
    await browser.joined()
    assert browser.client.session_id == 7


@contract
async def test_on_connect_runs_once_for_a_session_that_a_browser_began(program: Program) -> None:
    app = program.application()
    got: list[Any] = []
    before = app.create_session()

    async def setup(session: Any) -> None:
        top = await program.do(session.get_widgets().TopLevel(title="Hello"))
        await program.do(top.show())
        got.append(session)

    handler = program.handler(setup)
    assert app.on_connect(handler) is handler
    await program.do(app.start())
    await program.join(before)
    browser = await program.browse(app)
    await program.until(lambda: got)
    session = got[0]
    await browser.until(lambda client: client.replica.find("TopLevel").state["title"] == "Hello")
    assert browser.client.session_id == session.id
    await browser.close()
    again = await program.join(session)
    assert again.replica.find("TopLevel").state["title"] == "Hello"
    other = await program.browse(app, features=())
    await program.until(lambda: len(got) == 2)
    assert got[1] is not session
    await other.joined()


@contract
async def test_on_disconnect_runs_each_time_a_browser_leaves(program: Program) -> None:
    app = await program.started()
    got: list[int] = []

    def teardown(session: Any) -> None:
        got.append(len(session.connections))

    assert app.on_disconnect(teardown) is teardown

    session = app.create_session()
    one, two = await program.join(session), await program.join(session)
    await one.close()
    await program.until(lambda: len(got) == 1)
    await two.abort()
    await program.until(lambda: len(got) == 2)
    assert got == [1, 0]


@contract
async def test_wrong_credentials(program: Program) -> None:
    app = await program.started()
    session = app.create_session("mine")
    browser = await program.browse(app, hello={"session_id": "mine", "token": "x" * 43})
    assert (await browser.until_closed())[0] == 4001
    assert browser.client.of_type("rejected")[0]["code"] == 4001
    stranger = await program.browse(app, hello={"session_id": "theirs", "token": "x"})
    await stranger.joined()
    assert stranger.client.session_id not in ("theirs", session.id)
    assert not session.is_connected


@contract
async def test_close_leaves_the_session_alive(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    await program.do(session.close())
    assert (await browser.until_closed())[0] == 4003
    await program.do(label.set_text("y"))
    again = await program.join(session)
    assert again.widget(label).state["text"] == "y"


@contract
async def test_the_end_from_a_handler(program: Program) -> None:
    for end in ("session.close", "session.destroy", "app.close"):
        session, browser = await program.shown()
        button = await program.do(session.get_widgets().Button("b"))
        got: list[str] = []

        async def finish(end: str, session: Any, got: list[str]) -> None:
            target = session.app if end == "app.close" else session
            await program.do(getattr(target, end.partition(".")[2])())
            got.append(end)

        await program.do(button.on("activated", program.handler(finish), end, session, got))
        await browser.fire(button, "activated")
        await browser.until_closed()
        await program.until(partial(bool, got))


@contract
async def test_close_frees_the_ports_and_start_works_again(program: Program) -> None:
    app = await program.started()
    ws_port, http_port = app.ports
    other = program.application(ws_port=ws_port)
    with pytest.raises(PortInUseError, match="ws_port"):
        await program.do(other.start())
    browser = await program.browse(app)
    await browser.joined()
    await program.do(app.close())
    assert (await browser.until_closed())[0] == 1001
    assert app.sessions == {}
    await program.do(app.close())
    again = program.application(ws_port=ws_port, http_port=http_port)
    await program.do(again.start())
    await program.do(app.start())
    await (await program.browse(app)).joined()


@contract
async def test_max_sessions_holds_the_next_browser(program: Program) -> None:
    app = await program.started(max_sessions=1)
    first = await program.browse(app)
    await first.joined()
    (session,) = app.sessions.values()
    second = await program.browse(app)
    await second.until(lambda client: client.waits)
    also = await program.join(session)
    await program.do(session.destroy())
    await second.joined()
    assert also.client.session_id == session.id != second.client.session_id


@contract
async def test_all_browsers_show_the_same(program: Program) -> None:
    session, browser = await program.shown()
    plain = await program.join(session, features=())
    make, do = session.get_widgets(), program.do
    box, slider = await do(make.VBox(spacing=3)), await do(make.Slider(value=1))
    entry = await do(make.TextEntry("a"))
    await do(box.add_widget(slider, 1))
    await do(box.add_widget(entry))
    await browser.fire(slider, "activated", 40)
    await browser.fire(entry, "activated", "b")
    await program.until(lambda: entry.get_text() == "b")
    late = await program.join(session)
    for page in (plain, late):
        await page.until(lambda client: client.replica.find("TextEntry").state["text"] == "b")
        assert page.widget(slider).state["value"] == 40
        assert page.widget(box).children == [node_of(slider).wid, node_of(entry).wid]


@contract
async def test_reconstruct_rebuilds_all_browsers(program: Program) -> None:
    session, browser = await program.shown()
    plain = await program.join(session, features=())
    make, do = session.get_widgets(), program.do
    tabs, label = await do(make.TabWidget()), await do(make.Label("x", menu=await do(make.Menu())))
    await do(tabs.add_widget(label, {"title": "t"}))
    await do(tabs.highlight_tab(label, "red"))
    await do(label.on("click", print))
    await do(session.reconstruct())
    for page in (browser, plain):
        await page.until(lambda client: client.replica.rebuilds == 2)
        assert page.widget(tabs).children == [node_of(label).wid]
        assert page.widget(tabs).called("highlight_tab") == [
            [{"__wid__": node_of(label).wid}, "red"]
        ]
        assert "click" in page.widget(label).listened


class Pipe:
    """A connection by hand: what a browser says is put in, what it hears is taken out."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.heard: list[Any] = []
        self.closed: tuple[int, str] | None = None

    async def send(self, frame: str) -> None:
        decoded = json.loads(frame)
        for message in decoded if isinstance(decoded, list) else [decoded]:
            self.heard.append(message)
            if message["type"] not in ("session-info", "rejected", "ack"):
                answer = {"type": "result", "id": message["id"], "features": FEATURES}
                self.said.put_nowait(json.dumps(answer))

    async def recv(self) -> str:
        said = await self.said.get()
        if self.closed is not None:
            raise ConnectionError("closed")
        return said

    async def close(self, code: int = 1000, reason: str = "") -> None:
        self.closed = (code, reason)
        self.said.put_nowait("")


@contract
async def test_connections_made_by_hand(program: Program) -> None:
    session = await program.session()
    pipe = Pipe()
    session.add_connection(pipe)
    await program.until(lambda: session.connections == [pipe])
    label = await program.do(session.get_widgets().Label("x"))
    assert pipe.heard[-1]["class"] == "Label"
    assert label.get_text() == "x"
    session.remove_connection(pipe)
    await program.until(lambda: session.connections == [])
    assert pipe.closed is not None
    assert pipe.closed[0] == 4003
    other = Pipe()
    again = type(session)(session.app, "by hand", other)
    await program.until(lambda: again.connections == [other])
    await program.do(again.destroy())


@on_hosts("script", "kernel", "async", modes=("per_session",))
async def test_what_needs_a_start(program: Program) -> None:
    session = program.application().create_session()
    assert (await program.do(session.get_widgets().Label("x"))).get_text() == "x"
    with pytest.raises(ApplicationError, match="start"):
        session.add_connection(Pipe())
    await program.do(session.destroy())
