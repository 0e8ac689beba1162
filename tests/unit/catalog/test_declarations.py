"""The widget classes: their public names, and what their functions do to the tree."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.methods import Command, Compute, Setter
from pgwidgets.catalog.registry import declarations, rules
from pgwidgets.model.change import (
    Destroyed,
    Edited,
    Fired,
    Moved,
    Raised,
    Replaced,
    StateSet,
)
from pgwidgets.model.node import Node
from pgwidgets.model.own import Own
from pgwidgets.model.tree import Tree
from tests.support.pictures import DOT

API: Mapping[str, Any] = json.loads(Path(__file__).with_name("api.json").read_text("utf-8"))

MISSING: Mapping[str, tuple[str, ...]] = {
    # drawing on it is not there yet
    "Image": ("get_draw_context", "update"),
}

LAYOUT = (
    # columns are hidden and moved by whoever looks at them, and some of them stay in view
    "set_frozen_columns",
    "get_frozen_columns",
    "set_column_order",
    "get_column_order",
    "set_hidden_columns",
    "get_hidden_columns",
    "set_movable_columns",
    "columns_moved",
    "columns_hidden",
    # what shows goes on to other programs
    "to_csv",
)
"""What users and programs make of columns, and of what shows."""

LAYOUT_OPTIONS = ("frozen_columns", "hidden_columns", "movable_columns")

SHOWING = ("set_column_format", "set_column_wrap", "set_column_footer", "get_footer")
"""How columns of tables and trees show their values."""

EDITING = (
    "changed",
    "undo",
    "redo",
    "can_undo",
    "can_redo",
    "get_changes",
    "mark_changes",
    "set_rows_editable",
    "set_new_row",
    "rows_inserted",
    "rows_deleted",
    "rows_moved",
    "set_validator",
)
"""What users have made of tables and trees, how they take it back, and that they may have other
rows."""

FILTERING = (
    "set_show_filters",
    "set_show_search",
    "set_filter",
    "get_filters",
    "set_search",
    "get_search",
    "clear_filters",
    "get_shown_count",
    "filtered",
)
"""Of many rows one looks for some."""

MORE: Mapping[str, tuple[str, ...]] = {
    # what the user types is known before Enter, and an area has no Enter; a selection is asked for
    "TextEntry": ("modified", "read_selection"),
    "TextEntrySet": ("modified", "read_selection"),
    # a log is read while it grows
    "TextArea": ("modified", "read_selection", "set_follow_end"),
    # a drag of a tab is an act of the user like any other
    "TabWidget": ("page-move",),
    # a window that was closed by mistake comes back
    "TopLevel": ("reopen",),
    # it is a window like a TopLevel, and has a picture as that
    "MDISubWindow": ("window-state", "set_window_state", "get_window_state", "set_icon"),
    # a cell of a notebook can wait for the user
    "Dialog": ("ask",),
    "TableView": ("get_data", *EDITING, *LAYOUT, *SHOWING, *FILTERING),
    "TreeView": (*EDITING, *LAYOUT, *SHOWING, *FILTERING),
}

MORE_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "TextArea": ("follow_end",),
    # what the Enter key does, and what one thinks about twice
    "Button": ("kind",),
    "Dialog": ("default", "dangerous"),
    # what a handler would do too late for the user's next key
    "TextEntry": ("clear_on_enter",),
    "TextEntrySet": ("clear_on_enter",),
    "ComboBox": ("clear_on_enter",),
    # not every program takes colors that let something shine through
    "ColorWidget": ("alpha",),
    "ColorDialog": ("alpha",),
    # a table is one line; what users may do with its rows and columns
    "TableView": (
        *LAYOUT_OPTIONS,
        "data",
        "rows_editable",
        "new_row",
        "show_filters",
        "show_search",
    ),
    "TreeView": (
        *LAYOUT_OPTIONS,
        "rows_editable",
        "new_row",
        "show_filters",
        "show_search",
    ),
}
"""Options of ours, behind those of the API."""

every_class = pytest.mark.parametrize("name", sorted(API))


def listed(names: Mapping[str, Any], wanted: Mapping[str, Any], name: str) -> None:
    missing = set(wanted) - set(names)
    assert missing <= set(MISSING.get(name, ()))
    assert set(names) - set(wanted) <= set(MORE.get(name, ()))
    assert set(MISSING.get(name, ())).isdisjoint(names)


@every_class
def test_methods_are_those_of_the_api(name: str) -> None:
    widget = declarations()[name]
    methods = {
        method.name: [parameter.name for parameter in widget.parameters_of(method)]
        for method in widget.all_methods.values()
        if not method.internal
    }
    wanted = API[name]["methods"]
    listed(methods, wanted, name)
    assert {key: value for key, value in methods.items() if value != wanted.get(key, value)} == {}


@every_class
def test_constructors_are_those_of_the_api(name: str) -> None:
    widget = declarations()[name]
    assert [state.key for state in widget.arguments] == API[name]["arguments"]
    expected = [*API[name]["options"], *MORE_OPTIONS.get(name, ())]
    assert [state.key for state in widget.options] == expected


@every_class
def test_callbacks_are_those_of_the_api(name: str) -> None:
    widget = declarations()[name]
    callbacks = {
        callback.name: [argument.name for argument in callback.arguments]
        for callback in widget.all_callbacks.values()
        if not callback.internal
    }
    wanted = API[name]["callbacks"]
    listed(callbacks, wanted, name)
    shared = {key: value for key, value in callbacks.items() if key in wanted}
    assert shared == {key: wanted[key] for key in shared}


@every_class
def test_examples_are_python(name: str) -> None:
    compile(declarations()[name].example, name, "exec")


@every_class
def test_what_a_user_changes_is_named(name: str) -> None:
    widget = declarations()[name]
    known = {*widget.all_states, "children", "stack"}
    for callback in widget.all_callbacks.values():
        assert set(callback.keys) <= known
        assert bool(callback.keys) == callback.changes
    for method in widget.all_methods.values():
        assert set(widget.sets_of(method)) <= {*widget.all_states, "stack"}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tree(clock: Clock) -> Tree:
    return Tree(rules(), clock)


def of(node: Node) -> Widget:
    return declarations()[node.kind]


def make(tree: Tree, kind: str, **given: Any) -> Node:
    return tree.create(kind, declarations()[kind].fresh(given))


def call(node: Node, name: str, *args: Any) -> Any:
    method = of(node).all_methods[name]
    if isinstance(method, Setter):
        return node.tree.set_state(node, dict(zip(method.keys, args, strict=False)))
    if isinstance(method, Compute):
        return method.function(node, *args)
    assert isinstance(method, Command)
    return method.function(node.tree, node, *args)


def act(node: Node, name: str, *args: Any) -> Any:
    """Do what the user's act changes; returns what handlers get instead of the arguments."""
    callback = of(node).all_callbacks[name]
    handed = None if callback.apply is None else callback.apply(node.tree, node, *args)
    values = {key: carry(*args) for key, carry in callback.carries.items()}
    if values:
        node.tree.set_state(node, values)
    return handed


