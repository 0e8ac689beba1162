"""Pages that edit a document without waiting for one another, and the one order of it all."""

from __future__ import annotations

from collections import deque
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from pgwidgets.model.documents.bridge import Bridge
from pgwidgets.model.documents.changes import Change, splice, transformed
from pgwidgets.model.documents.text import Text
from tests.support import soak

PAGES = st.integers(0, 2)
TYPED = st.text("xy", max_size=2)


class Page:
    """The other side of a bridge: shows its own edits at once."""

    def __init__(self, document: Text) -> None:
        self.bridge: Bridge[Change] = Bridge(document)
        self.text = Text(str(document))
        self.revision = 0
        # what is on its way to it, and from it
        self.down: deque[tuple[int, Change | None]] = deque()
        self.up: deque[tuple[int, Change]] = deque()
        # its edits that are not confirmed
        self.unconfirmed: list[Change] = []

    def edit(self, at: int, removed: int, inserted: str) -> None:
        length = len(self.text)
        at = min(at, length)
        change = splice(at, min(removed, length - at), inserted)
        self.text.apply(change)
        self.unconfirmed.append(change)
        self.up.append((self.revision, change))

    def hear(self) -> None:
        revision, change = self.down.popleft()
        if change is None:
            # one of its own is in order now
            self.unconfirmed.pop(0)
            return
        self.revision = revision
        for index, own in enumerate(self.unconfirmed):
            self.unconfirmed[index] = transformed(own, change, first=False)
            change = transformed(change, own, first=True)
        self.text.apply(change)


class Meetings(RuleBasedStateMachine):
    """Three pages and a program edit one text; messages take their time."""

    def __init__(self) -> None:
        super().__init__()
        self.document = Text("start\n")
        self.revision = 0
        self.pages = [Page(self.document) for _ in range(3)]

    def publish(self, change: Change, author: Page | None) -> None:
        self.document.apply(change)
        self.revision += 1
        for page in self.pages:
            if page is author:
                page.down.append((0, None))
            else:
                page.bridge.told(self.revision, change)
                page.down.append((self.revision, change))

    @rule(
        who=PAGES, at=st.integers(0, 20), removed=st.integers(0, 4), text=st.text("xy", max_size=2)
    )
    def edit(self, who: int, at: int, removed: int, text: str) -> None:
        self.pages[who].edit(at, removed, text)

    @rule(text=st.text("p\n", min_size=1, max_size=3))
    def append(self, text: str) -> None:
        self.publish(self.document.appended(text), None)

    @rule(lines=st.integers(1, 2))
    def trim(self, lines: int) -> None:
        self.publish(self.document.trimmed(lines), None)

    @rule(who=PAGES)
    def hear(self, who: int) -> None:
        if self.pages[who].down:
            self.pages[who].hear()

    @rule(who=PAGES)
    def say(self, who: int) -> None:
        page = self.pages[who]
        if page.up:
            revision, change = page.up.popleft()
            page.bridge.seen(revision)
            self.publish(page.bridge.rebased(change), page)

    def teardown(self) -> None:
        while any(page.up or page.down for page in self.pages):
            for who in range(len(self.pages)):
                self.say(who)
                self.hear(who)
        assert [str(page.text) for page in self.pages] == [str(self.document)] * 3
        for page in self.pages:
            page.bridge.seen(self.revision)
            assert len(page.bridge) == 0


TestMeetings = pytest.mark.soak(pytest.mark.timeout(soak.seconds(120))(Meetings.TestCase))
TestMeetings.settings = settings(
    max_examples=soak.count(40, 2000), stateful_step_count=40, deadline=None
)


def test_edits_that_travel_together_are_one() -> None:
    document: Any = Text("ab\n" * 5)
    bridge: Bridge[Change] = Bridge(document)
    for revision in range(1, 4):
        change = document.appended(f"{revision}\n")
        document.apply(change)
        bridge.told(revision, change)
        bridge.join(revision - 1)
    assert len(bridge) == 1
    bridge.seen(2)
    assert len(bridge) == 1
    bridge.seen(3)
    assert len(bridge) == 0
