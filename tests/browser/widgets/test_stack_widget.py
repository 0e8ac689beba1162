from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_one_page_shows(desk: Desk) -> None:
    W = desk.W
    stack = W.StackWidget()
    desk.show(stack)
    desk.assert_same()
    pages = [W.VBox() for _ in range(3)]
    entries = []
    for title, page in zip(("Where", "What", "Ready?"), pages, strict=True):
        entries.append(W.TextEntry(text=title))
        page.add_widget(entries[-1])
        stack.add_widget(page, {"title": title})
    switched = desk.calls(stack, "page-switch")
    expect(desk.page.get_by_role("group", name="Where")).to_be_visible()
    desk.at(entries[0]).fill("Rome")
    desk.at(entries[0]).press("End")
    stack.set_index(2)
    expect(desk.at(entries[2])).to_be_visible()
    expect(desk.at(entries[0])).to_be_hidden()
    # what had the focus is out of view
    assert desk.page.evaluate("document.activeElement !== document.body")
    assert (stack.get_index(), stack.index_of(pages[1]), stack.index_to_widget(0)) == (
        2,
        1,
        pages[0],
    )
    desk.assert_accessible()
    desk.assert_same()
    stack.show_widget(pages[0])
    expect(desk.at(entries[0])).to_have_value("Rome")
    stack.remove(pages[0])
    expect(desk.at(entries[1])).to_be_visible()
    W.Frame().set_widget(pages[1])
    expect(desk.at(entries[2])).to_be_visible()
    pages[2].destroy()
    assert (stack.get_index(), stack.get_children()) == (-1, [])
    expect(desk.at(stack, "> *")).to_have_count(0)
    stack.add_widget(pages[0])
    expect(desk.at(entries[0])).to_be_visible()
    desk.assert_silent(switched)
    desk.assert_same()


def test_pages_lie_where_the_stack_lies(desk: Desk) -> None:
    W = desk.W
    stack, area, column = W.StackWidget(), W.TextArea("text"), W.VBox()
    stack.add_widget(area)
    label = W.Label("long " * 40)
    column.add_widget(label)
    stack.add_widget(column)
    for text in "abcdefgh":
        column.add_widget(W.Button(text))
    window = desk.show(stack, 300, 200)
    assert desk.box(area) == desk.box(stack)
    assert desk.style(area, "border-left-width") == "0px"
    stack.set_index(1)
    desk.settle()
    assert desk.box(label)["x"] - desk.box(stack)["x"] == 12
    assert desk.box(label)["y"] - desk.box(stack)["y"] == 12
    # what doesn't fit scrolls in its page, and nothing else does
    body = desk.at(window, ".pg-window-body")
    assert body.evaluate(
        "(it) => [it.scrollHeight - it.clientHeight, it.scrollWidth - it.clientWidth]"
    ) == [0, 0]
    desk.at(column, "button >> nth=7").scroll_into_view_if_needed()
    expect(desk.at(column, "button >> nth=7")).to_be_in_viewport()
    outer = W.VBox()
    outer.add_widget(W.Label("Above"))
    outer.add_widget(stack, 1)
    desk.show(outer, 300, 400)
    desk.settle()
    # among others it lies where they do
    assert desk.box(label)["x"] == desk.box(outer)["x"] + 12
    desk.assert_same()
