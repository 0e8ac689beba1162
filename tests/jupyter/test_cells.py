"""Applications made cell by cell, in kernels with no front end."""

from __future__ import annotations

import asyncio
import re
import textwrap
from typing import Any

import pytest

from pgwidgets import load_ipython_extension
from tests.jupyter.kernel import LIMIT, Kernel

SYNC = """
from pgwidgets.sync import Application
app = Application(0, 0{arguments})
app.start()
session = app.create_session()
W = session.get_widgets()
button = W.Button("Press")
"""

ASYNC = """
from pgwidgets.async_ import Application
app = Application(0, 0{arguments})
await app.start()
session = app.create_session()
W = session.get_widgets()
button = await W.Button("Press")
"""

HOSTS = {
    "thread": SYNC.format(arguments=""),
    "serialized": SYNC.format(arguments=', concurrency_handling="serialized"'),
    "kernel": SYNC.format(arguments=', event_loop="kernel"'),
    "async": ASYNC.format(arguments=""),
}

SCRIPT = """
import asyncio
from pgwidgets.async_ import Application

async def main():
    global app
    app = Application(0, 0, max_sessions=4)

    @app.on_connect
    async def setup(session):
        W = session.get_widgets()
        top = await W.TopLevel(title="Hello", widget=await W.Label("from a script"))
        await top.show()

    await app.run()

"""

ALLOW = ["%load_ext pgwidgets", "import pgwidgets.jupyter"]
"""What lets a cell's code run the loop."""

RUNS = ["asyncio.run(main())", "asyncio.get_event_loop().run_until_complete(main())"]
"""How a script runs it."""

COLORS = re.compile(r"\x1b\[[\d;]*m")
"""IPython colors what it words."""

PRESS = "session._core.fire(button._node, 'activated', [])"


def code(text: str) -> str:
    return textwrap.dedent(text).strip()


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def awaited(host: str, call: str) -> str:
    return f"await {call}" if host == "async" else call


# -- which application takes the place of which --------------------------------------


def test_thirty_runs_of_a_cell_leave_one_application(kernel: Kernel, host: str) -> None:
    count = (
        "import asyncio, gc, os, threading; gc.collect(); "
        "names = [thread.name for thread in threading.enumerate()]; "
        "print(len(os.listdir('/proc/self/fd')), len(names), len(asyncio.all_tasks()), "
        "sum(name.startswith('pgwidgets') for name in names))"
    )
    cell = HOSTS[host] + "print(app.url)"
    first = kernel.ok(cell, "a-cell").text
    before = [int(number) for number in kernel.ok(count).text.split()]
    for _ in range(30):
        assert kernel.ok(cell, "a-cell").text == first
    after = [int(number) for number in kernel.ok(count).text.split()]
    # the kernel's own sockets, and the threads in which names are looked up, come and go
    assert after[0] <= before[0] + 4
    assert after[1] <= before[1] + 2
    assert after[2:] == before[2:]


def test_a_cell_may_change_its_api(shared_kernel: Kernel) -> None:
    urls = {shared_kernel.ok(HOSTS[host] + "print(app.url)", "a-cell").text for host in HOSTS}
    urls |= {shared_kernel.ok(HOSTS[host] + "print(app.url)", "a-cell").text for host in HOSTS}
    assert len(urls) == 1


def test_a_name_takes_the_place_of_the_cell(shared_kernel: Kernel) -> None:
    cell = "from pgwidgets.sync import Application; app = Application(0, 0, name='one');"
    first = shared_kernel.ok(cell + "app.start(); print(app.url)", "a-cell").text
    shared_kernel.ok("former = app")
    assert shared_kernel.ok(cell + "app.start(); print(app.url)", "another-cell").text == first
    assert shared_kernel.ok("print(former.ports)").text == "None\n"
    failed = shared_kernel.run(cell + "app.start(); other = Application(name='one'); other.start()")
    assert "this cell has made an application with the name 'one' already" in failed.error


def test_what_an_edited_cell_no_longer_makes_is_closed(shared_kernel: Kernel, host: str) -> None:
    both = HOSTS[host] + f"first = app{HOSTS[host]}second = app"
    shared_kernel.ok(both, "a-cell")
    shared_kernel.ok("open_before = [first.ports, second.ports]; former = second")
    shared_kernel.ok(HOSTS[host], "a-cell")
    shared_kernel.ok("while former.ports is not None: await __import__('asyncio').sleep(0.01)")
    assert shared_kernel.ok("print(None in open_before, app.ports == open_before[0])").text == (
        "False True\n"
    )


