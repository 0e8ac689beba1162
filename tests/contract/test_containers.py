"""Containers beside the boxes: what programs do with them in both APIs, and what pages are told."""

from __future__ import annotations

import pytest

from pgwidgets.session.widgets import node_of
from tests.contract.driver import Program, contract


@contract
async def test_a_grid(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    grid = await do(make.GridBox(columns=2, spacing=4))
    one, two, three = [await do(make.Label(text)) for text in "abc"]
    await do(grid.add_widget(one, 0, 0))
    await do(grid.append_row([two, three]))
    assert grid.get_row_column_count() == (2, 2)
    await do(grid.insert_row(0))
    await do(grid.delete_column(1))
    assert grid.get_widget_at_cell(2, 0) is two
    assert grid.get_children() == [one, two]
    page = browser.widget(grid)
    assert [{"__wid__": node_of(two).wid}, 2, 0] in page.called("add_widget")
    assert (page.state["row_spacing"], page.state["column_spacing"]) == (4, 4)
    with pytest.raises(ValueError, match="at least 0"):
        grid.add_widget(three, -1, 0)
    with pytest.raises(ValueError, match="no row"):
        grid.delete_row(3)
    late = await program.join(session)
    assert late.widget(grid).args == [{"rows": 3, "columns": 1}]
    assert late.widget(grid).children == [node_of(one).wid, node_of(two).wid]


@contract
async def test_a_stack(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    stack = await do(make.StackWidget())
    assert stack.get_index() == -1
    one, two = await do(make.Label("a")), await do(make.Label("b"))
    await do(stack.add_widget(one, {"title": "First"}))
    await do(stack.add_widget(two))
    stack.on("page-switch", print)
    await do(stack.set_index(1))
    assert (stack.get_index(), stack.index_of(one), stack.index_to_widget(1)) == (1, 0, two)
    with pytest.raises(ValueError, match="0 to 1"):
        stack.set_index(2)
    late = await program.join(session)
    for page in (browser.widget(stack), late.widget(stack)):
        assert page.called("show_widget")[-1] == [{"__wid__": node_of(two).wid}]
        assert page.children == [node_of(one).wid, node_of(two).wid]
    await do(stack.remove(two))
    assert stack.get_index() == 0


@contract
async def test_an_expander(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    expander = await do(make.Expander(title="More", collapsed=True))
    fixed = await do(make.Expander(title="Always", collapsible=False))
    assert expander.get_collapsed()
    heard: list[bool] = []
    expander.on("toggled", heard.append)
    fixed.on("toggled", heard.append)
    await do(expander.set_widget(await do(make.Label("a"))))
    await browser.fire(expander, "toggled", False)
    await program.until(lambda: heard == [False])
    assert not expander.get_collapsed()
    await do(expander.toggleContent())
    assert expander.get_collapsed()
    assert browser.widget(expander).called("set_collapsed")[-1] == [True]
    late = await program.join(session)
    assert late.widget(expander).args == [{"title": "More"}]
    assert late.widget(expander).called("set_collapsed") == [[True]]
    assert heard == [False]


@contract
async def test_a_layout_by_points(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    layout, label = await do(make.FixedLayout()), await do(make.Label("a"))
    await do(layout.add_widget(label, y=7))
    await do(layout.add_widget(label, 30, 40))
    with pytest.raises(ValueError, match="at least 0"):
        layout.add_widget(label, -1, 0)
    shown = {"__wid__": node_of(label).wid}
    assert browser.widget(layout).called("add_widget") == [[shown, 0, 7], [shown, 30, 40]]
    late = await program.join(session)
    assert late.widget(layout).called("add_widget") == [[shown, 30, 40]]


@contract
async def test_a_box_of_buttons(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    box = await do(make.ButtonBox(orientation="vertical", min_button_width=90, spacing=4))
    one, two = await do(make.Button("a")), await do(make.Button("b"))
    await do(box.add_widget(one))
    await do(box.insert_widget(0, two, 1))
    await do(box.set_halign("center"))
    assert box.get_children() == [two, one]
    late = await program.join(session)
    for page in (browser.widget(box), late.widget(box)):
        assert page.state["halign"] == "center"
        assert page.state["spacing"] == 4
        assert page.children == [node_of(two).wid, node_of(one).wid]


@contract
async def test_messages_of_a_status_bar_go_by_themselves(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    status = await do(make.StatusBar(halign="right"))
    await do(status.set_message("Saved", duration=600))
    late = await program.join(session)
    assert late.widget(status).called("set_message") == [["Saved"]]
    await do(status.set_message("for a moment", 0.01))
    page = browser.widget(status)
    await program.until(lambda: page.called("set_message")[-1] == [""])
    await do(status.set_message("Ready"))
    # what goes before it is on its way is never seen
    await program.until(lambda: page.called("set_message")[-1] == ["Ready"])
    await do(status.clear())
    await program.until(lambda: page.called("set_message")[-1] == [""])


@contract
async def test_scroll_bars_around_what_stays(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    area, label = await do(make.AbstractScrollArea(thickness=20)), await do(make.Label("a"))
    heard: list[tuple[float, float]] = []
    area.on("scrolled", lambda *args: heard.append(args))
    await do(area.set_widget(label))
    await do(area.set_thumb_percent(v_pct=0.1))
    assert (area.get_thumb_percent(), area.get_scroll_percent()) == ((1, 0.1), (0, 0))
    await browser.fire(area, "scrolled", 0, 0.25)
    await program.until(lambda: heard == [(0, 0.25)])
    await do(area.set_scroll_bar_visibility(vertical="on"))
    late = await program.join(session)
    assert late.widget(area).args == [{"thickness": 20}]
    assert late.widget(area).called("set_thumb_percent") == [[1, 0.1]]
    assert late.widget(area).called("set_scroll_percent") == [[0, 0.25]]
    assert late.widget(area).state["vscrollbar"] == "on"
