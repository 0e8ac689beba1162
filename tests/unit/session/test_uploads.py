"""Pieces of files: all orders that can be, and what can't be."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.catalog.registry import declarations, rules
from pgwidgets.errors import ProtocolError
from pgwidgets.model.tree import Tree
from pgwidgets.protocol import events
from pgwidgets.protocol.events import Chunk
from pgwidgets.session import inputs
from pgwidgets.session.backlog import MOST_JOBS
from pgwidgets.session.inputs import TAKES_NONE
from pgwidgets.session.stalls import GIVEN_UP, LOOK_SECONDS, PATIENCE
from pgwidgets.session.uploads import LONGEST_ID, MOST_FILES, MOST_TRANSFERS, Transfer, Uploads
from tests.support.client import FEATURES
from tests.support.files import Files, announcement, pieces
from tests.unit.session.simulation import Page, Session

CALLBACK = declarations()["Label"].all_callbacks["drop-end"]
NODE = Tree(rules(), time.monotonic, None).create("Label", {})
LIMIT = 1000


def begun(files: Files, transfer_id: str = "t") -> tuple[Uploads, Transfer]:
    uploads = Uploads(LIMIT)
    return uploads, uploads.begin(NODE, CALLBACK, announcement(transfer_id, files))


def chunks(files: Files) -> list[Chunk]:
    return [
        Chunk(
            header["wid"],
            header["transfer_id"],
            header["file_index"],
            header["file_count"],
            header["chunk_index"],
            header["num_chunks"],
            data,
        )
        for header, data in pieces(NODE.wid, "t", files)
    ]


@given(st.data())
def test_pieces_may_come_in_any_order(data: st.DataObject) -> None:
    names = st.text("abc.", min_size=1).filter(lambda name: name not in (".", ".."))
    files = data.draw(st.dictionaries(names, st.binary(max_size=20), min_size=1, max_size=4))
    uploads, transfer = begun(files)
    come = 0
    order = data.draw(st.permutations(chunks(files)))
    for number, chunk in enumerate(order, 1):
        taken = uploads.take(chunk)
        assert taken is not None
        assert taken[0] is transfer
        progress = taken[1]
        come += len(chunk.data)
        assert progress["transferred_bytes"] == come
        assert progress["complete"] == (number == len(order))
    assert [item["data"] for item in transfer.received()["files"]] == list(files.values())
    # it is complete, and what comes now belongs to nothing
    assert uploads.take(order[0]) is None


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"wid": NODE.wid + 1}, "name the widget"),
        ({"file_count": 2}, "name the widget"),
        ({"file_index": 1}, "no file 1 of 1"),
        ({"file_index": -1}, "no file -1 of 1"),
        ({"chunk_index": 3}, "no chunk 3 of 3"),
        ({"chunk_index": -1}, "no chunk -1 of 3"),
        ({"num_chunks": 4}, "in 4 chunks"),
        ({"num_chunks": 0}, "in 0 chunks"),
        ({"chunk_index": 0}, "came before"),
        ({"data": b"x" * 9}, "13 bytes came of a file of 10"),
    ],
)
def test_what_is_no_piece(change: dict[str, Any], error: str) -> None:
    files = {"a.txt": b"0123456789"}
    uploads, _ = begun(files)
    first, second, _ = chunks(files)
    uploads.take(first)
    with pytest.raises(ProtocolError, match=error):
        uploads.take(replace(second, **change))


def test_a_file_that_is_shorter_than_announced() -> None:
    uploads, _ = begun({"a.txt": b"12345"})
    first, second = chunks({"a.txt": b"12345"})
    uploads.take(first)
    with pytest.raises(ProtocolError, match="4 bytes came of a file of 5"):
        uploads.take(replace(second, data=b""))


@pytest.mark.parametrize(
    "files",
    [
        None,
        [],
        "a.txt",
        ["a.txt"],
        [{"name": "a.txt", "size": 1}],
        [{"name": "a.txt", "size": -1, "type": ""}],
        [{"name": "a.txt", "size": True, "type": ""}],
        [{"name": "a.txt", "size": 1.5, "type": ""}],
        [{"name": "", "size": 1, "type": ""}],
        [{"name": "..", "size": 1, "type": ""}],
        [{"name": "folder/", "size": 1, "type": ""}],
        [{"name": "a\0b", "size": 1, "type": ""}],
        [{"name": "a.txt", "size": 0, "type": ""}] * (MOST_FILES + 1),
    ],
)
def test_what_announces_nothing(files: Any) -> None:
    uploads = Uploads(LIMIT)
    with pytest.raises(ProtocolError):
        uploads.begin(NODE, CALLBACK, {"transfer_id": "t", "files": files})
    uploads.begin(NODE, CALLBACK, announcement("t", {"a.txt": b"a"}))


@pytest.mark.parametrize("name", ["/etc/passwd", "..\\..\\passwd", "a/../passwd"])
def test_names_lose_their_folders(name: str) -> None:
    _, transfer = begun({name: b""})
    assert [item["name"] for item in transfer.announced()["files"]] == ["passwd"]


def test_the_limit_counts_all_that_is_under_way() -> None:
    uploads, _ = begun({"a.txt": bytes(LIMIT - 1)})
    uploads.begin(NODE, CALLBACK, announcement("one more", {"b.txt": b"b"}))
    with pytest.raises(ProtocolError, match="max_upload_size allows 1000"):
        uploads.begin(NODE, CALLBACK, announcement("too much", {"c.txt": b"c"}))
    uploads.drop("t")
    uploads.begin(NODE, CALLBACK, announcement("it fits", {"c.txt": b"c"}))
    with pytest.raises(ProtocolError, match="with this id"):
        uploads.begin(NODE, CALLBACK, announcement("it fits", {"d.txt": b"d"}))


def test_the_number_of_transfers_is_limited() -> None:
    uploads = Uploads(LIMIT)
    for number in range(MOST_TRANSFERS):
        uploads.begin(NODE, CALLBACK, announcement(str(number), {"a.txt": b"a"}))
    with pytest.raises(ProtocolError, match="transfers at a time"):
        uploads.begin(NODE, CALLBACK, announcement("more", {"a.txt": b"a"}))
    uploads.clear()
    uploads.begin(NODE, CALLBACK, announcement("more", {"a.txt": b"a"}))


def test_files_that_nobody_takes_are_not_kept() -> None:
    session = Session()
    label = session.make("Label", interactive=True)
    page = Page().join(session)
    announced = announcement("t", {"a": b"data"})
    client = page.client
    inputs.receive(session, client, events.Input(label.wid, "drop-end", [announced], None))
    header = {
        "wid": label.wid,
        "transfer_id": "t",
        "file_index": 0,
        "file_count": 1,
        "chunk_index": 0,
        "num_chunks": 1,
    }
    assert client.uploads._transfers == {}
    inputs.receive(session, client, events.chunk(header, b"data"))
    got: list[bytes] = []
    session.on(label, "drop-end", lambda event: got.append(event["files"][0]["data"]))
    announced = announcement("u", {"a": b"data"})
    inputs.receive(session, client, events.Input(label.wid, "drop-end", [announced], None))
    inputs.receive(session, client, events.chunk({**header, "transfer_id": "u"}, b"data"))
    assert got == [b"data"]


def test_transfers_have_short_ids() -> None:
    uploads = Uploads(LIMIT)
    with pytest.raises(ProtocolError, match="at most 200 characters"):
        uploads.begin(NODE, CALLBACK, announcement("t" * (LONGEST_ID + 1), {"a": b"x"}))
    uploads.begin(NODE, CALLBACK, announcement("t" * LONGEST_ID, {"a": b"x"}))


class Sender:
    """A page that sends files to a label, and what its handler got."""

    def __init__(self, *, listened: bool = True) -> None:
        self.session = Session()
        self.label = self.session.make("Label", interactive=True)
        self.got: list[list[bytes]] = []
        if listened:
            self.session.on(self.label, "drop-end", self._take)
        self.page = Page().join(self.session)
        self._looked = 0

    def _take(self, event: dict[str, Any]) -> None:
        self.got.append([item["data"] for item in event["files"]])

    def announce(self, transfer_id: str, files: Files) -> None:
        """Announce files, and send none yet."""
        args = [announcement(transfer_id, files)]
        self._receive(events.Input(self.label.wid, "drop-end", args, None))

    def send(self, transfer_id: str, files: Files, *indices: int) -> None:
        """Send the pieces of some files, or some of them."""
        made = list(pieces(self.label.wid, transfer_id, files))
        for header, data in [made[index] for index in indices] or made:
            self._receive(events.chunk(header, data))

    def _receive(self, event: events.Event) -> None:
        inputs.receive(self.session, self.page.client, event)

    def look(self, times: int = 1) -> None:
        """Let the clock ring so many times."""
        for _ in range(times):
            ring = self._rings[self._looked]
            self._looked += 1
            ring()

    @property
    def is_watched(self) -> bool:
        """Whether the clock is going to ring."""
        return self._looked < len(self._rings)

    @property
    def _rings(self) -> list[Callable[[], None]]:
        timers = self.session.world.timers
        return [ring for delay, ring in timers if delay == LOOK_SECONDS]

    def told(self) -> list[tuple[str, str]]:
        """Return what the page was told to send no more of, and why."""
        self.page.settle(self.session)
        return [
            (message["transfer_id"], message["reason"])
            for message in self.page.messages
            if message["type"] == "upload-refused"
        ]


FILES = {"a.txt": b"0123456789"}


def test_a_page_is_told_of_all_that_is_refused_and_what_was_under_way_does_no_harm() -> None:
    page = Sender(listened=False)
    names = [f"files-{number}" for number in range(3 * MOST_TRANSFERS)]
    for name in names:
        page.announce(name, FILES)
    for name in names:
        page.send(name, FILES)
    assert page.told() == [(name, TAKES_NONE) for name in names]
    assert not page.is_watched
    assert page.page.client.uploads.under_way == []


@pytest.mark.parametrize("method", ["set_enabled", "hide", "destroy"])
def test_files_for_what_takes_none_now_are_refused_aloud(method: str) -> None:
    page = Sender()
    page.session.do(page.label, method, **({"tf": False} if method == "set_enabled" else {}))
    page.announce("t", FILES)
    page.send("t", FILES)
    assert page.told() == [("t", TAKES_NONE)]
    assert page.got == []


def test_files_of_which_nothing_comes_any_more_are_given_up() -> None:
    page = Sender()
    page.announce("t", FILES)
    page.send("t", FILES, 0, 2)
    # the first look finds these
    page.look(1 + PATIENCE - 1)
    assert page.told() == []
    page.look()
    assert page.told() == [("t", GIVEN_UP)]
    assert page.page.client.uploads.under_way == []
    assert not page.is_watched
    # what was under way is too late, and another one is not
    page.send("t", FILES, 1)
    page.announce("u", FILES)
    page.send("u", FILES)
    assert page.got == [[FILES["a.txt"]]]
    assert page.told() == [("t", GIVEN_UP)]


def test_a_slow_line_is_given_the_time_that_it_needs() -> None:
    page = Sender()
    page.announce("t", FILES)
    page.announce("u", FILES)
    for transfer_id in ("t", "u"):
        for index in range(3):
            page.look(PATIENCE - 1)
            page.send(transfer_id, FILES, index)
            page.look()
    assert page.got == [[FILES["a.txt"]]] * 2
    assert not page.is_watched
    assert page.told() == []


def test_the_time_in_which_nobody_listens_to_a_page_does_not_count() -> None:
    page = Sender()
    page.announce("t", FILES)
    backlog = page.page.client.backlog
    for _ in range(MOST_JOBS):
        backlog.begin()
    page.look(2 * PATIENCE)
    for _ in range(MOST_JOBS):
        backlog.end()
    page.look(PATIENCE - 1)
    page.send("t", FILES)
    assert page.got == [[FILES["a.txt"]]]


@pytest.mark.parametrize("features", [FEATURES, ()])
def test_what_a_page_was_sending_goes_with_its_connection(features: tuple[str, ...]) -> None:
    page = Sender()
    page.page = Page(features).join(page.session)
    page.announce("t", FILES)
    client = page.page.client
    page.page.leave(page.session)
    assert client.uploads.under_way == []
    page.look()
    assert not page.is_watched


def test_nothing_is_looked_after_when_the_session_has_ended() -> None:
    page = Sender()
    page.announce("t", FILES)
    page.session.end(4003, "it has ended")
    assert page.session.world.cancelled == [LOOK_SECONDS]
    # a call that was on its way
    page.look()
    assert not page.is_watched
