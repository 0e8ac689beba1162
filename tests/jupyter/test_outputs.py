"""What outputs show in JupyterLab: trusted and not, with and without a kernel behind them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.jupyter.lab import Lab, Notebook, run_command

pytestmark = pytest.mark.timeout(120)

APPLICATION = "Application(max_sessions=None)"

WINDOW = """
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
W = session.get_widgets()
label, button = W.Label("quiet"), W.Button("Press")
button.on("activated", lambda: label.set_text("pressed"))
box = W.VBox()
box.add_widget(label)
box.add_widget(button)
top = W.TopLevel(title="Window", widget=box)
top.show()
other = W.TopLevel(title="Other", widget=W.Label("in the other window"))
"""


def test_widgets_and_windows_alone_follow_live(notebook: Notebook) -> None:
    notebook.enter(0, WINDOW + "button")
    frame = notebook.frame(0)
    expect(frame.get_by_role("button", name="Press")).to_be_visible()
    expect(frame.get_by_text("quiet")).not_to_be_visible()
    expect(frame.get_by_text("in the other window")).not_to_be_visible()
    # no higher than the button
    expect(notebook.cell(0).locator("iframe")).to_have_attribute(
        "style", re.compile(r"height: [3-6]\d(\.\d+)?px")
    )
    notebook.enter(1, "label")
    expect(notebook.frame(1).get_by_text("quiet")).to_be_visible()
    notebook.enter(2, "other")
    expect(notebook.frame(2).get_by_text("in the other window")).to_be_visible()
    expect(notebook.frame(2).get_by_text("quiet")).not_to_be_visible()
    notebook.scroll_to(0)
    frame.get_by_role("button", name="Press").click()
    expect(notebook.frame(1).get_by_text("pressed")).to_be_visible()
    notebook.enter(3, "slider = W.Slider(); slider")
    expect(notebook.frame(3).get_by_role("slider")).to_be_visible()
    notebook.enter(4, "label.destroy()")
    expect(notebook.frame(1).get_by_text("not there any more")).to_be_visible()
    notebook.assert_no_errors()


def test_a_dialog_is_seen_beside_a_widget_that_is_alone(notebook: Notebook) -> None:
    notebook.enter(0, WINDOW + "dialog = W.Dialog('Sure?', [('No', 0), ('Yes', 1)])\nbutton")
    notebook.frame(0).get_by_role("button", name="Press").wait_for()
    notebook.enter(1, "def ask(): label.set_text(f'chose {dialog.ask()}')\nsession.gui_do(ask)")
    notebook.frame(0).get_by_role("button", name="Yes").click()
    notebook.enter(2, "label")
    expect(notebook.frame(2).get_by_text("chose 1")).to_be_visible()
    expect(notebook.frame(0).get_by_role("button", name="Yes")).not_to_be_visible()


SETTLED = """frame => new Promise((resolve, reject) => {
  let [height, still, left] = ["", 0, 600];
  const look = () => {
    still = frame.style.height === height ? still + 1 : 0;
    height = frame.style.height;
    if (still === 20) resolve(parseFloat(height));
    else if (--left) requestAnimationFrame(look);
    else reject(new Error(`it goes on changing: ${height}`));
  };
  look();
})"""


def height(notebook: Notebook, index: int) -> float:
    """Return the height of an output's frame once it keeps still for some pictures."""
    return float(notebook.cell(index).locator("iframe").evaluate(SETTLED))


def test_the_frame_is_as_high_as_its_content(notebook: Notebook) -> None:
    notebook.enter(0, WINDOW + "session")
    expect(notebook.frame(0).get_by_text("quiet")).to_be_visible()
    small = height(notebook, 0)
    # two lines, and nothing around them
    assert 40 < small < 90
    notebook.enter(1, "for n in range(10): box.add_widget(W.Label(f'more {n}'))")
    expect(notebook.frame(0).get_by_text("more 9")).to_be_visible()
    assert small + 100 < height(notebook, 0) < small + 400
    notebook.enter(2, "for child in box.get_children()[2:]: box.remove(child, destroy=True)")
    expect(notebook.frame(0).get_by_text("more 9")).to_have_count(0)
    assert height(notebook, 0) == small
    # what fills the frame doesn't drive it
    notebook.enter(3, "top.set_window_state('maximized')")
    expect(notebook.frame(0).locator("[data-state=maximized]")).to_be_visible()
    assert height(notebook, 0) == 400
    notebook.enter(3, "top.set_window_state('normal')")
    expect(notebook.frame(0).locator("[data-state=maximized]")).to_have_count(0)
    assert height(notebook, 0) == small
    notebook.enter(4, "page = W.Page()\npage.set_widget(W.TextArea('long'))\npage.show()\npage")
    expect(notebook.frame(4).get_by_role("textbox")).to_be_visible()
    assert 60 < height(notebook, 4) < 250
    notebook.assert_no_errors()


