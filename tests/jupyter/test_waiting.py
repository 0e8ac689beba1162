"""Cells and handlers that wait for the user, in a kernel, with a scripted user."""

from __future__ import annotations

import time

import pytest

from tests.jupyter.kernel import Kernel

START = {
    "thread": """
from pgwidgets.sync import Application
app = Application(0, 0)
app.start()
session = app.create_session()
W = session.get_widgets()
button, entry = W.Button("Go"), W.TextEntry()
dialog = W.Dialog("Sure?", [("No", False), ("Yes", True)])
""",
}
START["kernel"] = START["thread"].replace("(0, 0)", '(0, 0, event_loop="kernel")')
START["serialized"] = START["thread"].replace("(0, 0)", '(0, 0, concurrency_handling="serialized")')
START["async"] = (
    START["thread"]
    .replace(".sync", ".async_")
    .replace("app.start", "await app.start")
    .replace('W.Button("Go")', 'await W.Button("Go")')
    .replace("W.TextEntry", "await W.TextEntry")
    .replace("W.Dialog", "await W.Dialog")
)

USER = """
import json, threading, time
from websockets.sync.client import connect

def use(*acts):
    '''A user on a thread, who does one thing after another as soon as somebody waits for it.'''
    def run(url):
        with connect(url) as socket:
            answer = {"session_id": session.id, "token": session.token}
            for text in socket:
                messages = json.loads(text)
                for message in messages if isinstance(messages, list) else [messages]:
                    if "id" in message:
                        known = answer if message["type"] == "init" else {}
                        reply = {"type": "result", "id": message["id"], **known}
                        socket.send(json.dumps(reply))
                if "reconstruct-end" in text:
                    break
            for widget, action, *args in acts:
                while not session._core.waits._open:
                    time.sleep(0.001)
                expected = session._core.waits._open[0]
                act = {"type": "callback", "wid": widget._node.wid, "action": action, "args": args}
                socket.send(json.dumps(act))
                while not expected.done:
                    time.sleep(0.001)
            over.wait()
    threading.Thread(target=run, args=(app.url.replace("http", "ws"),), daemon=True).start()

over = threading.Event()
"""

TELL = """
def tell():
    while not session._core.waits._open:
        time.sleep(0.001)
    print("waits", flush=True)
"""

LEFT = """
import asyncio, gc
await asyncio.sleep(0.1)
gc.collect()
print([task for task in asyncio.all_tasks() if "until_done" in repr(task)])
"""

HOSTS = ["thread", "serialized", "kernel", "async"]


def awaited(host: str, call: str) -> str:
    return f"await {call}" if host == "async" else call


def waiting(host: str, widget: str) -> str:
    return awaited(host, f"session.wait({widget}, 'activated')")


def wait_for_text(kernel: Kernel, text: str) -> None:
    """Wait until a cell has printed something."""
    while True:
        message = kernel.client.get_iopub_msg(timeout=10)
        if message["msg_type"] == "stream" and text in message["content"]["text"]:
            return


@pytest.mark.parametrize("host", HOSTS)
def test_a_cell_waits_for_the_user(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host] + USER)
    hosts_kernel.ok("use((entry, 'activated', 'Ada'), (dialog, 'activated', 1), (dialog, 'close'))")
    first = hosts_kernel.send(f"print({waiting(host, 'entry')})")
    ask = awaited(host, "dialog.ask()")
    second = hosts_kernel.send(f"print({ask}, {ask})")
    third = hosts_kernel.send("print('after both')")
    assert hosts_kernel.outcome(first).text == "('Ada',)\n"
    assert hosts_kernel.outcome(second).text == "True None\n"
    assert hosts_kernel.outcome(third).text == "after both\n"


