from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk

LONG = "Where it is to be sent to, with all that a postman needs to know"


def filled(desk: Desk, **options: Any) -> tuple[Any, dict[str, Any]]:
    """Return a form with all kinds of fields."""
    W = desk.W
    form = W.Form(**options)
    choice = W.ComboBox()
    choice.append_text("Oslo")
    row = W.HBox(spacing=8)
    for name in ("Day", "Night"):
        row.add_widget(W.RadioButton(name))
    fields = {
        "Name": W.TextEntry(),
        "Age": W.SpinBox(min=0, max=150),
        "Town": choice,
        "Share": W.Slider(),
        "Letters": W.CheckBox("Send me some"),
        "Shift": row,
        "Notes": W.TextArea(),
        "Picture": W.Button("Choose…"),
    }
    for label, widget in fields.items():
        form.add_field(label, widget)
    form.add_field(None, W.Button("Save"))
    return form, fields


@pytest.mark.parametrize("width", [600, 240])
def test_labels_name_their_fields(desk: Desk, width: int) -> None:
    form, fields = filled(desk)
    desk.show(form, width, 560)
    page = desk.page
    for role, name in (
        ("textbox", "Name"),
        ("spinbutton", "Age"),
        ("combobox", "Town"),
        ("slider", "Share"),
        ("checkbox", "Letters Send me some"),
        ("group", "Shift"),
        ("textbox", "Notes"),
        ("button", "Picture Choose…"),
        ("button", "Save"),
    ):
        expect(page.get_by_role(role, name=name, exact=True)).to_have_count(1)  # type: ignore[arg-type]  # a role of several
    desk.assert_accessible()
    # another element shows the text of an area that can't be edited
    fields["Notes"].set_editable(False)
    expect(page.get_by_role("textbox", name="Notes")).to_have_attribute("aria-readonly", "true")
    desk.assert_same()


def test_columns_line_up_where_there_is_room(desk: Desk) -> None:
    form, fields = filled(desk)
    form.set_label(fields["Town"], LONG)
    window = desk.show(form, 600, 560)
    labels = desk.at(form, ".pg-form-label:not([hidden])")

    def edges() -> tuple[set[int], set[int]]:
        desk.settle()
        boxes = [labels.nth(index).bounding_box() for index in range(len(fields))]
        lefts = {round(box["x"]) for box in boxes if box}
        return lefts, {round(desk.box(widget)["x"]) for widget in fields.values()}

    left, right = edges()
    assert len(left) == len(right) == 1
    assert min(right) > min(left) + 40
    # each label is beside its field, and no row is over another
    boxes = [desk.box(widget) for widget in fields.values()]
    tops = [box["y"] for box in boxes]
    assert all(low >= box["y"] + box["height"] for box, low in zip(boxes, tops[1:], strict=False))
    entry, label = desk.box(fields["Name"]), labels.first.bounding_box()
    assert label is not None
    middle = entry["y"] + entry["height"] / 2
    assert label["y"] + label["height"] / 2 == pytest.approx(middle, abs=1)
    window.resize(240, 560)
    assert edges()[1] == left
    assert desk.box(fields["Age"])["y"] >= desk.box(fields["Name"])["y"] + 28 + 19
    window.resize(600, 560)
    assert edges() == (left, right)
    form.set_label_position("top")
    assert edges()[1] == left
    desk.assert_same()


def test_a_label_is_pressed(desk: Desk) -> None:
    form, fields = filled(desk)
    desk.show(form, 600, 560)
    labels = {
        name: desk.at(form, ".pg-form-label").get_by_text(name, exact=True) for name in fields
    }
    for name, role in (("Name", "textbox"), ("Town", "combobox"), ("Notes", "textbox")):
        labels[name].click()
        expect(desk.page.get_by_role(role, name=name)).to_be_focused()  # type: ignore[arg-type]  # a role of several
    calls = desk.calls(fields["Letters"])
    labels["Letters"].click()
    assert calls.next() == (True,)
    fields["Letters"].set_enabled(False)
    labels["Letters"].click()
    desk.assert_silent(calls)


def test_errors(desk: Desk) -> None:
    form, fields = filled(desk)
    desk.show(form, 600, 620)
    name = desk.page.get_by_role("textbox", name="Name")
    border = desk.style(fields["Name"], "border-color")
    form.set_error(fields["Name"], "Enter <a> name.")
    form.set_error(fields["Town"], "Choose a town.")
    expect(name).to_have_accessible_description("Enter <a> name.")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(desk.at(form).get_by_text("Enter <a> name.")).to_be_visible()
    assert desk.style(fields["Name"], "border-color") != border
    assert form.get_error(fields["Name"]) == "Enter <a> name."
    desk.assert_accessible()
    desk.assert_same()
    form.set_error(fields["Name"], "")
    assert form.get_error(fields["Name"]) is None
    expect(name).not_to_have_attribute("aria-invalid", "true")
    form.clear_errors()
    expect(desk.at(form, ".pg-form-error:visible")).to_have_count(0)
    assert desk.style(fields["Name"], "border-color") == border
    with pytest.raises(ValueError, match="is not a child of"):
        form.set_error(desk.W.Label("elsewhere"), "x")
    desk.assert_same()


def test_fields_come_and_go(desk: Desk) -> None:
    form, fields = filled(desk)
    desk.show(form, 600, 620)
    shown = desk.at(form, ".pg-form-label:visible")
    first, second = desk.W.TextEntry(), desk.W.TextEntry()
    form.insert_field(0, "First", first)
    form.insert_field(2, "Between", second)
    expect(shown).to_have_text(["First", "Name", "Between", *[*fields][1:]])
    form.set_error(second, "wrong")
    form.remove(second)
    expect(desk.at(form, ".pg-form-error:visible")).to_have_count(0)
    form.set_label(first, None)
    assert form.get_label(first) is None
    expect(shown).to_have_text([*fields])
    fields["Age"].destroy()
    # what has left is named by nothing
    box = desk.W.VBox()
    box.add_widget(second)
    form.insert_field(1, "Again", second)
    expect(shown).to_have_text(["Again", *[name for name in fields if name != "Age"]])
    assert form.get_error(second) is None
    desk.assert_accessible()
    desk.assert_same()
    form.remove_all()
    expect(desk.at(form, ".pg-form-row")).to_have_count(0)
    desk.assert_same()


def test_a_field_that_has_no_label_any_more_is_no_group(desk: Desk) -> None:
    form, label = desk.W.Form(), desk.W.Label("text")
    form.add_field("Name", label)
    desk.show(form)
    expect(desk.at(label)).to_have_role("group")
    form.set_label(label, None)
    expect(desk.at(label)).not_to_have_attribute("role", "group")
    desk.assert_same()
