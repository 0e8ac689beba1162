"""Browsers that join, and browsers that come back to what they missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pgwidgets.errors import LimitError, SessionClosedError
from pgwidgets.protocol import messages
from pgwidgets.session import answers, outbox
from pgwidgets.session.joining import leave
from tests.unit.session.simulation import Page, Session, shown


def cut(session: Session, page: Page) -> int:
    """Cut a page's transport; returns how many messages it has got so far."""
    page.lose()
    page.leave(session)
    return len(page.messages)


def kinds(page: Page, since: int) -> list[str]:
    return [str(message.get("method", message["type"])) for message in page.messages[since:]]


def test_only_what_was_missed_comes() -> None:
    session = Session()
    label, entry = session.make("Label", "x"), session.make("TextEntry", "y")
    page = Page().join(session)
    since = cut(session, page)
    session.do(label, "set_text", text="a")
    session.do(entry, "set_text", text="b")
    session.do(label, "set_text", text="c")
    page.join(session)
    # of the label's texts only the last
    assert kinds(page, since) == ["set_text", "set_text"]
    assert page.wire.said == [{"type": "resumed", "seq": 0}]
    assert shown(session, page) == {}


def test_widgets_made_and_destroyed_meanwhile_come_too() -> None:
    session = Session()
    box, old = session.make("VBox"), session.make("Label", "old")
    session.do(box, "add_widget", child=old)
    page = Page().join(session)
    cut(session, page)
    session.do(old, "destroy")
    session.do(box, "add_widget", child=session.make("Label", "new"))
    page.join(session)
    assert page.replica.rebuilds == 1
    assert shown(session, page) == {}


def test_what_is_too_much_to_be_kept_is_a_snapshot() -> None:
    session = Session()
    label = session.make("Label", "x")
    page = Page().join(session)
    name = page.name
    cut(session, page)
    page.client.outbox.lose()
    session.do(label, "set_text", text="y")
    page.join(session)
    assert page.replica.rebuilds == 2
    assert page.name != name
    assert shown(session, page) == {}


def test_a_line_is_replaced_before_python_notices_that_it_is_lost() -> None:
    session = Session()
    label = session.make("Label", "x")
    page = Page().join(session)
    former = page.wire
    page.lose()
    session.do(label, "set_text", text="y")
    page.join(session)
    assert former.closed == (
        messages.GOING_AWAY_CODE,
        "the browser came back on another connection",
    )
    assert session.connections == [page]
    assert not leave(session, page.client, former)
    assert session.connections == [page]
    assert page.replica.rebuilds == 1
    assert shown(session, page) == {}


def test_inputs_are_repeated_and_applied_once() -> None:
    session = Session()
    slider = session.make("Slider")
    got: list[int] = []
    session.on(slider, "activated", got.append)
    page = Page().join(session)
    page.act(slider, "activated", 10)
    # this one arrives, but not that it did
    page.say(session)
    page.act(slider, "activated", 20)
    cut(session, page)
    page.act(slider, "activated", 30)
    page.join(session)
    assert got == [10, 20, 30]
    assert page.pending == {}
    assert page.client.seq == 3


def test_a_snapshot_keeps_inputs_too_and_applies_them_once() -> None:
    session = Session()
    slider = session.make("Slider")
    got: list[int] = []
    session.on(slider, "activated", got.append)
    page = Page().join(session)
    page.act(slider, "activated", 10)
    page.say(session)
    page.act(slider, "activated", 20)
    cut(session, page)
    page.client.outbox.lose()
    page.act(slider, "activated", 30)
    page.join(session)
    assert got == [10, 20, 30]
    assert slider.state["value"] == 30
    assert shown(session, page) == {}


def test_lost_answers_are_given_again() -> None:
    session = Session()
    label = session.make("Label", "x")
    page, other = Page().join(session), Page().join(session)
    other.answered = 0
    answer = session.run(label, "set_text", {"text": "y"})[1]
    page.hear()
    page.lose()
    page.connect(session)
    assert not answer.done
    page.settle(session)
    assert answer.done


def test_errors_of_repeated_messages_still_have_a_name() -> None:
    session = Session()
    label = session.make("Label", "x")
    page, _ = Page().join(session), Page().join(session)
    cut(session, page)
    session.do(label, "set_text", text="y")
    page.replica.widgets.clear()
    page.join(session)
    (error,) = session.world.errors
    assert "set_text" in str(error)


