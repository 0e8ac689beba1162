"""`debug=True`: the pages of a session tell of the errors of its handlers."""

from __future__ import annotations

from typing import Any

from pgwidgets.errors import BrowserError
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.contract.browsers import Browser
from tests.contract.driver import Program, contract, on_hosts
from tests.support.client import PLAIN


def notices(browser: Browser) -> list[str]:
    """Return what a browser was told."""
    return [message["text"] for message in browser.client.of_type("notice")]


async def fail_in_a_handler(program: Program, **options: Any) -> tuple[Browser, Browser, Browser]:
    """Have a handler raise; returns two browsers of its session, and one of another."""
    app = await program.started(**options)
    session, other = app.create_session(), app.create_session()
    button = await program.do(session.get_widgets().Button("b"))

    async def divide() -> None:
        raise ZeroDivisionError("no parts")

    await program.do(button.on("activated", program.handler(divide)))
    one, plain = await program.join(session), await program.join(session, features=PLAIN)
    stranger = await program.join(other)
    await one.fire(button, "activated")
    await program.until(lambda: program.errors)
    # whatever was sent has come when an answer to something later has
    label = await program.do(session.get_widgets().Label("after"))
    await one.until(lambda client: node_of(label).wid in client.replica.widgets)
    return one, plain, stranger


@contract
async def test_the_pages_of_the_session_tell_of_an_error(program: Program) -> None:
    one, plain, stranger = await fail_in_a_handler(program, debug=True)
    (text,) = notices(one)
    assert text.startswith("ZeroDivisionError: no parts (test_notices.py, line ")
    assert notices(plain) == notices(stranger) == []
    assert [type(error) for error in program.take_errors()] == [ZeroDivisionError]


async def fail_to_build(program: Program, **options: Any) -> tuple[Browser, Browser]:
    """Have a program fail as a browser comes; returns that browser, and one that comes later."""
    app = await program.started(**options)

    async def build(session: Any) -> None:
        session.get_widgets().Label("half of it")
        raise ZeroDivisionError("no parts")

    app.on_connect(program.handler(build))
    first = await program.browse(app)
    await first.until(lambda client: client.of_type("notice"))
    (session,) = app.sessions.values()
    later = await program.join(session)
    await later.until(lambda client: client.of_type("notice"))
    assert [type(error) for error in program.take_errors()] == [ZeroDivisionError]
    return first, later


@contract
async def test_who_comes_to_what_could_not_be_built_is_told(program: Program) -> None:
    for browser in await fail_to_build(program):
        (text,) = notices(browser)
        assert text.startswith("The program failed to build its window")
        assert "no parts" not in text


@contract
async def test_what_could_not_be_built_is_told_with_its_reason_in_debug_mode(
    program: Program,
) -> None:
    for browser in await fail_to_build(program, debug=True):
        (text,) = notices(browser)
        assert text.startswith("The program failed to build its window: ZeroDivisionError: no part")


@on_hosts("script", "async", modes=("per_session",))
async def test_an_error_after_the_window_was_built_is_none_of_its_building(
    program: Program,
) -> None:
    app = await program.started()

    async def build(session: Any) -> None:
        session.get_widgets().Label("all of it")

    app.on_connect(program.handler(build))
    browser = await program.browse(app)
    await browser.until(lambda client: client.replica.find("Label"))
    (session,) = app.sessions.values()
    await program.do(session.flush())
    core_of(app).report_error(ValueError("late"), core_of(session))
    label = await program.do(session.get_widgets().Label("after"))
    await browser.until(lambda client: node_of(label).wid in client.replica.widgets)
    assert notices(browser) == []
    program.take_errors()


@on_hosts("script", "async", modes=("concurrent",))
async def test_errors_of_others_while_the_window_is_built_are_none_of_its_building(
    program: Program,
) -> None:
    app = await program.started()
    ended: list[bool] = []

    async def divide() -> None:
        raise ZeroDivisionError("no parts")

    async def build(session: Any) -> None:
        button = await program.do(session.get_widgets().Button("b"))
        await program.do(button.on("activated", program.handler(divide)))
        await program.until(lambda: ended)

    app.on_connect(program.handler(build))
    browser = await program.browse(app)
    await browser.until(lambda client: client.of_type("listen"))
    (session,) = app.sessions.values()
    (button,) = session.walk_widget_tree()
    await browser.fire(button, "activated")
    await program.until(lambda: program.errors)
    (made,) = browser.client.of_type("create")
    await browser.send({"type": "error", "id": made["id"], "error": "late"})
    await program.until(lambda: len(program.errors) == 2)
    ended.append(True)
    assert [type(error) for error in program.take_errors()] == [ZeroDivisionError, BrowserError]
    label = await program.do(session.get_widgets().Label("after"))
    await browser.until(lambda client: node_of(label).wid in client.replica.widgets)
    assert notices(browser) == []


@contract
async def test_users_see_no_errors_by_default(program: Program) -> None:
    one, _, _ = await fail_in_a_handler(program)
    assert notices(one) == []
    assert len(program.take_errors()) == 1


@on_hosts("script", "async", modes=("per_session",))
async def test_a_long_error_is_cut(program: Program) -> None:
    app = await program.started(debug=True)
    session = app.create_session()
    browser = await program.join(session)
    core_of(app).report_error(ValueError("long " * 1000), core_of(session))
    await browser.until(lambda client: client.of_type("notice"))
    assert len(notices(browser)[0]) < 600
    assert len(program.take_errors()) == 1
