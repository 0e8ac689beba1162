"""Windows in JupyterLab's outputs, and the tile in its launcher."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.jupyter.lab import Notebook, run_command

pytestmark = pytest.mark.timeout(120)

WINDOW = """
from pgwidgets.sync import Application
app = Application({arguments})
app.start()
session = app.create_session()
W = session.get_widgets()
label = W.Label("quiet")
button = W.Button("Press")
button.on("activated", lambda: label.set_text("pressed"))
box = W.VBox()
box.add_widget(label)
box.add_widget(button)
top = W.TopLevel(title="Window")
top.set_widget(box)
top.resize(300, 220)
top.show()
{shown}
"""


def window(shown: str = "session", arguments: str = "") -> str:
    return WINDOW.format(shown=shown, arguments=arguments)


@pytest.mark.parametrize("shown", ["session", "top", "label"])
def test_a_window_goes_through_jupyter_under_its_prefix(notebook: Notebook, shown: str) -> None:
    cell = notebook.enter(0, window(shown))
    source = re.compile(r"^/prefix/proxy/\d+/\?")
    expect(cell.locator("iframe")).to_have_attribute("src", source)
    notebook.frame(0).get_by_role("button", name="Press").click()
    expect(notebook.frame(0).get_by_text("pressed")).to_be_visible()
    # the frame is as high as the window and its margins
    expect(cell.locator("iframe")).to_have_attribute("style", re.compile("height: 2[3-6]\\dpx"))


def test_the_link_opens_the_session_in_a_tab_of_its_own(notebook: Notebook) -> None:
    cell = notebook.enter(0, window())
    notebook.frame(0).get_by_role("button", name="Press").click()
    with notebook.page.expect_popup() as opened:
        cell.get_by_role("link").click()
    tab = opened.value
    expect(tab.get_by_text("pressed")).to_be_visible()
    notebook.enter(1, "label.set_text('for both')")
    expect(tab.get_by_text("for both")).to_be_visible()
    expect(notebook.frame(0).get_by_text("for both")).to_be_visible()


def test_the_window_answers_while_a_cell_runs(notebook: Notebook) -> None:
    notebook.enter(0, window().replace("session\n", "stop = []\nsession\n"))
    notebook.enter(1, "button.on('activated', lambda: stop.append(True))")
    notebook.select(2)
    notebook.page.keyboard.insert_text("import time\nwhile not stop: time.sleep(0.01)")
    notebook.run_selected()
    expect(notebook.cell(2).locator(".jp-InputPrompt")).to_have_text("[*]:")
    notebook.frame(0).get_by_role("button", name="Press").click()
    notebook.ended(2)


def test_an_application_on_the_kernels_loop(notebook: Notebook) -> None:
    notebook.enter(0, window(arguments='event_loop="kernel"'))
    frame = notebook.frame(0)
    frame.get_by_role("button", name="Press").click()
    expect(frame.get_by_text("pressed")).to_be_visible()
    notebook.enter(
        1, "label.set_text('by a cell'); session.flush(); print(button.get_size()[0] > 0)"
    )
    expect(frame.get_by_text("by a cell")).to_be_visible()
    expect(notebook.cell(1).locator(".jp-OutputArea-output")).to_have_text("True")
    notebook.enter(2, "for n in range(200): label.set_text(f'step {n}')")
    expect(frame.get_by_text("step 199")).to_be_visible()
    frame.get_by_role("button", name="Press").click()
    expect(frame.get_by_text("pressed")).to_be_visible()
    notebook.assert_no_errors()


def test_an_asynchronous_application(notebook: Notebook) -> None:
    notebook.enter(
        0,
        """
from pgwidgets.async_ import Application
app = Application()
await app.start()
session = app.create_session()
W = session.get_widgets()
async def pressed():
    await button.set_text("Thanks")
button = await W.Button("Press")
await button.on("activated", pressed)
top = await W.TopLevel(title="Window")
await top.set_widget(button)
await top.show()
top
""",
    )
    frame = notebook.frame(0)
    frame.get_by_role("button", name="Press").click()
    expect(frame.get_by_role("button", name="Thanks")).to_be_visible()
    notebook.enter(1, "for n in range(200): await button.set_text(f'step {n}')")
    expect(frame.get_by_role("button", name="step 199")).to_be_visible()
    notebook.assert_no_errors()


def test_a_script_with_run_works_in_a_cell(notebook: Notebook) -> None:
    cell = notebook.enter(
        0,
        """
from pgwidgets.sync import Application
app = Application(max_sessions=4)

@app.on_connect
def setup(session):
    W = session.get_widgets()
    button = W.Button("Press")
    button.on("activated", lambda: button.set_text("Clicked!"))
    top = W.TopLevel(title="Hello", widget=button)
    top.show()

app.run()
""",
    )
    notebook.frame(0).get_by_role("button", name="Press").click()
    expect(notebook.frame(0).get_by_role("button", name="Clicked!")).to_be_visible()
    expect(cell.locator(".jp-OutputArea-output").first).to_contain_text("close() ends it")


def test_an_error_on_the_page_is_the_cells(notebook: Notebook) -> None:
    notebook.enter(0, window())
    notebook.frame(0).get_by_role("button", name="Press").wait_for()
    broken = "session.tree.nodes[label.node.wid].wid = 999; label.set_text('for nobody')"
    cell = notebook.enter(1, broken)
    expect(cell.locator("[data-mime-type*=stderr], [data-mime-type*=error]")).to_contain_text(
        "BrowserError"
    )


def test_the_window_follows_the_theme(notebook: Notebook) -> None:
    notebook.enter(0, window())
    root = notebook.frame(0).locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    notebook.choose_theme("JupyterLab Dark")
    expect(root).to_have_attribute("data-theme", "dark")
    notebook.choose_theme("JupyterLab Light")
    expect(root).to_have_attribute("data-theme", "light")


def test_the_launcher_starts_the_demo(lab_page: Page) -> None:
    run_command(lab_page, "launcher:create")
    tile = lab_page.locator(".jp-LauncherCard:visible", has_text=re.compile("^pgwidgets"))
    tile.first.click()
    demo = lab_page.frame_locator("iframe[src*='/prefix/pgwidgets/']")
    demo.get_by_role("button", name="Click me").click()
    expect(demo.get_by_text("Clicked 1 time")).to_be_visible()
    run_command(lab_page, "application:close-all")
