"""What people use in notebooks beside it: help, reloading, input, debugger, plots, widgets."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from tests.jupyter.kernel import LIMIT, Kernel

START = {
    "sync": """
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
W = session.get_widgets()
button = W.Button("Press")
""",
    "async_": """
from pgwidgets.async_ import Application
app = Application()
await app.start()
session = app.create_session()
W = session.get_widgets()
button = await W.Button("Press")
""",
}


@pytest.fixture(params=START)
def api(request: pytest.FixtureRequest, shared_kernel: Kernel) -> str:
    """One of the two APIs, with an application that runs in the shared kernel."""
    name: str = request.param
    shared_kernel.ok(START[name])
    return name


def answer(kernel: Kernel, identity: str) -> dict[str, Any]:
    """Return what a kernel replies to a request."""
    while True:
        message: dict[str, Any] = kernel.client.get_shell_msg(timeout=LIMIT)
        if message["parent_header"].get("msg_id") == identity:
            content: dict[str, Any] = message["content"]
            return content


def completed(kernel: Kernel, text: str) -> list[str]:
    """Return what the Tab key offers at the end of a text."""
    matches: list[str] = answer(kernel, kernel.client.complete(text))["matches"]
    return matches


def inspected(kernel: Kernel, text: str) -> str:
    """Return what Shift+Tab shows at the end of a text."""
    data = answer(kernel, kernel.client.inspect(text, detail_level=0))["data"]
    # without the colours
    return re.sub(r"\x1b\[[0-9;]*m", "", data["text/plain"])


# -- help ----------------------------------------------------------------------------


def test_the_tab_key_completes(shared_kernel: Kernel, api: str) -> None:
    for text, expected in {
        "W.Splitt": "Splitter",
        "button.set_te": "set_text",
        "app.create_": "create_session",
        "W.Slider(tra": "track=",
    }.items():
        offered = [match.rpartition(".")[2] for match in completed(shared_kernel, text)]
        assert offered == [expected]


def test_help_is_real(shared_kernel: Kernel, api: str) -> None:
    for text, expected in {
        "W.Button": ["W.Button(text: 'str' = ''", "A button to press.", "activated()"],
        "button.set_text": ["(text: 'str')", "Set the text."],
        "button.on": ["action: 'str'", "handler", "Register a callback", "Examples"],
        "Application": ["max_sessions", "keep : bool", "Main entry point"],
        "session.show": ["height", "how : {", "Show the session"],
    }.items():
        shown = inspected(shared_kernel, text)
        for words in expected:
            # a long signature has several lines
            assert re.sub(r"\s", "", words) in re.sub(r"\s", "", shown)


# -- what runs beside it -------------------------------------------------------------


def test_autoreload_reloads_a_handlers_module(shared_kernel: Kernel, api: str) -> None:
    shared_kernel.ok(
        "import os, sys, time; from pathlib import Path; sys.path.insert(0, os.getcwd())"
    )
    shared_kernel.ok("module = Path('reloaded.py'); module.write_text('def text(): return 1')")
    shared_kernel.ok("%load_ext autoreload\n%autoreload 2\nimport reloaded")
    shared_kernel.ok("seen = []; button.on('activated', lambda: seen.append(reloaded.text()))")
    press = "session._core.fire(button._node, 'activated', [])"
    shared_kernel.ok(press)
    shared_kernel.ok("module.write_text('def text(): return 22')")
    shared_kernel.ok(f"{press}; {press}")
    shared_kernel.ok("while len(seen) < 3: await __import__('asyncio').sleep(0.01)")
    assert shared_kernel.ok("print(seen)").text == "[1, 22, 22]\n"
    shared_kernel.ok("%autoreload 0\nsys.path.pop(0)")


def test_handlers_run_while_a_cell_asks_for_input(shared_kernel: Kernel) -> None:
    kernel = shared_kernel
    kernel.ok(START["sync"])
    kernel.ok("pressed = []; button.on('activated', lambda: pressed.append(app.url))")
    identity = kernel.client.execute(
        "session._core.fire(button._node, 'activated', []); print(input('Name: '), *pressed)",
        allow_stdin=True,
    )
    message = kernel.client.get_stdin_msg(timeout=LIMIT)
    assert message["content"]["prompt"] == "Name: "
    kernel.client.input("Ada")
    assert kernel.outcome(identity).text.startswith("Ada http://")


def test_the_debugger_stops_in_a_cell_and_after_an_error(shared_kernel: Kernel) -> None:
    kernel = shared_kernel
    kernel.ok(START["sync"])
    assert "ZeroDivisionError" in kernel.run("1 / 0").error
    identity = kernel.client.execute("%debug", allow_stdin=True)
    for line in ("button.get_text()", "button.set_text('by the debugger')", "quit"):
        message = kernel.client.get_stdin_msg(timeout=LIMIT)
        assert message["content"]["prompt"].startswith("ipdb>")
        kernel.client.input(line)
    assert "'Press'" in kernel.outcome(identity).text
    assert kernel.ok("print(button.get_text())").text == "by the debugger\n"


def test_the_front_ends_debugger_stops_at_a_breakpoint(kernel: Kernel) -> None:
    kernel.ok(START["sync"])
    debugger = Debugger(kernel)
    debugger.ask("initialize", adapterID="python", linesStartAt1=True, columnsStartAt1=True)
    debugger.ask("attach")
    code = "text = 'stopped'\nbutton.set_text(text)\nbutton.get_text()"
    source = {"path": debugger.ask("dumpCell", code=code)["body"]["sourcePath"]}
    debugger.ask("setBreakpoints", source=source, breakpoints=[{"line": 2}], sourceModified=False)
    debugger.ask("configurationDone")
    cell = kernel.send(code)
    thread = debugger.event("stopped")["body"]["threadId"]
    # the application serves on while the cell stands still
    frames = debugger.ask("stackTrace", threadId=thread)["body"]["stackFrames"]
    assert frames[0]["line"] == 2
    debugger.ask("continue", threadId=thread)
    assert kernel.outcome(cell).value == "'stopped'"


class Debugger:
    """The debugger's messages, which go past the cells."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._numbers = itertools.count(1)

    def ask(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Send a command; returns what it brings."""
        number = next(self._numbers)
        request = {"type": "request", "seq": number, "command": command, "arguments": arguments}
        reply = self._kernel.control("debug_request", **request)
        assert reply["success"], reply
        return reply

    def event(self, name: str) -> dict[str, Any]:
        """Wait for an event."""
        while True:
            message = self._kernel.client.get_iopub_msg(timeout=LIMIT)
            if message["msg_type"] == "debug_event" and message["content"]["event"] == name:
                found: dict[str, Any] = message["content"]
                return found


def test_plots_stay_where_they_were_made(shared_kernel: Kernel) -> None:
    kernel = shared_kernel
    kernel.ok(START["sync"])
    kernel.ok("%matplotlib inline\nimport matplotlib.pyplot as plt")
    figure = "plt.plot([1, 2]); plt.title(button.get_text()); plt.show()"
    assert "image/png" in kernel.ok(figure).results[0]
    registered = kernel.send(f"def plot():\n    {figure}\nbutton.on('activated', plot)")
    kernel.outcome(registered)
    kernel.send("session._core.fire(button._node, 'activated', [])")
    assert "image/png" in kernel.shown_later(registered)
    kernel.ok("%matplotlib agg\nplt.close('all')")


def test_handlers_draw_on_interactive_plots(shared_kernel: Kernel) -> None:
    kernel = shared_kernel
    kernel.ok(START["sync"])
    kernel.ok("%matplotlib nbagg\nimport matplotlib.pyplot as plt")
    kernel.ok("figure, axes = plt.subplots(); (line,) = axes.plot([1, 2])")
    draw = "    line.set_ydata([2, 1]); figure.canvas.draw(); print('drawn')"
    kernel.ok(f"def draw():\n{draw}\nbutton.on('activated', draw)")
    kernel.send("session._core.fire(button._node, 'activated', [])")
    kernel.wait_for_text("drawn")
    kernel.ok("plt.close('all')\n%matplotlib agg")


def test_cells_run_beside_each_other_in_sub_shells(shared_kernel: Kernel) -> None:
    kernel = shared_kernel
    kernel.ok(START["sync"] + "import threading; go = threading.Event(); mine = button")
    shell = kernel.control("create_subshell_request")["subshell_id"]
    waiting = kernel.send("mine.set_text('before'); go.wait(30); mine.set_text('after')")
    beside = START["sync"].replace("app", "other") + "other.run(); go.set()"
    outcome = kernel.outcome(kernel.send(beside, subshell=shell))
    assert outcome.status == "ok", outcome.error
    assert "pgwidgets-output" in outcome.html()
    assert kernel.status(waiting) == "ok"
    told = "print(mine.get_text(), app.ports is not None, other.ports is not None)"
    assert kernel.ok(told).text == "after True True\n"
    kernel.control("delete_subshell_request", subshell_id=shell)


def test_other_widgets_work_beside_it(shared_kernel: Kernel) -> None:
    kernel = shared_kernel
    kernel.ok(START["sync"] + "import ipywidgets; slider = ipywidgets.IntSlider()")
    kernel.ok("slider.observe(lambda change: button.set_text(str(change['new'])), 'value')")
    shown = kernel.ok("display(slider, session)").results
    comm = shown[0]["application/vnd.jupyter.widget-view+json"]["model_id"]
    assert "pgwidgets-output" in shown[1]["text/html"]
    data = {"method": "update", "state": {"value": 7}}
    kernel.client.shell_channel.send(
        kernel.client.session.msg("comm_msg", {"comm_id": comm, "data": data})
    )
    assert kernel.ok("print(slider.value, button.get_text())").text == "7 7\n"
