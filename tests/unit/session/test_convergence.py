"""Whatever the order of events, all browsers and Python show the same in the end."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.model.node import Node
from tests.unit.session.simulation import Page, Session, shown

PAGES = 3

WHO = st.integers(0, PAGES)  # the last is the program
SMALL = st.integers(0, 3)

STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["hear", "say"]), WHO, st.just(0)),
        st.tuples(st.sampled_from(["slide", "type", "enter", "check", "group", "tab"]), WHO, SMALL),
        st.tuples(st.sampled_from(["move", "close", "add"]), WHO, SMALL),
    ),
    max_size=40,
)


class Play:
    """One session with widgets of several kinds, and its browsers."""

    def __init__(self) -> None:
        self.session = Session()
        make = self.session.make
        self.slider = make("Slider", max=2)
        self.entry = make("TextEntry")
        self.check = make("CheckBox", "c")
        self.group = [make("RadioButton", f"{index}", group="g") for index in range(4)]
        self.tabs = make("TabWidget", closable=True, reorderable=True)
        self.tabs_ever: list[Node] = []
        for _ in range(4):
            self.add()
        self.pages = [Page().join(self.session) for _ in range(PAGES)]

    def add(self) -> None:
        page = self.session.make("Label", "page")
        self.session.do(self.tabs, "add_widget", child=page, options={"title": "t"})
        self.tabs_ever.append(page)

    def step(self, what: str, who: int, value: int) -> None:
        if who == PAGES:
            self.program(what, value)
            return
        page = self.pages[who]
        match what:
            case "hear":
                page.hear()
            case "say":
                page.say(self.session)
            case _:
                self.user(page, what, value)

    def program(self, what: str, value: int) -> None:
        do = self.session.do
        match what:
            case "slide":
                do(self.slider, "set_value", num=value)
            case "type" | "enter":
                do(self.entry, "set_text", text=f"program {value}")
            case "check":
                do(self.check, "set_state", tf=value > 1)
            case "group":
                do(self.group[value], "set_state", value=True)
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
        match what:
            case "slide":
                page.act(self.slider, "activated", value)
            case "type":
                page.act(self.entry, "modified", f"user {value}")
            case "enter":
                page.act(self.entry, "activated", f"user {value}")
            case "check":
                page.act(self.check, "activated", value > 1)
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

    def settle(self) -> None:
        while any(page.down or page.up for page in self.pages):
            for page in self.pages:
                page.settle(self.session)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_all_show_the_same_in_the_end(steps: list[tuple[str, int, int]]) -> None:
    play = Play()
    for step in steps:
        play.step(*step)
    play.settle()
    for page in play.pages:
        assert shown(play.session, page) == {}
    assert play.session.world.errors == []
    late: Any = Page().join(play.session)
    assert shown(play.session, late) == {}
