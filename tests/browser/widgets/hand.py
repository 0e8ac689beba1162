"""A mouse, a pen and fingers, as they come to a page."""

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Page

Pointer = Literal["mouse", "pen", "touch"]

POINTERS: tuple[Pointer, ...] = ("mouse", "pen", "touch")

TOUCHES = {"down": "touchStart", "move": "touchMove", "up": "touchEnd"}

BUTTONS = {"down": "mousePressed", "move": "mouseMoved", "up": "mouseReleased"}


class Hand:
    """Somebody's hand with a pointer.

    Parameters
    ----------
    page : Page
    pointer : str
    """

    def __init__(self, page: Page, pointer: Pointer) -> None:
        self.pointer = pointer
        self.session = page.context.new_cdp_session(page)

    def down(self, x: float, y: float) -> None:
        """Press at a point."""
        if self.pointer != "touch":
            self._mouse("mouseMoved", x, y, 0)
        self._do("down", x, y)

    def move(self, x: float, y: float) -> None:
        """Go to a point."""
        self._do("move", x, y)

    def up(self, x: float, y: float) -> None:
        """Let go at a point."""
        self._do("up", x, y)

    def drag(self, start: tuple[float, float], dx: float, dy: float, steps: int = 6) -> None:
        """Go by some px from where it is down, and let go."""
        x, y = start
        for step in range(1, steps + 1):
            self.move(x + dx * step / steps, y + dy * step / steps)
        self.up(x + dx, y + dy)

    def leave(self) -> None:
        """Have no more to do with the page."""
        self.session.detach()

    def _do(self, act: Literal["down", "move", "up"], x: float, y: float) -> None:
        if self.pointer == "touch":
            points = [] if act == "up" else [{"x": x, "y": y}]
            event = {"type": TOUCHES[act], "touchPoints": points}
            self.session.send("Input.dispatchTouchEvent", event)
        else:
            self._mouse(BUTTONS[act], x, y, 0 if act == "up" else 1)

    def _mouse(self, kind: str, x: float, y: float, buttons: int) -> None:
        event = {"type": kind, "x": x, "y": y, "buttons": buttons, "pointerType": self.pointer}
        if kind != "mouseMoved" or buttons:
            event |= {"button": "left", "clickCount": 1}
        self.session.send("Input.dispatchMouseEvent", event)