def calls(node: Node, index: int = 0) -> list[Any]:
    """What a page is told about a child."""
    placing = of(node).placing
    assert placing is not None
    placement = node.children[index]
    return list(placing.add(placement.node, placement.options))


def children(node: Node) -> list[Node]:
    return [placement.node for placement in node.children]


def replayed(node: Node, key: str) -> list[Any]:
    replay = of(node).all_states[key].replay
    assert replay is not None
    return list(replay(node.state[key]))


# -- windows -------------------------------------------------------------------------


def test_a_window_is_hidden_until_it_is_shown(tree: Tree) -> None:
    top = make(tree, "TopLevel")
    assert not top.state["visible"]
    call(top, "show")
    assert top.state["visible"]
    act(top, "close")
    assert not top.state["visible"]


def test_a_window_that_is_shown_again_comes_on_top(tree: Tree) -> None:
    below, above = make(tree, "TopLevel"), make(tree, "Dialog")
    call(below, "show")
    assert list(tree.roots.values()) == [above, below]
    tree.drain()
    call(below, "show")
    assert not any(isinstance(change, Raised) for change in tree.drain())


def test_the_place_of_a_window_is_what_was_set_or_laid_out(tree: Tree) -> None:
    top = make(tree, "TopLevel")
    assert replayed(top, "corner") == []
    top.state["position"] = (7, 8)
    assert call(top, "get_position") == (7, 8)
    call(top, "set_position", 10, 20)
    assert call(top, "get_position") == (10, 20)
    act(top, "move", 30, 40)
    assert replayed(top, "corner") == [("set_position", (30, 40))]


