"""The route from Jupyter's address to the applications of its kernels."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from pgwidgets.protocol.pieces import FRAME_BYTES
from tests.jupyter.kernel import CLEAR
from tests.jupyter.lab import TOKEN, Lab
from tests.jupyter.served import (
    WINDOW,
    ServedKernel,
    browse,
    files,
    join,
    send,
    served_kernel,
    start,
    until,
)
from tests.jupyter.server import LIMIT
from tests.support.client import Client
from tests.support.client import browser as browser_at

HIDE_UNIX_SOCKETS = """
import socket, types
import pgwidgets.notebook.route
pgwidgets.notebook.route.socket = types.SimpleNamespace(gethostname=socket.gethostname)
"""


@pytest.fixture(scope="module")
def served_to_all(lab: Lab) -> Iterator[ServedKernel]:
    with served_kernel(lab) as kernel:
        yield kernel


@pytest.fixture
def served(served_to_all: ServedKernel) -> Iterator[ServedKernel]:
    """A kernel for tests that leave nothing behind but variables and applications."""
    yield served_to_all
    served_to_all.run(CLEAR)


@pytest.fixture
def alone(lab: Lab) -> Iterator[ServedKernel]:
    with served_kernel(lab) as kernel:
        yield kernel


# -- the ordinary way ----------------------------------------------------------------


def test_a_page_is_told_what_has_become_of_its_application(lab: Lab, served: ServedKernel) -> None:
    inquiry = "ws?pgwidgets-origin=http%3A%2F%2F127.0.0.1"
    url = start(served, "0, 0, name='plot'")
    assert json.loads(browse(lab, f"{url}{inquiry}").body) == {"pgwidgets": "welcome"}
    # nobody learns that without Jupyter's login
    assert send(lab.port, f"{url}{inquiry}").status == 302
    served.run("app.close()")
    assert json.loads(browse(lab, f"{url}{inquiry}").body) == {"pgwidgets": "ended"}
    nobody = url.replace(served.id, "00000000-0000-4000-8000-000000000000")
    assert json.loads(browse(lab, f"{nobody}{inquiry}").body) == {"pgwidgets": "ended"}


BUSY = """
import pathlib, time
pathlib.Path({begun!r}).touch()
while not pathlib.Path({end!r}).exists():
    time.sleep(0.01)
