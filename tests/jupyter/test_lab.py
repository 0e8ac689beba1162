"""Windows in JupyterLab's outputs, and the tile in its launcher."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.jupyter.lab import Notebook, run_command

pytestmark = pytest.mark.timeout(120)

ERROR = "[data-mime-type*=stderr], [data-mime-type*=error]"

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


@pytest.mark.parametrize("shown", ["session", "top", "app.sessions[session.id]"])
def test_a_window_goes_through_jupyter_under_its_prefix(notebook: Notebook, shown: str) -> None:
    cell = notebook.enter(0, window(shown))
    source = re.compile(r"^/prefix/pgwidgets-kernel/[-0-9a-f]{36}/[\w-]+/\?session=\d+(&|$)")
    expect(cell.locator("iframe")).to_have_attribute("src", source)
    notebook.frame(0).get_by_role("button", name="Press").click()
    expect(notebook.frame(0).get_by_text("pressed")).to_be_visible()
    # the frame is as high as the window and its border
    expect(cell.locator("iframe")).to_have_attribute("style", re.compile("height: 22[0-4]px"))


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


def test_an_application_on_the_kernels_loop(own_notebook: Notebook) -> None:
    own_notebook.enter(0, window(arguments='event_loop="kernel"'))
    frame = own_notebook.frame(0)
    frame.get_by_role("button", name="Press").click()
    expect(frame.get_by_text("pressed")).to_be_visible()
    own_notebook.enter(
        1, "label.set_text('by a cell'); session.flush(); print(button.get_size()[0] > 0)"
    )
    expect(frame.get_by_text("by a cell")).to_be_visible()
    expect(own_notebook.cell(1).locator(".jp-OutputArea-output")).to_have_text("True")
    own_notebook.enter(2, "for n in range(200): label.set_text(f'step {n}')")
    expect(frame.get_by_text("step 199")).to_be_visible()
    frame.get_by_role("button", name="Press").click()
    expect(frame.get_by_text("pressed")).to_be_visible()
    own_notebook.assert_no_errors()


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
    expect(cell.locator(".jp-OutputArea-output").first).to_contain_text("close() or running")


def test_an_asynchronous_script_works_once_nesting_is_allowed(own_notebook: Notebook) -> None:
    script = """
import asyncio
from pgwidgets.async_ import Application

async def main():
    app = Application(max_sessions=4)

    @app.on_connect
    async def setup(session):
        W = session.get_widgets()
        button = await W.Button("Press")
        await button.on("activated", lambda: button.set_text("Clicked!"))
        top = await W.TopLevel(title="Hello", widget=button)
        await top.show()

    await app.run()