def test_the_users_size_of_a_window_is_kept(tree: Tree) -> None:
    top = make(tree, "TopLevel")
    act(top, "resized", 300, 200)
    assert top.state["extent"] == top.state["size"] == (300, 200)


@pytest.mark.parametrize(
    ("method", "state"),
    [
        ("toggle_minimize", "minimized"),
        ("toggle_maximize", "maximized"),
        ("toggle_shade", "shaded"),
    ],
)
def test_window_states_toggle(tree: Tree, method: str, state: str) -> None:
    top = make(tree, "TopLevel")
    call(top, method)
    assert top.state["window_state"] == state
    call(top, method)
    assert top.state["window_state"] == "normal"


def test_windows_are_raised_and_lowered_by_program_and_user(tree: Tree) -> None:
    one, two = make(tree, "TopLevel"), make(tree, "TopLevel")
    call(one, "raise_")
    assert list(tree.roots.values()) == [two, one]
    call(one, "lower")
    assert list(tree.roots.values()) == [one, two]
    act(one, "raised")
    assert list(tree.roots.values()) == [two, one]
    act(one, "lowered")
    assert list(tree.roots.values()) == [one, two]


def test_pages_know_the_buttons_of_a_dialog_by_numbers(tree: Tree) -> None:
    value = object()
    given = declarations()["Dialog"].all_states["buttons"].type.check(["OK", ("Cancel", value)])
    dialog = make(tree, "Dialog", buttons=given)
    assert dialog.state["buttons"] == [["OK", 0], ["Cancel", 1]]
    tree.drain()
    call(dialog, "set_title", "Really?")
    assert tree.drain() == [StateSet(dialog, ("title",))]
    assert act(dialog, "activated", 0) == ("OK",)
    (own,) = act(dialog, "activated", 1)
    assert own.value is value
    for wrong in (2, -1, True, 1.0, "OK", None, [0]):
        with pytest.raises(ValueError, match="no button"):
            act(dialog, "activated", wrong)


def test_content_of_a_dialog_comes_before_its_buttons(tree: Tree) -> None:
    dialog = make(tree, "Dialog")
    first, last, between, button = (make(tree, "Button") for _ in range(4))
    call(dialog, "add_widget", first)
    call(dialog, "add_button", button, Own("yes"))
    call(dialog, "add_widget", last, 1)
    call(dialog, "insert_widget", -1, between)
    assert children(dialog) == [first, between, last, button]
    assert calls(dialog, 2) == [("add_widget", (last, 1))]
    ((method, (placed, number)),) = calls(dialog, 3)
    assert (method, placed) == ("add_button", button)
    call(dialog, "show")
    assert act(dialog, "activated", number)[0].value == "yes"
    button.state["enabled"] = False
    with pytest.raises(ValueError, match="disabled"):
        act(dialog, "activated", number)
    call(dialog, "add_widget", first)
    assert children(dialog) == [between, last, first, button]


