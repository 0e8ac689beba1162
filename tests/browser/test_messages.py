"""The page against a server that is not ours: what it answers, also to nonsense."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pgwidgets import Buffer
from pgwidgets.model.buffer import DTYPES
from pgwidgets.protocol import messages
from pgwidgets.sync import Application
from tests.browser.lines import Message, Peer
from tests.browser.support import Complaints, wait_until

FEATURES = ("inputs", "reports", "waiting", "heartbeat", "internal", "resume")
"""What most tests' server announces."""
WINDOW: list[Message] = [
    {"type": "create", "id": 1, "wid": 1, "class": "TopLevel", "args": [{"title": "Plain"}]},
    {"type": "create", "id": 2, "wid": 2, "class": "Label", "args": ["hello"]},
    {"type": "call", "id": 3, "wid": 1, "method": "set_widget", "args": [{"__wid__": 2}]},
    {"type": "call", "id": 4, "wid": 1, "method": "show", "args": []},
]


@pytest.fixture
def visit(peer: Peer, application: Application, page: Page) -> Callable[[], Page]:
    """Opens the page with the scripted server instead of its own."""

    def visit() -> Page:
        peer.visit(page, application)
        return page

    return visit


@pytest.fixture
def shown(visit: Callable[[], Page], peer: Peer) -> Page:
    """The page with one window."""
    page = visit()
    peer.greet(*FEATURES)
    peer.send(WINDOW)
    expect(page.get_by_text("hello", exact=True)).to_be_visible()
    return page


def test_the_first_answer_names_the_features(visit: Callable[[], Page], peer: Peer) -> None:
    visit()
    answer = peer.greet()
    features = set(answer.pop("features"))
    assert answer == {"type": "result", "id": 0}
    assert features == set(messages.FEATURES)


def test_brief_answers_tell_errors_and_the_highest_id(
    visit: Callable[[], Page], peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("no widget class")
    visit()
    peer.greet("brief")
    bad = {"type": "create", "id": 3, "wid": 9, "class": "Labell", "args": []}
    ping = {"type": "ping", "id": -1}
    peer.send([*WINDOW[:2], bad, {**WINDOW[2], "id": 4}, ping])
    answers = peer.receive()
    assert [(answer["type"], answer["id"]) for answer in answers] == [("error", 3), ("result", 4)]


def test_credentials_come_back_for_the_same_run_only(visit: Callable[[], Page], peer: Peer) -> None:
    page = visit()
    peer.greet(instance="one", session=5)
    page.reload()
    assert peer.greet(instance="one", session=5)["session_id"] == 5
    peer.drop()
    again = peer.greet(instance="one", session=5)
    assert (again["session_id"], again["token"]) == (5, "secret5")
    page.reload()
    assert "session_id" not in peer.greet(instance="two", session=6)
    page.reload()
    assert peer.greet(instance="two", session=6)["token"] == "secret6"


def test_an_array_is_answered_by_one_array_in_order(
    visit: Callable[[], Page], peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("no widget class")
    visit()
    peer.greet()
    bad = {"type": "create", "id": 7, "wid": 9, "class": "Labell", "args": []}
    peer.send([*WINDOW[:2], bad, *WINDOW[2:]])
    answers = peer.receive()
    assert [(answer["type"], answer["id"]) for answer in answers] == [
        ("result", 1),
        ("result", 2),
        ("error", 7),
        ("result", 3),
        ("result", 4),
    ]
    assert answers[0]["wid"] == 1
    assert answers[2]["error"] == 'create: no widget class "Labell"; did you mean "Label"?'


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"type": "crate"}, 'unknown message type "crate"'),
        ({"type": "create", "wid": 1, "class": "Label"}, "create: widget 1 exists already"),
        ({"type": "create", "wid": "x", "class": "Label"}, 'create: "wid" must be a whole number'),
        ({"type": "create", "wid": 3, "class": "toString"}, 'create: no widget class "toString"'),
        ({"type": "create", "wid": 3}, 'create: "class" must be text'),
        ({"type": "call", "wid": 8, "method": "show"}, "no widget 8: it was never created here"),
        ({"type": "call", "wid": 2, "method": "set_txt"}, 'did you mean "set_text"?'),
        ({"type": "call", "wid": 2, "method": "constructor"}, 'Label has no method "constructor"'),
        ({"type": "call", "wid": 2, "method": "hide", "args": 3}, '"args" must be a list'),
        (
            {"type": "call", "wid": 1, "method": "set_widget", "args": [{"__wid__": 77}]},
            "no widget 77",
        ),
        ({"type": "listen", "wid": 2, "action": "clicks"}, 'did you mean "click"?'),
        (
            {"type": "batch", "calls": [{"wid": 2, "method": "hide"}, {"wid": 8, "method": "x"}]},
            "8.x: no widget 8",
        ),
        ({"type": "open-url", "url": "javascript:alert(1)"}, '"javascript:" links are not opened'),
        (
            {"type": "binary-call-chunked", "wid": 2, "transfer_id": "t", "num_chunks": 0},
            '"num_chunks" must be at least 1',
        ),
    ],
)
def test_errors_say_what_is_wrong(
    shown: Page, peer: Peer, complaints: Complaints, message: Message, error: str
) -> None:
    complaints.expect("pgwidgets: .* failed")
    answer = peer.ask(message)
    assert answer["type"] == "error"
    assert error in answer["error"]
    # and the rest goes on
    peer.ask({"type": "call", "wid": 2, "method": "set_text", "args": ["still here"]})
    expect(shown.get_by_text("still here", exact=True)).to_be_attached()


