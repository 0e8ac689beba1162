"""Messages of any size on lines whose frames are bounded."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pgwidgets.async_ import Session
from pgwidgets.protocol import messages
from pgwidgets.protocol.pieces import FRAME_BYTES, PIECE_CHARACTERS
from pgwidgets.session.widgets import node_of
from tests.protocol.conftest import Start
from tests.support.client import PLAIN, Client, browser

LONG = "".join(f"{number} “quoted”\\\n" for number in range(100_000))
MANY = "x" * 3_000_000


def credentials(session: Session) -> dict[str, Any]:
    return {"session_id": session.id, "token": session.token}


def largest(client: Client) -> int:
    return max(len(frame) for frame in client.frames)


def kinds(client: Client) -> list[str]:
    """Return the types of the messages in all text frames, as they came."""
    found = []
    for frame in client.frames:
        if isinstance(frame, str):
            value = json.loads(frame)
            found += [item["type"] for item in (value if isinstance(value, list) else [value])]
    return found


async def shown(client: Client, wid: int, text: str) -> None:
    await client.until(lambda: client.replica.widgets[wid].state["text"] == text)


async def test_a_long_text_reaches_the_page_and_each_snapshot(start: Start) -> None:
    app = await start()
    session = app.create_session()
    area = await session.get_widgets().TextArea()
    async with browser(app.url, hello=credentials(session)) as page:
        await page.until(lambda: page.replica.rebuilds)
        await area.set_text(LONG)
        assert page.replica.widgets[node_of(area).wid].state["text"] == LONG
        async with browser(app.url, hello=credentials(session)) as other:
            await shown(other, node_of(area).wid, LONG)
            await session.flush()
            for client in (page, other):
                assert largest(client) <= FRAME_BYTES
                assert kinds(client).count("piece") > 5


async def test_a_plain_client_gets_it_whole(start: Start) -> None:
    app = await start()
    session = app.create_session()
    area = await session.get_widgets().TextArea(LONG)
    async with browser(app.url, hello=credentials(session), features=PLAIN) as page:
        await shown(page, node_of(area).wid, LONG)
        await area.set_text(MANY)
        assert page.replica.widgets[node_of(area).wid].state["text"] == MANY
        assert "piece" not in kinds(page)


@pytest.mark.parametrize("features", [PLAIN, messages.FEATURES], ids=["plain", "page"])
async def test_a_snapshot_is_several_units(start: Start, features: tuple[str, ...]) -> None:
    app = await start()
    session = app.create_session()
    ui = session.get_widgets()
    for number in range(300):
        await ui.Label(f"{number}", tooltip="x" * 10_000)
    async with browser(app.url, hello=credentials(session), features=features) as page:
        await page.until(lambda: page.replica.rebuilds)
        assert len(page.of_type("batch")) > 10
        assert largest(page) <= PIECE_CHARACTERS
        assert "piece" not in kinds(page)
        tooltips = [widget.state["tooltip"] for widget in page.replica.widgets.values()]
        assert [len(tooltip) for tooltip in tooltips] == [10_000] * 300


async def test_a_long_input_reaches_the_program_and_the_others(start: Start) -> None:
    app = await start()
    session = app.create_session()
    area = await session.get_widgets().TextArea()
    got: list[int] = []
    await area.on("modified", lambda text: got.append(len(text)))
    hello = credentials(session)
    async with browser(app.url, hello=hello) as page, browser(app.url, hello=hello) as other:
        await page.until(lambda: page.replica.rebuilds)
        await other.until(lambda: other.replica.rebuilds)
        await page.fire(node_of(area).wid, "modified", LONG)
        await page.fire(node_of(area).wid, "modified", MANY)
        await page.until(lambda: page.acknowledged == 2)
        await shown(other, node_of(area).wid, MANY)
        assert area.get_text() == MANY
        await session.flush()
        assert got[-1] == len(MANY)
        assert largest(other) <= FRAME_BYTES


async def test_a_line_lost_in_the_middle_of_a_text_goes_on_there(start: Start) -> None:
    app = await start()
    session = app.create_session()
    ui = session.get_widgets()
    area, label = await ui.TextArea(), await ui.Label()
    page = await Client(app.url, hello=credentials(session)).join()
    await page.until(lambda: page.replica.rebuilds)
    for count in range(1, 7):
        before = len(page.frames)
        page.delay = 0.001
        area.set_text(f"{count}{LONG}")
        label.set_text(f"{count}")
        await page.until(lambda: len(page.frames) >= before + count)  # noqa: B023
        await page.abort()
        page.delay = 0
        await page.come_back()
        await shown(page, node_of(area).wid, f"{count}{LONG}")
        await shown(page, node_of(label).wid, f"{count}")
        await session.flush()
    assert page.resumes == 6
    assert page.replica.rebuilds == 1
    assert not page.of_type("rejected")
    await page.close()


async def test_a_line_lost_in_the_middle_of_an_input_repeats_it(start: Start) -> None:
    app = await start()
    session = app.create_session()
    area = await session.get_widgets().TextArea()
    got: list[str] = []
    await area.on("modified", got.append)
    page = await Client(app.url, hello=credentials(session)).join()
    await page.until(lambda: page.replica.rebuilds)
    part = json.dumps({"type": "piece", "index": 0, "count": 2, "data": '{"type":"callback",'})
    await page.send_frame(part)
    await page.abort()
    await page.fire(node_of(area).wid, "modified", LONG)
    await page.come_back()
    await page.until(lambda: page.acknowledged == 1)
    assert area.get_text() == LONG
    assert got == [LONG]
    await page.close()


async def test_an_input_that_the_page_withdraws_is_undone_there(start: Start) -> None:
    app = await start(max_message_size=2_000_000)
    session = app.create_session()
    area = await session.get_widgets().TextArea("before")
    got: list[str] = []
    await area.on("modified", got.append)
    async with browser(app.url, hello=credentials(session)) as page:
        await page.until(lambda: page.replica.rebuilds)
        (info,) = page.of_type("session-info")
        assert info["max_message_size"] == 2_000_000
        wid = node_of(area).wid
        page.replica.widgets[wid].state["text"] = "much"
        await page.send({"type": "withdrawn", "wid": wid, "action": "modified", "seq": 1})
        await shown(page, wid, "before")
        await page.until(lambda: page.acknowledged == 1)
        # of an edit
        before = len(page.of_type("content"))
        await page.send({"type": "withdrawn", "wid": wid, "action": None, "seq": 2})
        await page.until(lambda: len(page.of_type("content")) > before)
        assert page.of_type("content")[-1]["content"] == "before"
        # one for a widget that is gone meanwhile, and one for no widget
        await page.send({"type": "withdrawn", "wid": 99, "action": "modified", "seq": 3})
        await page.send({"type": "withdrawn", "wid": 0, "action": None, "seq": 4})
        await page.until(lambda: page.acknowledged == 4)
        assert (area.get_text(), got) == ("before", [])
        await page.send({"type": "withdrawn", "wid": wid, "action": "nonsense", "seq": 5})
        assert (await page.until_closed())[0] == messages.PROTOCOL_CODE


async def test_a_message_beyond_the_limit_closes_the_connection_for_good(start: Start) -> None:
    app = await start(max_message_size=2_000_000)
    session = app.create_session()
    area = await session.get_widgets().TextArea("before")
    async with browser(app.url, hello=credentials(session)) as other:
        page = await Client(app.url, hello=credentials(session)).join()
        await page.until(lambda: page.replica.rebuilds)
        await page.fire(node_of(area).wid, "modified", MANY)
        code, reason = await page.until_closed()
        assert code == messages.PROTOCOL_CODE
        assert "max_message_size" in reason
        assert area.get_text() == "before"
        await area.set_text("after")
        assert other.replica.widgets[node_of(area).wid].state["text"] == "after"