"""


def test_a_page_is_told_that_its_kernel_is_busy(
    lab: Lab, alone: ServedKernel, tmp_path: Path
) -> None:
    url = start(alone, "0, 0, name='plot', event_loop='kernel'")
    inquiry = f"{url}ws?pgwidgets-origin=http%3A%2F%2F127.0.0.1"
    assert json.loads(browse(lab, inquiry).body) == {"pgwidgets": "welcome"}
    begun, end = tmp_path / "begun", tmp_path / "end"
    alone.client.execute(BUSY.format(begun=str(begun), end=str(end)))
    until(begun.exists)
    try:
        # each waits for an answer as long as the route does
        with ThreadPoolExecutor() as pool:
            told, page = pool.map(lambda asked: browse(lab, asked), (inquiry, url))
        assert (told.status, json.loads(told.body)) == (200, {"pgwidgets": "busy"})
        assert page.status == 504
        assert "The kernel is busy" in page.body
    finally:
        end.touch()
    # what it was asked meanwhile was not for nothing
    assert alone.value("app.ports is not None")
    assert json.loads(browse(lab, inquiry).body) == {"pgwidgets": "welcome"}
    assert browse(lab, url).status == 200


def test_pages_and_sockets_go_through_the_route(lab: Lab, served: ServedKernel) -> None:
    url = start(served, "0, 0, name='plot'")
    assert url == f"/prefix/pgwidgets-kernel/{served.id}/plot/"
    page = browse(lab, url)
    assert page.status == 200
    assert "Widgets.js" in page.body
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    script = browse(lab, f"{url}Widgets.js")
    assert script.status == 200
    again = browse(lab, f"{url}Widgets.js", **{"If-None-Match": script.headers["ETag"]})
    assert (again.status, again.body) == (304, "")
    head = send(lab.port, f"{url}Widgets.js", "HEAD", lab.login)
    assert (head.status, head.body) == (200, "")
    assert head.headers["Content-Length"] == str(len(script.body.encode()))
    assert browse(lab, f"{url}nothing").status == 404
    # the session's id is enough: Jupyter's login stands before it
    session_id = served.value("session.id")
    assert join(lab, url, session_id) == session_id


def test_a_new_session_needs_no_key(lab: Lab, served: ServedKernel) -> None:
    url = start(served, "0, 0, max_sessions=None")
    assert join(lab, url) in served.value("list(app.sessions)")


def test_a_missing_slash_is_added(lab: Lab, served: ServedKernel) -> None:
    url = start(served, "0, 0, name='plot'")
    answer = browse(lab, f"{url[:-1]}?session=5&token={TOKEN}&fit=1")
    assert (answer.status, answer.headers["Location"]) == (302, "plot/?session=5&fit=1")


def test_only_the_user_can_open_what_the_kernel_made(lab: Lab, served: ServedKernel) -> None:
    start(served, "0, 0, name='plot'")
    entry = lab.runtime / "pgwidgets" / served.id / "plot.json"
    facts = json.loads(entry.read_text())
    assert facts["pid"] == served.value("__import__('os').getpid()")
    paths = [entry, Path(facts["socket"]), entry.parent, entry.parent.parent]
    modes = [stat.S_IMODE(path.stat().st_mode) for path in paths]
    assert modes == [0o600, 0o600, 0o700, 0o700]


def test_what_is_shown_holds_no_secret(served: ServedKernel) -> None:
    url = start(served)
    assert served.value("candidates(app._core)") == [[url, True]]
    assert served.value("app._core.key is not None")


def test_where_unix_sockets_are_missing_the_port_serves(lab: Lab, alone: ServedKernel) -> None:
    alone.run(HIDE_UNIX_SOCKETS)
    url = start(alone, "0, 0, name='plot'")
    facts = json.loads((lab.runtime / "pgwidgets" / alone.id / "plot.json").read_text())
    assert set(facts) == {"pid", "host", "port", "key"}
    assert browse(lab, url).status == 200
    session_id = alone.value("session.id")
    assert join(lab, url, session_id) == session_id
    alone.run("app.close(); session = app = None")
    assert browse(lab, url).status == 502


# -- names ---------------------------------------------------------------------------


def test_applications_of_one_kernel_have_names_of_their_own(lab: Lab, served: ServedKernel) -> None:
    first = start(served, cell="first")
    served.run("one = app")
    second = start(served, cell="second")
    served.run("two = app")
    assert first != second
    listed = browse(lab, f"/prefix/pgwidgets-kernel/{served.id}")
    names = sorted(url.split("/")[-2] for url in (first, second))
    assert json.loads(listed.body) == {"applications": names}
    served.run("one.close()")
    assert (browse(lab, first).status, browse(lab, second).status) == (502, 200)
    served.run("two.close()")
    assert not (lab.runtime / "pgwidgets" / served.id).exists()


def test_a_cell_that_is_run_again_keeps_its_url(lab: Lab, served: ServedKernel) -> None:
    url = start(served)
    assert start(served) == url
    session_id = served.value("session.id")
    assert join(lab, url, session_id) == session_id
    assert len(files(lab, served.id)) == 1


def test_a_name_that_is_taken_is_refused(served: ServedKernel) -> None:
    start(served, "0, 0, name='plot'")
    told = served.run(
        """
import threading
def work():
    try:
        Application(0, 0, name="plot").start()
    except Exception as error:
        print(type(error).__name__, error)
thread = threading.Thread(target=work)
thread.start()
thread.join()
"""
    )
    assert told.startswith("ApplicationError this kernel runs an application with the name 'plot'")


def test_two_kernels_with_the_same_defaults(
    lab: Lab, served: ServedKernel, browser: Browser
) -> None:
    with served_kernel(lab) as other:
        pages = []
        context = browser.new_context()
        context.new_page().goto(lab.address("api"))
        for name, kernel in (("one", served), ("two", other)):
            url = start(kernel, "")
            kernel.run(WINDOW.format(name=name))
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{lab.port}{url}?session={kernel.value('session.id')}")
            pages.append(page)
        for name, page in zip(("one", "two"), pages, strict=True):
            page.get_by_role("button", name="Press").click()
            expect(page.get_by_role("button", name=f"Pressed in {name}")).to_be_visible()
        context.close()


async def exchange(lab: Lab, url: str, served: ServedKernel, size: int) -> Client:
    """Have the program and a page send each other long texts; returns the page."""
    address = f"http://127.0.0.1:{lab.port}{url}ws"
    hello = {"session_id": served.value("session.id")}
    async with browser_at(address, hello=hello, additional_headers=lab.login) as page:
        await page.until(lambda: page.replica.rebuilds, LIMIT)
        served.run(f"area.set_text('x' * {size})")
        area = page.replica.find("TextArea")
        await page.until(lambda: len(area.state["text"]) == size, LIMIT)
        await page.fire(area.wid, "modified", "y" * size)
        await page.until(lambda: page.acknowledged, LIMIT)
        return page


def test_texts_of_any_size_pass_the_route(lab: Lab, served: ServedKernel) -> None:
    url = start(served)
    served.run("area = session.get_widgets().TextArea()")
    # Jupyter's server closes a line on which a message has more than 10 MiB
    size = 11_000_000
    page = asyncio.run(exchange(lab, url, served, size))
    assert served.value("area.get_text() == 'y' * len(area.get_text())")
    assert served.value("len(area.get_text())") == size
    assert max(map(len, page.frames)) <= FRAME_BYTES
    assert page.resumes == 0