def test_a_cell_that_makes_nothing_this_time_closes_nothing(shared_kernel: Kernel) -> None:
    cell = (
        "if 'app' not in globals():\n"
        "    from pgwidgets.sync import Application\n"
        "    app = Application(0, 0); app.start()\n"
        "print(app.url)"
    )
    first = shared_kernel.ok(cell, "a-cell").text
    assert shared_kernel.ok(cell, "a-cell").text == first
    assert shared_kernel.ok("print(app.ports is not None)").text == "True\n"


def test_a_cell_that_fails_closes_nothing_that_it_did_not_come_to(shared_kernel: Kernel) -> None:
    cell = HOSTS["thread"] + "if fails: raise ValueError" + HOSTS["thread"]
    shared_kernel.ok("fails = False")
    shared_kernel.ok(cell, "a-cell")
    shared_kernel.ok("fails, second = True, app")
    assert "ValueError" in shared_kernel.run(cell, "a-cell").error
    assert shared_kernel.ok("print(second.ports is not None)").text == "True\n"


def test_what_is_kept_goes_on_with_its_sessions(shared_kernel: Kernel, host: str) -> None:
    cell = HOSTS[host].replace("(0, 0", "(0, 0, keep=True")
    cell = cell.replace("app.create_session()", "app.sessions.get(7) or app.create_session(7)")
    cell += "@app.on_connect\ndef setup(session): pass\n"
    shared_kernel.ok(cell, "a-cell")
    shared_kernel.ok("first, url, former = app, app.url, session")
    shared_kernel.ok(cell, "a-cell")
    told = "print(session.app is app, app.url == url, session is former, app.ports == first.ports)"
    assert shared_kernel.ok(told).text == "True True True True\n"
    # those of the earlier run are forgotten, as this one has registered them anew
    assert shared_kernel.ok("print(len(app._core._connect_handlers))").text == "1\n"
    # another cell has one of its own
    shared_kernel.ok(cell, "another-cell")
    told = "print(app.url == url, first.ports is not None)"
    assert shared_kernel.ok(told).text == "False True\n"
    # other arguments can't be given to what runs already
    shared_kernel.ok(cell.replace("keep=True", "keep=True, max_sessions=3"), "a-cell")
    assert shared_kernel.ok("print(first.ports, app.url == url)").text == "None True\n"


def test_what_was_closed_is_not_kept(shared_kernel: Kernel) -> None:
    cell = HOSTS["thread"].replace("(0, 0", "(0, 0, keep=True")
    shared_kernel.ok(cell, "a-cell")
    shared_kernel.ok("first = app; app.close()")
    shared_kernel.ok(cell, "a-cell")
    assert shared_kernel.ok("print(app.ports is not None, first.sessions)").text == "True {}\n"


def test_a_subclass_keeps_what_the_class_of_the_same_cell_has_made(shared_kernel: Kernel) -> None:
    cell = """
from pgwidgets.sync import Application
class Mine(Application):
    def __init__(self):
        super().__init__(0, 0, keep=True)
        self.notes = []
app = Mine()
app.start()
session = app.sessions.get(7) or app.create_session(7)
"""
    shared_kernel.ok(cell, "a-cell")
    shared_kernel.ok("first, former = app, session; first.notes.append('made once')")
    shared_kernel.ok(cell, "a-cell")
    told = "print(type(app) is type(first), app.notes, session is former, session.app is app)"
    assert shared_kernel.ok(told).text == "False [] True True\n"


def test_run_shows_what_was_kept(shared_kernel: Kernel) -> None:
    cell = "from pgwidgets.sync import Application; app = Application(keep=True); app.run()"
    assert "?session=" not in shared_kernel.ok(cell, "a-cell").html()
    shared_kernel.ok("session = app.create_session('main')")
    again = shared_kernel.ok(cell, "a-cell")
    assert "?session=main" in again.html()
    assert "until close() ends it" in again.text


def test_close_all_ends_every_application(shared_kernel: Kernel) -> None:
    for host, start in HOSTS.items():
        shared_kernel.ok(start + f"of_{host} = app", host)
    shared_kernel.ok("from pgwidgets.notebook.succession import close_all; close_all()")
    shared_kernel.ok("while of_async.ports is not None: await __import__('asyncio').sleep(0.01)")
    ended = "print(*[app.ports for app in (of_thread, of_serialized, of_kernel, of_async)])"
    assert shared_kernel.ok(ended).text == "None None None None\n"