def test_a_stranger_with_an_unknown_name_gets_a_snapshot() -> None:
    session = Session()
    session.make("Label", "x")
    page = Page()
    page.name, page.received = "made up", 3
    page.join(session)
    assert page.wire.said == []
    assert page.replica.rebuilds == 1
    assert shown(session, page) == {}


def test_the_name_of_another_session_is_unknown() -> None:
    one, other = Session(1), Session(2)
    one.make("Label", "one")
    label = other.make("Label", "other")
    page = Page().join(one)
    page.join(other)
    assert page.replica.widgets[label.wid].state["text"] == "other"
    assert one.connections == [page]


def test_a_name_that_is_taken_over_leaves_one_browser() -> None:
    session = Session()
    session.make("Label", "x")
    page, thief = Page().join(session), Page()
    thief.name, thief.received = page.name, 0
    # it can't tell what that browser has got: it gets a snapshot, on a client of its own
    thief.join(session)
    assert page.closed is not None
    assert session.connections == [thief]
    assert thief.name != page.name
    assert thief.replica.rebuilds == 1
    # and the first comes back as a new one
    page.join(session)
    assert len(session.connections) == 2
    assert shown(session, page) == shown(session, thief) == {}


@pytest.mark.parametrize("received", [-5, 10**12])
def test_a_wrong_count_is_a_snapshot(received: int) -> None:
    session = Session()
    session.make("Label", "x")
    page = Page().join(session)
    cut(session, page)
    page.received = received
    page.join(session)
    assert page.replica.rebuilds == 2


def test_a_session_has_so_many_browsers_and_one_that_comes_back_has_a_place() -> None:
    session = Session()
    session.world.limits = replace(session.world.limits, connections=2)
    pages = [Page().join(session) for _ in range(2)]
    with pytest.raises(LimitError, match="max_connections"):
        Page().join(session)
    cut(session, pages[0])
    pages[0].join(session)
    assert pages[0].replica.rebuilds == 1
    # also if Python has not noticed that its connection is lost, and must give it a snapshot
    pages[1].lose()
    pages[1].client.outbox.lose()
    pages[1].join(session)
    assert len(session.connections) == 2


def test_a_session_that_has_ended_takes_nobody() -> None:
    session = Session()
    page = Page().join(session)
    cut(session, page)
    session.end(4003, "the end")
    with pytest.raises(SessionClosedError):
        page.connect(session)


def test_a_second_browser_disturbs_nothing_in_the_first() -> None:
    session = Session()
    session.make("Label", "x")
    first = Page().join(session)
    before = len(first.messages)
    Page().join(session)
    first.settle(session)
    assert first.messages[before:] == []


def test_a_browser_that_reads_too_slowly_is_cut_off_and_gets_a_snapshot() -> None:
    session = Session()
    session.world.limits = replace(session.world.limits, outbox_bytes=10_000)
    area = session.make("TextArea")
    slow, quick = Page().join(session), Page().join(session)
    for number in range(200):
        answer = session.run(area, "append_text", {"text": f"{number}" * 50})[1]
        quick.settle(session)
        assert answer.done
    assert slow.closed == (messages.TOO_SLOW_CODE, "the browser reads too slowly")
    assert slow.client.outbox._waiting_bytes <= 10_000 + 1_000
    assert quick.closed is None
    slow.lose()
    slow.leave(session)
    slow.join(session)
    assert slow.replica.rebuilds == 2
    assert shown(session, slow) == shown(session, quick) == {}


def test_a_page_that_stands_still_takes_no_more_memory_the_longer_it_does() -> None:
    session = Session()
    label = session.make("Label")
    page = Page().join(session)
    for number in range(answers.MOST_CALLS + 100):
        session.do(label, "set_text", text=f"{number}")
    assert len(session.fanout._ledger.calls) == answers.MOST_CALLS
    assert len(page.client.outbox._waiting) <= 2 * outbox.MOST_EMPTY
    page.settle(session)
    assert shown(session, page) == {}
    assert page.replica.find("Label").called("set_text") == [[label.state["text"]]]
