"""Whatever widgets there are, and whatever became of them: a page that is loaded anew shows it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, note, seed
from hypothesis import strategies as st

from pgwidgets.catalog.methods import Action
from pgwidgets.catalog.registry import declarations
from pgwidgets.session.widgets import node_of
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.specimens import KINDS, REFUSALS, Nursery, changing, placing
from tests.support import soak

EXAMPLES = soak.count(6, 400)

KEYS = (
    *("ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "Home", "End", "PageDown", "PageUp"),
    *("Backspace", "Delete", "Enter", "Escape", "Space", "Tab", "a", "7"),
)

KIND = st.sampled_from(sorted(KINDS))
DICE = st.integers(0, 2**16)


class Play:
    """Widgets in each other, and what programs and users do with them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._nursery = Nursery(desk.session)
        # what holds the widgets that no other takes
        self._column = desk.W.VBox()
        # there may be more than fits: where a user is in that is known to the program
        area = desk.W.ScrollArea()
        area.set_widget(self._column)
        self._fixed = (desk.show(area, 600, 440, resizable=True), area)

    def add(self, kind: str, dice: Random) -> None:
        """Make a widget, and place it in one of those that are there."""
        try:
            made = self._nursery.some(kind, dice)
            if dice.random() < 0.5:
                self._nursery.filled(made)
        except REFUSALS:
            return
        note(f"{made!r}")
        declaration = KINDS[kind]
        holders = [
            (it, adding)
            for it in self._widgets()
            if (adding := placing(declarations()[node_of(it).kind])) is not None
        ]
        if dice.random() < 0.7 and not (declaration.window or declaration.fills):
            holder, adding = dice.choice(holders)
            try:
                self._nursery.call(holder, adding, dice, (), child=made)
            except REFUSALS:
                pass
            else:
                note(f"  in {holder!r}")
                return
        self._nursery.settle(made, self._column)

    def _widgets(self) -> list[Any]:
        return [it for it in self._desk.session.walk_widget_tree() if it not in self._fixed]

    def program(self, dice: Random) -> None:
        """The program calls a method."""
        widget = dice.choice(self._widgets())
        node = node_of(widget)
        # what an action shows, such as a menu, the user of each page takes away
        methods = [it for it in changing(declarations()[node.kind]) if not isinstance(it, Action)]
        method = dice.choice(methods)
        among = [it.node for it in node.children] or [node_of(it) for it in self._widgets()]
        try:
            self._nursery.call(widget, method, dice, among)
        except REFUSALS:
            return
        note(f"{widget!r}.{method.name}")

    def user(self, dice: Random) -> None:
        """The user of the page does something."""
        mouse, keyboard = self._desk.page.mouse, self._desk.page.keyboard
        x, y = dice.randrange(20, 620), dice.randrange(20, 460)
        what = dice.choice(["click", "key", "key", "key", "wheel", "drag"])
        match what:
            case "click":
                note(f"click {x} {y}")
                mouse.click(x, y)
            case "key":
                key = dice.choice(KEYS)
                note(f"key {key}")
                keyboard.press(key)
            case "wheel":
                note(f"wheel {x} {y}")
                mouse.move(x, y)
                mouse.wheel(0, dice.choice([-100, 100]))
            case "drag":
                to = dice.randrange(20, 620), dice.randrange(20, 460)
                note(f"drag {x} {y} to {to}")
                self._desk.drag((x, y), to[0] - x, to[1] - y)


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@seed(soak.SEED)
@soak.plays(EXAMPLES)
@given(
    tree=st.lists(st.tuples(KIND, DICE), min_size=3, max_size=10),
    deeds=st.lists(st.tuples(st.booleans(), DICE), max_size=12),
)
def test_a_page_that_is_loaded_anew_looks_as_before(
    desk: Desk, tree: list[tuple[str, int]], deeds: list[tuple[bool, int]]
) -> None:
    desk.clear()
    play = Play(desk)
    for kind, number in tree:
        play.add(kind, Random(number))
    desk.settle()
    for is_user, number in deeds:
        if is_user:
            play.user(Random(number))
        else:
            play.program(Random(number))
    desk.assert_same()
