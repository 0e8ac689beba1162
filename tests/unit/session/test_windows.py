"""Browsers that show parts of a long document."""

from __future__ import annotations

import random
from types import MappingProxyType

import pytest

from pgwidgets.catalog import registry
from pgwidgets.errors import ProtocolError
from pgwidgets.model.documents.document import Document
from pgwidgets.model.node import Node
from tests.support import soak
from tests.unit.session.rows import HIDDEN, LISTING, Reader, Rows
from tests.unit.session.simulation import Page, Session

TEXTS = [f"row {number}" for number in range(100)]


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session that knows the listing besides."""
    known = MappingProxyType({**registry.declarations(), "Listing": LISTING})
    rules = MappingProxyType({**registry.rules(), "Listing": LISTING.rules})
    monkeypatch.setattr(registry, "declarations", lambda: known)
    monkeypatch.setattr(registry, "rules", lambda: rules)
    return Session()


@pytest.fixture
def listing(session: Session) -> Node:
    node = session.make("Listing")
    session.do(node, "set_rows", texts=TEXTS)
    return node


def texts(node: Node) -> list[str]:
    rows: Rows = node.state["rows"]
    return rows.texts


def shows(reader: Reader, first: int, count: int) -> None:
    """Fail unless a browser knows how many rows there are, and which those in view are."""
    expected = texts(reader.node)
    assert len(reader.rows) == len(expected)
    assert reader.rows[first : first + count] == expected[first : first + count]
    assert all(row in (HIDDEN, text) for row, text in zip(reader.rows, expected, strict=True))


def test_a_page_gets_the_head_and_then_what_it_looks_at(session: Session, listing: Node) -> None:
    reader = Reader(session, listing)
    reader.settle()
    assert reader.rows == ["row 0", "row 1", "row 2", *[HIDDEN] * 97]
    reader.look(40, 3)
    reader.settle()
    assert reader.rows == [*[HIDDEN] * 40, "row 40", "row 41", "row 42", *[HIDDEN] * 57]


def test_edits_outside_of_a_view_travel_as_counts(session: Session, listing: Node) -> None:
    one, other = Reader(session, listing), Reader(session, listing)
    for reader, first in ((one, 10), (other, 50)):
        reader.settle()
        reader.look(first, 5)
        reader.settle()
        reader.told.clear()
    session.do(listing, "put", at=12, removed=1, texts=["a", "b", "c"])
    one.settle()
    other.settle()
    assert [message["edits"] for message in one.told] == [[[12, -1, ["a", "b", "c"]]]]
    assert [message["edits"] for message in other.told] == [[[12, -1, [3]]]]
    # both views have moved with their rows, or grown
    session.do(listing, "put", at=53, removed=0, texts=["x"])
    session.do(listing, "put", at=11, removed=1, texts=["y"])
    one.settle()
    other.settle()
    shows(one, 10, 7)
    shows(other, 52, 6)
    assert HIDDEN not in one.rows[10:17]
    assert other.rows[51:58] == [HIDDEN, "row 50", "x", "row 51", "row 52", "row 53", "row 54"]


def test_a_page_is_not_told_of_what_does_not_concern_it(session: Session, listing: Node) -> None:
    one, other = Reader(session, listing), Reader(session, listing)
    for reader, first in ((one, 10), (other, 50)):
        reader.settle()
        reader.look(first, 5)
        reader.settle()
        reader.told.clear()
    session.do(listing, "put", at=12, removed=2, texts=["a", "b"])
    other.put(52, 1, "c")
    for reader in (other, one):
        reader.settle()
    assert other.told == []
    assert len(one.told) == 1
    assert texts(listing)[12:14] == ["a", "b"]
    assert texts(listing)[52] == "c"
    shows(one, 10, 5)
    shows(other, 50, 5)


def test_what_is_edited_while_a_page_scrolls_counts(session: Session, listing: Node) -> None:
    one, other = Reader(session, listing), Reader(session, listing)
    for reader in (one, other):
        reader.settle()
    one.put(1, 1, "mine")
    one.look(30, 5)
    one.put(2, 0, "mine too")
    session.do(listing, "put", at=0, removed=0, texts=["top"])
    # the program has another part in mind than the page shows yet
    for _ in range(2):
        one.say()
    one.put(3, 0, "and this")
    session.do(listing, "put", at=1, removed=0, texts=["top 2"])
    for reader in (one, other, one):
        reader.settle()
    for text in ("mine", "mine too", "and this"):
        assert texts(listing).count(text) == 1
    one.look(30, 5)
    one.settle()
    shows(one, 30, 5)
    shows(other, 2, 3)


def test_a_view_that_is_none_is_refused_and_nothing_changes(
    session: Session, listing: Node
) -> None:
    reader = Reader(session, listing)
    reader.settle()
    reader.look(10, 5)
    reader.settle()
    view = reader.client.views.of(listing.wid, listing.state["rows"])
    before = view.part
    for wrong in ("all", [1], [-1, 2], [0, "x"]):
        reader.up.append({"type": "view", "wid": listing.wid, "view": wrong})
        with pytest.raises(ProtocolError, match="'rows'"):
            reader.say()
    assert view.part is before
    # one beyond the end is not wrong: rows may have gone
    reader.look(98, 50)
    reader.settle()
    shows(reader, 98, 2)
    reader.look(500, 5)
    reader.settle()
    shows(reader, 100, 0)


def test_what_has_no_parts_is_looked_at_by_nobody(session: Session, listing: Node) -> None:
    area = session.make("TextArea", "text")
    label = session.make("Label", "text")
    reader = Reader(session, listing)
    reader.settle()
    for node, expected in ((area, "shown whole"), (label, "has no document")):
        reader.up.append({"type": "view", "wid": node.wid, "view": [0, 5]})
        with pytest.raises(ProtocolError, match=expected):
            reader.say()
    # a widget that is gone is no error
    session.do(label, "destroy")
    reader.up.append({"type": "view", "wid": label.wid, "view": [0, 5]})
    reader.say()


def test_a_page_that_comes_back_goes_on_in_its_part(session: Session, listing: Node) -> None:
    one, other = Reader(session, listing), Reader(session, listing)
    for reader in (one, other):
        reader.settle()
        reader.look(20, 5)
        reader.settle()
    one.put(22, 1, "offline")
    one.lose()
    session.do(listing, "put", at=0, removed=0, texts=["top"])
    session.do(listing, "put", at=22, removed=0, texts=["inside"])
    other.settle()
    one.told.clear()
    one.connect()
    for reader in (one, other, one):
        reader.settle()
    # both edits in one message, then the part that it asks for again
    assert [message["type"] for message in one.told] == ["edit", "content"]
    assert texts(listing)[20:25] == ["row 19", "row 20", "inside", "row 21", "offline"]
    shows(one, 20, 5)
    shows(other, 21, 6)


def test_a_page_that_is_rebuilt_gets_the_head_and_asks_again(
    session: Session, listing: Node
) -> None:
    one, other = Reader(session, listing), Reader(session, listing)
    for reader in (one, other):
        reader.settle()
        reader.look(60, 5)
        reader.settle()
    one.put(62, 0, "under way")
    session.fanout.rebuild(one.client)
    session.do(listing, "put", at=61, removed=1, texts=["new"])
    for reader in (one, other, one):
        reader.settle()
    assert texts(listing)[60:64] == ["row 60", "new", "under way", "row 62"]
    shows(one, 60, 5)
    shows(other, 60, 6)
    one.lose()
    one.client.outbox.lose()
    session.do(listing, "put", at=61, removed=1, texts=["newer"])
    one.connect()
    one.settle()
    shows(one, 60, 5)


def test_other_content_shows_the_part_that_is_there(session: Session, listing: Node) -> None:
    reader = Reader(session, listing)
    reader.settle()
    reader.look(90, 5)
    reader.settle()
    reader.put(91, 1, "void")
    session.do(listing, "set_rows", texts=TEXTS[:92])
    reader.settle()
    assert "void" not in texts(listing)
    assert len(reader.rows) == 92


def test_a_page_without_documents_has_all_rows(session: Session, listing: Node) -> None:
    plain = Page(features=())
    plain.join(session)
    session.do(listing, "put", at=1, removed=1, texts=["new"])
    plain.settle(session)
    shown = plain.replica.widgets[listing.wid].state["rows"]
    assert shown == texts(listing)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [soak.SEED + number for number in range(soak.count(40, 2000))])
def test_browsers_in_different_parts_end_with_what_the_program_has(
    session: Session, listing: Node, seed: int
) -> None:
    chance = random.Random(seed)
    readers = [Reader(session, listing) for _ in range(2)]
    for reader in readers:
        reader.settle()
    document: Document[object] = listing.state["rows"]
    for number in range(60):
        happen(session, chance.choice(readers), chance, number)
    for reader in (*readers, *readers):
        reader.settle()
    for reader in readers:
        reader.look(10, 20)
        reader.settle()
        shows(reader, 10, 20)
        assert reader.rows[10:30].count(HIDDEN) == 0
    assert document.content() == texts(listing)


def happen(session: Session, reader: Reader, chance: random.Random, number: int) -> None:
    """Let the program, a user or a connection do something."""
    match chance.choice(["program", "look", "edit", "edit", "say", "say", "hear", "hear", "break"]):
        case "program":
            count = len(texts(reader.node))
            at = chance.randint(0, count)
            new = [f"p {number} {index}" for index in range(chance.randrange(3))]
            removed = min(chance.randrange(3), count - at)
            session.do(reader.node, "put", at=at, removed=removed, texts=new)
        case "look":
            reader.look(chance.randint(0, len(reader.rows)), chance.randrange(12))
        case "edit":
            edit_in_view(reader, chance, number)
        case "say":
            reader.say()
        case "hear":
            reader.hear(answer=chance.random() < 0.7)
        case "break" if chance.random() < 0.4:
            breaks(session, reader, chance)


def edit_in_view(reader: Reader, chance: random.Random, number: int) -> None:
    """Let a user put a row in the place of one that shows, or beside it."""
    shown = [index for index, row in enumerate(reader.rows) if row is not HIDDEN]
    if shown:
        reader.put(chance.choice(shown), chance.randrange(2), f"u {number}")


def breaks(session: Session, reader: Reader, chance: random.Random) -> None:
    """Give a browser all anew, or a new connection, with what it missed or without."""
    if chance.random() < 0.4:
        session.fanout.rebuild(reader.client)
        return
    reader.lose()
    if chance.random() < 0.3:
        reader.client.outbox.lose()
    reader.connect()
