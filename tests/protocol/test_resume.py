"""Browsers that lose their line and come back, on real sockets."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from pgwidgets.async_ import Session
from pgwidgets.protocol import messages
from pgwidgets.server import host, listener
from pgwidgets.session import outbox, suspended
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.protocol.conftest import Start
from tests.server.hosting import until
from tests.support.client import PLAIN, Client, browser
from tests.support.pictures import broken


def credentials(session: Session) -> dict[str, Any]:
    return {"session_id": session.id, "token": session.token}


async def joined(session: Session, **options: Any) -> Client:
    """Return a browser that shows what is there."""
    client = await Client(session.app.url, hello=credentials(session), **options).join()
    await client.until(lambda: client.replica.rebuilds)
    return client


async def cut(session: Session, client: Client) -> int:
    """Cut a line; returns how many messages have come, once the program knows."""
    count = len(session.connections)
    await client.abort()
    await client.until(lambda: client.closed)
    await until(lambda: len(session.connections) < count)
    return len(client.messages)


def methods(client: Client, since: int) -> list[str]:
    return [m["method"] for m in client.messages[since:] if "method" in m]


async def test_only_what_was_missed_comes(start: Start) -> None:
    session = (await start()).create_session()
    ui = session.get_widgets()
    label, image = await ui.Label("before"), await ui.Image()
    await asyncio.gather(*(ui.Label(f"{number}") for number in range(50)))
    client = await joined(session)
    large = broken(2_048_000)
    since = await cut(session, client)
    await label.set_text("missed")
    await image.set_binary_image(large, "png")
    new = await ui.Label("new")
    await client.come_back()
    await session.flush()
    assert client.resumes == 1
    assert client.replica.rebuilds == 1
    assert methods(client, since) == ["set_text", "set_binary_image"]
    assert client.replica.widgets[node_of(label).wid].state["text"] == "missed"
    assert client.replica.widgets[node_of(image).wid].data == large
    assert client.replica.widgets[node_of(new).wid].state["text"] == "new"
    assert not client.of_type("rejected")
    await client.close()


async def test_a_hundred_returns_lose_and_repeat_nothing(start: Start) -> None:
    session = (await start()).create_session()
    ui = session.get_widgets()
    area, entry = await ui.TextArea(), await ui.TextEntry()
    got: list[str] = []
    await entry.on("activated", got.append)
    client = await joined(session)
    for number in range(100):
        task = asyncio.create_task(client.abort())
        area.append_text(f"{number} ")
        await client.fire(node_of(entry).wid, "activated", f"{number}")
        await task
        await client.come_back()
    await client.until(lambda: client.acknowledged == 100)
    await session.flush()
    assert got == [f"{number}" for number in range(100)]
    text = "".join(f"{number} " for number in range(100))
    assert client.replica.widgets[node_of(area).wid].state["text"] == area.get_text() == text
    assert client.replica.rebuilds == 1
    assert client.resumes == 100
    await client.close()


async def test_all_that_was_done_without_a_line_is_told(start: Start) -> None:
    session = (await start()).create_session()
    entry = await session.get_widgets().TextEntry()
    got: list[str] = []
    await entry.on("activated", got.append)
    client = await joined(session)
    await client.abort()
    for number in range(3):
        await client.fire(node_of(entry).wid, "activated", f"{number}")
    await client.come_back()
    await client.until(lambda: client.acknowledged == 3)
    # acknowledged when it has arrived, told when the program's turn has come
    await until(lambda: len(got) == 3)
    assert got == ["0", "1", "2"]
    await client.close()


async def test_more_than_is_kept_is_a_snapshot(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "HISTORY_BYTES", 10_000)
    monkeypatch.setattr("pgwidgets.session.client.HISTORY_BYTES", 10_000)
    session = (await start()).create_session()
    area = await session.get_widgets().TextArea()
    client = await joined(session)
    await cut(session, client)
    for _ in range(200):
        await area.append_text("x" * 100)
    await client.come_back()
    assert (client.resumes, client.replica.rebuilds) == (0, 2)
    assert client.replica.widgets[node_of(area).wid].state["text"] == area.get_text()
    # with its new name it may resume again
    await cut(session, client)
    await client.come_back()
    assert (client.resumes, client.replica.rebuilds) == (1, 2)
    await client.close()


async def test_after_some_time_it_is_a_snapshot(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suspended, "SECONDS", 0.01)
    session = (await start()).create_session()
    await session.get_widgets().Label("x")
    client = await joined(session)
    await cut(session, client)
    await until(lambda: len(core_of(session).fanout.suspended) == 0)
    await client.come_back()
    assert (client.resumes, client.replica.rebuilds) == (0, 2)
    await client.close()


async def test_a_name_is_worth_nothing_without_the_token(start: Start) -> None:
    app = await start()
    session, other = app.create_session(), app.create_session()
    await session.get_widgets().Label("secret")
    await other.get_widgets().Label("other")
    client = await joined(session)
    resume = {"name": client.of_type("session-info")[0]["resume"], "received": 0}
    thief = await Client(app.url, hello={"session_id": session.id, "resume": resume}).open()
    assert (await thief.until_closed())[0] == messages.WRONG_TOKEN_CODE
    # in another session it is unknown
    async with browser(app.url, hello={**credentials(other), "resume": resume}) as stranger:
        await stranger.until(lambda: stranger.replica.find("Label").state["text"] == "other")
    # and a stranger to all gets a session of its own
    async with browser(app.url, hello={"resume": resume}) as fresh:
        assert fresh.session_id not in (session.id, other.id)
    assert client.closed is None
    await client.close()


@pytest.mark.parametrize("name", ["", "made up", "\ud800"])
async def test_an_unknown_name_is_a_snapshot(start: Start, name: str) -> None:
    session = (await start()).create_session()
    await session.get_widgets().Label("x")
    resume = {"name": name, "received": 0}
    async with browser(session.app.url, hello={**credentials(session), "resume": resume}) as page:
        await page.until(lambda: page.replica.find("Label"))
        assert page.resumes == 0


@pytest.mark.parametrize("resume", [[], {"name": 1, "received": 1}, {"name": "x"}, "x"])
async def test_a_malformed_name_is_refused(start: Start, resume: Any) -> None:
    session = (await start()).create_session()
    client = await Client(session.app.url, hello={**credentials(session), "resume": resume}).open()
    assert (await client.until_closed())[0] == messages.PROTOCOL_CODE


async def test_a_half_open_line_is_replaced_at_once(start: Start) -> None:
    session = (await start()).create_session()
    label = await session.get_widgets().Label("x")
    client = await joined(session)
    former = session.connections
    close_dead_line = client.lose_line()
    label.set_text("missed")
    await client.come_back()
    assert client.resumes == 1
    assert len(session.connections) == 1
    assert session.connections != former
    await client.until(lambda: client.replica.find("Label").state["text"] == "missed")
    await client.close()
    close_dead_line()


async def test_a_half_open_line_is_given_up_and_nobody_waits_for_it(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "PING_SECONDS", 0.1)
    # long enough that the other, which answers, is not taken for silent on a busy machine
    monkeypatch.setattr(host, "SILENCE_SECONDS", 1.0)
    monkeypatch.setattr(listener, "CLOSE_TIMEOUT", 0.1)
    session = (await start()).create_session()
    label = await session.get_widgets().Label("x")
    client, other = await joined(session), await joined(session)
    client.stop_reading()
    await label.set_text("y")
    assert other.replica.find("Label").state["text"] == "y"
    await other.until(lambda: len(session.connections) == 1)
    assert len(core_of(session).fanout.suspended) == 1
    client.drop_line()
    await client.until(lambda: client.closed)
    await client.come_back()
    assert client.resumes == 1
    assert client.replica.find("Label").state["text"] == "y"
    await client.close()
    await other.close()


async def test_an_answer_that_was_lost_is_given_again(start: Start) -> None:
    session = (await start()).create_session()
    label = await session.get_widgets().Label("x")
    client, other = await joined(session), await joined(session)
    client.answering = other.answering = False
    setting = asyncio.ensure_future(label.set_text("y"))
    await client.until(lambda: client.replica.find("Label").state["text"] == "y")
    await client.abort()
    assert not setting.done()
    client.answering = True
    await client.come_back()
    await asyncio.wait_for(setting, 10)
    await client.close()
    await other.close()


async def test_a_plain_client_gets_a_snapshot_and_none_of_this(start: Start) -> None:
    session = (await start()).create_session()
    await session.get_widgets().Label("x")
    client = await joined(session, features=PLAIN)
    info = client.of_type("session-info")[0]
    assert set(info) == {"type", "session_id", "token"}
    await cut(session, client)
    assert len(core_of(session).fanout.suspended) == 0
    again = await joined(session, features=PLAIN)
    assert not again.of_type("resumed")
    await again.close()


async def test_a_joining_browser_is_nothing_to_the_others(start: Start) -> None:
    session = (await start()).create_session()
    ui = session.get_widgets()
    await asyncio.gather(*(ui.Label(f"{number}") for number in range(50)))
    first = await joined(session)
    await session.flush()
    before = len(first.frames)
    second = await joined(session)
    assert len(second.frames) < 10
    assert len(first.frames) == before
    await first.close()
    await second.close()