def test_the_frame_makes_room_for_an_open_list(notebook: Notebook) -> None:
    notebook.enter(
        0, WINDOW + "combo = W.ComboBox()\nfor n in range(8): combo.append_text(f'item {n}')\ncombo"
    )
    frame = notebook.frame(0)
    frame.get_by_role("combobox").wait_for()
    small = height(notebook, 0)
    assert small < 80
    frame.get_by_role("combobox").click()
    assert height(notebook, 0) > small + 150
    frame.get_by_text("item 7").click()
    assert height(notebook, 0) == small
    assert "item 7" in notebook.enter(1, "combo.get_text()").inner_text()


def test_sizes_that_were_given_stay(notebook: Notebook) -> None:
    cell = notebook.enter(0, WINDOW + "session.show(height=321, width=456)")
    notebook.frame(0).get_by_role("button", name="Press").click()
    expect(cell.locator("iframe")).to_have_attribute(
        "style", re.compile("width: 456px; height: 321px")
    )


def test_a_tab_and_a_link(notebook: Notebook) -> None:
    with notebook.page.expect_popup() as opened:
        cell = notebook.enter(0, WINDOW + "session.show(how='tab')")
    opened.value.get_by_role("button", name="Press").click()
    expect(opened.value.get_by_text("pressed")).to_be_visible()
    opened.value.close()
    expect(cell.locator("iframe")).to_have_count(0)
    cell = notebook.enter(1, "label.set_text('again')\nsession.show(label, how='link')")
    expect(cell.locator("iframe")).to_have_count(0)
    with notebook.page.expect_popup() as opened:
        cell.get_by_role("link").click()
    expect(opened.value.get_by_text("again")).to_be_visible()
    expect(opened.value.get_by_role("button", name="Press")).not_to_be_visible()
    opened.value.close()


def test_the_link_beside_a_frame_shows_under_the_pointer_and_the_focus(
    notebook: Notebook,
) -> None:
    cell = notebook.enter(0, WINDOW + "session")
    expect(notebook.frame(0).get_by_role("button", name="Press")).to_be_visible()
    link = cell.get_by_role("link", name="Open in a tab of its own")
    frame = cell.locator("iframe")
    before = frame.bounding_box()
    notebook.page.mouse.move(0, 0)
    expect(link).to_have_css("opacity", "0")
    frame.hover()
    expect(link).to_have_css("opacity", "1")
    link.hover()
    expect(link).to_have_css("opacity", "1")
    expect(link).to_have_text("↗")
    # it covers nothing, and nothing moves for it
    assert frame.bounding_box() == before
    box = link.bounding_box()
    assert before is not None
    assert box is not None
    assert box["x"] >= before["x"] + before["width"]
    assert min(box["width"], box["height"]) >= 24
    notebook.page.mouse.move(0, 0)
    expect(link).to_have_css("opacity", "0")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    with notebook.page.expect_popup() as opened:
        notebook.page.keyboard.press("Enter")
    expect(opened.value.get_by_role("button", name="Press")).to_be_visible()
    opened.value.close()


def test_the_link_beside_a_frame_is_there_for_a_finger(notebook: Notebook) -> None:
    cell = notebook.enter(0, WINDOW + "session")
    expect(notebook.frame(0).get_by_role("button", name="Press")).to_be_visible()
    link = cell.get_by_role("link", name="Open in a tab of its own")
    notebook.page.mouse.move(0, 0)
    expect(link).to_have_css("opacity", "0")
    devtools = notebook.page.context.new_cdp_session(notebook.page)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})
    try:
        expect(link).to_have_css("opacity", "1")
    finally:
        devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        devtools.detach()


def reopened(page: Page, name: str) -> None:
    """Close the notebook, but not its kernel, and open it again."""
    run_command(page, "application:close-all")
    expect(page.locator(".jp-NotebookPanel")).to_have_count(0)
    run_command(page, "docmanager:open", path=name)


CANDIDATES = """
from unittest.mock import patch
from pgwidgets.notebook import display
from pgwidgets.notebook.addresses import Candidate
with patch.object(display, "candidates", lambda app: [Candidate(url, False) for url in {urls}]):
    session.show()
"""


def test_the_first_address_that_answers_is_shown(notebook: Notebook) -> None:
    urls = "('/prefix/proxy/1/', '/prefix/nothing/', '/prefix/api/', app.url)"
    cell = notebook.enter(0, WINDOW + CANDIDATES.format(urls=urls))
    expect(cell.locator("iframe")).to_have_attribute("src", re.compile(r"^http://127"))
    notebook.frame(0).get_by_role("button", name="Press").click()
    expect(notebook.frame(0).get_by_text("pressed")).to_be_visible()


def test_if_none_answers_the_output_lists_what_was_tried(notebook: Notebook) -> None:
    urls = "('/prefix/nothing/', '/prefix/api/', 'http://127.0.0.1:1/')"
    cell = notebook.enter(0, WINDOW + CANDIDATES.format(urls=urls))
    expect(cell.get_by_text("can't be reached")).to_be_visible()
    tried = cell.locator(".pgwidgets-output li")
    expect(tried).to_have_text(
        [
            "/prefix/nothing/: the server answers 404 Not Found",
            "/prefix/api/: something else answers there",
            "http://127.0.0.1:1/: nothing answers there",
        ]
    )
    expect(cell.locator("iframe")).to_have_count(0)
    expect(cell.locator(".pgwidgets-output")).not_to_contain_text("token")
    cell.get_by_role("button", name="Try again").click()
    expect(tried).to_have_count(3)


