"""Lines that break, programs that come back, and the ways to find the program."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pgwidgets.session.facade import core_of
from pgwidgets.sync import Application, Session
from tests.browser.lines import Peer, Proxy, Site, init, send_to
from tests.browser.seats import FAILED_SOCKET
from tests.browser.support import WAIT_SECONDS, Applications, Complaints, axe, wait_until

NewProxy = Callable[[dict[str, Application]], Proxy]
NewSite = Callable[..., Site]
Proxied = Callable[..., tuple[Application, Proxy]]


def build(session: Session) -> None:
    """An entry that tells what it is given."""
    ui = session.get_widgets()
    top = ui.TopLevel(title="Desk", resizable=True)
    top.resize(420, 300)
    box = ui.VBox(spacing=6, padding=8)
    entry = ui.TextEntry(text="start")
    status = ui.Label("nothing yet")
    notes = ui.TextArea()
    notes.set_text("\n".join(f"line {n}" for n in range(100)))
    box.add_widget(entry, 0)
    box.add_widget(status, 0)
    box.add_widget(notes, 1)
    top.set_widget(box)
    top.show()
    entry.on("activated", lambda text: status.set_text(f"entered {text}"))


@pytest.fixture
def proxied(applications: Applications, new_proxy: NewProxy, complaints: Complaints) -> Proxied:
    """Starts a program behind a proxy."""
    complaints.expect(FAILED_SOCKET)

    def start(prefix: str = "") -> tuple[Application, Proxy]:
        app = applications.sync(build)
        return app, new_proxy({prefix: app})

    return start


def note(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()


def no_note(page: Page) -> None:
    expect(page.locator(".pg-status")).to_be_hidden()


def entered(page: Page, text: str) -> None:
    """Show that the page is alive: what is entered comes back from the program."""
    entry = page.get_by_role("textbox").first
    entry.fill(text)
    entry.press("Enter")
    expect(page.get_by_text(f"entered {text}", exact=True)).to_be_visible()


def freeze_time(page: Page) -> None:
    """From now on a page's clock moves only by `page.clock.run_for`."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)


# -- lines that break --------------------------------------------------------------------


def test_a_program_that_restarts_is_found_again(
    applications: Applications, page: Page, complaints: Complaints
) -> None:
    complaints.expect(FAILED_SOCKET)
    app = applications.sync(build)
    ports = app.ports
    assert ports is not None
    page.goto(app.url)
    entered(page, "before")
    window = page.get_by_role("dialog", name="Desk")
    before = window.bounding_box()

    app.close()

    note(page, "The program has ended. This page goes on when it is started again.")
    # what was there stays in view, where it was
    expect(page.get_by_text("entered before", exact=True)).to_be_visible()
    assert window.bounding_box() == before
    assert axe(page) == []

    again = applications.sync(build, ws_port=ports[0], http_port=ports[1])
    expect(page.get_by_text("nothing yet", exact=True)).to_be_visible()
    no_note(page)
    entered(page, "after")
    assert len(again.sessions) == 1
    page.reload()
    expect(page.get_by_text("entered after", exact=True)).to_be_visible()


def test_a_broken_line_is_taken_up_again(proxied: Proxied, page: Page) -> None:
    app, proxy = proxied()
    page.goto(proxy.url)
    entered(page, "before")
    (session,) = app.sessions.values()
    entry = page.get_by_role("textbox").first
    entry.fill("half-typed")
    notes = page.get_by_role("textbox").nth(1)
    notes.evaluate("(area) => { area.scrollTop = 400; }")
    area = next(w for w in session.walk_widget_tree() if type(w).__name__ == "TextArea")
    wait_until(lambda: area.get_scroll_position()[1] > 0, "the program knows the scroll", page)
    entry.evaluate("(entry) => entry.setSelectionRange(2, 4)")

    proxy.cut()
    note(page, "Reconnecting…")
    expect(entry).to_be_focused()
    proxy.mend()
    no_note(page)

    wait_until(lambda: session.is_connected, "the page is back", page)
    session.flush()
    expect(entry).to_be_focused()
    expect(entry).to_have_value("half-typed")
    assert entry.evaluate("(e) => [e.selectionStart, e.selectionEnd]") == [2, 4]
    scrolled = "(area) => area.scrollTop"
    wait_until(lambda: abs(notes.evaluate(scrolled) - 400) < 2, "it is scrolled", page)
    assert list(app.sessions.values()) == [session]
    entered(page, "after")


