"""What goes over a connection once it stands."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from pgwidgets.async_ import Session
from pgwidgets.protocol import messages
from pgwidgets.server import host
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.protocol.conftest import Start
from tests.support.client import PLAIN, Client, browser
from tests.support.pictures import broken


def credentials(session: Session) -> dict[str, Any]:
    return {"session_id": session.id, "token": session.token}


async def test_one_users_change_reaches_the_others_silently_and_not_its_sender(
    start: Start,
) -> None:
    app = await start()
    session = app.create_session()
    slider = await session.get_widgets().Slider()
    got: list[float] = []
    await slider.on("activated", got.append)
    async with (
        browser(app.url, hello=credentials(session)) as one,
        browser(app.url, hello=credentials(session)) as two,
    ):
        await session.flush()
        before = len(one.messages)
        await one.fire(node_of(slider).wid, "activated", 30)
        await two.until(lambda: two.replica.find("Slider").state["value"] == 30)
        silent = two.of_type("call")[-1]
        assert silent["method"] == "set_value"
        assert silent["silent"] is True
        await one.until(lambda: one.acknowledged == 1)
        assert [item["type"] for item in one.messages[before:]] == ["ack"]
        assert got == [30]


async def test_a_value_that_python_fits_is_corrected_at_the_sender(start: Start) -> None:
    app = await start()
    session = app.create_session()
    slider = await session.get_widgets().Slider(max=10)
    async with browser(app.url, hello=credentials(session)) as page:
        await session.flush()
        await page.fire(node_of(slider).wid, "activated", 99)
        await page.until(lambda: page.replica.find("Slider").state["value"] == 10)
        assert slider.get_value() == 10


async def test_an_input_that_crossed_the_programs_change_wins_everywhere(start: Start) -> None:
    app = await start()
    session = app.create_session()
    slider = await session.get_widgets().Slider()
    async with browser(app.url, hello=credentials(session)) as page:
        await session.flush()
        page.answering = False
        slider.set_value(70)
        await page.fire(node_of(slider).wid, "activated", 20)
        await page.until(lambda: page.acknowledged == 1)
        await page.answer_all()
        await session.flush()
        assert slider.get_value() == 20
        assert page.replica.find("Slider").state["value"] == 20


@pytest.mark.parametrize(
    "message",
    [
        {"type": "callback", "wid": 1, "action": "nonsense", "args": []},
        {"type": "callback", "wid": 1, "action": "activated", "args": []},
        {"type": "callback", "wid": 1, "action": "activated", "args": ["text"]},
        {"type": "callback", "wid": "1", "action": "activated", "args": [1]},
        {"type": "report", "reports": [[1, "value", 3]]},
        {"type": "report", "reports": [[1, "size", "large"]]},
        {"type": "result", "id": 0.5},
        {"type": "create", "id": 1, "wid": 2, "class": "Label", "args": []},
        {"type": "viewport", "width": "wide", "height": 3},
    ],
)
async def test_an_invalid_message_closes_that_connection_and_the_session_lives(
    start: Start, message: dict[str, Any]
) -> None:
    app = await start()
    session = app.create_session()
    slider = await session.get_widgets().Slider(value=5)
    async with browser(app.url, hello=credentials(session)) as other:
        page = await Client(app.url, hello=credentials(session)).join()
        await page.send(message)
        code, reason = await page.until_closed()
        assert code == messages.PROTOCOL_CODE
        assert reason
        await slider.set_value(6)
        assert other.replica.find("Slider").state["value"] == 6


async def test_bytes_travel_in_frames_of_their_own_and_large_ones_in_chunks(start: Start) -> None:
    app = await start()
    session = app.create_session()
    small, large = broken(100), broken(2_560_000)
    image = await session.get_widgets().Image()
    async with browser(app.url, hello=credentials(session)) as page:
        await image.set_binary_image(small, "png")
        assert page.of_type("binary-call")[-1]["data"] == small
        await image.set_binary_image(large, "png")
        announced = page.of_type("binary-call-chunked")[-1]
        assert announced["data"] == large
        assert announced["num_chunks"] == 5
        binary = [frame for frame in page.frames if isinstance(frame, bytes)]
        assert max(map(len, binary)) <= messages.CHUNK_BYTES


async def test_reconstruct_rebuilds_all_that_are_connected(start: Start) -> None:
    app = await start()
    session = app.create_session()
    await session.get_widgets().Label("x")
    async with (
        browser(app.url, hello=credentials(session)) as one,
        browser(app.url, hello=credentials(session)) as two,
    ):
        await session.flush()
        await session.reconstruct()
        await one.until(lambda: len(one.of_type("reconstruct-end")) == 2)
        await two.until(lambda: len(two.of_type("reconstruct-end")) == 2)


async def test_arrays_of_answers_and_inputs_are_taken_in_order(start: Start) -> None:
    app = await start()
    session = app.create_session()
    slider = await session.get_widgets().Slider()
    got: list[float] = []
    await slider.on("activated", got.append)
    async with browser(app.url, hello=credentials(session)) as page:
        await session.flush()
        wid = node_of(slider).wid
        await page.send(
            [
                {"type": "callback", "wid": wid, "action": "activated", "args": [value], "seq": seq}
                for seq, value in ((1, 10), (2, 20), (2, 99))
            ]
        )
        await page.until(lambda: page.acknowledged == 2)
        # the same number twice is the same input
        assert slider.get_value() == 20


async def test_an_array_of_answers_may_have_a_place_for_each_message(start: Start) -> None:
    app = await start()
    session = app.create_session()
    async with browser(app.url, features=PLAIN, hello=credentials(session)) as page:
        page.answering = False
        label = session.get_widgets().Label("x")
        await page.until(lambda: page.of_type("create"))
        created = page.of_type("create")[-1]
        # session-info had no id, and so no answer
        await page.send([None, {"type": "result", "id": created["id"], "wid": created["wid"]}])
        await page.send([{"type": "result"}, None])
        await label
        assert page.closed is None


async def test_a_reader_that_is_slow_keeps_nobody_waiting(start: Start) -> None:
    app = await start()
    session = app.create_session()
    label = await session.get_widgets().Label("x")
    async with (
        browser(app.url, hello=credentials(session)) as slow,
        browser(app.url, hello=credentials(session)) as quick,
    ):
        await session.flush()
        slow.answering = False
        for number in range(200):
            await label.set_text(str(number))
        assert quick.replica.find("Label").state["text"] == "199"
        await slow.answer_all()


async def test_threads_that_change_one_tree_end_with_all_showing_the_same(start: Start) -> None:
    app = await start()
    session = app.create_session()
    ui = session.get_widgets()
    box = await ui.VBox()
    async with browser(app.url, hello=credentials(session)) as page:

        def add(name: str) -> None:
            for number in range(50):
                core_of(session).run(
                    node_of(box), "add_widget", {"child": ui_label(f"{name}{number}")}
                )

        def ui_label(text: str) -> Any:
            node, _ = core_of(session).create("Label", None, {"text": text}, {})
            return node

        threads = [threading.Thread(target=add, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            await asyncio.to_thread(thread.join)
        await session.flush()
        shown = [page.replica.widgets[wid].state["text"] for wid in page_children(page, box)]
        kept = [placement.node.state["text"] for placement in node_of(box).children]
        assert shown == kept
        assert len(kept) == 150


def page_children(page: Client, box: Any) -> list[int]:
    return list(page.replica.widgets[node_of(box).wid].children)


async def test_a_silent_browser_is_asked_and_then_dropped(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "PING_SECONDS", 0.1)
    # long enough that a page that answers is not taken for silent on a busy machine
    monkeypatch.setattr(host, "SILENCE_SECONDS", 1.0)
    app = await start()
    session = app.create_session()
    async with browser(app.url, hello=credentials(session)) as page:
        await page.until(lambda: len(page.of_type("ping")) >= 3)
        assert session.is_connected
        dead = await Client(app.url, hello=credentials(session)).join()
        dead.stop_reading()
        await page.until(lambda: len(session.connections) == 1)
        dead.read_on()
        await dead.until_closed()


async def test_the_viewport_is_the_screen_size(start: Start) -> None:
    app = await start()
    session = app.create_session()
    assert session.get_screen_size() == (0, 0)
    async with browser(app.url, hello=credentials(session)) as page:
        await page.viewport(800, 600)
        slider = await session.get_widgets().Slider()
        await page.fire(node_of(slider).wid, "activated", 1)
        await page.until(lambda: page.acknowledged == 1)
        assert session.get_screen_size() == (800, 600)


async def test_pictures_that_are_out_of_date_are_not_sent(start: Start) -> None:
    app = await start()
    session = app.create_session()
    W = session.get_widgets()
    image, label = await W.Image(), await W.Label()
    async with browser(app.url, hello=credentials(session)) as page:
        await session.flush()
        page.answering = False
        before = len(page.of_type("binary-call"))
        for number in range(300):
            image.set_binary_image(broken(100_000 + number), "jpeg")
            # the pictures are made in time, and the line takes what it takes
            await asyncio.sleep(0)
        label.set_text("clicked")
        await page.answer_all()
        page.answering = True
        await page.until(lambda: page.replica.find("Label").state["text"] == "clicked")
        await page.until(lambda: page.replica.find("Image").data == broken(100_299))
        # two megabytes are less than each system keeps for a connection
        assert len(page.of_type("binary-call")) - before < 20


async def test_a_page_without_features_is_not_outrun_either(start: Start) -> None:
    app = await start()
    session = app.create_session()
    image = await session.get_widgets().Image()
    async with browser(app.url, hello=credentials(session), features=PLAIN) as page:
        await session.flush()
        page.answering = False
        for number in range(300):
            image.set_binary_image(broken(100_000 + number), "jpeg")
            await asyncio.sleep(0)
        await page.answer_all()
        page.answering = True
        await page.until(lambda: page.replica.find("Image").data == broken(100_299))
        assert len(page.of_type("binary-call")) < 20


async def test_an_error_is_told_once_however_often_a_page_says_it(start: Start) -> None:
    app = await start()
    errors: list[BaseException] = []
    app.on_error(lambda error, _: errors.append(error))
    session = app.create_session()
    async with browser(app.url, hello=credentials(session)) as page:
        label = await session.get_widgets().Label("x")
        (made,) = page.of_type("create")
        for _ in range(100):
            # of what was carried out long ago, of what was never sent, and of what is wrong
            for number in (made["id"], 10**6, 10**30, 0, -5):
                await page.send({"type": "error", "id": number, "error": "forged " * 10_000})
        await label.set_text("y")
        await label.set_text("z")
        assert page.replica.find("Label").state["text"] == "z"
    (error,) = errors
    assert str(error).startswith("a call: the page reported: forged")
    assert len(str(error)) < 11_000
