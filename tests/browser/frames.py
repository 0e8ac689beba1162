"""Pages that hold the page of a program in a frame, as a notebook does."""

from __future__ import annotations

from urllib.parse import urljoin

from playwright.sync_api import Frame, Page

HOST = """<!doctype html>
<title>Host</title>
<link rel="icon" href="favicon.svg">
<body {body}>
<iframe title="Output" src="{source}" style="width: 90%; height: 150px; border: 0"></iframe>
<script>
  addEventListener("message", ({{ data }}) => {{
    const height = data.pgwidgets?.height;
    if (height) document.querySelector("iframe").style.height = `${{height}}px`;
  }});
</script>
"""


def show_in_frame(page: Page, url: str, body: str = "") -> Frame:
    """Open a page of the same origin that shows `url` in a frame, and return the frame.

    Parameters
    ----------
    page : Page
    url : str
        With ``fit=1`` in its query the frame is as high as what it shows.
    body : str, optional
        The attributes of the outer page's body.
    """
    host = urljoin(url, "host.html")
    text = HOST.format(body=body, source=url.replace("&", "&amp;"))
    page.route(host, lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(host)
    page.unroute(host)
    return page.frames[1]


def frame_height(page: Page) -> float:
    """Return the height of the frame in a page, in px."""
    return float(page.evaluate("document.querySelector('iframe').offsetHeight"))