def test_a_short_interruption_shows_nothing(
    peer: Peer, application: Application, page: Page
) -> None:
    freeze_time(page)
    peer.visit(page, application)
    peer.greet()
    page.evaluate(
        """() => {
            window.notes = [];
            const note = document.querySelector(".pg-status");
            new MutationObserver(() => window.notes.push(note.textContent))
                .observe(note, { attributes: true, childList: true });
        }"""
    )

    def is_back() -> bool:
        page.clock.run_for(25)
        return peer.is_tried_again

    peer.drop()
    wait_until(is_back, "the page is back", page)
    peer.greet()
    page.clock.run_for(5_000)
    assert page.evaluate("window.notes") == []


def test_offline_is_called_offline(proxied: Proxied, page: Page, context: BrowserContext) -> None:
    _, proxy = proxied()
    page.goto(proxy.url)
    entered(page, "before")
    proxy.cut()
    context.set_offline(True)
    note(page, "Offline")
    proxy.mend()
    context.set_offline(False)
    no_note(page)
    entered(page, "after")


def test_attempts_come_less_and_less_often(application: Application, page: Page) -> None:
    freeze_time(page)
    page.add_init_script(
        """
        window.attempts = [];
        window.WebSocket = class {
            static OPEN = 1;
            constructor() {
                window.attempts.push(Date.now());
                setTimeout(() => this.onclose({ code: 1006, reason: "" }), 0);
            }
            close() {}
        };"""
    )
    page.goto(application.url)
    page.clock.run_for(60_000)
    note(page, "Connecting…")
    times = page.evaluate("window.attempts")
    pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
    longest = [min(10_000, 250 * 2**attempt) for attempt in range(len(pauses))]
    assert len(pauses) > 8
    for pause, limit in zip(pauses, longest, strict=True):
        assert limit / 2 - 1 <= pause <= limit + 1, pauses
    # looked at again, it does not wait
    count = len(times)
    page.evaluate("dispatchEvent(new Event('online'))")
    assert page.evaluate("window.attempts.length") == count + 1


def test_a_line_that_died_in_silence_is_replaced(
    peer: Peer, application: Application, page: Page
) -> None:
    freeze_time(page)
    peer.visit(page, application)
    peer.greet("heartbeat")
    assert peer.ask({"type": "ping"})["type"] == "result"
    page.clock.run_for(40_000)
    assert not peer.is_tried_again
    page.clock.run_for(12_000)
    # now it dies before the first ping
    peer.greet("heartbeat")
    page.clock.run_for(40_000)
    assert not peer.is_tried_again
    page.clock.run_for(12_000)
    # and while it is held
    peer.accept()
    peer.send(init("heartbeat", "waiting"))
    peer.receive("result")
    peer.send({"type": "waiting"})
    expect(page.get_by_role("heading", name="Waiting for a free place")).to_be_visible()
    page.clock.run_for(52_000)
    peer.accept()


@pytest.mark.parametrize(("features", "host"), [((), "thread"), (("heartbeat",), "kernel")])
def test_silence_is_no_death_of_a_busy_kernel_or_without_heartbeats(
    peer: Peer, application: Application, page: Page, features: tuple[str, ...], host: str
) -> None:
    freeze_time(page)
    peer.visit(page, application)
    peer.greet(*features, host=host)
    page.clock.run_for(120_000)
    assert not peer.is_tried_again
    peer.drop()
    page.clock.run_for(1_000)
    peer.accept()


def test_a_kernel_that_answers_others_has_lost_the_page(
    peer: Peer, application: Application, page: Page
) -> None:
    freeze_time(page)
    peer.visit(page, application)
    peer.greet("heartbeat", host="kernel")
    peer.answers = "welcome"

    def is_tried_again() -> bool:
        page.clock.run_for(5_000)
        return peer.is_tried_again

    page.clock.run_for(40_000)
    assert not peer.is_tried_again
    wait_until(is_tried_again, "the page tries again", page)
    peer.greet("heartbeat", host="kernel")


