"""Files that a user drops on a widget."""

from __future__ import annotations

from typing import Any

from pgwidgets.protocol import messages
from pgwidgets.session.widgets import node_of
from tests.contract.browsers import Browser
from tests.contract.driver import Program, contract, on_hosts
from tests.support.files import announcement

FILES = {"notes.txt": b"some notes", "empty.txt": b"", "numbers.csv": b"1,2,3"}
SIZE = 15


async def target(program: Program, **options: Any) -> tuple[Any, Browser, list[Any]]:
    """Return a label that takes files, a browser that shows it, and what its handlers got."""
    session, browser = await program.shown(**options)
    label = await program.do(session.get_widgets().Label("drop here", interactive=True))
    got: list[Any] = []
    for action in ("drop-start", "drop-progress", "drop-end"):

        async def note(payload: Any, action: str = action) -> None:
            got.append((action, payload))

        await program.do(label.on(action, program.handler(note)))
    await browser.until(lambda client: client.of_type("listen"))
    return label, browser, got


def ends(got: list[Any]) -> list[Any]:
    """Return the files of all that came whole."""
    return [payload["files"] for action, payload in got if action == "drop-end"]


@contract
async def test_dropped_files_come_whole(program: Program) -> None:
    label, browser, got = await target(program)
    await browser.send_files(label, "drop-end", FILES)
    await program.until(lambda: len(ends(got)) == 1 and ("drop-progress" in dict(got)))
    described = [
        {"name": name, "size": len(data), "type": "text/plain"} for name, data in FILES.items()
    ]
    whole = [{**facts, "data": data} for facts, data in zip(described, FILES.values(), strict=True)]
    common = {"transfer_id": "files-1", "x": 3, "y": 4}
    assert ("drop-start", {**common, "files": described}) in got
    assert ("drop-end", {**common, "files": whole}) in got
    # of many in a row that wait only the last counts: that all is there
    steps = [payload for action, payload in got if action == "drop-progress"]
    complete = [step for step in steps if step["complete"]]
    assert [(step["transferred_bytes"], step["total_bytes"]) for step in complete] == [(SIZE, SIZE)]


@contract
async def test_a_page_reports_drops_for_any_of_the_callbacks(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("", interactive=True))
    got: list[Any] = []
    await program.do(label.on("drop-start", got.append))
    await browser.until(lambda client: client.of_type("listen"))
    assert [message["action"] for message in browser.client.of_type("listen")] == ["drop-end"]
    await browser.send_files(label, "drop-end", {"a.txt": b"a"})
    await program.until(lambda: got)
    later = await program.join(session)
    assert [message["action"] for message in later.client.of_type("listen")] == ["drop-end"]


@contract
async def test_files_that_are_too_large_end_the_connection_of_their_sender_alone(
    program: Program,
) -> None:
    label, browser, got = await target(program, max_upload_size=SIZE - 1)
    other = await program.join(label.session)
    assert browser.client.of_type("session-info")[0]["max_upload_size"] == SIZE - 1
    await browser.send_files(label, "drop-end", FILES)
    code, reason = await browser.until_closed()
    assert (code, reason) == (
        messages.PROTOCOL_CODE,
        f"files of {SIZE} bytes; max_upload_size allows {SIZE - 1} at a time",
    )
    await other.send_files(label, "drop-end", {"small.txt": b"small"})
    await program.until(lambda: ends(got))
    assert [files[0]["name"] for files in ends(got)] == ["small.txt"]


@on_hosts("script", "async", modes=("per_session",))
async def test_what_a_lost_line_had_begun_is_forgotten(program: Program) -> None:
    label, browser, got = await target(program)
    payload = announcement("files-1", {"half.txt": b"a half"})
    wid = node_of(label).wid
    await browser.send({"type": "callback", "wid": wid, "action": "drop-end", "args": [payload]})
    await program.until(lambda: got)
    await browser.abort()
    again = await program.join(label.session)
    await again.send_files(label, "drop-end", {"whole.txt": b"a whole"})
    await program.until(lambda: ends(got))
    assert [files[0]["data"] for files in ends(got)] == [b"a whole"]


@on_hosts("script", "async", modes=("per_session",))
async def test_a_page_may_give_up(program: Program) -> None:
    label, browser, got = await target(program, max_upload_size=8)
    payload = announcement("unreadable", {"a.txt": b"12345678"})
    wid = node_of(label).wid
    await browser.send({"type": "callback", "wid": wid, "action": "drop-end", "args": [payload]})
    await browser.send({"type": "upload-aborted", "transfer_id": "unreadable"})
    await browser.send_files(label, "drop-end", {"b.txt": b"87654321"})
    await program.until(lambda: ends(got))
    assert [files[0]["data"] for files in ends(got)] == [b"87654321"]
