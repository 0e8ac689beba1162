from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def order(desk: Desk, grid: Any) -> list[str]:
    """Return the texts in the order in which a page has them."""
    return desk.at(grid, "> *").all_inner_texts()


def test_cells_rows_and_columns(desk: Desk) -> None:
    W = desk.W
    grid = W.GridBox(rows=2, columns=2, spacing=10, padding=0)
    window = desk.show(grid)
    d, b, c, a = (W.Button(name) for name in "dbca")
    for widget, cell in ((d, (1, 1)), (b, (0, 1)), (c, (1, 0)), (a, (0, 0))):
        grid.add_widget(widget, *cell)
    expect(desk.at(grid, "> *")).to_have_text(["a", "b", "c", "d"])
    at = {widget: desk.box(widget) for widget in (a, b, c, d)}
    assert at[a]["x"] == at[c]["x"]
    assert at[b]["x"] == at[d]["x"] == at[a]["x"] + at[a]["width"] + 10
    assert at[c]["y"] == at[d]["y"] == at[a]["y"] + at[a]["height"] + 10
    desk.assert_same()

    desk.at(a).focus()
    more = W.Label("more")
    grid.insert_row(0, [W.Label("head"), None, more])
    expect(desk.at(grid, "> *")).to_have_text(["head", "more", "a", "b", "c", "d"])
    expect(desk.at(a)).to_be_focused()
    assert grid.get_row_column_count() == (3, 3)
    grid.append_column([W.Label("x"), None, W.Label("y")])
    grid.delete_row(1)
    expect(desk.at(grid, "> *")).to_have_text(["head", "more", "x", "c", "d", "y"])
    assert grid.get_widget_at_cell(1, 1) is d
    grid.add_widget(d, 0, 1)
    desk.at(c).focus()
    grid.add_widget(c, 0, 0)
    expect(desk.at(grid, "> *")).to_have_text(["c", "d", "more", "x", "y"])
    expect(desk.at(c)).to_be_focused()
    desk.assert_same()
    d.hide()
    # what is empty, or hidden, leaves no gap
    left, right = desk.box(c), desk.box(more)
    assert right["x"] == pytest.approx(left["x"] + left["width"] + 10, abs=0.1)
    d.show()
    grid.set_row_spacing(0)
    grid.set_column_spacing(None)
    desk.assert_same()
    c.destroy()
    W.VBox().add_widget(d)
    expect(desk.at(grid, "> *")).to_have_text(["more", "x", "y"])
    grid.remove_all()
    expect(desk.at(grid, "> *")).to_have_count(0)
    desk.assert_accessible()
    desk.assert_same()
    window.destroy()


def test_who_takes_the_room_that_is_left(desk: Desk) -> None:
    W = desk.W
    grid = W.GridBox(padding=0, spacing=0)
    window = desk.show(grid, 420, 320, padding=0)
    labels, fields = [], []
    for text in ("Name", "Where it comes from"):
        labels.append(W.Label(text))
        fields.append(W.TextEntry())
        grid.append_row([labels[-1], fields[-1]])
    desk.settle()
    outer = desk.box(grid)
    assert desk.box(fields[0])["x"] == desk.box(fields[1])["x"]
    end = desk.box(fields[0])["x"] + desk.box(fields[0])["width"]
    assert end == pytest.approx(outer["x"] + outer["width"], abs=1)
    assert desk.box(labels[0])["width"] == desk.box(labels[1])["width"] < 160
    # rows stay as high as what is in them, until something is made to fill
    assert desk.box(fields[1])["y"] + desk.box(fields[1])["height"] < outer["y"] + 100
    area = W.TextArea("text")
    grid.append_row([W.Label("Notes"), area])
    desk.settle()
    box = desk.box(area)
    assert box["y"] + box["height"] == pytest.approx(outer["y"] + outer["height"], abs=1)
    desk.assert_same()
    for row in (2, 1, 0):
        grid.delete_row(row)
    buttons = [W.Button(text) for text in ("1", "2", "3", "+", "much longer", "6")]
    for index, button in enumerate(buttons):
        grid.add_widget(button, index // 3, index % 3)
    desk.settle()
    # without any of these all columns share it
    last = desk.box(buttons[2])
    assert last["x"] + last["width"] == pytest.approx(outer["x"] + outer["width"], abs=1)
    for button in buttons:
        button.set_expanding(True, True)
    desk.settle()
    widths = [desk.box(button)["width"] for button in buttons]
    assert max(widths) - min(widths) < 1
    low = desk.box(buttons[-1])
    assert low["y"] + low["height"] == pytest.approx(outer["y"] + outer["height"], abs=1)
    for size in ((600, 420), (320, 180), (60, 60), (420, 320)):
        window.resize(*size)
        desk.settle()
        above, below = desk.box(buttons[0]), desk.box(buttons[3])
        assert above["y"] + above["height"] <= below["y"] + 0.1
        assert below["height"] >= 28
    desk.assert_same()


def test_very_many_cells(desk: Desk) -> None:
    grid = desk.W.GridBox(spacing=1)
    area = desk.W.ScrollArea()
    area.set_widget(grid)
    with desk.session.batch():
        for index in range(2000):
            grid.add_widget(desk.W.Label(str(index)), index // 40, index % 40)
    desk.show(area)
    expect(desk.at(grid, "> *")).to_have_count(2000)
    grid.delete_column(0)
    expect(desk.at(grid, "> *").first).to_have_text("1")
    assert grid.get_row_column_count() == (50, 39)