@pytest.mark.parametrize("host", HOSTS)
def test_handlers_go_on_while_a_cell_waits(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host] + USER)
    hosts_kernel.ok("seen = []; session.gui_do(seen.append, 'before'); None")
    cell = hosts_kernel.send(
        "def later():\n"
        "    while not session._core.waits._open: time.sleep(0.001)\n"
        "    session.gui_do(seen.append, 'meanwhile')\n"
        "    while 'meanwhile' not in seen: time.sleep(0.001)\n"
        "    use((button, 'activated'))\n"
        "threading.Thread(target=later).start()\n"
        f"{waiting(host, 'button')}\n"
        "print(seen)"
    )
    assert hosts_kernel.outcome(cell).text == "['before', 'meanwhile']\n"


@pytest.mark.parametrize("host", ["thread", "async"])
def test_a_handler_waits_beside_the_cells(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host] + USER)
    handler = "def ask(): got.append(session.wait(entry, 'activated'))"
    if host == "async":
        handler = "async def ask(): got.append(await session.wait(entry, 'activated'))"
    hosts_kernel.ok(f"got = []\n{handler}\nsession.gui_do(ask)")
    hosts_kernel.ok("use((entry, 'activated', 'Ada'))")
    hosts_kernel.ok("import asyncio\nwhile not got: await asyncio.sleep(0.01)")
    assert hosts_kernel.ok("print(got)").text == "[('Ada',)]\n"


@pytest.mark.parametrize("host", HOSTS)
def test_an_interrupt_ends_a_wait_within_half_a_second(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host] + USER + TELL)
    for call in ("session.wait(entry, 'activated')", "dialog.ask()"):
        wait = f"try: {awaited(host, call)}\nfinally: end = time.monotonic()"
        cell = hosts_kernel.send(f"threading.Thread(target=tell).start()\n{wait}")
        wait_for_text(hosts_kernel, "waits")
        begin = time.monotonic()
        hosts_kernel.interrupt()
        outcome = hosts_kernel.outcome(cell, limit=10)
        # one clock for all processes; IPython takes longer still to word what was raised
        assert 0 < float(hosts_kernel.ok("print(end)").text) - begin < 0.5
        assert outcome.status == "error"
        assert outcome.error.startswith(("KeyboardInterrupt", "CancelledError"))
        assert (
            hosts_kernel.ok("print(session._core.waits._open, dialog.is_visible())").text
            == "[] False\n"
        )
        # nor does anything go on, or complain when it is forgotten
        assert hosts_kernel.ok(LEFT).text == "[]\n"


@pytest.mark.parametrize("host", HOSTS)
def test_queued_cells_keep_their_order_while_one_waits(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host] + USER)
    hosts_kernel.ok("order = []; use(*[(entry, 'activated', str(n)) for n in range(3)])")
    sent = []
    for number in range(3):
        wait = f"({waiting(host, 'entry')})[0]"
        sent.append(hosts_kernel.send(f"order.append('{number}'); order.append({wait})"))
        sent.append(hosts_kernel.send(f"order.append('after {number}')"))
    for cell in sent:
        assert hosts_kernel.outcome(cell).status == "ok"
    expected = [word for n in "012" for word in (n, n, f"after {n}")]
    assert hosts_kernel.ok("print(order)").text.strip() == str(expected)


@pytest.mark.parametrize("host", HOSTS)
def test_a_cell_says_what_it_waits_for(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host] + USER)
    # what users type is theirs; this user would not answer for it any more
    hosts_kernel.ok("entry.set_text('secret'); None")
    hosts_kernel.ok(
        "use((dialog, 'activated', 1), (button, 'activated'), (entry, 'activated', 'x'))"
    )
    hosts_kernel.ok("while not session.is_connected: await __import__('asyncio').sleep(0.01)")
    for call, words in (
        (awaited(host, "dialog.ask()"), "This cell waits for the Dialog “Sure?”."),
        (waiting(host, "button"), "This cell waits for the Button “Go”."),
        (waiting(host, "entry"), "This cell waits for a TextEntry."),
    ):
        (said,) = hosts_kernel.outcome(hosts_kernel.send(f"{call}; None")).results
        assert said["text/plain"] == words
        # with a link to where it can be answered
        assert words in said["text/html"]
        assert '"how": "link"' in said["text/html"]


