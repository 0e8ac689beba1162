from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.scenes import PICTURE, data_uri
from tests.browser.widgets.desk import TWO_FRAMES, Desk
from tests.support.pictures import png

LOADED = "(img) => img.complete && img.naturalWidth > 0 && [img.naturalWidth, img.naturalHeight]"


@pytest.mark.parametrize("use_animation_frame", [False, True])
def test_bytes(desk: Desk, use_animation_frame: bool) -> None:
    image = desk.W.Image(use_animation_frame=use_animation_frame)
    desk.show(image)
    for size in ((40, 20), (30, 60)):
        image.set_binary_image(png(*size, (200, 30, 30)), "png")
        desk.page.evaluate(TWO_FRAMES)
        desk.at(image, "img").evaluate("(img) => img.decode()")
        assert desk.at(image, "img").evaluate(LOADED) == list(size)
    desk.assert_accessible()
    desk.assert_same()
    desk.at(image, "img").evaluate("(img) => img.decode()")
    assert desk.at(image, "img").evaluate(LOADED) == [30, 60]


def test_large_bytes_come_in_pieces(desk: Desk) -> None:
    image = desk.W.Image()
    desk.show(image)
    # More than one message may carry; viewers ignore what is behind the end.
    image.set_binary_image(png(40, 20, (1, 2, 3)) + bytes(3_000_000))
    desk.at(image, "img").evaluate("(img) => img.decode()")
    assert desk.at(image, "img").evaluate(LOADED) == [40, 20]


def test_url_and_nothing(desk: Desk) -> None:
    image = desk.W.Image(url=data_uri(PICTURE))
    desk.show(image)
    expect(desk.at(image, "img")).to_be_visible()
    assert desk.at(image, "img").evaluate("(img) => img.decode().then(() => img.naturalWidth)")
    desk.assert_same()
    image.set_image(None)
    expect(desk.at(image, "img")).to_be_hidden()
    desk.assert_same()
    expect(desk.at(image, "img")).to_be_hidden()


def test_keeps_its_proportions(desk: Desk) -> None:
    image = desk.W.Image()
    image.set_binary_image(png(400, 100, (9, 9, 9)))
    desk.show(image, 240, 300)
    desk.at(image, "img").evaluate("(img) => img.decode()")
    box = desk.box(image, "img")
    assert box["width"] <= 240
    assert desk.style(image, "object-fit", "img") == "contain"


def test_events_in_px_of_the_widget(desk: Desk) -> None:
    image = desk.W.Image(url=data_uri(PICTURE), interactive=True)
    desk.show(image)
    down, moves, clicks = (desk.calls(image, a) for a in ("pointer-down", "pointer-move", "click"))
    keys = desk.calls(image, "key-down")
    box = desk.box(image)
    desk.page.mouse.click(box["x"] + 12, box["y"] + 34)
    for calls in (down, clicks):
        event = calls.next()[0]
        assert (event["x"], event["y"]) == (12, 34)
    assert moves.next()[0]["x"] == 12
    desk.page.keyboard.press("b")
    assert keys.next()[0]["key"] == "b"
    desk.assert_accessible()
    # A drag goes on outside.
    desk.drag((box["x"] + 12, box["y"] + 34), 700, 0)
    while moves.next()[0]["x"] != 712:
        pass
    desk.assert_same()


def test_keys_that_nobody_listens_to_any_more(desk: Desk) -> None:
    image = desk.W.Image(url=data_uri(PICTURE), interactive=True)
    image.set_tooltip("A picture")
    desk.show(image)
    image.on("key-down", print)
    expect(desk.at(image)).to_have_role("application")
    image.off("key-down", print)
    expect(desk.at(image)).not_to_have_role("application")
    desk.assert_same()
