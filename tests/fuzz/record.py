"""Records what the product's page says, for the fuzzers: `python -m tests.fuzz.record`.

To be run again when pages say something new.
"""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, WebSocket, sync_playwright

from pgwidgets.catalog.registry import declarations
from pgwidgets.session.widgets import node_of
from pgwidgets.sync import Application
from tests.browser import scenes
from tests.fuzz.mutation import RECORDED
from tools.browser import ARGUMENTS, find_browser

MOST_ALIKE = 4
"""So many messages of the same fields and action are enough."""


def click_all(page: Page, *roles: Any) -> None:
    """Click what can be clicked, and use the keyboard on it."""
    for role in roles:
        for item in page.get_by_role(role).all():
            if item.is_visible() and item.is_enabled():
                item.click(force=True)
                page.keyboard.press("ArrowDown")
                page.keyboard.press("Enter")
                page.keyboard.press("Escape")


def operate(page: Page) -> None:
    """Use what is in sight: click it all, type, drag the windows, and close them."""
    click_all(page, "checkbox", "radio", "tab", "slider", "menuitem")
    roles: tuple[Any, ...] = ("textbox", "combobox", "spinbutton")
    for role in roles:
        for item in page.get_by_role(role).all():
            if item.is_visible() and item.is_editable():
                item.fill("3")
                item.press("ArrowDown")
                item.press("Enter")
    for window in page.get_by_role("dialog").all():
        box = window.bounding_box()
        if box is not None:
            page.mouse.move(box["x"] + 60, box["y"] + 10)
            page.mouse.down()
            page.mouse.move(box["x"] + 90, box["y"] + 40, steps=3)
            page.mouse.up()
            page.mouse.dblclick(box["x"] + 90, box["y"] + 40)
    page.set_viewport_size({"width": 900, "height": 600})
    click_all(page, "button")
    page.wait_for_function("new Promise((done) => requestAnimationFrame(() => done(true)))")


def shape(message: dict[str, Any]) -> tuple[Any, ...]:
    """Return what makes messages alike."""
    return (*sorted(message), message["type"], message.get("action"))


def main() -> None:
    app = Application(ws_port=0, http_port=0)
    app.start()
    session = app.create_session(1)
    scenes.build(session)
    for widget in list(session.walk_widget_tree()):
        for callback in declarations()[node_of(widget).kind].all_callbacks.values():
            if not (callback.internal or callback.python):
                widget.on(callback.name, lambda *args: None)
    frames: list[Any] = []

    def opened(socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: frames.append(json.loads(payload)))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": 1250, "height": 700})
        page.on("websocket", opened)
        page.goto(session.get_url())
        page.get_by_role("slider").first.wait_for()
        operate(page)
        browser.close()
    app.close()
    messages = [m for frame in frames for m in (frame if isinstance(frame, list) else [frame])]
    kept: dict[tuple[Any, ...], list[str]] = {}
    for message in messages:
        alike = kept.setdefault(shape(message), [])
        text = json.dumps(message).replace(session.token, "TOKEN")
        if len(alike) < MOST_ALIKE and text not in alike:
            alike.append(text)
    lines = [transport for alike in kept.values() for transport in alike]
    RECORDED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
