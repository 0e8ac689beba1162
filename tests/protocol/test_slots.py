"""`max_sessions`: who has to wait, and for how long."""

from __future__ import annotations

import logging

import pytest

from pgwidgets.async_ import Application
from pgwidgets.server import host, slots
from pgwidgets.server.settings import Settings
from pgwidgets.session.facade import core_of
from tests.protocol.conftest import Start
from tests.support.client import PLAIN, Client, browser


@pytest.fixture(autouse=True)
def brief_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "GRACE_SECONDS", 0.05)


async def test_the_next_browser_is_held_until_one_leaves(start: Start) -> None:
    app = await start(max_sessions=1)
    async with browser(app.url) as first:
        held = await Client(app.url).open()
        await held.until(lambda: held.waits)
        assert list(app.sessions) == [first.session_id]
    await held.until(lambda: held.session_id is not None)
    assert not held.waits
    await held.close()


async def test_who_is_held_is_asked_for_a_sign_of_life(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "PING_SECONDS", 0.05)
    app = await start(max_sessions=1)
    async with browser(app.url):
        held = await Client(app.url).open()
        await held.until(lambda: held.waits and len(held.of_type("ping")) > 1)
        assert held.closed is None
        await held.close()


async def test_who_is_held_is_told_the_limit_and_the_log_names_it(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    app = await start(max_sessions=1, logger=logging.getLogger("slots"))
    async with browser(app.url):
        held = await Client(app.url).open()
        await held.until(lambda: held.waits)
        assert held.of_type("waiting") == [{"type": "waiting", "limit": 1}]
        assert "a browser from 127.0.0.1 waits: max_sessions=1 sessions have one" in caplog.messages
        await held.close()


@pytest.mark.parametrize(
    ("in_kernel", "given", "limit"),
    [(False, Settings(), 1), (True, Settings(), None), (True, Settings(max_sessions=1), 1)],
)
async def test_in_a_kernel_there_is_no_limit_that_nobody_asked_for(
    monkeypatch: pytest.MonkeyPatch, given: Settings, *, in_kernel: bool, limit: int | None
) -> None:
    monkeypatch.setattr("pgwidgets.notebook.environment.in_kernel", lambda: in_kernel)
    app = Application(ws_port=0, http_port=0, max_sessions=given.max_sessions)
    await app.start()
    hello = {"key": core_of(app).key} if in_kernel else {}
    async with browser(app.url, hello=hello):
        other = await Client(app.url, hello=hello).open()
        await other.until(lambda: other.waits if limit else other.session_id is not None)
        await other.close()
    await app.close()


async def test_places_go_to_those_who_wait_in_their_order(start: Start) -> None:
    app = await start(max_sessions=1)
    first = await Client(app.url).join()
    second = await Client(app.url).open()
    await second.until(lambda: second.waits)
    third = await Client(app.url).open()
    await third.until(lambda: third.waits)
    await first.close()
    await second.until(lambda: second.session_id is not None)
    assert third.session_id is None
    await second.close()
    await third.until(lambda: third.session_id is not None)
    await third.close()


async def test_one_that_stops_waiting_leaves_nothing_behind(start: Start) -> None:
    app = await start(max_sessions=1)
    first = await Client(app.url).join()
    second = await Client(app.url).open()
    await second.until(lambda: second.waits)
    third = await Client(app.url).open()
    await third.until(lambda: third.waits)
    await second.close()
    await first.close()
    await third.until(lambda: third.session_id is not None)
    assert set(app.sessions) == {first.session_id, third.session_id}
    await third.close()


async def test_a_second_browser_of_a_session_costs_nothing(start: Start) -> None:
    app = await start(max_sessions=1)
    async with browser(app.url) as first:
        hello = {"session_id": first.session_id, "token": first.token}
        async with browser(app.url, hello=hello) as second:
            assert second.session_id == first.session_id


async def test_a_dropped_browser_finds_its_place_kept(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "GRACE_SECONDS", 60)
    app = await start(max_sessions=1)
    first = await Client(app.url).join()
    hello = {"session_id": first.session_id, "token": first.token}
    other = await Client(app.url).open()
    await other.until(lambda: other.waits)
    await first.abort()
    async with browser(app.url, hello=hello) as again:
        assert again.session_id == first.session_id
        assert other.session_id is None
    await other.close()


async def test_a_destroyed_session_frees_its_place_at_once(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "GRACE_SECONDS", 60)
    app = await start(max_sessions=1)
    first = await Client(app.url).join()
    held = await Client(app.url).open()
    await held.until(lambda: held.waits)
    await app.sessions[first.session_id].destroy()
    await held.until(lambda: held.session_id is not None)
    await held.close()


async def test_a_headless_session_counts_from_its_first_browser(start: Start) -> None:
    app = await start(max_sessions=1)
    session = app.create_session()
    async with browser(app.url) as first:
        hello = {"session_id": session.id, "token": session.token}
        held = await Client(app.url, hello=hello).open()
        await held.until(lambda: held.waits)
        assert first.session_id != session.id
        await held.close()


async def test_a_plain_client_is_held_without_a_word(start: Start) -> None:
    app = await start(max_sessions=1)
    first = await Client(app.url).join()
    held = await Client(app.url, features=PLAIN).open()
    await held.until(lambda: held.of_type("init"))
    await first.close()
    await held.until(lambda: held.session_id is not None)
    assert not held.of_type("waiting")
    await held.close()
