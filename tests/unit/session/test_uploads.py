"""Pieces of files: all orders that can be, and what can't be."""

from __future__ import annotations

import time
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
from pgwidgets.session.uploads import LONGEST_ID, MOST_FILES, MOST_TRANSFERS, Transfer, Uploads
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
        taken, progress = uploads.take(chunk)
        come += len(chunk.data)
        assert taken is transfer
        assert progress["transferred_bytes"] == come
        assert progress["complete"] == (number == len(order))
    assert [item["data"] for item in transfer.received()["files"]] == list(files.values())
    with pytest.raises(ProtocolError, match="no transfer"):
        uploads.take(order[0])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"transfer_id": "other"}, "no transfer 'other'"),
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


def test_what_is_refused_is_remembered_by_short_ids_alone() -> None:
    uploads = Uploads(LIMIT)
    long = announcement("t" * (LONGEST_ID + 1), {"a": b"x"})
    for take in (uploads.refuse, lambda payload: uploads.begin(NODE, CALLBACK, payload)):
        with pytest.raises(ProtocolError, match="at most 200 characters"):
            take(long)
    uploads.refuse(announcement("t" * LONGEST_ID, {"a": b"x"}))
    assert uploads.was_refused("t" * LONGEST_ID)
