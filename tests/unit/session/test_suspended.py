"""Browsers that have lost their connection: for how many, how long and how much is kept."""

from __future__ import annotations

from pgwidgets.session import suspended
from tests.unit.session.simulation import Page, Session, shown


def crowded(session: Session) -> list[Page]:
    """Let more browsers join and lose their lines than are kept."""
    pages = [Page().join(session) for _ in range(suspended.MOST + 1)]
    for page in pages:
        page.lose()
        assert page.leave(session)
    return pages


def test_a_lost_line_is_noticed_once() -> None:
    session = Session()
    page = Page().join(session)
    page.lose()
    assert page.leave(session)
    assert not page.leave(session)
    assert not session.is_connected
    assert session.connections == []


def test_so_many_are_kept_the_oldest_is_given_up() -> None:
    session = Session()
    label = session.make("Label", "before")
    pages = crowded(session)
    assert len(session.fanout.suspended) == suspended.MOST
    session.do(label, "set_text", text="after")
    for page in pages:
        rebuilds = page.replica.rebuilds
        page.join(session)
        assert page.replica.rebuilds == rebuilds + (page is pages[0])
        assert shown(session, page) == {}


def test_so_long_they_are_kept() -> None:
    session = Session()
    page = Page().join(session)
    page.lose()
    page.leave(session)
    (delay, expire), *others = session.world.timers
    assert (delay, others) == (suspended.SECONDS, [])
    expire()
    assert len(session.fanout.suspended) == 0
    page.join(session)
    assert page.replica.rebuilds == 2


def test_one_that_came_back_in_time_stays() -> None:
    session = Session()
    page = Page().join(session)
    for _ in range(2):
        page.lose()
        page.leave(session)
        page.join(session)
    assert session.world.cancelled == [suspended.SECONDS] * 2
    page.lose()
    page.leave(session)
    # the first call may have been on its way when it was cancelled
    session.world.timers[0][1]()
    page.connect(session)
    session.world.timers[1][1]()
    page.settle(session)
    assert page.replica.rebuilds == 1
    assert session.is_connected


def test_a_session_that_ends_keeps_nobody() -> None:
    session = Session()
    crowded(session)
    session.end(4003, "the end")
    assert len(session.fanout.suspended) == 0
    assert len(session.world.cancelled) == suspended.MOST + 1


def test_nobody_waits_for_a_parked_browser() -> None:
    session = Session()
    label = session.make("Label", "x")
    page = Page().join(session)
    page.lose()
    waiting = session.run(label, "set_text", {"text": "on its way"})[1]
    assert not waiting.done
    page.leave(session)
    assert waiting.done
    assert session.run(label, "set_text", {"text": "later"})[1].done
    assert session.flushed().done


def test_a_plain_browser_is_not_kept() -> None:
    session = Session()
    page = Page(()).join(session)
    page.lose()
    page.leave(session)
    assert len(session.fanout.suspended) == 0
