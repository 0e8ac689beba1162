"""Limits that an operator sets: who crosses one is told, and nobody else is harmed."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from pgwidgets.errors import LimitError
from pgwidgets.protocol import messages
from pgwidgets.server import transport
from pgwidgets.session import client as session_client
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.server.hosting import APIS, QUIET, browse, serving, until, use
from tests.support.client import Client

TOO_LARGE = 1009  # RFC 6455, 7.4.1


@pytest.fixture(params=APIS)
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def join(session: Any, **options: Any) -> Client:
    """Return a browser that has joined a session and shows what is there."""
    hello = {"session_id": session.id, "token": session.token}
    client = await Client(session.app.url, hello=hello, logger=QUIET, **options).join()
    await client.until(lambda: client.replica.rebuilds)
    return client


async def is_well(api: str, session: Any, client: Client) -> None:
    """Show that a browser and its session are well."""
    label = await use(api, session.get_widgets().Label, "well")
    await client.until(lambda: client.replica.widgets[node_of(label).wid].state["text"] == "well")


async def test_widgets_of_a_session(api: str) -> None:
    async with serving(api, max_widgets=3) as app:
        session, other = app.create_session(), app.create_session()
        client = await join(session)
        ui = session.get_widgets()
        widgets = [await use(api, ui.Label, str(number)) for number in range(3)]
        with pytest.raises(LimitError, match="max_widgets"):
            await use(api, ui.Label, "one too many")
        await use(api, widgets[0].destroy)
        await is_well(api, session, client)
        await use(api, other.get_widgets().Label, "another session's")
        await client.close()


async def test_browsers_of_a_session(api: str) -> None:
    async with serving(api, max_connections=2) as app:
        session, other = app.create_session(), app.create_session()
        clients = [await join(session), await join(session)]
        hello = {"session_id": session.id, "token": session.token}
        third = await browse(app.ports[0], hello=hello).open()
        code, reason = await third.until_closed()
        assert code == messages.FULL_CODE
        assert "2 browsers" in reason
        (rejected,) = third.of_type("rejected")
        assert (rejected["code"], rejected["reason"]) == (code, reason)
        clients.append(await join(other))
        await clients[0].close()
        await until(lambda: len(session.connections) == 1)
        clients[0] = await join(session)
        await is_well(api, session, clients[0])
        for client in clients:
            await client.close()


async def test_the_size_of_a_message(api: str) -> None:
    async with serving(api, max_message_size=10_000) as app:
        session = app.create_session()
        entry = await use(api, session.get_widgets().TextEntry)
        large, small = await join(session), await join(session)
        await small.fire(node_of(entry).wid, "activated", "x" * 9_000)
        await until(lambda: len(entry.get_text()) == 9_000)
        await large.fire(node_of(entry).wid, "activated", "x" * 11_000)
        assert (await large.until_closed())[0] == TOO_LARGE
        assert len(entry.get_text()) == 9_000
        await is_well(api, session, small)
        await small.close()


async def test_the_time_to_greet(api: str) -> None:
    async with serving(api, handshake_timeout=0.5) as app:
        silent = await browse(app.ports[0], greets=False).open()
        assert await silent.until_closed() == (
            messages.PROTOCOL_CODE,
            "init was not answered in time",
        )
        session = app.create_session()
        client = await join(session)
        await is_well(api, session, client)
        await client.close()


async def test_what_waits_for_a_browser_that_reads_nothing(
    api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "CLOSE_SECONDS", 0.1)
    monkeypatch.setattr(transport, "FAREWELL_SECONDS", 0.1)
    limit = 1_000_000
    async with serving(api, max_outbox_bytes=limit) as app:
        session = app.create_session()
        make = session.get_widgets()
        frozen, quick = await join(session), await join(session)
        end = end_of(session, frozen)
        frozen.stop_reading()
        longest = 0.0
        clock = asyncio.get_running_loop().time
        # what a socket buffers of its own is bounded, too
        for number in range(500):
            begun = clock()
            # nothing stands for a widget that is made, as a later text does for an earlier one
            area = await use(api, make.TextArea, f"{number}" + "x" * 100_000)
            longest = max(longest, clock() - begun)
            assert end.outbox._waiting_bytes < limit + 200_000
            if end.outbox.lost:
                break
        assert end.outbox.lost
        assert not end.outbox._waiting
        assert longest < 2
        await until(lambda: len(session.connections) == 1)
        await is_well(api, session, quick)
        frozen.read_on()
        await frozen.until_closed()
        await frozen.come_back()
        assert frozen.replica.rebuilds == 2
        await frozen.until(
            lambda: frozen.replica.widgets[node_of(area).wid].state["text"] == area.get_text()
        )
        await is_well(api, session, frozen)
        await frozen.close()
        await quick.close()


def end_of(session: Any, browser: Client) -> session_client.Client:
    """Return the session's end of a browser."""
    ends = core_of(session).clients
    (end,) = [end for end in ends if end.connection.remote_address[1] == browser.port]
    return cast("session_client.Client", end)


async def test_state_that_changes_all_the_time_cuts_nobody_off(api: str) -> None:
    limit = 200_000
    async with serving(api, max_outbox_bytes=limit) as app:
        session = app.create_session()
        label = await use(api, session.get_widgets().Label, "x")
        frozen, quick = await join(session), await join(session)
        end = end_of(session, frozen)
        frozen.stop_reading()
        for number in range(600):
            # of each text, the next one takes its place
            await use(api, label.set_text, f"{number}" + "x" * 20_000)
        assert not end.outbox.lost
        assert end.outbox._waiting_bytes < limit
        frozen.read_on()
        await frozen.until(lambda: frozen.replica.find("Label").state["text"].startswith("599x"))
        assert len(frozen.of_type("call")) < 600
        await frozen.close()
        await quick.close()
