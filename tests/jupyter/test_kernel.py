"""What holds in every kernel, with a scripted browser instead of a real one."""

from __future__ import annotations

import re
import textwrap

import pytest

from tests.jupyter.kernel import Kernel

START = """
from pgwidgets.sync import Application
app = Application({arguments})
app.start()
session = app.create_session()
W = session.get_widgets()
label = W.Label("hello")
"""

BROWSER = """
import asyncio, json, threading
from websockets.sync.client import connect

def browse(session, answer=None, values={}):
    '''A browser on a thread: answers each message, an error where `answer` returns one.

    `values` has what it answers to questions, by method.
    '''
    ready, seen = threading.Event(), []
    ports = session.app.ports

    def reply(socket, message):
        seen.append(message)
        kind, number = message["type"], message.get("id")
        if kind == "init":
            name = {"session_id": session.id, "token": session.token}
            socket.send(json.dumps({"type": "result", "id": number, **name}))
        elif number is not None:
            error = answer(message) if answer else None
            result = {"type": "error", "error": error} if error else {"type": "result"}
            if message.get("method") in values:
                result["value"] = values[message["method"]]
            socket.send(json.dumps({**result, "id": number}))
        if kind == "reconstruct-end":
            ready.set()

    def run():
        with connect(f"ws://127.0.0.1:{ports[1]}/") as socket:
            for text in socket:
                messages = json.loads(text)
                for message in messages if isinstance(messages, list) else [messages]:
                    reply(socket, message)

    threading.Thread(target=run, daemon=True).start()
    return ready, seen
"""


ON_THE_LOOP = pytest.mark.parametrize("host", ["kernel"])
ASYNCHRONOUS = pytest.mark.parametrize("host", ["async"])
ALONE = pytest.mark.parametrize("host", ["alone"])
"""It leaves something behind."""


@pytest.fixture
def kernel(hosts_kernel: Kernel) -> Kernel:
    """A kernel for all tests whose applications run at the same place."""
    return hosts_kernel


def started(arguments: str = "") -> str:
    return START.format(arguments=arguments)


def code(text: str) -> str:
    return textwrap.dedent(text).strip()


def test_ports_that_were_not_given_are_the_next_free_ones(kernel: Kernel) -> None:
    kernel.ok("from pgwidgets.sync import Application")
    kernel.ok("one = Application(); two = Application(); one.start(); two.start()")
    ports = kernel.ok("print(*one.ports, *two.ports)").text.split()
    assert len(set(ports)) == 4
    assert all(9500 <= int(port) < 9600 for port in ports)


def test_a_given_port_must_be_free_and_another_may_differ(kernel: Kernel) -> None:
    kernel.ok(started("http_port=0"))
    kernel.ok("given = app.ports[1]; other = Application(http_port=given)")
    failed = kernel.run("other.start()")
    assert failed.status == "error"
    assert "PortInUseError" in failed.error
    assert "http_port" in failed.error


@pytest.mark.parametrize("host", ["thread", "kernel"])
def test_close_frees_the_ports_at_once(kernel: Kernel, host: str) -> None:
    kernel.ok(started(f'0, 0, event_loop="{host}"'))
    kernel.ok("ports = app.ports; app.close()")
    kernel.ok("""
import socket
for port in ports:
    with socket.create_server(("127.0.0.1", port)):
        pass
""")
    kernel.ok("app.start(); again = app.ports; app.close(); app.close()")


def test_a_cell_that_runs_again_closes_its_former_application(kernel: Kernel) -> None:
    cell = "app = Application(0, 0); app.start(); apps.append(app); print(app.url)"
    kernel.ok("from pgwidgets.sync import Application; apps = []", "imports")
    first = kernel.ok(cell, "one").text
    assert kernel.ok(cell, "one").text == first
    assert kernel.ok(cell + "  # edited", "one").text == first
    assert kernel.ok(cell, "two").text != first
    open_ports = "print([app.ports is not None for app in apps])"
    assert kernel.ok(open_ports).text.strip() == "[False, False, True, True]"
    threads = (
        "import threading; print(sum(t.name == 'pgwidgets-io' for t in threading.enumerate()))"
    )
    assert kernel.ok(threads).text.strip() == "2"


def test_applications_of_one_cell_do_not_replace_each_other(kernel: Kernel) -> None:
    cell = """
from pgwidgets.sync import Application
apps = [Application(0, 0) for _ in range(3)]
for app in apps:
    app.start()
print(*[app.url for app in apps])
"""
    urls = kernel.ok(cell, "one").text.split()
    assert len(set(urls)) == 3
    assert kernel.ok(cell, "one").text.split() == urls


