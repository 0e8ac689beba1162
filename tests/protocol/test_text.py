"""Text that is no valid Unicode: it becomes valid where it enters, and does no harm."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import pytest

from pgwidgets.errors import print_error
from pgwidgets.protocol import messages
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.protocol.conftest import Start
from tests.support.client import Client, browser

HALF = "caf\ud83d"
NAME = os.fsdecode(b"caf\xe9")
SHOWN = "caf\ufffd"


async def test_what_a_program_says(start: Start) -> None:
    app = await start(debug=True)
    session = app.create_session()
    ui = session.get_widgets()
    await ui.TopLevel(title=NAME)
    label = await ui.Label(HALF)
    hello = {"session_id": session.id, "token": session.token}
    async with browser(app.url, hello=hello) as page:
        for text in (HALF, NAME):
            await label.set_text("between")
            await label.set_text(text)
            await label.set_tooltip(text)
            assert label.get_text() == SHOWN
            shown = page.replica.widgets[node_of(label).wid].state
            assert (shown["text"], shown["tooltip"]) == (SHOWN, SHOWN)
        assert page.replica.find("TopLevel").state["title"] == SHOWN
        core_of(session).notify(HALF)
        await page.until(lambda: page.of_type("notice"))
        assert page.of_type("notice")[0]["text"] == SHOWN
        async with browser(app.url, hello=hello) as other:
            await other.until(lambda: other.replica.rebuilds)
            assert other.replica.find("Label").state["text"] == SHOWN
        core_of(session).disconnect(messages.ENDED_CODE, HALF)
        assert await page.until_closed() == (messages.ENDED_CODE, SHOWN)
        assert page.of_type("rejected")[0]["reason"] == SHOWN


async def test_what_a_page_says(start: Start) -> None:
    app = await start()
    session = app.create_session()
    ui = session.get_widgets()
    entry, label = await ui.TextEntry(), await ui.Label("files", interactive=True)
    got: list[Any] = []
    await entry.on("modified", got.append)
    await label.on("drop-end", lambda payload: got.append(payload["files"][0]["name"]))
    async with browser(app.url, hello={"session_id": session.id, "token": session.token}) as page:
        await page.until(lambda: page.replica.rebuilds)
        await page.fire(node_of(entry).wid, "modified", HALF)
        file = {"name": HALF, "size": 0, "type": "", "encoding": "bytes"}
        payload = {"transfer_id": "1", "files": [file]}
        await page.send(
            {"type": "callback", "wid": node_of(label).wid, "action": "drop-end", "args": [payload]}
        )
        numbers = {"file_index": 0, "file_count": 1, "chunk_index": 0, "num_chunks": 1}
        header = {"type": "binary-chunk", "wid": node_of(label).wid, "transfer_id": "1", **numbers}
        await page.send(header)
        await page.send_frame(b"")
        await page.until(lambda: page.acknowledged == 1)
        await label.set_text("after")
        await session.flush()
        assert got == [SHOWN, SHOWN]
        assert entry.get_text() == SHOWN
        await page.send({"type": "callback", "wid": 1, "action": HALF, "args": []})
        code, reason = await page.until_closed()
        assert code == messages.PROTOCOL_CODE
        assert SHOWN in reason


async def test_a_session_is_named_by_valid_text(start: Start) -> None:
    app = await start()
    session = app.create_session(HALF)
    assert session.id == SHOWN
    hello = {"session_id": HALF, "token": session.token}
    page = await Client(app.url, hello=hello).join()
    assert page.session_id == SHOWN
    session.get_url().encode()
    await page.close()


def test_an_error_is_printed_whatever_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict")
    monkeypatch.setattr(sys, "stderr", stream)
    print_error(FileNotFoundError(2, HALF, NAME))
    stream.seek(0)
    assert r"caf\ud83d" in stream.read()
