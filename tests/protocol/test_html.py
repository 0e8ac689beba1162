"""HTML that nobody but the program writes."""

from __future__ import annotations

from typing import Any

import pytest

from pgwidgets.protocol import messages
from pgwidgets.session.widgets import node_of
from tests.protocol.conftest import Start
from tests.support.client import browser


@pytest.mark.parametrize(
    "forged",
    [
        {"type": "edit", "edit": ["<b>forged</b>"], "revision": 1},
        {"type": "callback", "action": "set_html", "args": ["<b>forged</b>"]},
        {"type": "report", "reports": [["html", "<b>forged</b>"]]},
    ],
    ids=lambda forged: str(forged["type"]),
)
async def test_a_page_writes_none(start: Start, forged: dict[str, Any]) -> None:
    app = await start()
    session = app.create_session()
    view = await session.get_widgets().HtmlView("<p>kept</p>")
    wid = node_of(view).wid
    if "reports" in forged:
        forged = {**forged, "reports": [[wid, *report] for report in forged["reports"]]}
    hello = {"session_id": session.id, "token": session.token}
    async with browser(app.url, hello=hello) as page:
        await page.until(lambda: page.replica.rebuilds)
        await page.send({"wid": wid, "seq": 1, **forged})
        assert (await page.until_closed())[0] == messages.PROTOCOL_CODE
    assert view.get_html() == "<p>kept</p>"