def test_what_does_not_belong_is_refused_and_the_rest_goes_on(
    visit: Callable[[], Page], peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("not expected while the connection is")
    page = visit()
    peer.accept()
    peer.send({**WINDOW[0], "id": 1})
    expected = "create: not expected while the connection is CONNECTING; expected init"
    assert peer.receive("error")["error"].startswith(expected)
    peer.send({"type": "init", "id": 0})
    peer.receive("result")
    # a server that names no session just begins
    peer.send(WINDOW)
    assert [answer["type"] for answer in peer.receive()] == ["result"] * len(WINDOW)
    for late in ({"type": "waiting"}, {"type": "resumed", "seq": 0}, {"type": "init"}):
        assert "while the connection is ESTABLISHED" in peer.ask(late)["error"]
    expect(page.get_by_text("hello", exact=True)).to_be_visible()
    expect(page.get_by_role("heading")).to_have_count(0)


def test_nonsense_without_an_id_is_survived(
    shown: Page, peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("pgwidgets: ")
    peer.send([{"type": 3}])
    peer.send({"type": "binary-chunk", "transfer_id": "x", "chunk_index": 0}, b"lost")
    peer.send({"type": "call", "wid": 99, "method": "show"})
    assert peer.ask({"type": "ping"})["type"] == "result"
    wait_until(lambda: len(complaints.found) == 3, "each is noted", shown)


CODES = dict(zip(DTYPES, "BHIbhifd", strict=True))
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"></svg>'
SHOW_IMAGE: list[Message] = [
    {"type": "create", "id": 10, "wid": 10, "class": "Image", "args": []},
    {"type": "call", "id": 11, "wid": 1, "method": "set_widget", "args": [{"__wid__": 10}]},
]


def loaded(page: Page) -> bool:
    find = "[...document.images].some((i) => i.complete && i.naturalWidth === 30)"
    return bool(page.evaluate(find))


def test_bytes_arrive_as_bytes(shown: Page, peer: Peer) -> None:
    peer.send(SHOW_IMAGE)
    call = {
        "type": "binary-call",
        "wid": 10,
        "method": "set_binary_image",
        "args": ["image/svg+xml"],
    }
    answer = peer.ask(call, SVG)
    assert answer["type"] == "result", answer
    wait_until(lambda: loaded(shown), "the picture is shown", shown)


def test_bytes_may_come_in_pieces_in_any_order(shown: Page, peer: Peer) -> None:
    peer.send(SHOW_IMAGE)
    header = {"type": "binary-call-chunked", "wid": 10, "method": "set_binary_image"}
    peer.send({**header, "id": 90, "args": ["image/svg+xml"], "transfer_id": "t1", "num_chunks": 3})
    pieces = [SVG[:20], SVG[20:40], SVG[40:]]
    for index in (2, 0):
        chunk = {"type": "binary-chunk", "transfer_id": "t1", "chunk_index": index}
        peer.send(chunk, pieces[index])
        # other traffic comes between
        assert peer.ask({"type": "ping"})["type"] == "result"
    peer.send({"type": "binary-chunk", "transfer_id": "t1", "chunk_index": 1}, pieces[1])
    answer = peer.receive("result")
    assert answer["id"] == 90
    wait_until(lambda: loaded(shown), "the picture is shown", shown)


KEEP_ARRAYS = """async () => {
    const { Widgets } = await import(new URL("Widgets.js", document.baseURI).href);
    Widgets.Image.prototype.set_binary_image = (array, ...rest) => {
        const { constructor, length, shape } = array;
        window.given = [constructor.name, length, [...array.slice(-8)], shape, rest];
    };
}"""
"""Has a method that takes bytes tell what it was given: no class shows mere numbers."""

ARRAYS = {
    Buffer(array("B", [0, 255])): "Uint8Array",
    Buffer(array("H", [0, 258, 65535]), (3, 1)): "Uint16Array",
    Buffer(array("I", [2**32 - 1])): "Uint32Array",
    Buffer(array("b", [-128, 127])): "Int8Array",
    Buffer(array("h", [-2, 258])): "Int16Array",
    Buffer(array("i", [-(2**31), 1])): "Int32Array",
    Buffer(array("f", [0.5, -1.25] * 3), (1, 2, 3)): "Float32Array",
    Buffer(array("d", [0.1, 1e300])): "Float64Array",
    Buffer(b"", (0, 4), "float64"): "Float64Array",
    # in several pieces
    Buffer(array("I", range(300_000)), (300, 1000)): "Uint32Array",
}


def test_numbers_arrive_as_typed_arrays(shown: Page, peer: Peer) -> None:
    peer.send(SHOW_IMAGE)
    shown.evaluate(KEEP_ARRAYS)
    for message_id, (buffer, name) in enumerate(ARRAYS.items(), 90):
        for frame in messages.call(message_id, 10, "set_binary_image", (buffer, "x"), silent=True):
            peer.send_frame(frame)
        assert peer.receive("result")["id"] == message_id
        values = [value for (value,) in struct.iter_unpack(f"<{CODES[buffer.dtype]}", buffer.data)]
        expected = [name, len(values), values[-8:], list(buffer.shape), ["x"]]
        assert shown.evaluate("window.given") == expected


def test_bytes_arrive_at_any_depth(shown: Page, peer: Peer) -> None:
    peer.send(SHOW_IMAGE)
    shown.evaluate(KEEP_ARRAYS)
    levels = Buffer(array("f", [0.5, -1.25]), (2, 1))
    large = bytes(range(256)) * 5000
    args = (b"first", {"of": [levels, {"more": large}]})
    for frame in messages.call(90, 10, "set_binary_image", args, silent=True):
        peer.send_frame(frame)
    assert peer.receive("result")["id"] == 90
    assert shown.evaluate("window.given.slice(0, 2)") == ["Uint8Array", 5]
    assert shown.evaluate(
        "(({ of: [levels, { more }] }) => [levels.constructor.name, [...levels], levels.shape,"
        " more.constructor.name, more.length, more.at(-1)])(window.given.at(-1)[0])"
    ) == ["Float32Array", [0.5, -1.25], [2, 1], "Uint8Array", len(large), 255]
    # a constructor's, too: a label shows what text it is given
    for frame in messages.create(91, 20, "Label", (b"abc",)):
        peer.send_frame(frame)
    assert peer.receive("result")["id"] == 91
    peer.ask({"type": "call", "wid": 1, "method": "set_widget", "args": [{"__wid__": 20}]})
    expect(shown.get_by_text("97,98,99")).to_be_visible()


def test_calls_fire_nothing_and_clicks_once(shown: Page, peer: Peer) -> None:
    peer.ask({"type": "create", "wid": 20, "class": "CheckBox", "args": ["Grid"]})
    peer.ask({"type": "call", "wid": 1, "method": "set_widget", "args": [{"__wid__": 20}]})
    peer.ask({"type": "listen", "wid": 20, "action": "activated"})
    peer.ask({"type": "call", "wid": 20, "method": "set_state", "args": [True], "silent": True})
    peer.ask({"type": "call", "wid": 20, "method": "set_state", "args": [False]})
    shown.get_by_role("checkbox", name="Grid").click()
    fired = peer.receive("callback")
    assert (fired["wid"], fired["action"], fired["args"]) == (20, "activated", [True])
    # what the page reports of its layout is numbered, too
    assert fired["seq"] >= 1
    peer.ask({"type": "unlisten", "wid": 20, "action": "activated"})


def test_a_newer_input_is_not_undone_by_an_older_call(shown: Page, peer: Peer) -> None:
    peer.ask({"type": "create", "wid": 30, "class": "TextEntry", "args": [{"text": "a"}]})
    peer.ask({"type": "call", "wid": 1, "method": "set_widget", "args": [{"__wid__": 30}]})
    entry = shown.get_by_role("textbox")
    entry.fill("typed")
    fired = peer.receive("callback")
    late = {"type": "call", "wid": 30, "method": "set_text", "args": ["from before"]}
    assert peer.ask(late)["type"] == "result"
    expect(entry).to_have_value("typed")
    peer.send({"type": "ack", "seq": fired["seq"]})
    peer.ask({**late, "args": ["from after"]})
    expect(entry).to_have_value("from after")


def test_a_plain_server_gets_only_what_it_listens_to(visit: Callable[[], Page], peer: Peer) -> None:
    page = visit()
    peer.greet()
    peer.send(WINDOW)
    peer.receive()
    peer.ask({"type": "create", "wid": 20, "class": "CheckBox", "args": ["Grid"]})
    peer.ask({"type": "call", "wid": 1, "method": "set_widget", "args": [{"__wid__": 20}]})
    box = page.get_by_role("checkbox", name="Grid")
    box.click()
    peer.ask({"type": "listen", "wid": 20, "action": "activated"})
    box.click()
    # the first click was not told, nor any fact: this is the first thing that comes
    fired = peer.receive()
    assert fired == {"type": "callback", "wid": 20, "action": "activated", "args": [False]}


def test_a_server_that_keeps_silent_is_waited_for(visit: Callable[[], Page], peer: Peer) -> None:
    page = visit()
    peer.accept()
    peer.send({"type": "init", "id": 0})
    peer.receive()
    expect(page.get_by_role("heading", name="Waiting for a free place")).to_be_visible()
    peer.send({"type": "session-info", "session_id": 1, "token": "t"}, WINDOW)
    expect(page.get_by_text("hello", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Waiting")).to_have_count(0)


@pytest.mark.parametrize("by", ["message", "close code"])
def test_a_rejection_shows_the_reason(visit: Callable[[], Page], peer: Peer, by: str) -> None:
    page = visit()
    peer.greet("waiting")
    reason = "Open the address that the notebook shows"
    if by == "message":
        peer.send({"type": "rejected", "code": 4002, "reason": reason})
    else:
        peer.drop(4002, reason)
    expect(page.get_by_role("heading", name="Disconnected")).to_be_visible()
    expect(page.get_by_text(reason)).to_be_visible()
    assert not peer.is_tried_again


def test_links_are_opened_or_offered(shown: Page, peer: Peer, application: Application) -> None:
    url = f"{application.url}favicon.svg"
    shown.evaluate("window.open = () => null")
    peer.ask({"type": "open-url", "url": url})
    link = shown.get_by_role("link", name="Open link")
    expect(link).to_have_attribute("href", url)
    peer.drop(1001, "")
    expect(shown.get_by_text("Reconnecting…")).to_be_visible()
    with shown.expect_popup() as popup:
        link.click()
    assert popup.value.url == url
    expect(link).to_have_count(0)


def test_fonts_of_the_program(shown: Page, peer: Peer) -> None:
    font = {"family": "monospace", "size": 21, "weight": "bold", "style": None}
    peer.ask({"type": "set-default-font", "font": font})
    style = "getComputedStyle(document.querySelector('.pg-label'))"
    assert shown.evaluate(f"{style}.fontSize") == "21px"
    assert shown.evaluate(f"{style}.fontFamily") == "monospace"
    peer.ask({"type": "set-default-font", "font": None})
    assert shown.evaluate(f"{style}.fontSize") == "13px"
    peer.ask({"type": "register-font", "family": "Mine", "url": "fonts/mine.woff2"})
    assert shown.evaluate("[...document.fonts].map((f) => f.family)") == ["Mine"]
