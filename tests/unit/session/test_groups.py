"""Two of a group are never on together, in Python and in no page, whatever the order of events.

The pages run the client's own code.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, note, seed
from hypothesis import strategies as st

from pgwidgets.catalog.permission import refusal
from pgwidgets.catalog.registry import declarations, offered
from pgwidgets.model.node import Node
from tests.support import soak
from tests.unit.session.simulation import Session
from tests.unit.session.stand_in import Page

KINDS = [name for name, widget in offered().items() if "group" in widget.all_states]

PAGES = 3
MEMBERS = 4
EXAMPLES = soak.count(12, 1500)
STEPS = 40


class Play:
    """Members of two groups, some pages that show them, and what programs and users do."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.session = Session()
        self._members: list[Node] = []
        # of all that there ever were, as pages show some longer
        self._groups: dict[str, int] = {}
        for number in range(2 * MEMBERS):
            self._add(number % 2)
        self._pages = [Page(number) for number in range(PAGES)]
        self._is_lost = [False] * PAGES
        for page in self._pages:
            page.run_anew()
            page.connect(self.session)
        self._deliver()

    def _add(self, group: int) -> None:
        node = self.session.make(self._kind, group=group)
        self.session.on(node, "activated", lambda _state: self._verify_model())
        self._members.append(node)
        self._groups[str(node.wid)] = group

    # -- what happens ----------------------------------------------------------------

    def step(self, dice: Random) -> None:
        """Let something happen."""
        number = dice.randrange(PAGES)
        acts: dict[str, Any] = {
            "click": lambda: self._click(self._pages[number], dice.choice(self._members)),
            "set": lambda: self._set(dice.choice(self._members), dice.random() < 0.7),
            "enable": lambda: self._enable(dice.choice(self._members), dice.random() < 0.6),
            "renew": lambda: self._renew(dice.randrange(len(self._members))),
            "fetch": self._pages[number].fetch,
            "hear": lambda: self._hear(number),
            "say": lambda: self._pages[number].say(self.session),
            "lose": lambda: self._lose(number),
            "come back": lambda: self._come_back(number),
            "rebuild": self.session.rebuild_all,
        }
        weights = (8, 6, 4, 1, 6, 6, 6, 1, 1, 0.3)
        (name,) = dice.choices(list(acts), weights)
        note(f"{name} {number}")
        acts[name]()
        self._verify_model()
        self._verify_page(self._pages[number])

    def _click(self, page: Page, node: Node) -> None:
        thing = page.look()["things"].get(str(node.wid))
        if thing is None or thing["shown"].get("enabled", [None, True])[1] is False:
            return
        callback = declarations()[self._kind].all_callbacks["activated"]
        # some can only be switched on
        if thing["on"] and refusal(node, callback, [False]) is not None:
            return
        page.switch(node)

    def _set(self, node: Node, value: bool) -> None:
        self.session.do(node, "set_state", value=value)

    def _enable(self, node: Node, value: bool) -> None:
        self.session.do(node, "set_enabled", tf=value)

    def _renew(self, index: int) -> None:
        """Another member comes for one that ends."""
        node = self._members.pop(index)
        self.session.do(node, "destroy")
        self._add(node.state["group"])

    def _hear(self, number: int) -> None:
        if not self._is_lost[number]:
            self._pages[number].hear()

    def _lose(self, number: int) -> None:
        if not self._is_lost[number]:
            self._is_lost[number] = True
            self._pages[number].lose()
            self._pages[number].leave(self.session)

    def _come_back(self, number: int) -> None:
        if self._is_lost[number]:
            self._is_lost[number] = False
            self._pages[number].connect(self.session)

    def _deliver(self) -> None:
        for number in range(PAGES):
            self._come_back(number)
        while any(page.is_busy for page in self._pages):
            for page in self._pages:
                page.settle(self.session)

    # -- what holds ------------------------------------------------------------------

    def _verify_model(self) -> None:
        on = [node.state["group"] for node in self._members if node.state["state"]]
        assert len(on) == len(set(on)), self._members

    def _verify_page(self, page: Page) -> None:
        things = page.look()["things"]
        on = [self._groups[wid] for wid, thing in things.items() if thing["on"]]
        assert len(on) == len(set(on)), page.number

    def verify(self) -> None:
        """All is delivered: everybody sees the same."""
        self._deliver()
        expected = {str(node.wid): node.state["state"] for node in self._members}
        for page in self._pages:
            things = page.look()["things"]
            assert {wid: thing["on"] for wid, thing in things.items()} == expected
        assert self.session.world.errors == []


# Measuring coverage more than doubles its time, and other tests run through the same lines.
@pytest.mark.no_cover
@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(60))
@pytest.mark.parametrize("kind", KINDS)
@seed(soak.SEED)
@soak.plays(EXAMPLES)
@given(number=st.integers(0, 2**30))
def test_never_two_are_on(kind: str, number: int) -> None:
    dice = Random(number)
    play = Play(kind)
    for _ in range(STEPS):
        play.step(dice)
    play.verify()
