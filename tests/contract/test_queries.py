"""Questions to a page: a selection, the clipboard, and what may come instead of an answer."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from pgwidgets.errors import (
    AnswerTimeoutError,
    BrowserError,
    BrowserLeftError,
    ClipboardError,
    EventLoopError,
    NoAnswerError,
    NoBrowserError,
    SessionClosedError,
    WidgetDestroyedError,
    WrongAnswerError,
)
from pgwidgets.session.facade import core_of
from pgwidgets.session.joining import leave
from pgwidgets.session.widgets import node_of
from tests.contract.browsers import Browser
from tests.contract.driver import Program, contract, on_hosts
from tests.support.client import PLAIN

QUESTION = "read_selection"


def when_asked(program: Program, browser: Browser, act: Callable[[], Awaitable[Any]]) -> None:
    """Have somebody act once a browser has been asked for a selection or the clipboard."""
    messages = browser.client.messages
    before = len(messages)

    def is_question(message: dict[str, Any]) -> bool:
        return message.get("method", message["type"]) in (QUESTION, "read-clipboard")

    async def run() -> None:
        await browser.client.until(lambda: any(map(is_question, messages[before:])))
        await act()

    program.line.submit(run())


async def shown_entry(program: Program) -> tuple[Any, Browser, Any]:
    """Return a session, a browser that shows it, and an entry in it."""
    session, browser = await program.shown()
    entry = await program.do(session.get_widgets().TextEntry("a \N{PARTY POPPER} text"))
    browser.client.values[QUESTION] = [4, 8, "text"]
    return session, browser, entry


@contract
async def test_the_answer_is_returned(program: Program) -> None:
    session, browser, entry = await shown_entry(program)
    do = program.do
    assert await do(entry.read_selection()) == (4, 8, "text")
    area = await do(session.get_widgets().TextArea("x"))
    browser.client.values[QUESTION] = [1, 1, ""]
    assert await do(area.read_selection(timeout=5)) == (1, 1, "")
    assert browser.widget(area).called(QUESTION) == [[]]


@contract
async def test_a_plain_client_can_answer(program: Program) -> None:
    session = await program.session()
    browser = await program.join(session, features=PLAIN)
    entry = await program.do(session.get_widgets().TextEntry("x"))
    browser.client.values[QUESTION] = [0, 1, "x"]
    assert await program.do(entry.read_selection()) == (0, 1, "x")
    with pytest.raises(NoBrowserError, match="no connected browser can answer"):
        await program.do(session.read_clipboard())


async def ask_in_a_handler(program: Program) -> None:
    """Have a handler ask its page."""
    session, browser, entry = await shown_entry(program)
    do = program.do
    button = await do(session.get_widgets().Button("?"))
    got: list[Any] = []

    async def ask() -> None:
        got.append(await do(entry.read_selection()))
        got.append(await do(session.read_clipboard()))

    browser.client.clipboard = "copied"
    await do(button.on("activated", program.handler(ask)))
    await browser.fire(button, "activated")
    await program.until(lambda: len(got) == 2)
    assert got == [(4, 8, "text"), "copied"]


@on_hosts("script", "async")
async def test_a_handler_may_ask(program: Program) -> None:
    await ask_in_a_handler(program)


@on_hosts("kernel", modes=("concurrent",))
async def test_a_handler_beside_the_kernels_loop_may_ask(program: Program) -> None:
    await ask_in_a_handler(program)


@on_hosts("kernel", modes=("per_session", "serialized"))
async def test_a_handler_on_the_kernels_loop_is_told_what_to_do(program: Program) -> None:
    session, browser, entry = await shown_entry(program)
    button = session.get_widgets().Button("?")
    button.on("activated", entry.read_selection)
    button.on("activated", lambda: session.write_clipboard("half done"))
    await browser.fire(button, "activated")
    await program.until(lambda: len(program.errors) == 2)
    for error in program.take_errors():
        assert isinstance(error, EventLoopError)
        assert 'event_loop="thread"' in str(error)
    # what could not be waited for was not asked
    session.flush()
    assert browser.widget(entry).called(QUESTION) == []
    assert browser.client.of_type("write-clipboard") == []


@contract
async def test_neither_a_batch_nor_answers_to_come_hold_it_up(program: Program) -> None:
    session, _, entry = await shown_entry(program)
    do = program.do
    if program.is_async:
        async with session.batch():
            await entry.set_text("more")
            assert await entry.read_selection() == (4, 8, "text")
    else:
        with session.batch():
            entry.set_text("more")
            assert entry.read_selection() == (4, 8, "text")
    assert await do(entry.read_selection()) == (4, 8, "text")


@contract
async def test_an_answer_may_come_after_later_ones(program: Program) -> None:
    session, browser, entry = await shown_entry(program)
    other = await program.join(session)
    for one in (browser, other):
        one.client.withheld.add(QUESTION)
    client = core_of(session).clients[0]
    answered: list[int] = []

    async def answer_late() -> None:
        asked = client.sent
        await other.client.fire(node_of(entry).wid, "modified", "typed")
        while client.answered <= asked:  # noqa: ASYNC110  # another thread takes it
            await asyncio.sleep(0.001)
        answered.append(client.answered)
        await browser.client.answer_all()

    when_asked(program, browser, answer_late)
    assert await program.do(entry.read_selection()) == (4, 8, "text")
    assert client.answered >= answered[0]
    # nothing waits for what is left of it
    await other.answer_all()
    await program.do(session.flush())


@contract
async def test_the_first_good_answer_counts(program: Program) -> None:
    session, browser, entry = await shown_entry(program)
    slow, wrong, failing = [await program.join(session) for _ in range(3)]
    slow.client.withheld.add(QUESTION)
    slow.client.values[QUESTION] = [0, 1, "a"]
    wrong.client.values[QUESTION] = "nonsense"
    failing.client.refusals[QUESTION] = "no"
    assert await program.do(entry.read_selection()) == (4, 8, "text")
    await slow.answer_all()
    await program.do(session.flush())
    # with nobody left to give a better one, the first failure is told
    await browser.close()
    await slow.close()
    await wrong.close()
    await program.until(lambda: len(core_of(session).clients) == 1)
    with pytest.raises(BrowserError, match=r"TextEntry\(1\).read_selection: .* reported: no"):
        await program.do(entry.read_selection())


async def ask_who_clicked(program: Program) -> None:
    """Have a handler ask, of two browsers, the one whose user clicked."""
    session, browser, entry = await shown_entry(program)
    do = program.do
    other = await program.join(session)
    other.client.values[QUESTION] = [0, 1, "a"]
    got: list[Any] = []

    async def ask() -> None:
        got.append(await do(entry.read_selection()))
        got.append(await do(session.write_clipboard("mine")))

    button = await do(session.get_widgets().Button("?"))
    await do(button.on("activated", program.handler(ask)))
    await browser.fire(button, "activated")
    await program.until(lambda: len(got) == 2)
    assert got == [(4, 8, "text"), None]
    assert (browser.client.clipboard, other.client.clipboard) == ("mine", "")
    assert other.widget(entry).called(QUESTION) == []


async def ask_for_a_clipboard(program: Program, session: Any, browser: Browser) -> list[Any]:
    """Have a handler of a browser's click ask for a session's clipboard; returns what came."""
    do = program.do
    clicked = session.app.sessions[browser.client.session_id]
    got: list[Any] = []

    async def ask() -> None:
        try:
            got.append(await do(session.read_clipboard()))
        except NoAnswerError as error:
            got.append(error)

    button = await do(clicked.get_widgets().Button("?"))
    await do(button.on("activated", program.handler(ask)))
    await browser.until(lambda client: node_of(button).wid in client.replica.widgets)
    await browser.fire(button, "activated")
    await program.until(lambda: got)
    return got


@on_hosts("script", "async")
async def test_no_other_users_clipboard_is_touched(program: Program) -> None:
    session, other = await program.shown()
    other.client.clipboard = "other"
    plain = await program.join(session, features=PLAIN)
    (error,) = await ask_for_a_clipboard(program, session, plain)
    assert isinstance(error, NoBrowserError)
    # a user of another session is nobody whose clipboard could be meant
    elsewhere = await program.join(session.app.create_session())
    assert await ask_for_a_clipboard(program, session, elsewhere) == ["other"]


@on_hosts("script", "async")
async def test_who_clicked_and_left_is_not_replaced(program: Program) -> None:
    session, other = await program.shown()
    other.client.clipboard = "other"
    do = program.do
    clicker = await program.join(session)
    got: list[Any] = []

    async def ask() -> None:
        (client,) = [item for item in core_of(session).clients if item.name == name]
        with core_of(session).lock:
            leave(core_of(session), client, client.transport)
        try:
            await do(session.read_clipboard())
        except NoAnswerError as error:
            got.append(error)

    name = core_of(session).clients[1].name
    button = await do(session.get_widgets().Button("?"))
    await do(button.on("activated", program.handler(ask)))
    await clicker.fire(button, "activated")
    await program.until(lambda: got)
    assert isinstance(got[0], BrowserLeftError)


@on_hosts("script", "async")
async def test_the_user_who_clicked_is_asked_alone(program: Program) -> None:
    await ask_who_clicked(program)


@on_hosts("kernel", modes=("concurrent",))
async def test_the_user_who_clicked_is_asked_alone_beside_the_kernels_loop(
    program: Program,
) -> None:
    await ask_who_clicked(program)


@on_hosts("script", "async")
async def test_the_user_who_typed_into_a_document_is_asked_alone(program: Program) -> None:
    session, browser = await program.shown()
    do = program.do
    area = await do(session.get_widgets().TextArea())
    other = await program.join(session)
    browser.client.values[QUESTION], other.client.values[QUESTION] = [1, 1, ""], [0, 0, ""]
    got: list[Any] = []

    async def ask() -> None:
        got.append(await do(area.read_selection()))

    await do(area.on("modified", program.handler(ask)))
    revision = other.client.messages[-1]["id"]
    edit = {"type": "edit", "wid": node_of(area).wid, "edit": ["x"], "revision": revision}
    await browser.send(edit)
    await program.until(lambda: got)
    assert got == [(1, 1, "")]
    assert other.widget(area).called(QUESTION) == []
    # and is the last who did something
    await do(session.write_clipboard("typed"))
    assert (browser.client.clipboard, other.client.clipboard) == ("typed", "")


@contract
async def test_others_are_asked_when_the_one_asked_has_left(program: Program) -> None:
    session, browser, entry = await shown_entry(program)
    browser.client.leaves_on = QUESTION
    with pytest.raises(BrowserLeftError, match="left before it had answered"):
        await program.do(entry.read_selection())
    others = [await program.join(session) for _ in range(2)]
    others[0].client.leaves_on = QUESTION
    others[1].client.values[QUESTION] = [1, 2, "b"]
    assert await program.do(entry.read_selection()) == (1, 2, "b")


@contract
async def test_without_a_browser_it_fails_at_once(program: Program) -> None:
    session = await program.session()
    entry = await program.do(session.get_widgets().TextEntry("x"))
    with pytest.raises(NoBrowserError, match="no browser is connected"):
        await program.do(entry.read_selection(timeout=3600))
    with pytest.raises(NoAnswerError):
        await program.do(session.write_clipboard("x"))


@contract
async def test_a_silent_browser_is_waited_for_within_the_limit(program: Program) -> None:
    session, browser = await program.shown(answer_timeout=0.05)
    entry = await program.do(session.get_widgets().TextEntry("x"))
    browser.client.withheld.update((QUESTION, "read-clipboard"))
    with pytest.raises(AnswerTimeoutError, match=r"no page answered within 0.05 s"):
        await program.do(entry.read_selection())
    with pytest.raises(TimeoutError, match=r"no page answered within 0.02 s"):
        await program.do(session.read_clipboard(timeout=0.02))
    for wrong, error in (("1", TypeError), (True, TypeError), (-1, ValueError)):
        with pytest.raises(error, match="timeout must"):
            await program.do(entry.read_selection(timeout=wrong))
    # the answers that come now are nobody's
    await browser.answer_all()
    await program.do(session.flush())
    browser.client.values[QUESTION] = [0, 0, ""]
    assert await program.do(entry.read_selection()) == (0, 0, "")


@contract
async def test_a_wrong_answer_is_told(program: Program) -> None:
    session, browser, entry = await shown_entry(program)
    for value, problem in (
        (None, "must be a sequence of 3"),
        ([0, 1], "must have 3 items"),
        ([0, 1.5, "x"], "must be a whole number"),
        ([0, 1, {"__wid__": 999}], "names a widget that is not there"),
        ([5, 1, ""], "must have a text of -4 characters"),
        ([0, 1, "\N{PARTY POPPER}?"], "must have a text of 1 characters, not 2"),
    ):
        browser.client.values[QUESTION] = value
        with pytest.raises(WrongAnswerError, match=f"TextEntry.*a page's answer {problem}"):
            await program.do(entry.read_selection())
    assert session.is_connected


@contract
async def test_it_ends_with_its_widget_or_session(program: Program) -> None:
    session, browser, entry = await shown_entry(program)
    area = await program.do(session.get_widgets().TextArea())
    browser.client.withheld.add(QUESTION)

    async def destroy(what: Any) -> None:
        core = core_of(session)
        with core.lock:
            if what is session:
                core.end(1001, "over")
            else:
                core.run(node_of(what), "destroy", {})

    when_asked(program, browser, lambda: destroy(entry))
    with pytest.raises(WidgetDestroyedError, match="meanwhile"):
        await program.do(entry.read_selection())
    with pytest.raises(WidgetDestroyedError):
        await program.do(entry.read_selection())
    when_asked(program, browser, lambda: destroy(session))
    with pytest.raises(SessionClosedError, match="meanwhile"):
        await program.do(area.read_selection())
    with pytest.raises(SessionClosedError):
        await program.do(session.read_clipboard())


@contract
async def test_the_clipboard_is_that_of_who_did_something_last(program: Program) -> None:
    session, browser = await program.shown()
    do = program.do
    entry = await do(session.get_widgets().TextEntry())
    other = await program.join(session)
    await browser.fire(entry, "modified", "typed")
    await program.until(lambda: entry.get_text() == "typed")
    await do(session.write_clipboard("\N{PARTY POPPER} text"))
    assert (browser.client.clipboard, other.client.clipboard) == ("\N{PARTY POPPER} text", "")
    assert await do(session.read_clipboard()) == "\N{PARTY POPPER} text"
    await other.fire(entry, "modified", "more")
    await program.until(lambda: entry.get_text() == "more")
    assert await do(session.read_clipboard()) == ""
    # another user's clipboard is no answer
    other.client.leaves_on = "read-clipboard"
    with pytest.raises(BrowserLeftError):
        await do(session.read_clipboard())
    with pytest.raises(TypeError, match=r"session\.write_clipboard\(\): text must be a str"):
        await do(session.write_clipboard(b"bytes"))


@contract
async def test_a_browser_may_refuse_its_clipboard(program: Program) -> None:
    session, browser = await program.shown()
    browser.client.refusals.update({"read-clipboard": "no", "write-clipboard": "never"})
    with pytest.raises(ClipboardError, match=r"session\.read_clipboard: the page reported: no"):
        await program.do(session.read_clipboard())
    with pytest.raises(ClipboardError, match=r"session\.write_clipboard: .*: never"):
        await program.do(session.write_clipboard("x"))


@on_hosts("async")
async def test_an_awaitable_question_is_under_way(program: Program) -> None:
    _, browser, entry = await shown_entry(program)
    asked = entry.read_selection()
    await browser.until(lambda client: client.replica.widgets[node_of(entry).wid].called(QUESTION))
    assert await asked == (4, 8, "text")
    assert await asked == (4, 8, "text")
    assert await asyncio.gather(asyncio.create_task(entry.read_selection()), entry.read_selection())
    browser.client.withheld.add(QUESTION)
    task = asyncio.create_task(entry.read_selection())
    await program.pause()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await browser.answer_all()


@on_hosts("async")
async def test_the_error_of_a_question_that_nobody_awaits_is_reported(program: Program) -> None:
    session, browser = await program.shown()
    browser.client.refusals["write-clipboard"] = "no"
    session.write_clipboard("x")
    gc.collect()
    await program.until(lambda: program.errors)
    (error,) = program.take_errors()
    assert isinstance(error, ClipboardError)