def test_a_page_without_its_socket_is_not_enough(notebook: Notebook) -> None:
    server = """
import http.server, threading
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        is_page = self.path.startswith("/?")
        self.send_response(200 if is_page else 404)
        self.end_headers()
        self.wfile.write(b"<script src=Widgets.js>" if is_page else b"")
    def log_message(self, *_): pass
plain = http.server.HTTPServer(("127.0.0.1", 0), Page)
threading.Thread(target=plain.serve_forever, daemon=True).start()
"""
    urls = "(f'/prefix/proxy/{plain.server_port}/',)"
    cell = notebook.enter(0, WINDOW + server + CANDIDATES.format(urls=urls))
    expect(cell.locator(".pgwidgets-output li")).to_contain_text("its WebSocket")


BUSY = """
import pathlib, time
from pgwidgets.sync import Application
app = Application(event_loop="kernel")
app.start()
session = app.create_session()
session.get_widgets().TopLevel(title="Late").show()
session.show()
while not pathlib.Path({go!r}).exists(): time.sleep(0.01)
"""


def test_an_output_waits_for_a_busy_kernel(own_notebook: Notebook, tmp_path: Path) -> None:
    go = tmp_path / "go"
    own_notebook.select(0)
    own_notebook.page.keyboard.insert_text(BUSY.format(go=str(go)))
    own_notebook.run_selected()
    expect(own_notebook.cell(0).get_by_text("The kernel is busy")).to_be_visible()
    go.touch()
    expect(own_notebook.frame(0).get_by_role("dialog", name="Late")).to_be_visible()
    expect(own_notebook.cell(0).get_by_text("The kernel is busy")).not_to_be_visible()


def test_an_untrusted_notebook_says_what_to_do(lab: Lab, lab_page: Page) -> None:
    source = {"name": "stdout", "output_type": "stream", "text": "before\n"}
    markup = (
        '<div class="pgwidgets-output"><div data-note>run this cell again</div>'
        '<a href="/prefix/pgwidgets-kernel/1/x/">Open</a><script>throw 1</script></div>'
    )
    output = {"output_type": "display_data", "data": {"text/html": markup}, "metadata": {}}
    for notebook in lab.opened(lab_page, lab.new_notebook(source, output)):
        expect(notebook.cell(0).get_by_text("run this cell again")).to_be_visible()
        expect(notebook.cell(0).locator("iframe, script")).to_have_count(0)


EXTENSION_MISSING = "import os; del os.environ['PGWIDGETS_JUPYTER_SERVER']\n"
"""A kernel that knows of no extension goes the way of jupyter-server-proxy."""

SHOW_ALL = """
session.show()
session.show(label)
app.show()
session.show(how="link")
open("secrets.txt", "w").write(f"{session.token} {app._core.key}")
None
"""


@pytest.mark.parametrize(
    ("before", "path"), [("", "pgwidgets-kernel"), (EXTENSION_MISSING, "proxy")]
)
def test_a_saved_notebook_holds_no_secret_and_says_when_its_kernel_has_ended(
    lab: Lab, lab_page: Page, before: str, path: str
) -> None:
    name = lab.new_notebook()
    for notebook in lab.opened(lab_page, name):
        cell = notebook.enter(0, before + WINDOW.replace("Application()", APPLICATION) + SHOW_ALL)
        frames = cell.locator("iframe")
        expect(frames).to_have_count(3)
        for frame in (frames.nth(0), frames.nth(1)):
            expect(frame.content_frame.get_by_text("quiet")).to_be_visible()
        # Jupyter's login guards the other route: nothing is asked for there
        expect(frames.first).to_have_attribute(
            "src", re.compile(f"{path}.*token=" if before else path)
        )
        frames.first.content_frame.get_by_role("button", name="Press").click()
        run_command(lab_page, "docmanager:save")
        # opened anew while the kernel lives, it goes on where it was
        reopened(lab_page, name)
        pressed = cell.locator("iframe").first.content_frame.get_by_text("pressed")
        expect(pressed).to_be_visible()
        run_command(lab_page, "docmanager:save")
    saved = Path(lab.root, name).read_text(encoding="utf-8")
    assert saved.count('class=\\"pgwidgets-output') == 4
    for secret in Path(lab.root, "secrets.txt").read_text(encoding="utf-8").split():
        assert len(secret) > 40
        assert secret not in saved
    for notebook in lab.opened(lab_page, name):
        # the file is trusted here, since this server saved it
        box = notebook.cell(0).locator(".pgwidgets-output").first
        expect(box).to_contain_text("run this cell again")
        expect(box.locator("li")).to_contain_text(path)
        expect(box.locator("iframe")).to_have_count(0)
        expect(box.get_by_role("button", name="Try again")).to_be_visible()
        first = notebook.run(0).locator("iframe").first.content_frame
        first.get_by_role("button", name="Press").click()
        expect(first.get_by_text("pressed")).to_be_visible()
