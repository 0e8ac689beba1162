"""Whatever the order of events, all browsers and Python show the same in the end.

What users and programs do is derived from the catalog: a new widget takes part by its declaration.
The pages run the client's own code.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.methods import Method
from pgwidgets.catalog.registry import declarations
from pgwidgets.model.node import Node
from tests.support import soak
from tests.unit.session.deeds import (
    acts_of,
    deeds_of,
    differences,
    keys_of,
    make,
    overlapping,
    perform,
    plain,
    use,
)
from tests.unit.session.simulation import Session
from tests.unit.session.stand_in import Page

PAGES = 3

EXAMPLES = soak.count(60, 4000)
STEPS = 50

PAGE = st.integers(0, PAGES - 1)
DICE = st.integers(0, 2**16)

REMOTE = {name: widget for name, widget in declarations().items() if widget.remote}
USED = [name for name, widget in REMOTE.items() if keys_of(widget)]


class Play:
    """One session with widgets of many kinds, and its browsers."""

    def __init__(self, kinds: list[str], dice: Random, pages: int = PAGES) -> None:
        self.session = Session()
        # the last call of each property that all pages were sent
        self.sent: dict[tuple[int, str], Any] = {}
        self._note_calls()
        self.kinds = kinds
        for kind in kinds:
            self.add(kind, dice)
        self.pages = [Page(number) for number in range(pages)]
        for page in self.pages:
            page.run_anew()
            page.connect(self.session)
        self.is_lost = [False] * pages
        self.is_noticed = [False] * pages
        self.settle()

    def _note_calls(self) -> None:
        send = self.session.fanout._send

        def noting(call: Any, **how: Any) -> None:
            for key in call.keys:
                self.sent[call.node.wid, key] = [call.method, *plain(call.args)]
            send(call, **how)

        self.session.fanout._send = noting  # type: ignore[method-assign]  # a look inside

    def add(self, kind: str, dice: Random) -> Node | None:
        """Make a widget, if it can be made so; of containers, one with a few children."""
        node = make(self.session, kind, dice)
        if node is None:
            return None
        adding = REMOTE[kind].all_methods.get("add_widget")
        if adding is not None:
            for _ in range(3):
                # where that has to be said, it is anywhere
                perform(self.session, node, adding, dice, child=self.session.make("Label", "child"))
        return node

    def clear(self) -> None:
        """Destroy all that there is."""
        while self.session.tree.roots:
            self.session.do(next(iter(self.session.tree.roots.values())), "destroy")
        self.settle()

    def nodes(self) -> list[Node]:
        return [node for node in self.session.tree.nodes.values() if node.kind in self.kinds]

    # -- what happens ----------------------------------------------------------------

    def program(self, dice: Random) -> None:
        """The program does something; most often what users do, too."""
        nodes = self.nodes()
        if not nodes or dice.random() < 0.03:
            self.add(dice.choice(self.kinds), dice)
            return
        node = dice.choice(nodes)
        widget = REMOTE[node.kind]
        methods = overlapping(widget) if dice.random() < 0.8 else deeds_of(widget)
        if methods:
            perform(self.session, node, dice.choice(methods), dice)

    def user(self, page: Page, dice: Random) -> None:
        """A user does something."""
        nodes = self.nodes()
        if nodes:
            self.act(page, dice.choice(nodes), dice)

    def act(self, page: Page, node: Node, dice: Random) -> None:
        widget = REMOTE[node.kind]
        is_edited = any(item.edits is not None for item in widget.all_callbacks.values())
        if is_edited and dice.random() < 0.7:
            page.type(
                node, dice.randrange(9), dice.randrange(3), dice.choice(["", "x", "y\n", "😀"])
            )
        elif acts := acts_of(widget):
            use(self.session, page, node, dice.choice(acts), dice)

    # -- connections -----------------------------------------------------------------

    def lose(self, who: int) -> None:
        """Cut a page's connection; Python may notice later, or when the page comes back."""
        if not self.is_lost[who]:
            self.is_lost[who], self.is_noticed[who] = True, False
            self.pages[who].lose()

    def notice(self, who: int) -> None:
        if self.is_lost[who] and not self.is_noticed[who]:
            self.is_noticed[who] = True
            self.pages[who].leave(self.session)

    def come_back(self, who: int) -> None:
        if self.is_lost[who]:
            self.is_lost[who] = self.is_noticed[who] = False
            self.pages[who].connect(self.session)

    def settle(self) -> None:
        for who in range(len(self.pages)):
            self.come_back(who)
        while any(page.is_busy for page in self.pages):
            for page in self.pages:
                page.settle(self.session)

    def verify(self) -> None:
        """Everybody sees the same, also somebody who comes only now."""
        self.settle()
        for page in self.pages:
            assert differences(self.session, page, self.sent) == {}
        assert self.session.world.errors == []
        late = Page(len(self.pages))
        late.run_anew()
        late.connect(self.session)
        late.settle(self.session)
        assert differences(self.session, late, self.sent) == {}
        late.lose()
        late.leave(self.session)