def test_a_dialog_pops_up_at_a_place(tree: Tree) -> None:
    dialog = make(tree, "Dialog", buttons=["OK"], autoclose=True)
    with pytest.raises(TypeError, match="both x and y"):
        call(dialog, "popup", 3)
    call(dialog, "popup", 3, 4)
    assert dialog.state["visible"]
    assert dialog.state["corner"] == (3, 4)
    act(dialog, "activated", 0)
    assert not dialog.state["visible"]
    call(dialog, "popup")
    assert dialog.state["corner"] == (3, 4)


# -- containers ----------------------------------------------------------------------


def test_boxes_place_with_a_stretch(tree: Tree) -> None:
    box, child = make(tree, "VBox"), make(tree, "Label")
    call(box, "add_widget", child, 2)
    assert calls(box) == [("add_widget", (child, 2))]


def test_a_frame_places_its_child(tree: Tree) -> None:
    frame, child = make(tree, "Frame", title="Options"), make(tree, "Label")
    call(frame, "set_widget", child)
    assert calls(frame) == [("set_widget", (child,))]


def test_a_splitter_replays_what_was_set_on_purpose(tree: Tree) -> None:
    splitter = make(tree, "Splitter")
    panes = [make(tree, "Label") for _ in range(3)]
    for pane in panes:
        call(splitter, "add_widget", pane)
    splitter.state["sizes"] = [10, 20, 30]
    assert splitter.state["shares"] == []
    act(splitter, "sizing", [5, 25, 30])
    assert splitter.state["sizes"] == [5, 25, 30]
    assert replayed(splitter, "shares") == [("set_sizes", ([5, 25, 30],))]
    tree.destroy(panes[1])
    assert splitter.state["shares"] == [5, 30]


def test_a_splitter_keeps_the_smallest_size_of_a_pane(tree: Tree) -> None:
    splitter, pane = make(tree, "Splitter"), make(tree, "Label")
    with pytest.raises(ValueError, match="not a child"):
        call(splitter, "set_minimum_size", pane, 50)
    call(splitter, "add_widget", pane)
    call(splitter, "set_minimum_size", pane, 50)
    assert calls(splitter) == [("add_widget", (pane,)), ("set_minimum_size", (pane, 50))]


@pytest.fixture
def tabs(tree: Tree) -> Node:
    tabs = make(tree, "TabWidget")
    for title in ("one", "two", "three"):
        call(tabs, "add_widget", make(tree, "Label"), {"title": title})
    return tabs


def test_the_first_page_comes_into_view(tree: Tree, tabs: Node) -> None:
    assert call(make(tree, "TabWidget"), "get_index") == -1
    assert call(tabs, "get_index") == 0
    assert replayed(tabs, "current") == [("show_widget", (children(tabs)[0],))]


def test_pages_come_into_view(tree: Tree, tabs: Node) -> None:
    pages = children(tabs)
    call(tabs, "set_index", 2)
    assert tabs.state["current"] is pages[2]
    call(tabs, "show_widget", pages[1])
    assert call(tabs, "get_index") == 1
    act(tabs, "page-switch", pages[0], 0)
    assert call(tabs, "get_index") == 0
    with pytest.raises(ValueError, match="0 to 2"):
        call(tabs, "set_index", 3)
    with pytest.raises(ValueError, match="not a child"):
        act(tabs, "page-switch", make(tree, "Label"), 0)
    with pytest.raises(ValueError, match="no pages"):
        call(make(tree, "TabWidget"), "set_index", 0)


def test_a_page_that_leaves_gives_way_to_the_next(tree: Tree, tabs: Node) -> None:
    one, two, three = children(tabs)
    call(tabs, "set_index", 1)
    act(tabs, "page-close", two)
    assert two.destroyed
    assert tabs.state["current"] is three
    call(tabs, "close_widget", three)
    assert tabs.state["current"] is one
    call(tabs, "remove", one)
    assert tabs.state["current"] is None
    assert replayed(tabs, "current") == []
    assert not one.destroyed


