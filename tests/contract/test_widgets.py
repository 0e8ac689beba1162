"""Widgets: constructors, methods, getters, places and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pgwidgets import Buffer
from pgwidgets.errors import BrowserError, SessionClosedError, WidgetDestroyedError
from pgwidgets.session.widgets import node_of
from tests.contract.driver import Program, contract, on_hosts
from tests.support.pictures import DOT, broken, uri


@contract
async def test_constructor_arguments_options_and_setters(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    top = await do(make.TopLevel(title="Demo", resizable=True))
    box = await do(make.VBox(spacing=8, padding=10))
    label = await do(make.Label("Status", halign="center"))
    slider = await do(make.Slider(min=0, max=100, value=50, track=True))
    entry = await do(make.TextEntry(text="Type here", linehistory=5))
    assert label.get_text() == "Status"
    assert slider.get_value() == 50
    assert entry.get_text() == "Type here"
    assert browser.widget(top).state["title"] == "Demo"
    assert browser.widget(box).called("set_padding") == [[10]]
    assert browser.widget(box).state["spacing"] == 8
    assert browser.widget(label).args == ["Status", {"halign": "center"}]
    assert browser.widget(slider).args == [{"track": True, "value": 50}]
    assert browser.widget(entry).args == ["Type here", {"linehistory": 5}]


@contract
async def test_a_sequence_spreads_over_a_setter_with_several_parameters(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(
        session.get_widgets().Label("x", min_size=(10, 20), color=["red"], padding=[1, 2])
    )
    page = browser.widget(label)
    assert (page.state["min_width"], page.state["min_height"]) == (10, 20)
    assert (page.state["bg"], page.state["padding"]) == ("red", [1, 2])


@contract
async def test_wrong_constructor_arguments_create_nothing(program: Program) -> None:
    session = await program.session()
    make = session.get_widgets()
    with pytest.raises(TypeError, match=r"VBox\(\) has no option 'spacin'; did you mean 'spacing'"):
        make.VBox(spacin=3)
    with pytest.raises(TypeError, match=r"set_padding.*a number of px"):
        make.VBox(padding="wide")
    with pytest.raises(TypeError, match=r"Label\(\): text must be a str"):
        make.Label(3)
    with pytest.raises(ValueError, match="'center'"):
        make.Label("x", halign="centre")
    with pytest.raises(TypeError):
        make.Label("x", "y")
    with pytest.raises(TypeError, match="text"):
        make.Label("x", text="y")
    with pytest.raises(TypeError, match="at most 2 values"):
        make.Label("x", min_size=(1, 2, 3))
    with pytest.raises(AttributeError, match=r"Labell.*did you mean 'Label'"):
        make.Labell  # noqa: B018  # the access is what fails
    assert list(session.walk_widget_tree()) == []
    assert "Label" in dir(make)


@contract
async def test_methods_take_parameters_by_keyword(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    await program.do(label.set_color(fg="red"))
    await program.do(label.set_color("blue"))
    await program.do(label.set_text(text="y"))
    await program.do(label.set_color(fg=None))
    page = browser.widget(label)
    assert (page.state["bg"], page.state["fg"], page.state["text"]) == ("blue", None, "y")
    late = await program.join(session)
    assert late.widget(label).state == {**page.state, "text": "y"}


@contract
async def test_wrong_calls_change_nothing(program: Program) -> None:
    session, browser = await program.shown()
    make = session.get_widgets()
    label = await program.do(make.Label("x"))
    slider = await program.do(make.Slider(value=5))
    with pytest.raises(AttributeError):
        label.set_txt("y")
    with pytest.raises(TypeError, match=r"Label.set_text\(\): text must be a str, not int 3"):
        label.set_text(3)
    with pytest.raises(TypeError, match="give at least one of"):
        label.set_color()
    with pytest.raises(ValueError, match=r"Slider.set_limits\(\): .* must not exceed"):
        slider.set_limits(10, 5)
    with pytest.raises(TypeError, match="give a width, a height or both"):
        label.resize()
    with pytest.raises(ValueError, match="has no callback 'activate'; did you mean 'activated'"):
        slider.on("activate", print)
    with pytest.raises(TypeError, match="callable"):
        slider.on("activated", "print")
    assert (label.get_text(), slider.get_value()) == ("x", 5)
    assert browser.widget(label).calls == browser.widget(slider).calls == []


@contract
async def test_getters_need_no_browser(program: Program) -> None:
    session = await program.session()
    make = session.get_widgets()
    label = await program.do(make.Label())
    tabs = await program.do(make.TabWidget())
    area = await program.do(make.TextArea())
    assert (label.get_size(), label.get_position()) == ((0, 0), (0, 0))
    assert label.get_enabled() is True
    assert label.get_text() == ""
    assert tabs.get_index() == -1
    assert tabs.get_children() == []
    assert area.get_scroll_position() == (0.0, 0.0)
    assert (await program.do(make.CheckBox("x"))).get_state() is False
    assert session.get_screen_size() == (0, 0)
    assert label.get_element() == f"pg-{node_of(label).wid}"
    await program.do(label.resize(30))
    assert label.get_size() == (30, 0)


@contract
async def test_what_a_page_reports_is_kept(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    await browser.report(label, "size", [40, 12.5])
    await browser.report(label, "position", [-3, 4])
    await browser.send({"type": "viewport", "width": 800, "height": 600.5})
    await program.until(lambda: session.get_screen_size() == (800, 600.5))
    assert (label.get_size(), label.get_position()) == ((40, 12.5), (-3, 4))
    late = await program.join(session)
    assert "resize" not in [name for name, _ in late.widget(label).calls]


@contract
async def test_adding_a_widget_elsewhere_moves_it(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    one, other = await do(make.HBox()), await do(make.VBox())
    label, button = await do(make.Label("x")), await do(make.Button("b"))
    await do(one.add_widget(label, 1))
    await do(one.insert_widget(0, button))
    assert one.get_children() == [button, label]
    await do(other.add_widget(label))
    assert (one.get_children(), other.get_children(), one.num_children()) == ([button], [label], 1)
    assert browser.widget(one).children == [node_of(button).wid]
    assert browser.widget(other).children == [node_of(label).wid]
    frame = await do(make.Frame())
    await do(frame.set_widget(label))
    await do(frame.set_widget(button))
    assert (frame.get_children(), other.get_children()) == ([button], [])
    await do(frame.remove(button, destroy=True))
    assert frame.get_children() == []
    assert node_of(button).wid not in browser.replica.widgets


@contract
async def test_widgets_that_cannot_be_placed(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    box, inner, label = await do(make.VBox()), await do(make.VBox()), await do(make.Label("x"))
    await do(box.add_widget(inner))
    await do(box.add_widget(label))
    with pytest.raises(ValueError, match="into itself"):
        box.add_widget(box)
    with pytest.raises(ValueError, match="into itself"):
        inner.add_widget(box)
    with pytest.raises(ValueError, match="is not a child"):
        inner.remove(label)
    other = session.app.create_session()
    foreign = await do(other.get_widgets().Label("y"))
    with pytest.raises(ValueError, match="another session"):
        box.add_widget(foreign)
    gone = await do(make.Label("z"))
    await do(gone.destroy())
    with pytest.raises(ValueError, match="was destroyed"):
        box.add_widget(gone)
    with pytest.raises(TypeError, match="widget"):
        box.add_widget("label")
    assert box.get_children() == [inner, label]
    assert browser.widget(box).children == [node_of(inner).wid, node_of(label).wid]


@contract
async def test_a_constructor_refuses_a_widget_of_another_session(program: Program) -> None:
    session, browser = await program.shown()
    before = set(browser.replica.widgets)
    foreign = session.app.create_session().get_widgets()
    menu = await program.do(foreign.Menu())
    make = session.get_widgets()
    with pytest.raises(ValueError, match="another session"):
        make.Label("x", menu=menu)
    label = await program.do(make.Label("y"))
    assert list(session.walk_widget_tree()) == [label]
    assert set(browser.replica.widgets) - before == {node_of(label).wid}


@contract
async def test_a_destroyed_widget_refuses_all(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    box, label = await do(make.VBox()), await do(make.Label("x"))
    await do(box.add_widget(label))
    await do(box.destroy())
    assert browser.replica.widgets == {}
    assert list(session.walk_widget_tree()) == []
    calls: list[Callable[[], Any]] = [
        lambda: label.set_text("y"),
        lambda: label.on("click", print),
    ]
    for call in calls:
        with pytest.raises(WidgetDestroyedError, match="was destroyed"):
            call()
    with pytest.raises(WidgetDestroyedError):
        label.destroy()
    assert "destroyed" in repr(label)


@contract
async def test_a_destroyed_session_refuses_all(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    await program.do(session.destroy())
    calls: list[Callable[[], Any]] = [
        lambda: label.set_text("y"),
        lambda: session.get_widgets().Label("z"),
        lambda: label.on("click", print),
        lambda: session.gui_do(print),
    ]
    for call in calls:
        with pytest.raises(SessionClosedError):
            call()
    assert label.get_text() == "x"
    assert (await browser.until_closed())[0] == 4003
    assert session.app.sessions == {}


@contract
async def test_factories_return_the_widget_at_once(program: Program) -> None:
    session = await program.session()
    make, do = session.get_widgets(), program.do
    bar = await do(make.MenuBar())
    menu = await do(bar.add_name("File"))
    action = await do(menu.add_name("Open", checkable=True))
    await do(menu.add_separator())
    recent = await do(menu.add_menu("Recent"))
    assert (type(menu).__name__, type(recent).__name__) == ("Menu", "Menu")
    assert (action.get_text(), bar.get_menu("File")) == ("Open", menu)
    assert menu.get_menu("Recent") is recent
    assert menu.session is session
    browser = await program.join(session)
    assert browser.widget(menu).children == [node_of(child).wid for child in menu.get_children()]
    got: list[Any] = []
    await do(action.on("activated", got.append))
    await browser.fire(action, "activated", True)
    await program.until(lambda: got == [True])


@contract
async def test_groups_exclude_each_other(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    one, two = (
        await do(make.ToggleButton("1", group="g")),
        await do(make.ToggleButton("2", group="g")),
    )
    radio, free = await do(make.RadioButton("r", group="g")), await do(make.ToggleButton("f"))
    for button in (radio, free, one):
        await do(button.set_state(True))
    await do(two.set_state(True))
    assert [item.get_state() for item in (one, two, radio, free)] == [False, True, True, True]
    await browser.fire(one, "activated", True)
    await program.until(one.get_state)
    assert two.get_state() is False


@contract
async def test_pictures_by_bytes_and_by_path(program: Program, tmp_path: Path) -> None:
    session, browser = await program.shown()
    image = await program.do(session.get_widgets().Image())
    data = broken(1_280_000)
    await program.do(image.set_binary_image(data[:1000], "jpeg"))
    assert browser.widget(image).data == data[:1000]
    await program.do(image.set_binary_image(data))
    await browser.until(lambda client: client.replica.find("Image").data == data)
    late = await program.join(session)
    assert late.widget(image).data == data
    await program.do(image.set_binary_image(Buffer(data[:12], (3, 4)), "jpeg"))
    # of two browsers the first answer serves, and that may be the other's
    await browser.until(lambda client: client.replica.find("Image").data == data[:12])
    with pytest.raises(ValueError, match=r"data must be bytes or a Buffer of uint8, not .* int8"):
        image.set_binary_image(Buffer(b"x", (1,), "int8"))
    picture = tmp_path / "dot.png"
    picture.write_bytes(DOT)
    await program.do(image.set_image(str(picture)))
    await browser.until(lambda client: client.replica.find("Image").called("set_image"))
    assert browser.widget(image).called("set_image") == [[uri(DOT)]]
    assert image.to_data_uri(picture) == uri(DOT)
    with pytest.raises(ValueError, match=r"no file 'none\.png'"):
        image.set_image("none.png")
    await program.do(image.add_cursor("dot", picture, 1, 2, size=8))
    assert browser.widget(image).called("add_cursor")[0][1].startswith("data:image/png")


@contract
async def test_the_tree_is_walked_parents_first_in_order_of_creation(program: Program) -> None:
    session = await program.session()
    make, do = session.get_widgets(), program.do
    late_child = await do(make.Label("0"))
    top, box = await do(make.TopLevel(title="t")), await do(make.VBox())
    label, other = await do(make.Label("1")), await do(make.TopLevel(title="o"))
    await do(box.add_widget(label))
    await do(box.add_widget(late_child))
    await do(top.set_widget(box))
    assert list(session.walk_widget_tree()) == [top, box, label, late_child, other]


@contract
async def test_an_error_of_the_page_names_the_call(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    browser.client.refusals["set_text"] = "the page is tired"
    with pytest.raises(BrowserError, match=r"Label\(1\)\.set_text: the page .*: the page is tired"):
        await program.do(label.set_text("y"))
    assert label.get_text() == "y"


@on_hosts("script", "async", modes=("per_session",))
async def test_numbers_of_numpy_kind_and_tuples_are_taken(program: Program) -> None:
    session = await program.session()
    slider = await program.do(session.get_widgets().Slider(dtype="float", max=2.5, step=0.5))
    await program.do(slider.set_value(7))
    assert slider.get_value() == 2.5


@contract
async def test_a_window_that_a_user_closed_is_opened_again_by_users(program: Program) -> None:
    session, browser = await program.shown()
    other = await program.join(session)
    top = await program.do(session.get_widgets().TopLevel(title="Live"))
    acts: list[str] = []
    for action in ("close", "reopen"):
        await program.do(top.on(action, acts.append, action))
    # one that was never shown is nobody's to open
    await browser.fire(top, "reopen")
    await program.do(top.show())
    await browser.fire(top, "close")
    await program.until(lambda: not top.is_visible())
    await other.until(lambda _: other.widget(top).state.get("closed") is True)
    await other.fire(top, "reopen")
    await program.until(top.is_visible)
    await browser.until(lambda _: browser.widget(top).state.get("closed") is False)
    await program.until(lambda: acts == ["close", "reopen"])
    # what the program hides is hidden for good
    await browser.fire(top, "close")
    await program.until(lambda: not top.is_visible())
    await program.do(top.hide())
    await other.fire(top, "reopen")
    await program.do(session.flush())
    await program.until(lambda: acts == ["close", "reopen", "close"])
    assert not top.is_visible()


@contract
async def test_tool_bars_have_their_actions_at_once(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    bar = await do(make.ToolBar())
    menu = await do(make.Menu())
    save = await do(bar.add_action({"text": "Save", "icon_url": "pg:save"}))
    line = await do(bar.add_separator())
    left, right = [await do(bar.add_action({"text": text, "group": 1})) for text in ("l", "r")]
    scale = await do(bar.add_action(options={"text": "Scale", "menu": menu}))
    gap = await do(bar.add_spacer())
    assert bar.get_children() == [save, line, left, right, scale, gap]
    assert gap.get_expanding() == (True, True)
    await do(left.set_state(True))
    await do(right.set_state(True))
    assert [action.get_state() for action in (left, right)] == [False, True]
    with pytest.raises(ValueError, match="'pg:save'"):
        bar.add_action({"icon_url": "pg:sav"})
    with pytest.raises(ValueError, match="did you mean 'toggle'"):
        bar.add_action({"togle": True})
    assert bar.num_children() == 6
    late = await program.join(session)
    for page in (browser, late):
        assert page.widget(scale).called("set_menu")
        assert page.widget(right).state["state"] is True