def test_the_same_text_is_the_same_cell_where_cells_have_no_names(kernel: Kernel) -> None:
    cell = (
        "from pgwidgets.sync import Application; "
        "app = Application(0, 0); app.start(); print(app.url)"
    )
    assert kernel.ok(cell).text == kernel.ok(cell).text


@pytest.mark.parametrize("concurrency", ["per_session", "serialized", "concurrent"])
@pytest.mark.parametrize("host", ["thread", "kernel"])
def test_run_shows_the_application_and_returns(kernel: Kernel, host: str, concurrency: str) -> None:
    arguments = f'event_loop="{host}", concurrency_handling="{concurrency}"'
    kernel.ok(f"from pgwidgets.sync import Application; app = Application({arguments})")
    outcome = kernel.ok("app.run()")
    assert "pgwidgets-output" in outcome.html()
    assert "close() or running this cell again ends it" in outcome.text
    assert kernel.ok("print(app.ports is not None)").text.strip() == "True"
    kernel.ok("app.close()")


@ASYNCHRONOUS
def test_run_of_the_asynchronous_application_returns(kernel: Kernel) -> None:
    cell = "from pgwidgets.async_ import Application; app = Application(0, 0); await app.run()"
    outcome = kernel.ok(cell, "one")
    assert "pgwidgets-output" in outcome.html()
    url = kernel.ok("print(app.url)").text
    kernel.ok(cell, "one")
    assert kernel.ok("print(app.url)").text == url


@pytest.mark.parametrize("host", ["thread", "kernel"])
def test_a_cell_waits_at_its_end_for_the_page(kernel: Kernel, host: str) -> None:
    kernel.ok(started(f'0, 0, event_loop="{host}"') + BROWSER)
    kernel.ok("ready, seen = browse(session); label.set_text('now')")
    wait = "import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)"
    kernel.ok(wait)
    kernel.ok("before = len(seen)\nfor n in range(500): W.Label(str(n))")
    made = "print(sum(m['type'] == 'create' for m in seen[before:]))"
    assert kernel.ok(made).text.strip() == "500"


@pytest.mark.parametrize("cell", ["{}", "import asyncio; await asyncio.sleep(0); {}"])
@pytest.mark.parametrize("host", ["thread", "kernel"])
def test_an_error_on_the_page_fails_the_cell(kernel: Kernel, host: str, cell: str) -> None:
    kernel.ok(started(f'0, 0, event_loop="{host}"') + BROWSER)
    kernel.ok("ready, seen = browse(session, lambda m: 'broken' if 'bad' in str(m) else None)")
    kernel.ok("import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)")
    kernel.ok("results = []; get_ipython().events.register('post_run_cell', results.append)")
    failed = kernel.run(cell.format("label.set_text('bad'); after = 1"))
    assert failed.status == "error"
    assert "BrowserError" in failed.error
    assert "broken" in failed.error
    assert kernel.ok("print(after, type(results[-1].error_in_exec).__name__)").text == (
        "1 BrowserError\n"
    )
    kernel.ok("get_ipython().events.unregister('post_run_cell', results.append)")


def test_cells_behind_one_that_the_page_fails_do_not_run(kernel: Kernel) -> None:
    kernel.ok(started("0, 0") + BROWSER)
    kernel.ok("ready, seen = browse(session, lambda m: 'broken' if 'bad' in str(m) else None)")
    kernel.ok("import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)")
    first = kernel.send("label.set_text('bad')")
    second = kernel.send("print('runs')")
    assert kernel.outcome(first).status == "error"
    assert kernel.outcome(second).status == "aborted"


@ASYNCHRONOUS
def test_an_error_on_the_page_fails_an_asynchronous_cell(kernel: Kernel) -> None:
    kernel.ok(
        started("0, 0")
        .replace("sync", "async_")
        .replace("app.start", "await app.start")
        .replace("W.Label", "await W.Label")
        + BROWSER
    )
    kernel.ok("ready, seen = browse(session, lambda m: 'broken' if 'bad' in str(m) else None)")
    kernel.ok("import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)")
    for cell in ("await label.set_text('bad')", "label.set_text('bad')"):
        failed = kernel.run(cell)
        assert failed.status == "error"
        assert "BrowserError" in failed.error
    kernel.ok("for n in range(500): await label.set_text(str(n))")
    assert kernel.ok("await app.close(); print(app.ports)").text.strip() == "None"


