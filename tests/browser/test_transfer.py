"""What a page fetches before it shows its first window."""

from __future__ import annotations

from playwright.sync_api import Page, Response

from pgwidgets.sync import Session

MOST_BYTES = 79_000
"""What few programs need comes when they do: `….lazy.ts`, `….lazy.css`."""


def test_the_client_comes_as_small_as_it_can(page: Page, session: Session) -> None:
    widgets = session.get_widgets()
    top = widgets.TopLevel(title="Tool", widget=widgets.Button("Run"))
    top.show()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108  # marked by Playwright
    page.goto(session.get_url())
    page.locator(".pg-button").wait_for()
    scripts = [it for it in responses if it.url.partition("?")[0].endswith((".js", ".css"))]
    assert scripts
    assert {it.headers.get("content-encoding") for it in scripts} == {"br"}
    assert sum(it.request.sizes()["responseBodySize"] for it in responses) <= MOST_BYTES