asyncio.run(main())
"""
    cell = own_notebook.enter(0, script)
    expect(cell.locator(ERROR)).to_contain_text("import pgwidgets.jupyter")
    own_notebook.enter(1, "%load_ext pgwidgets")
    own_notebook.run(0)
    own_notebook.frame(0).get_by_role("button", name="Press").click()
    expect(own_notebook.frame(0).get_by_role("button", name="Clicked!")).to_be_visible()
    expect(cell.locator(".jp-OutputArea-output").first).to_contain_text("close() or running")


def test_an_output_of_an_earlier_run_says_so_and_takes_no_place(notebook: Notebook) -> None:
    notebook.enter(0, window())
    notebook.enter(1, "session")
    expect(notebook.frame(1).get_by_text("quiet")).to_be_visible()
    notebook.run(0)
    expect(notebook.frame(1).get_by_text("run its cell again")).to_be_visible()
    # it is as high as what it says, and stays so
    style = re.compile(r"height: (1[6-9]|2\d)\d(\.\d+)?px")
    expect(notebook.cell(1).locator("iframe")).to_have_attribute("style", style)
    notebook.frame(0).get_by_role("button", name="Press").click()
    expect(notebook.frame(0).get_by_text("pressed")).to_be_visible()
    notebook.run(1)
    expect(notebook.frame(1).get_by_text("pressed")).to_be_visible()


def test_windows_that_are_kept_live_through_another_run(notebook: Notebook) -> None:
    kept = window(arguments="keep=True, max_sessions=None")
    notebook.enter(0, kept)
    notebook.enter(1, "former = session; session")
    frame = notebook.frame(1)
    frame.get_by_role("button", name="Press").click()
    notebook.run(0)
    expect(notebook.frame(0).get_by_text("quiet")).to_be_visible()
    notebook.enter(2, "print(len(app.sessions), former.is_connected)")
    expect(notebook.cell(2).locator(".jp-OutputArea-output")).to_have_text("2 True\n")
    expect(frame.get_by_text("pressed")).to_be_visible()


def test_what_handlers_print_and_raise_appears_in_their_cells(notebook: Notebook) -> None:
    notebook.enter(0, window())
    notebook.enter(1, "def one(): print('one prints')\nbutton.on('activated', one)")
    notebook.enter(2, "def two(): raise LookupError('two fails')\nbutton.on('activated', two)")
    notebook.enter(3, "print('a later cell')")
    notebook.scroll_to(0)
    notebook.frame(0).get_by_role("button", name="Press").click()
    output = ".jp-OutputArea-output"
    expect(notebook.cell(1).locator(output)).to_have_text("one prints\n")
    expect(notebook.cell(2).locator(output)).to_contain_text("LookupError: two fails")
    expect(notebook.cell(3).locator(output)).to_have_text("a later cell\n")


def test_the_page_loads_and_reconnects_while_a_cell_runs(notebook: Notebook) -> None:
    notebook.enter(0, window("stop = []; bar = W.ProgressBar(); box.add_widget(bar)\nsession"))
    notebook.enter(1, "button.on('activated', lambda: stop.append(True))")
    notebook.select(2)
    notebook.page.keyboard.insert_text(
        "import time\nfor n in range(10**6):\n"
        "    if stop: break\n    bar.set_value(n % 100 / 100); time.sleep(0.02)"
    )
    notebook.run_selected()
    expect(notebook.cell(2).locator(".jp-InputPrompt")).to_have_text("[*]:")
    notebook.scroll_to(0)
    frame = notebook.frame(0)
    notebook.cell(0).locator("iframe").evaluate("it => it.contentWindow.location.reload()")
    bar = frame.get_by_role("progressbar")
    former = bar.get_attribute("aria-valuenow") or ""
    expect(bar).not_to_have_attribute("aria-valuenow", former)
    expect(notebook.cell(2).locator(".jp-InputPrompt")).to_have_text("[*]:")
    frame.get_by_role("button", name="Press").click()
    notebook.ended(2)
    notebook.assert_no_errors()


@pytest.mark.parametrize(("host", "opened"), [("thread", "notebook"), ("kernel", "own_notebook")])
@pytest.mark.usefixtures("lab")  # the one of all tests
def test_interrupt_ends_a_loop_and_nothing_else(
    request: pytest.FixtureRequest, host: str, opened: str
) -> None:
    notebook: Notebook = request.getfixturevalue(opened)
    notebook.enter(0, window(arguments=f'event_loop="{host}"'))
    notebook.frame(0).get_by_role("button", name="Press").click()
    notebook.select(1)
    loop = "import time\nwhile True: label.set_text('busy'); time.sleep(0.01)"
    notebook.page.keyboard.insert_text(loop)
    notebook.run_selected()
    expect(notebook.cell(1).locator(".jp-InputPrompt")).to_have_text("[*]:")
    notebook.command("Kernel", "Interrupt Kernel")
    error = notebook.ended(1).locator(ERROR)
    expect(error).to_contain_text("KeyboardInterrupt")
    notebook.scroll_to(0)
    expect(notebook.frame(0).get_by_text("busy")).to_be_visible()
    notebook.frame(0).get_by_role("button", name="Press").click()
    expect(notebook.frame(0).get_by_text("pressed")).to_be_visible()


def test_a_restarted_kernel_runs_all_at_the_same_address(own_notebook: Notebook) -> None:
    def path() -> str:
        source = own_notebook.cell(0).locator("iframe").get_attribute("src") or ""
        return source.partition("?")[0]

    own_notebook.enter(0, window())
    own_notebook.enter(1, "print('ran')")
    own_notebook.frame(0).get_by_role("button", name="Press").click()
    former = path()
    own_notebook.command("Kernel", "Restart Kernel and Run All Cells…")
    own_notebook.page.locator(".jp-Dialog .jp-mod-accept").click()
    # the prompts are those of the first run until the kernel is back
    expect(own_notebook.frame(0).get_by_text("quiet")).to_be_visible()
    own_notebook.ended(1)
    own_notebook.frame(0).get_by_role("button", name="Press").click()
    expect(own_notebook.frame(0).get_by_text("pressed")).to_be_visible()
    assert path() == former
    own_notebook.assert_no_errors()


def test_an_error_on_the_page_is_the_cells(notebook: Notebook) -> None:
    notebook.enter(0, window())
    notebook.frame(0).get_by_role("button", name="Press").wait_for()
    broken = "session._core.tree.nodes[label._node.wid].wid = 999; label.set_text('for nobody')"
    cell = notebook.enter(1, broken)
    expect(cell.locator(ERROR)).to_contain_text("BrowserError")


def test_the_window_follows_the_theme(notebook: Notebook) -> None:
    notebook.enter(0, window())
    root = notebook.frame(0).locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    notebook.choose_theme("JupyterLab Dark")
    expect(root).to_have_attribute("data-theme", "dark")
    notebook.choose_theme("JupyterLab Light")
    expect(root).to_have_attribute("data-theme", "light")


def test_the_launcher_starts_the_gallery(lab_page: Page) -> None:
    run_command(lab_page, "launcher:create")
    tile = lab_page.locator(".jp-LauncherCard:visible", has_text=re.compile("^pgwidgets"))
    tile.first.click()
    gallery = lab_page.frame_locator("iframe[src*='/prefix/pgwidgets/']")
    gallery.get_by_role("row", name="CheckBox").click()
    expect(gallery.get_by_role("checkbox", name="CheckBox", exact=True)).to_be_visible()
    run_command(lab_page, "application:close-all")
