"""`session_timeout` and `on_expire`: sessions that nobody comes back to."""

from __future__ import annotations

import threading
from typing import Any

from pgwidgets.session.facade import core_of
from tests.contract.driver import Program, contract, on_hosts
from tests.support.inside import expires_some_day

SOON = 0.05
"""Seconds; the tests wait for what follows, whenever it comes."""

NEVER = 3600.0


@contract
async def test_a_session_that_nobody_comes_back_to_ends(program: Program) -> None:
    app = await program.started(session_timeout=SOON)
    session = app.create_session()
    label = await program.do(session.get_widgets().Label("kept"))
    told: list[tuple[Any, str]] = []

    async def save(expired: Any) -> None:
        told.append((expired, label.get_text()))

    handler = program.handler(save)
    assert app.on_expire(handler) is handler
    browser = await program.join(session)
    await browser.close()
    await program.until(lambda: not app.sessions)
    assert told == [(session, "kept")]
    assert core_of(session).destroyed


@contract
async def test_a_session_waits_for_its_browser_by_default(program: Program) -> None:
    app = await program.started()
    session = app.create_session()
    browser = await program.join(session)
    left: list[Any] = []
    app.on_disconnect(left.append)
    await browser.close()
    await program.until(lambda: left)
    assert app.sessions == {session.id: session}


@contract
async def test_only_sessions_that_a_browser_left_expire(program: Program) -> None:
    app = await program.started(session_timeout=SOON)
    waiting, shown, left = (app.create_session(name) for name in ("waiting", "shown", "left"))
    await program.join(shown)
    one, two = await program.join(left), await program.join(left)
    await one.close()
    await two.close()
    await program.until(lambda: len(app.sessions) == 2)
    assert set(app.sessions) == {waiting.id, shown.id}


@contract
async def test_a_browser_that_comes_back_stops_the_time(program: Program) -> None:
    app = await program.started(session_timeout=NEVER)
    session = app.create_session()
    browser = await program.join(session)
    await browser.close()
    await program.until(lambda: expires_some_day(app))
    await program.join(session)
    assert not expires_some_day(app)


@on_hosts("script", "async")
async def test_a_browser_that_comes_while_the_handler_runs_keeps_it(program: Program) -> None:
    app = await program.started(session_timeout=SOON)
    session = app.create_session()
    told: list[Any] = []

    async def wait_for_a_browser(expired: Any) -> None:
        told.append(expired)
        back = program.line.browse(
            program, app.url, {"hello": {"session_id": expired.id, "token": expired.token}}
        )
        await program.settle(back)
        await program.until(lambda: expired.is_connected)
        told.append("back")

    app.on_expire(program.handler(wait_for_a_browser))
    first = await program.join(session)
    await first.close()
    await program.until(lambda: "back" in told)
    assert app.sessions == {session.id: session}
    assert not core_of(session).destroyed


@contract
async def test_a_handler_that_fails_does_not_keep_a_session(program: Program) -> None:
    app = await program.started(session_timeout=SOON)
    session = app.create_session()

    def fail(_session: Any) -> None:
        raise RuntimeError("disk full")

    app.on_expire(fail)
    browser = await program.join(session)
    await browser.close()
    await program.until(lambda: not app.sessions)
    assert [str(error) for error in program.take_errors()] == ["disk full"]


@contract
async def test_closing_ends_the_time(program: Program) -> None:
    app = await program.started(session_timeout=NEVER)
    browser = await program.join(app.create_session())
    await browser.close()
    await program.until(lambda: expires_some_day(app))
    threads = threading.active_count()
    await program.do(app.close())
    assert not expires_some_day(app)
    assert threading.active_count() <= threads