def test_tabs_move(tree: Tree, tabs: Node) -> None:
    one, two, three = children(tabs)
    tree.drain()
    act(tabs, "page-move", one, 2)
    assert children(tabs) == [two, three, one]
    assert tree.drain() == [Moved(tabs, one, 2)]
    call(tabs, "move_widget", one, 0)
    assert children(tabs) == [one, two, three]


def test_tabs_are_found(tree: Tree, tabs: Node) -> None:
    page, stranger = children(tabs)[1], make(tree, "Label")
    assert call(tabs, "get_child", call(tabs, "get_tab_id", page)) is page
    assert call(tabs, "get_child", "none") is None
    assert call(tabs, "index_of", page) == 1
    assert call(tabs, "index_of", stranger) == -1
    assert call(tabs, "index_to_widget", 1) is page
    assert call(tabs, "index_to_widget", -1) is None
    with pytest.raises(ValueError, match="not a child"):
        call(tabs, "get_tab_id", stranger)


def test_a_highlighted_tab_is_replayed(tree: Tree, tabs: Node) -> None:
    page = children(tabs)[0]
    plain = [("add_widget", (page, {"title": "one"}))]
    assert calls(tabs) == plain
    call(tabs, "highlight_tab", page, "gold")
    assert calls(tabs) == [*plain, ("highlight_tab", (page, "gold"))]
    call(tabs, "highlight_tab", page, None)
    assert calls(tabs) == plain


# -- menus ---------------------------------------------------------------------------


def test_menus_are_made_by_name(tree: Tree) -> None:
    bar = make(tree, "MenuBar")
    menu = call(bar, "add_name", "File")
    assert menu.kind == "Menu"
    assert calls(bar) == [("add_menu", (menu, "File", {}))]
    assert call(bar, "get_menu", "File") is menu
    assert call(bar, "get_menu", "Edit") is None
    own = make(tree, "Menu")
    call(bar, "add_menu", own, "Edit")
    assert call(bar, "get_menu", "Edit") is own


def test_items_are_made_by_name(tree: Tree) -> None:
    menu = make(tree, "Menu")
    action = call(menu, "add_name", "Grid", True)
    line = call(menu, "add_separator")
    inner = call(menu, "add_menu", "Recent")
    own = make(tree, "Menu")
    assert call(menu, "add_menu", "More", own) is own
    assert [child.kind for child in children(menu)] == ["MenuAction", "Separator", "Menu", "Menu"]
    assert calls(menu, 0) == [("add_widget", (action,))]
    assert calls(menu, 1) == [("add_widget", (line,))]
    assert calls(menu, 2) == [("add_menu", ("Recent", inner))]
    assert action.state["text"] == "Grid"
    assert call(menu, "get_menu", "Recent") is inner


@pytest.mark.parametrize("kind", ["Menu", "MenuBar"])
def test_nothing_is_made_for_a_menu_that_ended(tree: Tree, kind: str) -> None:
    menu = make(tree, kind)
    tree.destroy(menu)
    with pytest.raises(ValueError, match="destroyed"):
        call(menu, "add_name", "File")
    assert tree.nodes == {}


def test_only_checkable_items_are_checked_by_the_user(tree: Tree) -> None:
    plain, checkable = make(tree, "MenuAction"), make(tree, "MenuAction", checkable=True)
    act(plain, "activated")
    act(plain, "activated", True)
    act(checkable, "activated", True)
    assert not plain.state["checked"]
    assert checkable.state["checked"]


def test_an_item_without_a_text_shows_its_name(tree: Tree) -> None:
    assert make(tree, "MenuAction", name="quit").state["text"] == "quit"