@pytest.mark.parametrize("cell", ["{}", "import asyncio; await asyncio.sleep(0); {}"])
@pytest.mark.parametrize("host", ["thread", "kernel"])
def test_a_cell_asks_the_page_at_once(kernel: Kernel, host: str, cell: str) -> None:
    kernel.ok(started(f'0, 0, answer_timeout=0.2, event_loop="{host}"') + BROWSER)
    kernel.ok("entry = W.TextEntry('some text')")
    asked = kernel.run(cell.format("entry.read_selection()"))
    assert "NoBrowserError" in asked.error
    kernel.ok("values = {'read_selection': [5, 9, 'text']}")
    kernel.ok("ready, seen = browse(session, values=values)")
    kernel.ok("import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)")
    shown = "label.set_text('first'); start, end, text = entry.read_selection(); print(start, text)"
    assert kernel.ok(cell.format(shown)).text.strip() == "5 text"
    kernel.ok("values['read_selection'] = 'nonsense'")
    failed = kernel.run(cell.format("entry.read_selection(); after = 1"))
    assert failed.status == "error"
    assert "WrongAnswerError" in failed.error
    assert "NameError" in kernel.run("after").error


@ASYNCHRONOUS
def test_an_asynchronous_cell_asks_the_page_at_once(kernel: Kernel) -> None:
    kernel.ok(
        started("0, 0")
        .replace("sync", "async_")
        .replace("app.start", "await app.start")
        .replace("W.Label", "await W.Label")
        + BROWSER
    )
    kernel.ok("entry = await W.TextEntry('some text')")
    kernel.ok("ready, seen = browse(session, values={'read_selection': [5, 9, 'text']})")
    kernel.ok("import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)")
    assert kernel.ok("print(await entry.read_selection())").text.strip() == "(5, 9, 'text')"


@pytest.mark.parametrize("host", ["thread", "kernel"])
def test_gui_call_runs_where_handlers_run(kernel: Kernel, host: str) -> None:
    kernel.ok(started(f'0, 0, event_loop="{host}"'))
    kernel.ok("import threading; main = threading.main_thread()")
    where = kernel.ok("print(session.gui_call(threading.current_thread) is main)").text.strip()
    assert where == str(host == "kernel")
    failed = kernel.run("session.gui_call(lambda: 1 / 0)")
    assert "ZeroDivisionError" in failed.error


@ON_THE_LOOP
def test_handlers_run_between_cells_on_the_kernels_loop(kernel: Kernel) -> None:
    kernel.ok(started('0, 0, event_loop="kernel"'))
    kernel.ok("import threading, time; seen = []")
    kernel.ok("""
def handler(text):
    seen.append((text, threading.current_thread() is threading.main_thread()))
    label.set_text(text)

session.gui_do(handler, "from a cell")
time.sleep(0.2)
before = list(seen)
""")
    assert kernel.ok("print(before, seen)").text.strip() == "[] [('from a cell', True)]"
    kernel.ok("threading.Thread(target=session.gui_do, args=(handler, 'from a thread')).start()")
    kernel.ok("import asyncio\nwhile len(seen) < 2: await asyncio.sleep(0.01)")
    assert kernel.ok("print(seen[1], label.get_text())").text.strip() == (
        "('from a thread', True) from a thread"
    )


@pytest.mark.parametrize("host", ["serialized"])
def test_serialized_handlers_run_on_the_kernels_loop(kernel: Kernel) -> None:
    kernel.ok(started('0, 0, concurrency_handling="serialized"'))
    kernel.ok("import threading, asyncio; seen = []")
    kernel.ok("session.gui_do(lambda: seen.append(threading.current_thread()))")
    kernel.ok("while not seen: await asyncio.sleep(0.01)")
    assert kernel.ok("print(seen[0] is threading.main_thread())").text.strip() == "True"


@ON_THE_LOOP
def test_a_handler_may_close_the_application_that_runs_on_the_kernels_loop(kernel: Kernel) -> None:
    kernel.ok(started('0, 0, event_loop="kernel"'))
    kernel.ok("port = app.ports[1]; session.gui_do(app.close)")
    kernel.ok("import asyncio\nwhile app.ports is not None: await asyncio.sleep(0.01)")
    kernel.ok("await asyncio.sleep(0.1)\nimport socket; socket.create_server(('127.0.0.1', port))")