def test_cells_in_any_order_and_again(shared_kernel: Kernel, host: str) -> None:
    make = "label = {}; box = {}; {}".format(
        awaited(host, "W.Label('new')"),
        awaited(host, "W.VBox()"),
        awaited(host, "box.add_widget(label)"),
    )
    register = awaited(host, "button.on('activated', lambda: pressed.append(len(pressed)))")
    change = awaited(host, "label.set_text(label.get_text() + '!')")
    remove = awaited(host, "box.remove(label)")
    shared_kernel.ok(HOSTS[host] + "pressed = []")
    for cell in (make, register, change, change, remove, change, make, register, change):
        shared_kernel.ok(cell)
    shared_kernel.ok(awaited(host, "button.on('activated', lambda: pressed.append('last'))"))
    shared_kernel.ok(PRESS)
    shared_kernel.ok("while 'last' not in pressed: await __import__('asyncio').sleep(0.01)")
    state = shared_kernel.ok("print(pressed, label.get_text(), len(box.get_children()))").text
    # the cell that ran again has registered in the place of its earlier run
    assert state == "[0, 'last'] new! 1\n"


def test_handlers_of_applications_and_other_objects_go_the_same_way(shared_kernel: Kernel) -> None:
    shared_kernel.ok(HOSTS["thread"])
    shared_kernel.ok("from pgwidgets.callbacks import Callbacks; source = Callbacks(); got = []")
    shared_kernel.ok("source.enable_callback('changed')")
    for number in (1, 2):
        shared_kernel.run(f"source.on('changed', lambda: got.append({number}))", cell="own")
        shared_kernel.run(f"app.on_connect(lambda session: {number})", cell="connect")
    assert shared_kernel.ok("source.make_callback('changed'); print(got)").text == "[2]\n"
    assert shared_kernel.ok("print(len(app._core._connect_handlers))").text == "1\n"


def test_handlers_of_errors_go_the_same_way(shared_kernel: Kernel) -> None:
    shared_kernel.ok(HOSTS["thread"] + "got = []")
    register = "app.on_error(lambda error, session: got.append({}))"
    for cell, number in (("one", 1), ("two", 2), ("one", 3)):
        shared_kernel.run(register.format(number), cell=cell)
    # as with other handlers, it gets as much as it takes
    shared_kernel.ok("app.on_error(lambda: got.append('last'))")
    shared_kernel.ok("session.gui_do(lambda: 1 / 0)")
    shared_kernel.ok("while 'last' not in got: await __import__('asyncio').sleep(0.01)")
    assert shared_kernel.ok("print(got)").text == "[2, 3, 'last']\n"


def test_an_edited_cell_registers_in_the_place_of_its_earlier_run(shared_kernel: Kernel) -> None:
    shared_kernel.ok(HOSTS["thread"] + "pressed = []")
    register = "for name in '{}':\n    button.on('activated', pressed.append, name)"
    for cell, names in (("one", "ab"), ("two", "c"), ("one", "de")):
        shared_kernel.run(register.format(names), cell=cell)
    shared_kernel.ok(PRESS)
    shared_kernel.ok("while len(pressed) < 3: await __import__('asyncio').sleep(0.01)")
    assert shared_kernel.ok("print(pressed)").text == "['c', 'd', 'e']\n"


# -- scripts that run their own loop -------------------------------------------------


def test_a_script_that_runs_its_loop_is_told_what_allows_it(kernel: Kernel) -> None:
    failed = kernel.run(SCRIPT + "asyncio.run(main())")
    assert "EventLoopError: asyncio.run() can't run in a cell" in failed.error
    assert "import pgwidgets.jupyter" in failed.error
    assert "%load_ext pgwidgets" in failed.error
    assert failed.text == ""


@pytest.mark.parametrize("allow", ALLOW)
def test_a_script_that_runs_its_loop(kernel: Kernel, allow: str) -> None:
    for number, run in enumerate(RUNS):
        # it may be allowed when the error has said so
        assert kernel.run(SCRIPT + run, f"cell-{number}").status == "error"
    kernel.ok(allow)
    for number, run in enumerate(RUNS):
        outcome = kernel.ok(SCRIPT + run, f"cell-{number}")
        assert "close() or running this cell again ends it" in outcome.text
        assert "pgwidgets-output" in outcome.html()
        kernel.ok("former, url = app, app.url")
        kernel.ok(SCRIPT + run, f"cell-{number}")
        assert kernel.ok("print(app.url == url, former.ports)").text == "True None\n"
        kernel.ok("await app.close()")


