"""How a browser and the server meet."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pgwidgets.async_ import Application, Session
from pgwidgets.protocol import messages
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.protocol.conftest import Start
from tests.support.client import FEATURES, PLAIN, Client, browser


def credentials(session: Session) -> dict[str, Any]:
    return {"session_id": session.id, "token": session.token}


async def test_init_comes_first(start: Start) -> None:
    app = await start()
    async with browser(app.url) as page:
        assert [item["type"] for item in page.messages[:2]] == ["init", "session-info"]


async def test_what_is_running_is_told_to_those_alone_who_may_come_in(start: Start) -> None:
    app = await start()
    core_of(app).key = "the key"
    session = app.create_session()
    for hello in ({}, {"key": "guess"}, {"session_id": session.id, "token": "guess"}):
        page = await Client(app.url, hello=hello).open()
        await page.until_closed()
        assert core_of(app).instance not in json.dumps(page.messages)
    async with browser(app.url, hello=credentials(session)) as page:
        assert page.token == session.token


@pytest.mark.parametrize("kind", ["result", "ack"])
async def test_both_forms_of_the_answer_to_init_are_taken(start: Start, kind: str) -> None:
    app = await start()
    session = app.create_session()
    page = await Client(app.url, greets=False).open()
    await page.until(lambda: page.of_type("init"))
    await page.send({"type": kind, "id": page.messages[0]["id"], **credentials(session)})
    await page.until(lambda: page.session_id == session.id)
    await page.close()


async def test_right_credentials_join_the_session(start: Start) -> None:
    app = await start()
    session = app.create_session()
    async with browser(app.url, hello=credentials(session)) as page:
        assert page.session_id == session.id
        assert len(app.sessions) == 1


async def test_a_wrong_token_is_rejected_with_a_message_and_a_final_code(start: Start) -> None:
    app = await start()
    session = app.create_session()
    page = await Client(app.url, hello={"session_id": session.id, "token": "guess"}).open()
    code, _ = await page.until_closed()
    assert code == messages.WRONG_TOKEN_CODE
    assert [item["code"] for item in page.of_type("rejected")] == [code]
    assert not session.is_connected


@pytest.mark.parametrize("features", [FEATURES, PLAIN])
async def test_the_token_of_an_earlier_run_is_unknown_and_not_wrong(
    start: Start, features: tuple[str, ...]
) -> None:
    earlier, app = await start(), await start()
    session = app.create_session(7)
    old = {"session_id": 7, "token": earlier.create_session(7).token}
    async with browser(app.url, features=features, hello=old) as page:
        assert page.session_id != session.id
        assert page.token == app.sessions[page.session_id].token
    # where one must show a key to begin, it opens nothing
    core_of(app).key = "the key"
    again = await Client(app.url, features=features, hello=old).open()
    assert (await again.until_closed())[0] == messages.KEY_CODE
    assert not session.is_connected


async def test_a_token_that_names_this_run_is_judged_by_its_secret(start: Start) -> None:
    app = await start()
    session = app.create_session()
    forged = session.token.partition(".")[0] + "." + "A" * 43
    page = await Client(app.url, hello={"session_id": session.id, "token": forged}).open()
    assert (await page.until_closed())[0] == messages.WRONG_TOKEN_CODE
    assert not session.is_connected


async def test_unknown_credentials_get_a_session_with_a_token_of_its_own(start: Start) -> None:
    app = await start()
    async with browser(app.url, hello={"session_id": 12345, "token": "mine"}) as page:
        assert page.session_id != 12345
        assert page.token != "mine"
        assert app.sessions[page.session_id].token == page.token


async def test_a_new_session_of_a_kernel_needs_the_key(start: Start) -> None:
    app = await start()
    core_of(app).key = "the key"
    for hello in ({}, {"key": "another"}):
        page = await Client(app.url, hello=hello).open()
        code, _ = await page.until_closed()
        assert code == messages.KEY_CODE
    assert not app.sessions
    async with browser(app.url, hello={"key": "the key"}) as page:
        assert page.session_id in app.sessions


async def test_a_session_is_joined_without_the_key(start: Start) -> None:
    app = await start()
    core_of(app).key = "the key"
    session = app.create_session()
    async with browser(app.url, hello=credentials(session)) as page:
        assert page.session_id == session.id


async def test_silence_is_not_waited_for(start: Start) -> None:
    app = await start(handshake_timeout=0.05)
    page = await Client(app.url, greets=False).open()
    code, reason = await page.until_closed()
    assert code == messages.PROTOCOL_CODE
    assert "init" in reason


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ("no json", "JSON"),
        ("[1]", "object"),
        ("{}", "type"),
        ('{"type":"callback","wid":1,"action":"x","args":[]}', "init"),
        ('{"type":"result","id":99}', "init"),
        (b"\x00", "header"),
    ],
)
async def test_a_wrong_greeting_closes_the_connection_with_a_reason(
    start: Start, frame: str | bytes, said: str
) -> None:
    app = await start()
    page = await Client(app.url, greets=False).open()
    await page.send_frame(frame)
    code, reason = await page.until_closed()
    assert code == messages.PROTOCOL_CODE
    assert said in reason
    assert not app.sessions


async def build(session: Session) -> None:
    ui = session.get_widgets()
    top = await ui.TopLevel(title="A")
    box = await ui.VBox()
    for number in range(50):
        await box.add_widget(await ui.Label(str(number)), 0)
    await top.set_widget(box)
    button = await ui.Button("Go")
    await box.add_widget(button, 0)
    await button.on("activated", lambda: None)
    await top.show()


async def test_a_snapshot_comes_in_brackets_and_few_frames_to_that_browser_alone(
    start: Start,
) -> None:
    app = await start()
    session = app.create_session()
    await build(session)
    async with browser(app.url, hello=credentials(session)) as first:
        await first.until(lambda: first.of_type("reconstruct-end"))
        heard = len(first.messages)
        async with browser(app.url, hello=credentials(session)) as second:
            await second.until(lambda: second.of_type("reconstruct-end"))
            kinds = [message["type"] for message in second.messages]
            begin, end = kinds.index("reconstruct-start"), kinds.index("reconstruct-end")
            assert kinds[begin + 1 : end].count("create") == 53
            assert kinds[begin + 1 : end].count("batch") == 1
            assert kinds[begin + 1 : end].count("listen") == 1
            assert len(second.frames) <= 4
            assert second.replica.find("TopLevel").state["visible"]
        assert len(first.messages) == heard


async def test_a_plain_client_gets_what_the_protocol_names_and_nothing_else(start: Start) -> None:
    app = await start()
    session = app.create_session()
    ui = session.get_widgets()
    entry = await ui.TextEntry("a", linehistory=3)
    await (await ui.TopLevel(title="A", widget=entry)).show()
    async with browser(app.url, features=PLAIN, hello=credentials(session)) as page:
        await page.until(lambda: page.of_type("reconstruct-end"))
        known = {"init", "session-info", "create", "call", "batch", "listen"}
        assert {item["type"] for item in page.messages} <= known | {
            "reconstruct-start",
            "reconstruct-end",
        }
        assert "set_history" not in json.dumps(page.messages)
        listened = {(item["wid"], item["action"]) for item in page.of_type("listen")}
        assert (node_of(entry).wid, "activated") in listened
        await page.fire(node_of(entry).wid, "activated", "typed")
        await session.flush()
        assert entry.get_text() == "typed"


async def test_another_run_of_the_application_is_another_instance() -> None:
    assert core_of(Application()).instance != core_of(Application()).instance
