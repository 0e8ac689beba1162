"""The same over real sockets: each connection is closed with a reason, and the session lives."""

from __future__ import annotations

import asyncio
import json
from functools import partial

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from pgwidgets.async_ import Application, Session
from pgwidgets.protocol import messages
from pgwidgets.session.widgets import node_of
from tests.fuzz.mutation import Mutator
from tests.support import soak
from tests.support.client import Client

FRAMES = soak.count(300, 20_000)
LIMIT = soak.seconds(120)

REASONS = (messages.PROTOCOL_CODE, messages.WRONG_TOKEN_CODE)


async def build(session: Session) -> int:
    """Make one of some kinds; returns the id of the last."""
    ui = session.get_widgets()
    made = [make() for make in (ui.VBox, ui.Label, ui.Slider, ui.TextEntry, ui.TabWidget)]
    last = await ui.Image()
    for widget in made:
        await widget
    return int(node_of(last).wid)


async def greeted(app: Application, hello: str) -> ClientConnection:
    """Return a connection on which `init` was answered."""
    line = await connect(app.url.replace("http", "ws", 1), compression=None, max_size=None)
    await line.send(hello)
    return line


async def drain(line: ClientConnection) -> None:
    """Hear what comes, until the end."""
    try:
        async for _ in line:
            pass
    except ConnectionClosed:
        return


def has_come(client: Client, seq: int) -> bool:
    return client.acknowledged == seq


@pytest.mark.soak
@pytest.mark.timeout(LIMIT)
async def test_a_server_closes_with_a_reason_and_goes_on() -> None:
    app = Application(ws_port=0, http_port=0, max_sessions=None)
    await app.start()
    session = app.create_session(1)
    wid = await build(session)
    witness = await session.get_widgets().Slider(max=10**6)
    mutator = Mutator(soak.SEED, wids=wid, token=session.token, drops_on=wid)
    hello = json.dumps({"type": "result", "id": 0, "session_id": 1, "token": session.token})
    credentials = {"session_id": 1, "token": session.token}
    good = await Client(app.url, hello=credentials).join()
    await good.until(lambda: good.replica.rebuilds)
    closed = 0
    line = await greeted(app, hello)
    hearing = asyncio.create_task(drain(line))
    for number in range(FRAMES):
        frame = mutator.frame()
        try:
            await line.send(frame)
            # a flood would delay the farewell
            await (await line.ping())
        except ConnectionClosed:
            assert line.close_code in REASONS, f"{frame!r:.300}"
            assert line.close_reason
            closed += 1
            await hearing
            line = await greeted(app, hello)
            hearing = asyncio.create_task(drain(line))
        if number % 100 == 0:
            seq = await good.fire(node_of(witness).wid, "activated", number + 1)
            await good.until(partial(has_come, good, seq))
            assert witness.get_value() == number + 1
    soak.figure(f"{FRAMES} frames over sockets, {closed} connections closed with a reason")
    assert closed > FRAMES / 50
    await line.close()
    await hearing
    await good.close()
    await app.close()