def test_a_menu_that_ended_is_not_replayed(tree: Tree) -> None:
    menu = make(tree, "Menu")
    label = make(tree, "Label", menu=menu)
    assert replayed(label, "menu") == [("set_menu", (menu,))]
    tree.destroy(menu)
    assert replayed(label, "menu") == [("set_menu", (None,))]
    assert not of(label).all_states["menu"].folds


# -- values --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["RadioButton", "ToggleButton"])
@pytest.mark.parametrize(
    "switch",
    [
        lambda node, value: call(node, "set_state", value),
        lambda node, value: act(node, "activated", value),
    ],
    ids=["program", "user"],
)
def test_a_group_has_one_button_on(
    tree: Tree, kind: str, switch: Callable[[Node, bool], None]
) -> None:
    one, two = make(tree, kind, group="a"), make(tree, kind, group="a")
    other, alone = make(tree, kind, group="b"), make(tree, kind)
    for node in (other, alone, one, two):
        switch(node, True)
    assert [node.state["state"] for node in (one, two, other, alone)] == [False, True, True, True]
    switch(two, False)
    assert not two.state["state"]
    assert not one.state["state"]
    assert replayed(one, "state") == [("set_state", (False,))]


def test_groups_are_those_of_one_kind(tree: Tree) -> None:
    radio, toggle = make(tree, "RadioButton", group=1), make(tree, "ToggleButton", group=1)
    call(radio, "set_state", True)
    call(toggle, "set_state", True)
    assert radio.state["state"]


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"value": 2.5}, 3),
        ({"value": 500}, 100),
        ({"value": -1}, 0),
        ({"value": 2.5, "dtype": "float"}, 2.5),
        ({"value": 2, "min": 2.5, "dtype": "float"}, 2.5),
    ],
)
@pytest.mark.parametrize("kind", ["Slider", "SpinBox"])
def test_numbers_stay_in_their_range(
    tree: Tree, kind: str, given: dict[str, Any], value: float
) -> None:
    node = make(tree, kind, **given)
    assert node.state["value"] == value
    assert isinstance(node.state["value"], float if "dtype" in given else int)


@pytest.mark.parametrize(("key", "wrong"), [("min", 200), ("step", 0)])
def test_limits_must_make_sense(tree: Tree, key: str, wrong: float) -> None:
    box = make(tree, "SpinBox", value=7)
    with pytest.raises(ValueError, match="must"):
        tree.set_state(box, {key: wrong})
    assert box.state["value"] == 7


def combo(tree: Tree, *items: str, **given: Any) -> Node:
    box = make(tree, "ComboBox", **given)
    for item in items:
        call(box, "append_text", item)
    return box


def test_items_travel_one_by_one(tree: Tree) -> None:
    box = combo(tree, "a", "c")
    call(box, "set_index", 1)
    tree.drain()
    call(box, "insert_alpha", "b")
    edited, moved = tree.drain()
    assert edited == Edited(box, "items", (1, ("b",)), [("insert_alpha", ("b",))])
    assert moved == StateSet(box, ("choice",))
    assert box.state["items"].texts == ["a", "b", "c"]
    assert (call(box, "get_index"), call(box, "get_text")) == (2, "c")


def test_deleted_items_take_the_choice_along(tree: Tree) -> None:
    box = combo(tree, "a", "b", "c")
    call(box, "set_index", 1)
    call(box, "delete_alpha", "c")
    assert box.state["choice"] == (1, "b")
    call(box, "delete_alpha", "a")
    assert box.state["choice"] == (0, "b")
    call(box, "delete_alpha", "b")
    assert box.state["choice"] == (-1, "")
    with pytest.raises(ValueError, match="there are none"):
        call(box, "delete_alpha", "b")


