"""Questions to pages, where many are asked and few are answered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.errors import NoAnswerError, PgwidgetsError, WidgetDestroyedError
from pgwidgets.session import queries
from pgwidgets.session.joining import leave
from pgwidgets.session.queries import PageQuery
from tests.unit.session.simulation import Page, Session


def ask(session: Session) -> PageQuery:
    entry = session.tree.nodes.get(1) or session.make("TextEntry")
    return session.query(entry, "read_selection", {})


def test_questions_that_are_over_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_ANSWERED", 10)
    session = Session()
    page = Page().join(session)
    waiting = ask(session)
    for _ in range(100):
        session.expire(ask(session), 1)
    assert len(session.fanout.queries._owed) <= 11
    # the one that somebody waits for is not among those that are forgotten
    session.fanout.resolve(page.client, page.client.sent - 100, None, [0, 0, ""])
    assert waiting.result() == (0, 0, "")
    # an answer to a forgotten one changes nothing
    session.fanout.resolve(page.client, page.client.sent - 99, None, [0, 1, "x"])


ANSWERS: dict[str, Any] = {"good": [0, 1, "x"], "wrong": "x", "refused": None}


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["good", "wrong", "refused", "leaves"])),
        max_size=12,
    )
)
def test_whatever_pages_do_it_ends_once_and_no_later_than_all_have_done_it(
    deeds: list[tuple[int, str]],
) -> None:
    session = Session()
    pages = [Page().join(session) for _ in range(4)]
    session.make("TextEntry")
    ends: list[bool] = []
    query = ask(session)
    query.when_done(lambda: ends.append(True))
    asked = pages[0].client.sent
    done: set[int] = set()
    first_good = False
    for index, deed in deeds:
        client = pages[index].client
        was_done, before = query.done, query.error
        if deed == "leaves":
            transport = client.transport
            if transport is not None:
                leave(session, client, transport)
        elif client in session.clients and index not in done:
            error = "no" if deed == "refused" else None
            session.fanout.resolve(client, asked, error, ANSWERS[deed])
            first_good = first_good or deed == "good"
        done.add(index)
        assert query.done == (first_good or len(done) == len(pages))
        if was_done:
            assert query.error is before
    assert len(ends) == query.done
    assert session.world.errors == []
    if query.done and not first_good:
        with pytest.raises(PgwidgetsError):
            query.result()
    elif query.done:
        assert query.result() == (0, 1, "x")
    session.end(1001, "over")
    assert query.done
    assert session.fanout.queries._owed == {}


def test_an_answer_of_one_that_was_not_asked_is_none() -> None:
    session = Session()
    page = Page().join(session)
    waiting = ask(session)
    late = Page().join(session)
    session.fanout.resolve(late.client, page.client.sent, None, [0, 1, "x"])
    assert not waiting.done
    session.fanout.resolve(page.client, page.client.sent, None, [0, 0, ""])
    assert waiting.result() == (0, 0, "")


def test_a_page_that_comes_late_is_not_asked_what_is_answered() -> None:
    session = Session()
    pages = [Page().join(session) for _ in range(2)]
    waiting = ask(session)
    session.fanout.resolve(pages[0].client, pages[0].client.sent, None, [0, 0, ""])
    late = Page().join(session)
    sent = late.client.sent
    for page in pages:
        assert page.client.transport is not None
        leave(session, page.client, page.client.transport)
    assert late.client.sent == sent
    assert waiting.result() == (0, 0, "")


def test_only_questions_about_a_widget_end_with_it() -> None:
    session = Session()
    page = Page().join(session)
    about_one, other = ask(session), session.make("TextArea")
    asked = page.client.sent - 1
    about_other = session.query(other, "read_selection", {})
    session.do(other, "destroy")
    assert isinstance(about_other.error, WidgetDestroyedError)
    assert not about_one.done
    session.fanout.resolve(page.client, asked, None, [0, 0, ""])
    assert about_one.result() == (0, 0, "")


def test_an_error_says_what_was_asked() -> None:
    session = Session()
    query = ask(session)
    error = query.error
    assert isinstance(error, NoAnswerError)
    assert error.call == "TextEntry(1).read_selection"
    assert error.reason == "no browser is connected that could answer"