def test_outside_kernels_nothing_is_changed() -> None:
    run = asyncio.run
    load_ipython_extension(None)
    assert asyncio.run is run


def test_a_script_that_awaits_needs_nothing(shared_kernel: Kernel) -> None:
    outcome = shared_kernel.ok(SCRIPT + "await main()")
    assert "close() or running this cell again ends it" in outcome.text
    assert "pgwidgets-output" in outcome.html()


def test_a_task_runs_an_application_until_it_is_cancelled(shared_kernel: Kernel) -> None:
    shared_kernel.ok(SCRIPT + "task = asyncio.create_task(main())")
    shared_kernel.ok("while app.ports is None: await asyncio.sleep(0.01)")
    assert shared_kernel.ok("print(task.done())").text == "False\n"
    shared_kernel.ok("task.cancel()\nwhile app.ports is not None: await asyncio.sleep(0.01)")


def test_what_runs_in_a_cells_loop_can_be_interrupted(kernel: Kernel) -> None:
    kernel.ok("%load_ext pgwidgets")
    kernel.ok("import asyncio")
    cell = kernel.send("print('sleeps', flush=True); asyncio.run(asyncio.sleep(60))")
    kernel.wait_for_text("sleeps")
    kernel.interrupt()
    assert kernel.outcome(cell, limit=10).error.startswith("KeyboardInterrupt")
    assert kernel.ok("asyncio.run(asyncio.sleep(0, 'again'))").value == "'again'"


def test_cells_queued_behind_a_nested_loop_keep_their_order(shared_kernel: Kernel) -> None:
    shared_kernel.ok("%load_ext pgwidgets")
    shared_kernel.ok("import asyncio; order = []")
    cell = "order.append('{0}'); asyncio.run(asyncio.sleep(0.02)); order.append('{0}')"
    sent = [shared_kernel.send(cell.format(number)) for number in range(5)]
    for identity in sent:
        assert shared_kernel.outcome(identity).status == "ok"
    assert shared_kernel.ok("print(*order)").text == "0 0 1 1 2 2 3 3 4 4\n"


# -- cells in cells, and beside cells ------------------------------------------------


def test_a_cell_in_a_cell_is_part_of_it(shared_kernel: Kernel) -> None:
    cell = HOSTS["thread"] + "one = app\nget_ipython().run_cell('''" + HOSTS["thread"] + "''')\n"
    cell += HOSTS["thread"] + "print(one.url, app.url, len(session._core.clients))"
    first = shared_kernel.ok(cell, "a-cell").text
    assert shared_kernel.ok(cell, "a-cell").text == first
    captured = shared_kernel.ok("%%capture out\nbutton.set_text('quiet'); print('captured')")
    assert captured.text == ""
    assert shared_kernel.ok("print(out.stdout, button.get_text())").text == "captured\n quiet\n"


# -- where the output of handlers goes -----------------------------------------------


