"""The standalone demo."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from pgwidgets import demo


@pytest.fixture
def demo_url() -> Iterator[str]:
    """The demo on a free port; at the end Ctrl-C must end it cleanly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pgwidgets.demo", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = re.search(r"http://\S+", process.stdout.readline())
    assert address is not None
    yield address[0]
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")


def test_the_demo_answers(browser: Browser, demo_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(demo_url)
    page.get_by_role("button", name="Click me").click()
    expect(page.get_by_text("Clicked 1 time")).to_be_visible()
    page.get_by_role("tab", name="Numbers").click()
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("spinbutton")).to_have_value("31")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("progressbar")).not_to_have_attribute("aria-valuenow", "0")
    page.get_by_role("tab", name="Text").click()
    page.get_by_role("textbox").first.fill("Salut")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox").last).to_have_value(f"{demo.GREETINGS}\nSalut")
    page.get_by_role("tab", name="Picture").click()
    picture = page.locator("img:visible")
    expect(picture).to_have_js_property("naturalWidth", demo.PICTURE_SIZE[0])
    context.close()


def test_a_busy_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"port {port} is in use.*--port"):
            demo.main(["--port", str(port)])


@pytest.mark.parametrize("palette", demo.PALETTES)
@pytest.mark.parametrize("waves", [1, 12])
def test_the_picture_is_a_png(waves: int, palette: str) -> None:
    data = demo.ripples(waves, palette)
    assert data.startswith(b"\x89PNG")
    assert b"IEND" in data