def test_a_server_that_never_greets_is_tried_again(
    peer: Peer, application: Application, page: Page, complaints: Complaints
) -> None:
    complaints.expect(FAILED_SOCKET)
    freeze_time(page)
    peer.visit(page, application)
    peer.accept()
    page.clock.run_for(25_000)
    assert not peer.is_tried_again
    page.clock.run_for(12_000)
    # a proxy may have taken the first one for the server
    peer.greet()


def test_an_address_that_takes_connections_and_says_nothing_is_tried_again(
    application: Application, page: Page, complaints: Complaints
) -> None:
    complaints.expect(FAILED_SOCKET)
    freeze_time(page)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(WAIT_SECONDS)
        send_to(page, f"ws://127.0.0.1:{server.getsockname()[1]}/")
        page.goto(application.url)
        with server.accept()[0]:
            page.clock.run_for(37_000)
            server.accept()[0].close()


def test_after_half_a_minute_the_program_has_probably_ended(
    peer: Peer, application: Application, page: Page, complaints: Complaints
) -> None:
    complaints.expect(FAILED_SOCKET)
    freeze_time(page)
    peer.visit(page, application)
    peer.greet()
    peer.close()
    page.clock.run_for(2_000)
    note(page, "Reconnecting…")
    page.clock.run_for(31_000)
    note(page, "Not connected. The program may have ended.")


@pytest.mark.parametrize(
    ("host", "words"), [("thread", "Waiting for the program…"), ("kernel", "Kernel busy")]
)
def test_a_busy_program_is_not_called_disconnected(
    peer: Peer, application: Application, page: Page, host: str, words: str
) -> None:
    freeze_time(page)
    peer.visit(page, application)
    peer.greet("inputs", host=host)
    peer.ask({"type": "create", "wid": 1, "class": "TopLevel", "args": [{"title": "T"}]})
    peer.ask({"type": "create", "wid": 2, "class": "CheckBox", "args": ["Grid"]})
    peer.ask({"type": "call", "wid": 1, "method": "set_widget", "args": [{"__wid__": 2}]})
    peer.ask({"type": "call", "wid": 1, "method": "show", "args": []})
    page.get_by_role("checkbox", name="Grid").click()
    seq = peer.receive("callback")["seq"]
    page.clock.run_for(1_500)
    no_note(page)
    page.clock.run_for(2_000)
    note(page, words)
    peer.send({"type": "ack", "seq": seq})
    peer.ask({"type": "ping"})
    page.clock.run_for(1_000)
    no_note(page)


# -- ways to the program -----------------------------------------------------------------


def test_the_first_window_takes_few_requests_and_all_are_relative(
    proxied: Proxied, page: Page
) -> None:
    app, proxy = proxied("/user/ann/apps/demo")
    url = f"{proxy.url}user/ann/apps/demo/"
    page.goto(url)
    entered(page, "through the proxy")
    assert len(proxy.requests) <= 8, proxy.requests
    assert all(path.startswith("/user/ann/apps/demo/") for path in proxy.requests)
    page.reload()
    expect(page.get_by_text("entered through the proxy", exact=True)).to_be_visible()
    # a session's own address works there, too
    (session,) = app.sessions.values()
    page.goto(url + "?" + urlsplit(session.get_url()).query)
    expect(page.get_by_text("entered through the proxy", exact=True)).to_be_visible()


def test_two_programs_of_one_origin_do_not_mix_their_credentials(
    applications: Applications, new_proxy: NewProxy, page: Page
) -> None:
    apps = [applications.sync(build) for _ in range(2)]
    # one origin, two paths, as a Hub offers them
    proxy = new_proxy({f"/{n}": app for n, app in enumerate(apps)})
    for n in (0, 1):
        page.goto(f"{proxy.url}{n}/")
        entered(page, f"in {n}")
    for n in (0, 1):
        page.goto(f"{proxy.url}{n}/")
        expect(page.get_by_text(f"entered in {n}", exact=True)).to_be_visible()
        assert len(apps[n].sessions) == 1


def test_a_link_can_not_show_another_server_under_the_programs_address(
    applications: Applications, peer: Peer, page: Page
) -> None:
    app = applications.sync(build)
    page.goto(f"{app.url}?ws={quote(peer.url)}")
    expect(page.get_by_role("heading", name="This page can't connect")).to_be_visible()
    expect(page.get_by_text("names another server than this page's own")).to_be_visible()
    # the other port of the program is its own
    assert app.ports is not None
    page.goto(f"{app.url}?ws=ws://localhost:{app.ports[0]}/")
    entered(page, "by the program's other port")
    assert not peer.is_tried_again


