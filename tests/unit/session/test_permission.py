"""What a page may report, and when: by the catalog, for every callback of every widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from pgwidgets.catalog import types
from pgwidgets.catalog.callbacks import STACK, Callback
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.methods import REQUIRED
from pgwidgets.catalog.registry import declarations
from pgwidgets.catalog.table_types import TableData
from pgwidgets.catalog.tree_types import TreeData
from pgwidgets.errors import ProtocolError
from pgwidgets.model.act import Act
from pgwidgets.model.node import Node
from pgwidgets.protocol import events
from pgwidgets.session import inputs
from tests.unit.session.simulation import Page, Session, shown
from tests.unit.session.values import sample

FACTS = {"resize", "map", "area-resize", "has-room", "scrolled", "leave", "focus-out", "read_text"}
"""What pages report of widgets that nobody can operate, and what they ask to show one whole; all
else is refused then."""

REPORTED = [
    (widget.name, callback.name)
    for widget in declarations().values()
    for callback in widget.all_callbacks.values()
    if not callback.python
]


ROWS: dict[type, Any] = {
    TableData: [{"text": 5}, {"text": 6}],
    TreeData: {f"row{row}": {"__values__": {"text": 5}} for row in range(2)},
}
"""What those that show rows have, by the type of their documents."""

TABLES = {
    name: (widget.document.key, rows)
    for name, widget in declarations().items()
    for kind, rows in ROWS.items()
    if widget.document is not None and isinstance(widget.document.type, kind)
}

CELL_ACTIONS = {"cell_selected", "choose_cells"}
"""What is done where cells are selected, not rows."""


def declared(kind: str, action: str) -> tuple[Widget, Callback]:
    widget = declarations()[kind]
    return widget, widget.all_callbacks[action]


def flags(widget: Widget) -> list[str]:
    """Return the options that say yes or no, but for the one that concerns all others."""
    options = [item.key for item in widget.options if isinstance(item.type, types.Boolean)]
    return [key for key in options if key != "modal"]


def willing(session: Session, kind: str, action: str = "") -> Node:
    """Make a widget whose users may do all that there is to do, in a window that shows."""
    widget = declarations()[kind]
    given: dict[str, Any] = dict.fromkeys(flags(widget), True)
    if "buttons" in widget.all_states:
        given["buttons"] = ["OK"]
    has_rows = kind in TABLES
    if has_rows:
        given["columns"] = ["a", {"key": "text", "widget": "button", "editable": True}]
        given.update([TABLES[kind]])
        given["selection_mode"] = f"multiple{'-cell' * (action in CELL_ACTIONS)}"
    node = session.make(kind, **given)
    if has_rows:
        # what is selected can be copied
        session.do(node, "select_all")
    if widget.window:
        session.do(node, "show")
    return node


def held(session: Session, node: Node) -> Node:
    """Put a widget into a window, two boxes deep, if it is none itself; returns the window."""
    if declarations()[node.kind].window:
        return node
    window, outer, inner = (session.make(kind) for kind in ("TopLevel", "VBox", "VBox"))
    session.do(inner, "add_widget", child=node)
    session.do(outer, "add_widget", child=inner)
    session.do(window, "set_widget", child=outer)
    session.do(window, "show")
    return window


def report(session: Session, page: Page, node: Node, action: str) -> None:
    """Have a page report what it might, whether or not it shows it."""
    _, callback = declared(node.kind, action)
    children = [placement.node for placement in node.children]
    # lists have as many values
    children = children or [node] * (node.kind in TABLES)
    args = [sample(argument.type, children) for argument in callback.arguments]
    inputs.receive(session, page.client, events.Input(node.wid, action, args, None))


def filled(session: Session, node: Node) -> None:
    """Give a container a child to speak of."""
    method = declarations()[node.kind].all_methods.get("add_widget")
    if method is None or node.children:
        return
    # and where it is to be, if that must be said
    given = {
        item.name: session.make("Label") if item.name == "child" else sample(item.type, [])
        for item in method.parameters
        if item.default is REQUIRED
    }
    session.do(node, "add_widget", **given)


class Scene:
    """A widget in a page, and what its handlers were told."""

    def __init__(self, kind: str, action: str) -> None:
        self.session = Session()
        self.page = Page().join(self.session)
        self.node = willing(self.session, kind, action)
        filled(self.session, self.node)
        self.window = held(self.session, self.node)
        self.action = action
        self.heard: list[Any] = []
        widget, callback = declared(kind, action)
        # what is internal may have them told of what it came to
        told = [item.name for item in widget.all_callbacks.values() if not item.internal]
        for name in told if callback.internal else [action]:
            self.session.on(self.node, name, lambda *args: self.heard.append(args))
        if declared(kind, action)[1].unseen:
            report(self.session, self.page, self.node, "close")
        self.page.settle(self.session)
        # whether it was carried out, be it that the page alone was told what came of it
        self.is_done = False
        self._acting = self.session.tree.acting
        self.session.tree.acting = self._note  # type: ignore[method-assign]  # a look inside

    @contextmanager
    def _note(self, act: Act | None) -> Iterator[None]:
        with self._acting(act):
            yield
        _, callback = declared(self.node.kind, self.action)
        self.is_done = callback.internal and callback.keys != (STACK,)

    def is_refused(self) -> bool:
        """Have the page report; returns whether nothing came of it."""
        state, children = self.node.state.copy(), list(self.node.children)
        stack = list(self.session.tree.roots)
        report(self.session, self.page, self.node, self.action)
        unchanged = (state, children, stack) == (
            self.node.state,
            self.node.children,
            list(self.session.tree.roots),
        )
        return not (self.heard or self.is_done or self.node.destroyed) and unchanged


def disable(scene: Scene) -> None:
    scene.session.do(scene.node, "set_enabled", tf=False)


def disable_window(scene: Scene) -> None:
    scene.session.do(scene.window, "set_enabled", tf=False)


def hide(scene: Scene) -> None:
    scene.session.do(scene.node, "hide")


def hide_window(scene: Scene) -> None:
    scene.session.do(scene.window, "hide")


def open_modal(scene: Scene) -> None:
    dialog = scene.session.make("Dialog", modal=True)
    scene.session.do(dialog, "show")


OTHERS = (disable_window, hide, hide_window, open_modal)

SAME = pytest.mark.no_cover
"""Their coverage is not measured: they run through the same lines as the first."""


@pytest.mark.parametrize("hinder", [disable, *(pytest.param(it, marks=SAME) for it in OTHERS)])
@pytest.mark.parametrize(("kind", "action"), REPORTED)
def test_what_nobody_can_operate_is_operated_by_no_message(
    kind: str, action: str, hinder: Callable[[Scene], None]
) -> None:
    scene = Scene(kind, action)
    hinder(scene)
    assert scene.is_refused() == (action not in FACTS)


@pytest.mark.parametrize(("kind", "action"), REPORTED)
def test_what_can_be_operated_is(kind: str, action: str) -> None:
    scene = Scene(kind, action)
    _, callback = declared(kind, action)
    # one window alone is on top, and at the bottom
    assert scene.is_refused() == (callback.keys == (STACK,))


def conditional() -> Iterator[Any]:
    """Yield each option that widgets have by which a callback is allowed."""
    for kind, action in REPORTED:
        widget, callback = declared(kind, action)
        if callback.when is None:
            continue
        node = willing(Session(), kind)
        args = [sample(argument.type, [node]) for argument in callback.arguments]
        if action == "move":
            # whoever may resize a window may move it, too
            node.state["resizable"] = False
        # one that is closed may be opened again, whatever its options
        offered = flags(widget) if callback.when(node, *args) else []
        for key in offered:
            before, node.state[key] = node.state[key], False
            if not callback.when(node, *args):
                yield pytest.param(kind, action, key, id=f"{kind} {action} {key}")
            node.state[key] = before


@pytest.mark.parametrize(("kind", "action", "option"), list(conditional()))
def test_what_a_widget_does_not_offer_is_refused(kind: str, action: str, option: str) -> None:
    scene = Scene(kind, action)
    scene.node.state[option] = False
    if option == "moveable":
        scene.node.state["resizable"] = False
    assert scene.is_refused()
    # a page that was only late shows what Python has
    scene.page.settle(scene.session)


def test_each_kind_of_condition_is_among_them() -> None:
    found = {(param.values[1], param.values[2]) for param in conditional()}
    assert {
        ("click", "interactive"),
        ("drop-end", "interactive"),
        ("modified", "editable"),
        ("activated", "editable"),
        ("page-close", "closable"),
        ("page-move", "reorderable"),
        ("close", "closeable"),
        ("resized", "resizable"),
        ("move", "moveable"),
        ("lowered", "lowerable"),
    } <= found


def test_only_states_that_a_window_offers_can_be_had() -> None:
    session = Session()
    page = Page().join(session)
    top = session.make("TopLevel", maximizable=True)
    session.do(top, "show")
    page.settle(session)
    for wanted, got in (
        ("shaded", "normal"),
        ("maximized", "maximized"),
        ("minimized", "maximized"),
    ):
        page.act(top, "window-state", wanted)
        page.settle(session)
        assert top.state["window_state"] == got
        assert shown(session, page) == {}


def test_a_read_only_text_is_edited_by_no_message() -> None:
    session = Session()
    page = Page().join(session)
    area = session.make("TextArea", "text", editable=False)
    page.settle(session)
    for _ in range(2):
        edit = events.Edit(area.wid, [4, "!"], page.answered, None)
        inputs.receive(session, page.client, edit)
        assert str(area.state["text"]) == "text"
        session.do(area, "set_editable", tf=True)
        session.do(held(session, area), "set_enabled", tf=False)


def test_what_a_page_shows_alone_can_be_operated_there() -> None:
    scene = Scene("Slider", "activated")
    scene.session.do(scene.window, "hide")
    scene.node.is_shown_alone = True
    assert not scene.is_refused()


def test_a_menu_opens_over_a_modal_dialog() -> None:
    session = Session()
    page = Page().join(session)
    menu = session.make("Menu")
    item = session.make("MenuAction", text="Go")
    session.do(menu, "add_widget", child=item)
    session.do(session.make("Dialog", modal=True), "show")
    heard: list[object] = []
    session.on(item, "activated", lambda: heard.append("go"))
    report_ = events.Input(item.wid, "activated", [], None)
    inputs.receive(session, page.client, report_)
    assert heard == ["go"]


def test_what_is_in_a_modal_dialog_can_be_operated() -> None:
    scene = Scene("Slider", "activated")
    dialog = scene.session.make("Dialog", modal=True)
    scene.session.do(dialog, "add_widget", child=scene.node)
    scene.session.do(dialog, "show")
    assert not scene.is_refused()


def test_a_page_that_was_late_shows_what_python_has() -> None:
    session = Session()
    page = Page().join(session)
    slider, box = session.make("Slider"), session.make("CheckBox", "box")
    got: list[object] = []
    for node in (slider, box):
        session.on(node, "activated", got.append)
    page.settle(session)
    for value in (10, 20, 30):
        page.act(slider, "activated", value)
    page.act(box, "activated", True)
    page.say(session)
    for node in (slider, box):
        session.do(node, "set_enabled", tf=False)
    page.settle(session)
    assert got == [10]
    assert (slider.state["value"], box.state["state"]) == (10, False)
    assert shown(session, page) == {}


def test_a_press_that_waited_behind_one_that_disabled_the_widget_is_none() -> None:
    session = Session()
    page = Page().join(session)
    button, box = session.make("Button"), session.make("CheckBox")
    waiting: list[Any] = []
    session.dispatcher.submit = waiting.append  # type: ignore[method-assign, assignment]  # a busy program
    heard: list[object] = []
    session.on(
        button, "activated", lambda: heard.append(session.do(button, "set_enabled", tf=False))
    )
    session.on(button, "activated", lambda: heard.append("second handler"))
    session.on(box, "activated", heard.append)
    dropped: list[str] = []
    for node, args in ((button, []), (button, []), (box, [True])):
        inputs.receive(session, page.client, events.Input(node.wid, "activated", args, None))
    waiting[1].dropped.append(lambda: dropped.append("second press"))
    # what has changed the model is told all the same
    session.do(box, "set_enabled", tf=False)
    for job in waiting:
        for call in job:
            call.function()
    assert heard == [None, "second handler", True]
    assert dropped == ["second press"]


@pytest.mark.parametrize("is_gone", [False, True])
def test_files_for_what_takes_none_are_dropped(is_gone: bool) -> None:
    session = Session()
    page = Page().join(session)
    label = session.make("Label", interactive=is_gone)
    if is_gone:
        session.do(label, "destroy")
    announced = {"transfer_id": "t", "files": [{"name": "a", "size": 3, "type": ""}]}
    inputs.receive(session, page.client, events.Input(label.wid, "drop-end", [announced], None))
    piece = events.Chunk(label.wid, "t", 0, 1, 0, 1, b"abc")
    inputs.receive(session, page.client, piece)


def test_handlers_get_the_number_that_fits() -> None:
    session = Session()
    page, other = Page().join(session), Page().join(session)
    slider = session.make("Slider", min=0, max=10)
    got: list[object] = []
    session.on(slider, "activated", got.append)
    for each in (page, other):
        each.settle(session)
    page.act(slider, "activated", 99)
    for each in (page, other):
        each.settle(session)
        assert shown(session, each) == {}
    assert got == [10]


@pytest.mark.parametrize("action", ["activated", "modified"])
def test_handlers_get_the_text_that_fits(action: str) -> None:
    session = Session()
    page = Page().join(session)
    entry = session.make("TextEntry")
    got: list[object] = []
    session.on(entry, action, got.append)
    inputs.receive(session, page.client, events.Input(entry.wid, action, ["a\nb"], None))
    assert (got, entry.state["text"]) == (["ab"], "ab")


def test_handlers_get_the_index_that_a_page_of_tabs_has() -> None:
    session = Session()
    page = Page().join(session)
    tabs = session.make("TabWidget", reorderable=True)
    first, second = (session.make("Label") for _ in range(2))
    for label in (first, second):
        session.do(tabs, "add_widget", child=label)
    got: list[object] = []
    for action in ("page-switch", "page-move"):
        session.on(tabs, action, lambda child, index: got.append(index))
        told = [{"__wid__": first.wid}, 99]
        inputs.receive(session, page.client, events.Input(tabs.wid, action, told, None))
    assert got == [0, 1]


@pytest.mark.parametrize(("checkable", "handed"), [(True, (True,)), (False, ())])
def test_only_what_can_be_checked_says_that_it_is(
    checkable: bool, handed: tuple[object, ...]
) -> None:
    session = Session()
    page = Page().join(session)
    action = session.make("MenuAction", text="Grid", checkable=checkable)
    got: list[tuple[object, ...]] = []
    session.on(action, "activated", lambda *args: got.append(args))
    inputs.receive(session, page.client, events.Input(action.wid, "activated", [True], None))
    assert (got, action.state["checked"]) == ([handed], checkable)


# -- groups ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["RadioButton", "ToggleButton"])
@pytest.mark.parametrize("end", ["destroy", "disable"])
def test_a_button_that_is_not_switched_leaves_its_group_as_it_was(kind: str, end: str) -> None:
    session = Session()
    page = Page().join(session)
    first, second = (session.make(kind, group="g") for _ in range(2))
    session.do(first, "set_state", value=True)
    page.settle(session)
    page.act(second, "activated", True)
    if end == "destroy":
        session.do(second, "destroy")
    else:
        session.do(second, "set_enabled", tf=False)
    page.settle(session)
    assert first.state["state"]
    assert shown(session, page) == {}


def test_a_radio_button_is_switched_off_by_no_message() -> None:
    session = Session()
    page = Page().join(session)
    button = session.make("RadioButton", group="g")
    session.do(button, "set_state", value=True)
    page.settle(session)
    page.act(button, "activated", False)
    page.settle(session)
    assert button.state["state"]
    assert shown(session, page) == {}


def test_widgets_that_ended_are_kept_until_all_pages_know() -> None:
    session = Session()
    page = Page().join(session)
    buttons = [session.make("RadioButton", group="g") for _ in range(3)]
    page.settle(session)
    session.do(buttons[0], "destroy")
    assert session.departed.find(buttons[0].wid) is buttons[0]
    session.do(buttons[1], "destroy")
    page.settle(session)
    session.do(buttons[2], "destroy")
    assert session.departed.find(buttons[0].wid) is session.departed.find(buttons[1].wid) is None
    assert session.departed.find(buttons[2].wid) is buttons[2]


# -- numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Slider", "SpinBox"])
def test_a_float_is_handed_as_one(kind: str) -> None:
    session = Session()
    page = Page().join(session)
    node = session.make(kind, dtype="float", min=0, max=10)
    got: list[object] = []
    session.on(node, "activated", got.append)
    for value in (3, 99, -1, 2.5):
        inputs.receive(session, page.client, events.Input(node.wid, "activated", [value], None))
    assert [(type(value), value) for value in got] == [
        (float, value) for value in (3.0, 10.0, 0.0, 2.5)
    ]


def test_numbers_of_a_page_are_what_it_means() -> None:
    session = Session()
    page = Page().join(session)
    box = session.make("SpinBox", dtype="float", max=1e21)
    # as JavaScript writes 2**69
    written = 590295810358705700000
    inputs.receive(session, page.client, events.Input(box.wid, "activated", [written], None))
    assert box.state["value"] == 2.0**69
    with pytest.raises(ProtocolError, match="finite"):
        inputs.receive(session, page.client, events.Input(box.wid, "activated", [10**400], None))