def test_items_are_chosen(tree: Tree) -> None:
    box = combo(tree, "a", "b")
    call(box, "show_text", "b")
    assert replayed(box, "choice") == [("set_index", (1,))]
    call(box, "set_text", "new")
    assert replayed(box, "choice") == [("set_text", ("new",))]
    call(box, "append_text", "new")
    assert box.state["choice"] == (2, "new")
    call(box, "set_index", -1)
    assert box.state["choice"] == (-1, "")
    assert call(box, "get_alpha", 1) == "b"
    for name in ("set_index", "get_alpha"):
        with pytest.raises(ValueError, match="0 to 2"):
            call(box, name, 3)
    with pytest.raises(ValueError, match="no item is"):
        call(box, "show_text", "z")
    call(box, "clear")
    assert (box.state["items"].texts, box.state["choice"]) == ([], (-1, ""))
    with pytest.raises(ValueError, match="no items yet"):
        call(box, "get_alpha", 0)


def test_a_page_without_documents_gets_the_items_one_by_one(tree: Tree) -> None:
    box = combo(tree, "a", "b")
    assert replayed(box, "items") == [
        ("clear", ()),
        ("append_text", ("a",)),
        ("append_text", ("b",)),
    ]


def test_the_users_choice_goes_by_the_text(tree: Tree) -> None:
    box = combo(tree, "a", "b", "a")
    act(box, "activated", 2, "a")
    assert box.state["choice"] == (2, "a")
    act(box, "activated", 0, "b")
    assert box.state["choice"] == (1, "b")
    with pytest.raises(ValueError, match="no item is"):
        act(box, "activated", 0, "new")
    assert box.state["choice"] == (1, "b")


def test_a_text_that_the_user_enters_becomes_an_item(tree: Tree) -> None:
    box = combo(tree, "a", editable=True)
    act(box, "modified", "ne")
    assert box.state["choice"] == (-1, "ne")
    act(box, "modified", "new")
    act(box, "activated", 1, "new")
    assert box.state["items"].texts == ["a", "new"]
    assert box.state["choice"] == (1, "new")


def test_entered_lines_are_kept(tree: Tree) -> None:
    entry = make(tree, "TextEntry", linehistory=2)
    for text in ("one", "two", "two", "", "three"):
        act(entry, "activated", text)
    assert entry.state["history"] == ["two", "three"]
    assert entry.state["text"] == "three"
    call(entry, "clear")
    assert entry.state["text"] == ""
    for given in ({}, {"linehistory": 2, "password": True}):
        other = make(tree, "TextEntry", **given)
        act(other, "activated", "secret")
        assert other.state["history"] == []
    assert declarations()["TextEntry"].defaults["history"] == []


def test_an_entry_holds_one_line(tree: Tree) -> None:
    assert make(tree, "TextEntry", text="a\r\nb").state["text"] == "ab"


def test_an_area_keeps_the_last_lines(tree: Tree) -> None:
    area = make(tree, "TextArea", text="one\r\ntwo\nthree\n")
    call(area, "set_limit", 2)
    assert str(area.state["text"]) == "two\nthree\n"
    tree.drain()
    call(area, "append_text", "four\n")
    assert str(area.state["text"]) == "three\nfour\n"
    assert tree.drain() == [
        Edited(area, "text", (10, "four\n"), [("append_text", ("four\n",))]),
        # a page without documents keeps the limit by itself
        Edited(area, "text", (-4,), ()),
    ]
    act(area, "modified", "a\nb\nc")
    assert str(area.state["text"]) == "b\nc"
    call(area, "set_text", "b\nc")
    call(area, "clear")
    assert str(area.state["text"]) == ""
    assert tree.drain() == [Replaced(area, "text"), Replaced(area, "text")]


def test_an_area_scrolls_by_fractions(tree: Tree) -> None:
    area = make(tree, "TextArea")
    call(area, "set_scroll_position", None, 0.5)
    assert replayed(area, "scroll") == [("set_scroll_position", (0.0, 0.5))]
    act(area, "scrolled", 0.25, 0.75)
    call(area, "scroll_to_end")
    assert area.state["scroll"] == (0.25, 1.0)
    with pytest.raises(TypeError, match="h_pct"):
        call(area, "set_scroll_position")


