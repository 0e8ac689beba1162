from __future__ import annotations

import itertools
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk

KINDS = [
    ("HBox", {}, "x", "width"),
    ("VBox", {}, "y", "height"),
    ("Box", {}, "x", "width"),
    ("Box", {"orientation": "vertical"}, "y", "height"),
]


@pytest.mark.parametrize(("kind", "options", "axis", "length"), KINDS)
def test_order_spacing_and_stretch(
    desk: Desk, kind: str, options: dict[str, Any], axis: str, length: str
) -> None:
    box = getattr(desk.W, kind)(spacing=10, padding=8, **options)
    labels = [desk.W.Label(str(number)) for number in range(4)]
    window = desk.show(box)
    for label, stretch in zip(labels[:3], (0, 1, 3), strict=True):
        box.add_widget(label, stretch)
    places = [desk.box(label) for label in labels[:3]]
    assert places[0][axis] == desk.box(box)[axis] + 8
    for before, after in itertools.pairwise(places):
        assert after[axis] == pytest.approx(before[axis] + before[length] + 10, abs=0.1)
    end = desk.box(box)[axis] + desk.box(box)[length]
    assert places[2][axis] + places[2][length] == pytest.approx(end - 8, abs=0.1)
    assert places[2][length] / places[1][length] == pytest.approx(3, abs=0.1)
    box.insert_widget(1, labels[3])
    expect(desk.at(box, "> .pg-label")).to_have_text(["0", "3", "1", "2"])
    box.set_spacing(0)
    desk.assert_same()
    box.remove(labels[1])
    expect(desk.at(box, "> .pg-label")).to_have_text(["0", "3", "2"])
    labels[0].destroy()
    expect(desk.at(box, "> .pg-label")).to_have_text(["3", "2"])
    assert box.get_children() == [labels[3], labels[2]]
    desk.assert_same()
    window.destroy()
    expect(desk.page.locator(".pg-label")).to_have_count(0)


def test_align(desk: Desk) -> None:
    shares = {"start": 0, "center": 0.5, "end": 1, "fill": None, None: None}
    made = []
    for kind, align in itertools.product(("HBox", "VBox"), shares):
        box = getattr(desk.W, kind)(padding=0)
        label = desk.W.Label("text")
        box.add_widget(label)
        box.set_align("end")
        box.set_align(align)
        made.append((kind, align, box, label))
    for kind, align, box, label in made:
        desk.show(box)
        share = shares[align]
        axis, length = ("y", "height") if kind == "HBox" else ("x", "width")
        outer, inner = desk.box(box), desk.box(label)
        free = outer[length] - inner[length]
        if share is None:
            assert free == 0, (kind, align)
        else:
            assert inner[axis] - outer[axis] == pytest.approx(free * share, abs=1), (kind, align)
    desk.assert_same()


def test_controls_keep_their_height_in_a_row(desk: Desk) -> None:
    row = desk.W.HBox()
    button, entry = desk.W.Button("Go"), desk.W.TextEntry()
    for widget in (desk.W.TextArea(), button, entry):
        row.add_widget(widget)
    desk.show(row)
    assert desk.box(button)["height"] == desk.box(entry)["height"] == 28


def test_expanding(desk: Desk) -> None:
    for early in (True, False):
        row, button = desk.W.HBox(spacing=0, padding=0), desk.W.Button("Go")
        filler = desk.W.Button("x")
        if early:
            button.set_expanding(True, True)
        row.add_widget(button)
        row.add_widget(filler)
        desk.show(row)
        if not early:
            button.set_expanding(True, True)
        assert button.get_expanding() == (True, True)
        outer, inner = desk.box(row), desk.box(button)
        assert inner["height"] == outer["height"]
        assert inner["width"] + desk.box(filler)["width"] == pytest.approx(outer["width"], abs=1)
    desk.assert_same()


def test_callbacks_come_from_the_program_alone(desk: Desk) -> None:
    box, child = desk.W.VBox(), desk.W.Label("x")
    desk.show(box)
    added, removed = desk.calls(box, "child-added"), desk.calls(box, "child-removed")
    box.add_widget(child)
    assert added.next() == (child,)
    other = desk.W.HBox()
    box.add_widget(other)
    assert added.next() == (other,)
    other.add_widget(child)
    assert removed.next() == (child,)
    desk.reload()
    desk.assert_silent(added, removed)
    box.remove_all(destroy=True)
    assert removed.next() == (other,)
    expect(desk.at(box, "> *")).to_have_count(0)


def test_an_alignment_is_taken_back(desk: Desk) -> None:
    row, button = desk.W.HBox(), desk.W.Button("Go")
    for widget in (desk.W.TextArea(), button):
        row.add_widget(widget)
    desk.show(row)
    natural = desk.box(button)
    row.set_align("fill")
    assert desk.box(button)["height"] > natural["height"]
    row.set_align(None)
    assert desk.box(button) == natural
    desk.assert_same()
