"""Bytes at any depth of what is told, on real sockets."""

from __future__ import annotations

from array import array
from typing import Any

from pgwidgets import Buffer
from pgwidgets.async_ import Session
from pgwidgets.protocol.pieces import FRAME_BYTES
from pgwidgets.session.widgets import node_of
from tests.protocol.conftest import Start
from tests.support.client import PLAIN, Client, browser

LARGE = bytes(range(256)) * 10_000
LEVELS = Buffer(array("f", [0.5, 1.0]))
CARRIED: dict[str, Any] = {"pictures": [LARGE, {"levels": LEVELS}], "text": "x" * 400_000}


def credentials(session: Session) -> dict[str, Any]:
    return {"session_id": session.id, "token": session.token}


async def test_calls_and_snapshots_carry_bytes(start: Start) -> None:
    app = await start()
    session = app.create_session()
    dialog = await session.get_widgets().Dialog("d")
    node = node_of(dialog)
    async with (
        browser(app.url, hello=credentials(session)) as page,
        browser(app.url, hello=credentials(session), features=PLAIN) as plain,
    ):
        # no class of the catalog takes such yet: the tree itself is told
        node.tree.call(node, "set_title", "t", CARRIED)
        await dialog.set_tooltip("told")
        expected = {**CARRIED, "pictures": [LARGE, {"levels": LEVELS.data}]}
        assert given(page, "set_title") == ["t", expected]
        without = {**CARRIED, "pictures": [None, {"levels": None}]}
        assert given(plain, "set_title") == ["t", without]
        node.state["buttons"] = [("OK", LEVELS)]
        async with (
            browser(app.url, hello=credentials(session)) as other,
            browser(app.url, hello=credentials(session), features=PLAIN) as last,
        ):
            for client, value in ((other, LEVELS.data), (last, None)):
                await rebuilt(client)
                made = client.of_type("create")[-1]["args"]
                assert ["OK", value] in made[1] or ["OK", value] in made[-1]["buttons"]
        assert all(len(frame) <= FRAME_BYTES for frame in page.frames)


async def rebuilt(client: Client) -> None:
    """Wait until a browser shows what is there."""
    await client.until(lambda: client.replica.rebuilds)


def given(client: Client, method: str) -> list[Any]:
    """Return the arguments of the last call of a method."""
    calls = [item for item in client.of_type("call") if item["method"] == method]
    args: list[Any] = calls[-1]["args"]
    return args