def test_html_grows_by_what_is_added(tree: Tree) -> None:
    view = make(tree, "HtmlView", html="<b>one")
    tree.drain()
    call(view, "append_html", "</b>")
    assert call(view, "get_html") == "<b>one</b>"
    assert tree.drain() == [Edited(view, "html", (6, "</b>"), [("append_html", ("</b>",))])]
    assert replayed(view, "html") == [("set_html", ("<b>one</b>",))]
    call(view, "scroll_to_bottom")
    assert replayed(view, "scroll") == [("set_scroll_position", (0.0, 1.0))]
    call(view, "clear")
    call(view, "clear")
    call(view, "append_html", "")
    changes = tree.drain()
    assert [change for change in changes if isinstance(change, Edited | Replaced)] == [
        Replaced(view, "html")
    ]


def test_a_picture_is_replayed_as_it_was_given(tree: Tree) -> None:
    image = make(tree, "Image", url="a.png")
    assert replayed(image, "image") == [("set_image", ("a.png",))]
    call(image, "set_binary_image", DOT)
    assert replayed(image, "image") == [("set_binary_image", (DOT, "png"))]
    call(image, "set_image", None)
    assert replayed(image, "image") == [("set_image", (None,))]


# -- timers --------------------------------------------------------------------------


def test_a_timer_runs_and_rings(tree: Tree, clock: Clock) -> None:
    timer = make(tree, "Timer", duration=5)
    alarm = of(timer).alarm
    assert alarm is not None
    assert alarm.due(timer) is None
    assert not call(timer, "is_set")
    call(timer, "start")
    clock.now += 2
    assert (call(timer, "elapsed_time"), call(timer, "time_left")) == (2, 3)
    call(timer, "cond_set", 50)
    assert alarm.due(timer) == 105
    call(timer, "set", 10)
    assert alarm.due(timer) == 112
    tree.drain()
    alarm.ring(tree, timer)
    assert tree.drain()[-1] == Fired(timer, "expired", (10,))
    assert not call(timer, "is_set")
    assert (call(timer, "elapsed_time"), call(timer, "time_left")) == (0, 0)


def test_only_a_cancelled_timer_tells(tree: Tree, clock: Clock) -> None:
    timer = make(tree, "Timer")
    call(timer, "cond_set", 5)
    call(timer, "stop")
    call(timer, "cancel")
    assert not any(isinstance(change, Fired) for change in tree.drain())
    call(timer, "start")
    clock.now += 1
    call(timer, "cancel")
    assert tree.drain()[-1] == Fired(timer, "cancelled", (1,))


def test_a_timer_needs_a_duration(tree: Tree) -> None:
    timer = make(tree, "Timer")
    with pytest.raises(ValueError, match="above 0"):
        call(timer, "start")
    assert not call(timer, "is_set")


def test_a_widget_that_ends_is_gone(tree: Tree) -> None:
    box, child = make(tree, "VBox"), make(tree, "Label")
    call(box, "add_widget", child)
    tree.drain()
    call(box, "destroy")
    assert tree.drain() == [Destroyed(child), Destroyed(box)]


def test_rows_of_a_file_table_that_are_not_there_are_not_selected(tree: Tree) -> None:
    table = make(tree, "FileTable", multiple=True)
    rows = [(number, "file", f"{number}.txt", "0 B", "") for number in (1, 2, 3)]
    call(table, "set_rows", rows)
    act(table, "selected", [3, 99, 1])
    assert selected_in(table) == [3, 1]
    call(table, "set_rows", rows[:2])
    assert selected_in(table) == [1]
    call(table, "set_rows", rows)
    act(table, "selected", [2, 3])
    call(table, "set_multiple", False)
    assert selected_in(table) == [2]


def selected_in(table: Node) -> list[int]:
    selected: list[int] = table.state["selected"]
    return selected