@ON_THE_LOOP
def test_queued_cells_keep_their_order_while_a_cell_waits_on_the_loop(kernel: Kernel) -> None:
    kernel.ok(started('0, 0, event_loop="kernel"') + BROWSER)
    kernel.ok("order = []; ready, seen = browse(session)")
    kernel.ok("import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)")
    sent = [
        kernel.send(
            f"order.append('{n} begins'); label.set_text('{n}'); session.flush(); "
            f"order.append('{n} ends')"
        )
        for n in range(5)
    ]
    for identity in sent:
        assert kernel.outcome(identity).status == "ok"
    expected = [f"{n} {what}" for n in range(5) for what in ("begins", "ends")]
    assert kernel.ok("print(order)").text.strip() == str(expected)


def test_errors_and_prints_of_handlers_go_to_the_cell_that_registered_them(kernel: Kernel) -> None:
    kernel.ok(started("0, 0"))
    kernel.ok("""
import threading
done = threading.Event()

def connected(session):
    print("on_connect prints")
    try:
        raise LookupError("on_connect fails")
    finally:
        done.set()
""")
    registered = kernel.send("app.on_connect(connected)\nNone")
    kernel.outcome(registered)
    kernel.send("app._core.connected(session._core, caused=True)")
    kernel.send("done.wait(10)")
    text = ""
    while "fails" not in text or "prints" not in text:
        message = kernel.client.get_iopub_msg(timeout=10)
        if message["parent_header"].get("msg_id") == registered:
            text += message["content"].get("text", "")
    assert "LookupError: on_connect fails" in re.sub(r"\x1b\[[\d;]*m", "", text)


@pytest.mark.parametrize("host", ["the original nest_asyncio"])
def test_the_original_nest_asyncio_is_refused_with_advice(kernel: Kernel) -> None:
    kernel.ok("import asyncio; asyncio._nest_patched = True")
    kernel.ok("from pgwidgets.sync import Application; app = Application(event_loop='kernel')")
    failed = kernel.run("app.start()")
    assert "EventLoopError" in failed.error
    assert "nest_asyncio" in failed.error


@ON_THE_LOOP
def test_a_wait_in_a_task_on_the_kernels_loop_is_refused(kernel: Kernel) -> None:
    kernel.ok(started('0, 0, event_loop="kernel"') + BROWSER)
    kernel.ok("ready, seen = browse(session)")
    kernel.ok("import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)")
    failed = kernel.run("""
async def work():
    label.set_text("in a task")
await asyncio.create_task(work())
""")
    assert "EventLoopError" in failed.error
    assert kernel.ok("print(label.get_text())").text.strip() == "in a task"


def test_a_wait_that_a_silent_page_keeps_up_can_be_interrupted(kernel: Kernel) -> None:
    kernel.ok(started("0, 0, answer_timeout=60") + BROWSER)
    kernel.ok(
        "hold = threading.Event(); ready, seen = browse("
        "session, lambda m: hold.wait(60) and None if 'stuck' in str(m) else None)"
    )
    kernel.ok("import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)")
    identity = kernel.send("print('waits', flush=True); label.set_text('stuck')")
    while True:
        message = kernel.client.get_iopub_msg(timeout=10)
        if message["msg_type"] == "stream" and "waits" in message["content"]["text"]:
            break
    kernel.interrupt()
    outcome = kernel.outcome(identity, limit=10)
    assert outcome.status == "error"
    assert "KeyboardInterrupt" in outcome.error
    kernel.ok("hold.set()")


@ALONE
def test_an_interrupt_in_the_middle_of_calls_leaves_pages_and_program_alike(
    kernel: Kernel,
) -> None:
    kernel.ok(started("0, 0, max_widgets=None") + BROWSER)
    kernel.ok("ready, seen = browse(session); box = W.VBox()")
    # Python drops an interrupt that comes while it frees something with weak references
    kernel.ok("import gc; gc.disable()")
    kernel.ok("import asyncio\nwhile not ready.is_set(): await asyncio.sleep(0.01)")
    for _ in range(10):
        cell = kernel.send("print('runs', flush=True)\nwhile True: box.add_widget(W.Label('more'))")
        kernel.wait_for_text("runs")
        kernel.interrupt()
        # IPython has no text for tracebacks that end between two lines
        assert kernel.outcome(cell, limit=8).status == "error"
    kernel.ok("session.flush()")
    kernel.ok("""
ids = set()
for message in seen:
    if message["type"] == "reconstruct-start":
        ids.clear()
    elif message["type"] == "create":
        ids.add(message["wid"])
""")
    assert kernel.ok("print(ids == set(session._core.tree.nodes))").text == "True\n"