class Outputs:
    """What each of the cells that a kernel has run has put out, also afterwards."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._texts: dict[str, dict[str, str]] = {}

    def run(self, cell: str) -> str:
        """Run a cell; returns its id, under which its outputs are found."""
        identity = self._kernel.send(code(cell))
        self._texts[identity] = {}
        while not self._take(identity):
            pass
        return identity

    def wait(self, identity: str, *texts: str) -> str:
        """Wait until a cell has put out some texts; returns all that it has put out."""
        while not all(text in self._text(identity) for text in texts):
            self._take(identity)
        return self._text(identity)

    def _text(self, identity: str) -> str:
        return "".join(f"{name}: {text}" for name, text in self._texts[identity].items())

    def _take(self, identity: str) -> bool:
        """Take one message; returns whether it is the end of that cell."""
        message: dict[str, Any] = self._kernel.client.get_iopub_msg(timeout=LIMIT)
        kind, content = message["msg_type"], message["content"]
        parent = message["parent_header"].get("msg_id")
        shown = COLORS.sub("", content.get("text", "")) + " ".join(content.get("data", {}))
        if parent in self._texts and kind in ("stream", "display_data"):
            name = content.get("name", kind)
            self._texts[parent][name] = self._texts[parent].get(name, "") + shown
        return bool(parent == identity and content.get("execution_state") == "idle")


HANDLER = """
import sys
from IPython.display import display, HTML
def {name}():
    print("{name} prints")
    print("{name} complains", file=sys.stderr)
    display(HTML("{name}"))
    raise LookupError("{name} fails")
{register}
None
"""


def test_outputs_of_handlers_go_to_the_cells_that_registered_them(
    shared_kernel: Kernel, host: str
) -> None:
    outputs = Outputs(shared_kernel)
    outputs.run(HOSTS[host])
    cells = {}
    for name in ("one", "two"):
        register = awaited(host, f"button.on('activated', {name})")
        cells[name] = outputs.run(HANDLER.format(name=name, register=register))
    press = outputs.run(PRESS)
    later = outputs.run("print('later')")
    for name, other in (("one", "two"), ("two", "one")):
        text = outputs.wait(
            cells[name],
            f"stdout: {name} prints",
            f"stderr: {name} complains",
            "text/html",
            f"LookupError: {name} fails",
        )
        assert not any(f"{other} {what}" in text for what in ("prints", "complains", "fails"))
    assert outputs.wait(press) == ""
    assert outputs.wait(later) == "stdout: later\n"


def test_outputs_of_calls_and_timers_go_to_their_cells(shared_kernel: Kernel, host: str) -> None:
    outputs = Outputs(shared_kernel)
    outputs.run(HOSTS[host])
    outputs.run("timer = " + awaited(host, "session.make_timer(0.01)"))
    ring = awaited(host, "timer.on('expired', lambda *_: print('rings'))")
    registered = outputs.run(ring)
    outputs.run(awaited(host, "timer.start()"))
    done = outputs.run("session.gui_do(print, 'is done')\nNone")
    outputs.wait(registered, "rings")
    outputs.wait(done, "is done")


def test_errors_that_a_program_takes_itself_are_not_printed(shared_kernel: Kernel) -> None:
    outputs = Outputs(shared_kernel)
    outputs.run(HOSTS["thread"])
    outputs.run("app.on_error(lambda error, session: print('taken:', error))\nNone")
    register = "button.on('activated', one)"
    cell = outputs.run(HANDLER.format(name="one", register=register))
    outputs.run(PRESS)
    assert "Traceback" not in outputs.wait(cell, "taken: one fails")


FAILING = """
def double(x):
    return 2 * x / 0
def fails():
    double(3)
{register}
None
"""


def test_an_error_names_the_cell_and_no_lines_of_ours(shared_kernel: Kernel, host: str) -> None:
    outputs = Outputs(shared_kernel)
    outputs.run(HOSTS[host])
    cell = outputs.run(FAILING.format(register=awaited(host, "button.on('activated', fails)")))
    outputs.run(PRESS)
    text = outputs.wait(cell, "ZeroDivisionError: division by zero")
    # as IPython words it: in a cell, by its number, with the lines around
    assert re.search(r"Cell In\[\d+\], line 4, in fails\(\)", text)
    assert re.search(r"Cell In\[\d+\], line 2, in double\(x\)", text)
    assert "ipykernel_" not in text
    assert "pgwidgets" not in text


def test_an_old_kernel_is_told_of(kernel: Kernel) -> None:
    kernel.ok("from importlib import metadata; metadata.version = lambda name: '6.30.1'")
    kernel.ok("import warnings; warnings.simplefilter('default')")
    text = kernel.ok(SYNC.format(arguments="")).text
    assert "pgwidgets needs ipykernel 7, and this is 6.30.1" in text
    # once is enough
    assert "ipykernel" not in kernel.ok(SYNC.format(arguments="")).text


def test_a_page_is_told_the_cell_of_an_error(shared_kernel: Kernel) -> None:
    shared_kernel.ok("from pgwidgets.sync import Application; app = Application()")
    shared_kernel.ok("from pgwidgets.server.notices import notice_of")
    cell = "try:\n    1 / 0\nexcept ArithmeticError as error:\n    print(notice_of(error))"
    told = r"ZeroDivisionError: division by zero \(Cell In\[\d+\], line 2\)\n"
    assert re.fullmatch(told, shared_kernel.ok(cell).text)


def test_a_cell_that_runs_again_takes_over_the_output(shared_kernel: Kernel) -> None:
    outputs = Outputs(shared_kernel)
    outputs.run(HOSTS["thread"])
    cell = "button.on('activated', lambda: print('pressed'))"
    first, second = outputs.run(cell), outputs.run(cell)
    outputs.run(PRESS)
    assert outputs.wait(second, "pressed").count("pressed") == 1
    assert "pressed" not in outputs.wait(first)