@seed(soak.SEED)
class Convergence(RuleBasedStateMachine):
    """Users and the program act, frames come late, connections are lost and come back."""

    def __init__(self) -> None:
        super().__init__()
        self.play: Play | None = None

    @rule(dice=DICE)
    def begin(self, dice: int) -> None:
        """Some widgets are there."""
        if self.play is None:
            random = Random(dice)
            self.play = Play(random.sample(USED, min(6, len(USED))), random)

    @rule(who=PAGE)
    def fetch(self, who: int) -> None:
        """A frame leaves Python."""
        if self.play is not None and not self.play.is_lost[who]:
            self.play.pages[who].fetch()

    @rule(who=PAGE)
    def hear(self, who: int) -> None:
        """A frame arrives in a page."""
        if self.play is not None and not self.play.is_lost[who]:
            self.play.pages[who].hear()

    @rule(who=PAGE)
    def say(self, who: int) -> None:
        """A message arrives in Python."""
        if self.play is not None:
            self.play.pages[who].say(self.play.session)

    @rule(who=PAGE, dice=DICE)
    def user(self, who: int, dice: int) -> None:
        """A user does something."""
        if self.play is not None:
            self.play.user(self.play.pages[who], Random(dice))

    @rule(dice=DICE)
    def program(self, dice: int) -> None:
        """The program does something."""
        if self.play is not None:
            self.play.program(Random(dice))

    @rule(who=PAGE)
    def lose(self, who: int) -> None:
        """A connection is cut."""
        if self.play is not None:
            self.play.lose(who)

    @rule(who=PAGE)
    def notice(self, who: int) -> None:
        """Python notices that a connection is cut."""
        if self.play is not None:
            self.play.notice(who)

    @rule(who=PAGE)
    def come_back(self, who: int) -> None:
        """A page has a connection again."""
        if self.play is not None:
            self.play.come_back(who)

    @rule(who=PAGE)
    def forget(self, who: int) -> None:
        """What a page misses grows too large to be kept."""
        if self.play is not None and self.play.is_noticed[who]:
            self.play.pages[who].client.outbox.lose()

    @rule()
    def rebuild(self) -> None:
        """The program has all pages rebuilt."""
        if self.play is not None:
            self.play.session.rebuild_all()

    @rule()
    def check(self) -> None:
        """All is delivered."""
        if self.play is not None:
            self.play.verify()

    def teardown(self) -> None:
        if self.play is not None:
            self.play.verify()


# Measuring coverage more than doubles its time, and other tests run through the same lines.
TestConvergence = pytest.mark.no_cover(
    pytest.mark.soak(pytest.mark.timeout(soak.seconds(240))(Convergence.TestCase))
)
TestConvergence.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)


def crossings() -> list[Any]:
    """Return each callback that overlaps with methods, and typing, by its class."""
    found: list[Any] = []
    for kind in USED:
        widget = REMOTE[kind]
        callbacks: list[Callback | None] = [it for it in acts_of(widget) if overlapping(widget, it)]
        if any(item.edits is not None for item in widget.all_callbacks.values()):
            callbacks.append(None)
        found += [
            pytest.param(kind, item, id=f"{kind}-{'typing' if item is None else item.name}")
            for item in callbacks
        ]
    return found


# without coverage, as above
@pytest.mark.no_cover
@pytest.mark.parametrize(("kind", "callback"), crossings())
def test_every_callback_crosses_every_method(kind: str, callback: Callback | None) -> None:
    """Each pair whose properties overlap, in each order in which the messages can cross."""
    name = "typing" if callback is None else callback.name
    play = Play([kind], Random(f"{kind} {name}"), pages=2)
    for method in overlapping(REMOTE[kind], callback):
        dice = Random(f"{kind} {name} {method.name}")
        made = [(order, play.add(kind, dice)) for order in (0, 0, 1, 1, 2, 2)]
        play.settle()
        for order in range(3):
            nodes = [node for its, node in made if its == order and node is not None]
            cross(play, nodes, callback, method, order)
            play.settle()
        try:
            play.verify()
        except AssertionError as error:
            orders = ", ".join(f"order {order} of {node}" for order, node in made)
            raise AssertionError(f"{kind}: {name} and {method.name}, {orders}") from error
        play.clear()


def cross(
    play: Play, nodes: list[Node], callback: Callback | None, method: Method, order: int
) -> None:
    """Let a user and the program act on widgets, neither of which knows of the other."""
    dice = Random(f"{nodes} {callback and callback.name} {method.name} {order}")
    first = play.pages[0]
    for _ in range(2):
        for node in nodes:
            if order == 1:
                perform(play.session, node, method, dice)
            if callback is None:
                first.type(node, dice.randrange(5), dice.randrange(2), "typed")
            else:
                use(play.session, first, node, callback, dice)
            if order != 1:
                perform(play.session, node, method, dice)
            if order == 2:
                # the page gets what the program did before Python gets what the user did
                first.hear()