@pytest.mark.parametrize("host", HOSTS)
def test_a_cell_shows_what_it_waits_for_where_nothing_does(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host] + USER)
    wait = "session.wait(entry, 'activated', timeout=0.05)"
    cell = f"try: {awaited(host, wait)}\nexcept TimeoutError: print('over')"
    said, frame = hosts_kernel.outcome(hosts_kernel.send(cell)).results
    assert "waits for" in said["text/plain"]
    assert '"how": "iframe"' in frame["text/html"]
    # one that is about to load is enough, and so is a browser
    assert len(hosts_kernel.outcome(hosts_kernel.send(cell)).results) == 1


@pytest.mark.parametrize("host", ["thread"])
def test_what_a_cell_waited_for_is_not_said_any_longer(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host])
    cell = hosts_kernel.send("try: session.wait(entry, 'activated', 0.05)\nexcept TimeoutError: 0")
    updates = []
    while True:
        message = hosts_kernel.client.get_iopub_msg(timeout=10)
        kind, content = message["msg_type"], message["content"]
        if message["parent_header"].get("msg_id") != cell:
            continue
        if kind == "update_display_data":
            updates.append(content)
        if kind == "status" and content["execution_state"] == "idle":
            break
    assert [content["data"]["text/plain"] for content in updates] == [""]
    hosts_kernel.status(cell)


@pytest.mark.parametrize("host", HOSTS)
def test_time_and_errors_are_the_cells(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host] + USER)
    wait = "session.wait(entry, 'activated', timeout=0.05)"
    assert "TimeoutError" in hosts_kernel.outcome(hosts_kernel.send(awaited(host, wait))).error
    unknown = hosts_kernel.outcome(
        hosts_kernel.send(awaited(host, "session.wait(entry, 'activate')"))
    )
    assert "did you mean 'activated'" in unknown.error
    end = "threading.Timer(0.1, session._core.finish).start()\n"
    cell = hosts_kernel.send(end + waiting(host, "entry"))
    assert "SessionClosedError" in hosts_kernel.outcome(cell).error


@pytest.mark.parametrize("host", HOSTS)
def test_where_nobody_looks_nothing_is_waited_for(hosts_kernel: Kernel, host: str) -> None:
    hosts_kernel.ok(START[host] + USER)
    # Kernel.run() tells the kernel what nbclient does: input() can't be answered
    for call in ("session.wait(entry, 'activated')", "dialog.ask()"):
        failed = hosts_kernel.run(awaited(host, call), limit=5)
        assert "NoViewerError: nobody can answer" in failed.error
    assert (
        hosts_kernel.ok("print(session._core.waits._open, dialog.is_visible())").text
        == "[] False\n"
    )
    hosts_kernel.ok("use((entry, 'activated', 'came all the same'))")
    hosts_kernel.ok("while not session.is_connected: await __import__('asyncio').sleep(0.01)")
    assert hosts_kernel.ok(f"print({waiting(host, 'entry')})").text == "('came all the same',)\n"


VOILA = """
import os
os.environ["SERVER_SOFTWARE"] = "voila/0.5"
from pgwidgets.notebook import viewers
viewers.GRACE_SECONDS = 0.05
"""


@pytest.mark.parametrize("host", HOSTS)
def test_voila_may_show_what_a_cell_waits_for(kernel: Kernel, host: str) -> None:
    kernel.ok(VOILA + START[host] + USER)
    for call in ("session.wait(entry, 'activated')", "dialog.ask()"):
        failed = kernel.run(awaited(host, call))
        assert "NoViewerError: nobody can answer yet: Voilà" in failed.error
    assert kernel.ok("print(session._core.waits._open, dialog.is_visible())").text == "[] False\n"
    kernel.ok("viewers.GRACE_SECONDS = 30; use((entry, 'activated', 'in time'))")
    assert kernel.ok(f"print({waiting(host, 'entry')})").text == "('in time',)\n"
