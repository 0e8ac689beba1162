"""`debug=True`: the pages of a session tell of the errors of its handlers."""

from __future__ import annotations

from typing import Any

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
