"""A line that keeps what the program says from a page for a while."""

from __future__ import annotations

from tests.browser.widgets.desk import Desk

HOLDING = """
  window.held = null;
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      // The first listener, so the page's own ones wait too.
      this.addEventListener("message", (event) => {
        if (!window.held || event.isLate) return;
        event.stopImmediatePropagation();
        window.held.push(() => {
          const late = new MessageEvent("message", { data: event.data });
          late.isLate = true;
          this.dispatchEvent(late);
        });
      });
    }
  };
"""


class SlowLine:
    """Keeps what the server says from a page until told to let it through."""

    def __init__(self, desk: Desk) -> None:
        self._page = desk.page
        self._page.add_init_script(HOLDING)

    def hold(self) -> None:
        self._page.evaluate("window.held = []")

    def release(self) -> None:
        self._page.evaluate(
            "{ const late = window.held; window.held = null; late.forEach((f) => f()); }"
        )