def test_a_link_to_another_server_of_the_host_takes_no_session(
    own_server: tuple[Application, Path], new_site: NewSite, peer: Peer, page: Page
) -> None:
    app, folder = own_server
    assert app.ports is not None
    # a web server that says nothing of the program: only links do
    (folder / "remote.html").symlink_to(app.remote_html)
    place = f"{new_site(folder).url}remote.html"
    mine, other = f"{place}?ws=ws://127.0.0.1:{app.ports[0]}", f"{place}?ws={quote(peer.url)}"
    page.goto(mine)
    entered(page, "mine")
    # another user of this machine, who has found out all that is no secret
    page.goto(other)
    answer = peer.greet("resume", "inputs", instance=core_of(app).instance, session=6)
    assert not {"session_id", "token", "resume"} & set(answer)
    peer.send({"type": "rejected", "code": 4001, "reason": "forget it"})
    expect(page.get_by_role("heading", name="This session can't be joined")).to_be_visible()
    page.goto(mine)
    expect(page.get_by_text("entered mine", exact=True)).to_be_visible()
    # each has what it gave
    page.goto(other)
    assert "session_id" not in peer.greet(instance=core_of(app).instance, session=8)
    page.reload()
    assert peer.greet(instance=core_of(app).instance, session=8)["session_id"] == 8


@pytest.fixture
def own_server(applications: Applications, tmp_path: Path) -> tuple[Application, Path]:
    """A program without HTTP, and a folder with copies of its files but the page."""
    app = applications.sync(build, http_server=False)
    for path in app.static_path.iterdir():
        if path != app.remote_html:
            (tmp_path / path.name).symlink_to(path)
    return app, tmp_path


def test_a_web_server_may_set_the_address_in_the_page(
    own_server: tuple[Application, Path], new_site: NewSite, page: Page
) -> None:
    app, folder = own_server
    assert app.ports is not None
    inject = f'<script>window.PGWIDGETS_WS_URL = "ws://localhost:{app.ports[0]}";</script>\n'
    html = app.remote_html.read_text(encoding="utf-8")
    assert html.count("<head>") == 1
    page_file = folder / "index.html"
    page_file.write_text(html.replace("<head>", "<head>\n" + inject, 1), encoding="utf-8")
    site = new_site(folder)
    page.goto(site.url)
    entered(page, "by the page's own words")


def test_a_web_server_may_set_the_address_in_the_query(
    own_server: tuple[Application, Path], new_site: NewSite, page: Page
) -> None:
    app, folder = own_server
    assert app.ports is not None
    (folder / "remote.html").symlink_to(app.remote_html)
    site = new_site(folder)
    page.goto(f"{site.url}remote.html?ws=ws://127.0.0.1:{app.ports[0]}")
    entered(page, "by the query")


@pytest.mark.parametrize(
    ("ws", "words"),
    [
        ("ws://elsewhere.example:9500", "names another server than this page's own"),
        ("ftp://127.0.0.1/", "must start with ws:// or wss://"),
    ],
)
def test_a_wrong_address_is_explained(
    application: Application, page: Page, ws: str, words: str
) -> None:
    page.goto(f"{application.url}?ws={quote(ws)}")
    expect(page.get_by_role("heading", name="This page can't connect")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()


def test_a_strict_content_security_policy_is_kept(
    own_server: tuple[Application, Path], new_site: NewSite, page: Page
) -> None:
    app, folder = own_server
    assert app.ports is not None
    (folder / "remote.html").symlink_to(app.remote_html)
    html = app.remote_html.read_text(encoding="utf-8")
    (inline,) = re.findall(r'<script type="module">(.*?)</script>', html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    socket = f"ws://127.0.0.1:{app.ports[0]}"
    policy = (
        f"default-src 'none'; script-src 'self' 'sha256-{digest}'; style-src 'self'; "
        f"img-src 'self' data: blob:; connect-src {socket}"
    )
    site = new_site(folder, policy)
    # violations are console errors
    page.goto(f"{site.url}remote.html?ws={socket}")
    entered(page, "kept")
