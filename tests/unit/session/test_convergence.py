"""Whatever the order of events, all browsers and Python show the same in the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from pgwidgets.model.node import Node
from tests.support import soak
from tests.unit.session.simulation import Page, Session, shown

PAGES = 3

EXAMPLES = soak.count(250, 2100)
STEPS = 50

WHO = st.integers(0, PAGES)  # the last is the program
PAGE = st.integers(0, PAGES - 1)
SMALL = st.integers(0, 3)


class Deed(NamedTuple):
    """Something that users and the program both do, each with a small number.

    Attributes
    ----------
    action : str
        What pages report, with the arguments that `args` returns.
    method : str
        What the program calls, with the values that `values` returns.
    """

    kind: str
    action: str
    args: Callable[[int], tuple[Any, ...]]
    method: str
    values: Callable[[int], dict[str, Any]]


STATES = ("normal", "shaded", "minimized", "maximized")
DEEDS = {
    "slide": Deed("Slider", "activated", lambda n: (n,), "set_value", lambda n: {"num": n}),
    "spin": Deed("SpinBox", "activated", lambda n: (n,), "set_value", lambda n: {"val": n}),
    "check": Deed(
        "CheckBox", "activated", lambda n: (n > 1,), "set_state", lambda n: {"tf": n > 1}
    ),
    "tick": Deed(
        "MenuAction", "activated", lambda n: (n > 1,), "set_checked", lambda n: {"checked": n > 1}
    ),
    "type": Deed(
        "TextEntry", "modified", lambda n: (f"u {n}",), "set_text", lambda n: {"text": f"p {n}"}
    ),
    "enter": Deed(
        "TextEntry", "activated", lambda n: (f"e {n}",), "set_text", lambda n: {"text": ""}
    ),
    "write": Deed(
        "TextArea", "modified", lambda n: (f"u {n}",), "append_text", lambda n: {"text": f"+{n}"}
    ),
    "erase": Deed(
        "TextArea", "modified", lambda n: ("",), "set_text", lambda n: {"text": f"p {n}"}
    ),
    "place": Deed("TopLevel", "move", lambda n: (n, 0), "set_position", lambda n: {"x": n, "y": 1}),
    "shape": Deed(
        "TopLevel",
        "window-state",
        lambda n: (STATES[n],),
        "set_window_state",
        lambda n: {"state": STATES[n]},
    ),
    "shut": Deed("TopLevel", "close", lambda n: (), "show", lambda n: {}),
}
USED = st.sampled_from([*DEEDS, "group", "tab", "move", "close", "add"])


class Play:
    """One session with widgets of several kinds, and its browsers."""

    def __init__(self) -> None:
        self.session = Session()
        make = self.session.make
        options: dict[str, dict[str, Any]] = {
            "Slider": {"max": 2},
            "SpinBox": {"max": 2},
            "MenuAction": {"checkable": True},
        }
        kinds = dict.fromkeys(deed.kind for deed in DEEDS.values())
        self.nodes = {kind: make(kind, **options.get(kind, {})) for kind in kinds}
        self.group = [make("RadioButton", f"{index}", group="g") for index in range(4)]
        self.tabs = make("TabWidget", closable=True, reorderable=True)
        self.tabs_ever: list[Node] = []
        for _ in range(4):
            self.add()
        self.pages = [Page().join(self.session) for _ in range(PAGES)]
        self.is_lost = [False] * PAGES
        self.is_noticed = [False] * PAGES

    def add(self) -> None:
        page = self.session.make("Label", "page")
        self.session.do(self.tabs, "add_widget", child=page, options={"title": "t"})
        self.tabs_ever.append(page)

    def program(self, what: str, value: int) -> None:
        if what in DEEDS:
            deed = DEEDS[what]
            self.session.do(self.nodes[deed.kind], deed.method, **deed.values(value))
        match what:
            case "group":
                self.session.do(self.group[value], "set_state", value=True)
            case "tab" | "close":
                self.program_tabs(what, value)
            case "add":
                self.add()

    def program_tabs(self, what: str, value: int) -> None:
        children = [placement.node for placement in self.tabs.children]
        if value < len(children):
            method = "show_widget" if what == "tab" else "close_widget"
            self.session.do(self.tabs, method, child=children[value])

    def user(self, page: Page, what: str, value: int) -> None:
        if what in DEEDS:
            deed = DEEDS[what]
            page.act(self.nodes[deed.kind], deed.action, *deed.args(value))
        match what:
            case "group":
                page.act(self.group[value], "activated", True)
            case "tab" | "move" | "close":
                self.user_tabs(page, what, value)

    def user_tabs(self, page: Page, what: str, value: int) -> None:
        children = page.replica.widgets[self.tabs.wid].children
        if value >= len(children):
            return
        child = {"__wid__": children[value]}
        match what:
            case "tab":
                page.act(self.tabs, "page-switch", child, value)
            case "close":
                page.act(self.tabs, "page-close", child)
            case "move":
                page.act(self.tabs, "page-move", child, (value + 1) % len(children))

    # -- lines -----------------------------------------------------------------------

    def lose(self, who: int) -> None:
        """Cut a page's transport; Python may notice later, or when the page comes back."""
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
        for who in range(PAGES):
            self.come_back(who)
        while any(page.is_busy for page in self.pages):
            for page in self.pages:
                page.settle(self.session)

    def verify(self) -> None:
        """Everybody sees the same, also somebody who comes only now."""
        self.settle()
        for page in self.pages:
            assert shown(self.session, page) == {}
            assert page.pending == {}
        assert self.session.world.errors == []
        late = Page().join(self.session)
        assert shown(self.session, late) == {}
        late.leave(self.session)


@seed(soak.SEED)
class Convergence(RuleBasedStateMachine):
    """Users and the program act, frames come late, connections are lost and come back."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()

    @rule(who=PAGE)
    def fetch(self, who: int) -> None:
        """A frame leaves Python."""
        if not self.play.is_lost[who]:
            self.play.pages[who].fetch()

    @rule(who=PAGE)
    def hear(self, who: int) -> None:
        """A frame arrives in a page."""
        if not self.play.is_lost[who]:
            self.play.pages[who].hear()

    @rule(who=PAGE)
    def say(self, who: int) -> None:
        """A message arrives in Python."""
        self.play.pages[who].say(self.play.session)

    @rule(who=PAGE, what=USED, value=SMALL)
    def user(self, who: int, what: str, value: int) -> None:
        """A user does something."""
        self.play.user(self.play.pages[who], what, value)

    @rule(what=USED, value=SMALL)
    def program(self, what: str, value: int) -> None:
        """The program does something."""
        self.play.program(what, value)

    @rule(who=PAGE)
    def lose(self, who: int) -> None:
        """A connection is cut."""
        self.play.lose(who)

    @rule(who=PAGE)
    def notice(self, who: int) -> None:
        """Python notices that a connection is cut."""
        self.play.notice(who)

    @rule(who=PAGE)
    def come_back(self, who: int) -> None:
        """A page has a connection again."""
        self.play.come_back(who)

    @rule(who=PAGE)
    def forget(self, who: int) -> None:
        """What a page misses grows too large to be kept."""
        if self.play.is_noticed[who]:
            self.play.pages[who].client.outbox.lose()

    @rule()
    def check(self) -> None:
        """All is delivered."""
        self.play.verify()

    def teardown(self) -> None:
        self.play.verify()


# Measuring coverage more than doubles its time, and other tests run through the same lines.
TestConvergence = pytest.mark.no_cover(
    pytest.mark.soak(pytest.mark.timeout(soak.seconds(120))(Convergence.TestCase))
)
TestConvergence.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
