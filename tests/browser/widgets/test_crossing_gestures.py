"""What two users and the program do with one widget at the same time, on lines that are held.

What users do is taken from the gestures by which callbacks come about, what the program does from
the methods that change the same: a new class takes part by its declaration. Tables and trees have
scenes of their own (`test_grid_crossing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.methods import Method
from pgwidgets.catalog.registry import declarations
from pgwidgets.session.widgets import node_of
from tests.browser.crossing import Crossing
from tests.browser.seats import NewPage
from tests.browser.support import Complaints
from tests.browser.widgets.bench import Bench, Gesture, Make, Sent, sample_of
from tests.browser.widgets.class_gestures import NEVER, SAMPLES
from tests.browser.widgets.desk import TWO_FRAMES, Desk
from tests.browser.widgets.gestures import raise_from_below, showing
from tests.browser.widgets.specimens import REFUSALS, Nursery
from tests.browser.widgets.test_gestures import CLASSES, gesture_of
from tests.support import soak
from tests.unit.session.deeds import acts_of, overlapping
from tests.unit.session.test_permission import TABLES

FACTS = {"resize", "map"}
"""What comes of the layout."""

USED = [
    name
    for name in CLASSES
    if name not in TABLES and {it.name for it in acts_of(declarations()[name])} - FACTS
]

NOT_OF_USERS = {showing, raise_from_below}
"""What comes by itself, or takes the program's help."""

PLAYS = soak.count(1, 20)
"""So often each gesture crosses another, and something that the program does."""

PARTS = 3
"""So many tests have all the classes between them."""


class SceneFound(Exception):  # noqa: N818  # no error
    """What a gesture is made on."""

    def __init__(self, make: Make) -> None:
        self.make = make


class Probe:
    """Stands for a bench, and finds out what a gesture has shown at first."""

    def __init__(self, make: Make) -> None:
        self.make = make

    def lay(self, make: Make) -> None:
        raise SceneFound(make)

    def __getattr__(self, name: str) -> Any:
        raise SceneFound(self.make)


def scene_of(gesture: Gesture, make: Make) -> Make:
    """Return what makes the widget that a gesture is made on."""
    try:
        gesture(Probe(make))  # type: ignore[arg-type]  # which goes no further
    except SceneFound as found:
        return found.make
    raise AssertionError("it touches nothing")


class HeldDesk(Desk):
    """The place of one user, whose line is held meanwhile."""

    def settle(self) -> None:
        """Return when the page shows what its user did; nobody else knows of that."""
        self.page.evaluate(TWO_FRAMES)


class HeldBench(Bench):
    """A widget that is on show in several pages, as the user of one of them has it."""

    def __init__(self, bench: Bench, desk: HeldDesk) -> None:
        # all but its place is that of the bench that has made the widget
        vars(self).update(vars(bench))
        self.desk = desk

    def lay(self, make: Make) -> None:
        """Nothing: it is on show."""


class Play:
    """Two users at one widget, and a program."""

    def __init__(
        self, crossing: Crossing, new_page: NewPage, complaints: Complaints, file: Path
    ) -> None:
        self._complaints = complaints
        self._crossing = crossing
        self._file = file
        first, second = crossing.open(2)
        for seat in crossing.seats:
            # its line is held instead
            seat.proxy.delay = 0
            seat.page.emulate_media(reduced_motion="reduce")
        self._desk = Desk(crossing.session, first, new_page, second)
        self._other = Desk(crossing.session, second, new_page)
        self._users = [HeldDesk(crossing.session, page, new_page) for page in (first, second)]
        self._sent = Sent(first)
        self._nursery = Nursery(crossing.session)

    def stop(self) -> None:
        """Listen no more."""
        self._sent.stop()

    def wrong_of(self, kind: str) -> list[str]:
        """Have each gesture of a class cross another; return what pages show otherwise."""
        declaration = declarations()[kind]
        default = SAMPLES.get(kind) or sample_of(declaration)
        never = NEVER.get(kind, frozenset())
        acts: dict[str, tuple[Callback, Gesture, Make]] = {}
        for it in acts_of(declaration):
            if it.name in never or it.name in FACTS:
                continue
            gesture = gesture_of(kind, it.name)
            assert gesture is not None
            if gesture not in NOT_OF_USERS:
                acts[it.name] = (it, gesture, scene_of(gesture, default))
        wrong = []
        for number in range(PLAYS):
            for name, (callback, gesture, make) in acts.items():
                dice = Random(f"{soak.SEED} {kind} {name} {number}")
                others = [(it, other) for it, (_, other, made) in acts.items() if made is make]
                methods = overlapping(declaration, callback) or overlapping(declaration)
                other, answer = dice.choice(others)
                before = self._complaints.unexpected
                words = f"{kind}: {name} and {other}, "
                try:
                    words += self._cross(kind, make, [gesture, answer], methods, dice)
                    self._desk.assert_same()
                    assert self._complaints.unexpected == before
                except (AssertionError, PlaywrightError) as error:
                    wrong.append(f"{words}: {error}")
        return wrong

    def _cross(
        self, kind: str, make: Make, gestures: list[Gesture], methods: list[Method], dice: Random
    ) -> str:
        """Have each user do something, and the program; returns what that does."""
        bench = Bench(self._desk, self._sent, kind, make, self._file)
        method = dice.choice(methods) if methods else None
        with self._crossing.held():
            for user, gesture in zip(self._users, gestures, strict=True):
                gesture(HeldBench(bench, user))
            if method is not None:
                self._crossing.do(self._perform, bench.widget, method, dice)
        for desk in (self._desk, self._other):
            desk.settle()
        for user in self._users:
            if not declarations()[kind].window:
                user.page.keyboard.press("Escape")
            user.page.mouse.move(0, 0)
        return method.name if method is not None else "nothing"

    def _perform(self, widget: Any, method: Method, dice: Random) -> None:
        """Have the program call a method, if that may be."""
        among = [placement.node for placement in node_of(widget).children]
        with suppress(*REFUSALS):
            self._nursery.call(widget, method, dice, among)


@pytest.fixture
def play(
    crossing: Crossing, new_page: NewPage, complaints: Complaints, tmp_path: Path
) -> Iterator[Play]:
    """Two pages whose users act at once."""
    file = tmp_path / "note.txt"
    file.write_text("note")
    play = Play(crossing, new_page, complaints, file)
    yield play
    play.stop()


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(240))
@pytest.mark.parametrize("part", range(PARTS))
def test_users_and_the_program_act_at_once(play: Play, part: int) -> None:
    wrong = [words for kind in USED[part::PARTS] for words in play.wrong_of(kind)]
    assert not wrong, "\n".join(wrong)
