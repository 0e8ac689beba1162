"""Areas of windows: what programs do, what pages report, and what newcomers are shown."""

from __future__ import annotations

from typing import Any

import pytest

from pgwidgets.errors import WidgetDestroyedError
from pgwidgets.session.widgets import node_of
from tests.contract.driver import Program, contract

Area = tuple[Any, list[Any]]


def ref(widget: Any) -> dict[str, int]:
    return {"__wid__": node_of(widget).wid}


async def filled(program: Program, session: Any, count: int = 3) -> Area:
    """Return an area of windows in a window that shows, and what is in them."""
    make, do = session.get_widgets(), program.do
    area = await do(make.MDIWidget())
    labels = []
    for number in range(count):
        label = await do(make.Label(str(number)))
        await do(area.add_widget(label, {"title": f"Window {number}", "x": 10 * number, "y": 5}))
        labels.append(label)
    top = await do(make.TopLevel(title="Areas", widget=area))
    await do(top.show())
    return area, labels


@contract
async def test_windows_of_an_area(program: Program) -> None:
    session, browser = await program.shown()
    do = program.do
    area, labels = await filled(program, session)
    heard: list[Any] = []
    await do(area.on("child-removed", heard.append))
    subwin = area.get_subwin(labels[1])
    assert area.get_subwindows()[1] is subwin
    assert subwin.get_child() is labels[1]
    assert area.get_children() == labels
    await do(subwin.set_title("Renamed"))
    await do(subwin.move(x=30, y=40))
    await do(area.resize_child(labels[1], 200, height=100))
    await do(subwin.toggle_shade())
    await do(subwin.raise_())
    await do(area.set_resistance(value=0))
    assert area.get_configuration(labels[1]) == {
        "title": "Renamed",
        "x": 30,
        "y": 40,
        "width": 200,
        "height": 100,
        "icon_url": None,
        "shadeable": True,
    }
    assert (area.get_child_position(labels[1]), area.get_child_size(labels[1])) == (
        (30, 40),
        (200, 100),
    )
    assert (area.get_index(), subwin.get_window_state()) == (1, "shaded")
    again = await program.join(session)
    for page in (browser, again):
        window = page.widget(subwin)
        assert window.state["title"] == "Renamed"
        assert window.state["window_state"] == "shaded"
        assert page.widget(area).state["order"] == [ref(labels[n]) for n in (0, 2, 1)]
        assert page.widget(area).state["resistance"] == 0
    placed = again.widget(area).called("add_widget")[1][1]
    assert placed["subwin"] == ref(subwin)
    assert (placed["x"], placed["y"], placed["width"]) == (30, 40, 200)
    await do(subwin.close())
    await program.until(lambda: heard == [labels[1]])
    assert area.get_children() == [labels[0], labels[2]]
    with pytest.raises(WidgetDestroyedError):
        labels[1].set_text("gone")
    with pytest.raises(ValueError, match="is around"):
        await do(area.add_widget(area.get_subwin(labels[0])))
    with pytest.raises(ValueError, match=r"titel.*title"):
        await do(area.add_widget(labels[0], {"titel": "x"}))
    await do(area.remove(labels[0]))
    await do(area.add_widget(labels[0]))
    assert area.index_of(labels[0]) == 1
    await do(area.close_child(labels[0]))
    await do(area.remove_all(destroy=True))
    assert (area.get_subwindows(), area.get_index()) == ([], -1)


@contract
async def test_what_users_do_with_windows(program: Program) -> None:
    session, browser = await program.shown()
    other = await program.join(session)
    do = program.do
    area, labels = await filled(program, session)
    first = area.get_subwin(labels[0])
    heard: list[Any] = []
    for widget, action in (
        (area, "page-switch"),
        (area, "page-close"),
        (first, "move"),
        (first, "window-state"),
    ):
        await do(widget.on(action, lambda *args, name=action: heard.append((name, *args))))
    await browser.fire(area, "page-switch", ref(labels[0]), 2)
    await browser.fire(first, "move", 70, -9e9)
    await browser.fire(first, "resized", 1e12, 90)
    await browser.fire(first, "window-state", "maximized")
    await browser.fire(area, "page-close", ref(labels[2]))
    await program.until(lambda: len(heard) == 4)
    assert heard == [
        ("page-switch", labels[0], 0),
        ("move", 70, 0),
        ("window-state", "maximized"),
        ("page-close", labels[2]),
    ]
    assert first.get_position() == (70, 0)
    assert first.get_window_state() == "maximized"
    assert area.get_configuration(labels[0])["width"] == 16_384
    assert area.get_children() == labels[:2]
    order = [ref(labels[1]), ref(labels[0])]
    await program.until(lambda: other.widget(area).state["order"] == order)
    await program.until(lambda: browser.widget(first).called("resize")[-1:] == [[16_384, 90]])
    shown = other.widget(first)
    assert shown.called("set_position")[-1] == [70, 0]
    assert shown.called("resize")[-1] == [16_384, 90]
    assert shown.state["window_state"] == "maximized"
    # what can't be is not: the page is shown again what is
    assert browser.widget(first).called("set_position")[-1] == [70, 0]


@contract
async def test_tiles_wait_for_an_area(program: Program) -> None:
    session = await program.session()
    do = program.do
    area, labels = await filled(program, session, 4)
    await do(area.tile_windows())
    assert area.get_child_position(labels[3]) == (30, 5)
    browser = await program.join(session)
    assert browser.widget(area).state["tiling"]
    await browser.fire(area, "has-room", 600, 400)
    await program.until(lambda: area.get_child_position(labels[3]) == (300, 200))
    shown = browser.widget(area.get_subwin(labels[3]))
    await program.until(lambda: shown.called("set_position")[-1:] == [[300, 200]])
    assert not browser.widget(area).state["tiling"]
    await do(area.cascade_windows())
    assert area.get_child_position(labels[1]) == (44, 44)
    assert area.get_child_size(labels[1]) == (300, 200)
