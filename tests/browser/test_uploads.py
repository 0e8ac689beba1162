"""Files that a user drags from the desktop onto a widget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from pgwidgets.session import stalls
from pgwidgets.session.widgets import node_of
from pgwidgets.sync import Session
from tests.browser.support import Applications, wait_until

Show = Callable[[Session], Page]

PIECES = 3
SIZE = PIECES * 512 * 1024 - 1


class Drag:
    """Files that the pointer holds over a page."""

    def __init__(self, page: Page, *files: Path) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._files = [str(file) for file in files]

    def over(self, target: Locator) -> None:
        """Move onto the middle of an element."""
        box = target.bounding_box()
        assert box is not None
        self._place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        self._dispatch("dragEnter")
        self._dispatch("dragOver")

    def drop(self, target: Locator) -> None:
        """Let go over an element."""
        self.over(target)
        self._dispatch("drop")

    def _dispatch(self, kind: str) -> None:
        data = {"items": [], "files": self._files, "dragOperationsMask": 1}
        self._session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **self._place})


def build(session: Session) -> list[tuple[str, Any]]:
    """A window with a label that takes files and one that doesn't; returns what comes."""
    ui = session.get_widgets()
    got: list[tuple[str, Any]] = []
    box = ui.VBox(spacing=6, padding=8)
    taking = ui.Label("Drop files here", interactive=True)
    for action in ("drag-over", "drop-start", "drop-progress", "drop-end"):
        taking.on(action, lambda payload, action=action: got.append((action, payload)))
    box.add_widget(taking, 1)
    box.add_widget(ui.Label("Not here"), 1)
    top = ui.TopLevel(title="Files", widget=box)
    top.resize(300, 240)
    top.show()
    return got


def came(got: list[tuple[str, Any]], action: str) -> list[Any]:
    """Return what one callback brought."""
    return [payload for name, payload in got if name == action]


def test_dropped_files_reach_the_program(session: Session, show: Show, tmp_path: Path) -> None:
    got = build(session)
    large, empty = tmp_path / "large.bin", tmp_path / "empty.txt"
    large.write_bytes(bytes(range(251)) * (SIZE // 251) + bytes(SIZE % 251))
    empty.touch()
    page = show(session)
    target = page.get_by_text("Drop files here")
    drag = Drag(page, large, empty)
    drag.over(target)
    expect(target).to_contain_class("pg-drop-target")
    drag.over(page.get_by_text("Not here"))
    expect(target).not_to_contain_class("pg-drop-target")
    drag.drop(target)
    expect(target).not_to_contain_class("pg-drop-target")
    wait_until(lambda: came(got, "drop-end"), "the files come", page)
    (payload,) = came(got, "drop-end")
    assert [item["data"] for item in payload["files"]] == [large.read_bytes(), b""]
    assert [item["name"] for item in payload["files"]] == ["large.bin", "empty.txt"]
    assert [item["type"] for item in payload["files"]] == ["application/octet-stream", "text/plain"]
    assert (payload["x"], payload["y"]) == pytest.approx((142, 51), abs=20)
    assert [item["size"] for item in came(got, "drop-start")[0]["files"]] == [SIZE, 0]
    assert came(got, "drop-progress")[-1]["transferred_bytes"] == SIZE
    assert came(got, "drag-over")


def test_files_beside_the_target_leave_the_page_alone(
    session: Session, show: Show, tmp_path: Path
) -> None:
    got = build(session)
    (tmp_path / "note.txt").write_text("note")
    page = show(session)
    Drag(page, tmp_path / "note.txt").drop(page.get_by_text("Not here"))
    expect(page.get_by_text("Drop files here")).to_be_visible()
    Drag(page, tmp_path / "note.txt").drop(page.get_by_text("Drop files here"))
    wait_until(lambda: came(got, "drop-end"), "the file comes", page)
    assert len(came(got, "drop-start")) == 1


def test_the_page_refuses_what_is_too_large(
    applications: Applications, show: Show, tmp_path: Path
) -> None:
    session = applications.sync(max_upload_size=2048).create_session()
    got = build(session)
    (tmp_path / "large.txt").write_bytes(bytes(3 * 1024))
    (tmp_path / "small.txt").write_bytes(bytes(1024))
    page = show(session)
    target = page.get_by_text("Drop files here")
    Drag(page, tmp_path / "large.txt").drop(target)
    told = page.get_by_text("These files have 3 KiB; this program takes 2 KiB at a time.")
    expect(told).to_be_visible()
    Drag(page, tmp_path / "small.txt").drop(target)
    wait_until(lambda: came(got, "drop-end"), "the file comes", page)
    assert [item["name"] for item in came(got, "drop-end")[0]["files"]] == ["small.txt"]


TRANSFER = """(() => {
    window.sent = [];
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
        if (typeof data !== "string") window.sent.push(data.byteLength);
        send.call(this, data);
    };
    window.hold = new Promise((go) => { window.go = go; });
    const read = Blob.prototype.arrayBuffer;
    let count = 0;
    Blob.prototype.arrayBuffer = async function () {
        count += 1;
        if (count > 2) await window.hold;
        return read.call(this);
    };
})()"""
"""Notes what is sent of files, and lets a disk give two pieces and then wait."""


def test_what_is_refused_is_sent_no_more(session: Session, show: Show, tmp_path: Path) -> None:
    got = build(session)
    (tmp_path / "large.bin").write_bytes(bytes(SIZE))
    page = show(session)
    page.evaluate(TRANSFER)
    target = page.get_by_text("Drop files here")
    label = next(w for w in session.walk_widget_tree() if type(w).__name__ == "Label")
    session.flush()
    # it was disabled, and the page does not know yet
    node_of(label).state["enabled"] = False
    Drag(page, tmp_path / "large.bin").drop(target)
    told = page.get_by_text("The program takes no files here, or no more.")
    expect(told).to_be_visible()
    page.evaluate("window.go()")
    # others are sent, and it is not what they wait for
    node_of(label).state["enabled"] = True
    (tmp_path / "small.txt").write_text("small")
    Drag(page, tmp_path / "small.txt").drop(target)
    wait_until(lambda: came(got, "drop-end"), "the file comes", page)
    assert [item["name"] for item in came(got, "drop-end")[0]["files"]] == ["small.txt"]
    assert sum(page.evaluate("window.sent")) < SIZE / 2


def test_files_of_which_nothing_comes_are_given_up_and_the_next_ones_come(
    session: Session, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stalls, "LOOK_SECONDS", 0.05)
    got = build(session)
    (tmp_path / "large.bin").write_bytes(bytes(SIZE))
    (tmp_path / "small.txt").write_text("small")
    page = show(session)
    page.evaluate(TRANSFER)
    target = page.get_by_text("Drop files here")
    Drag(page, tmp_path / "large.bin").drop(target)
    told = page.get_by_text("The files were given up: nothing more of them has come")
    expect(told).to_be_visible()
    page.evaluate("window.go()")
    Drag(page, tmp_path / "small.txt").drop(target)
    wait_until(lambda: came(got, "drop-end"), "the file comes", page)
    assert [item["name"] for item in came(got, "drop-end")[0]["files"]] == ["small.txt"]


def test_folders_bring_nothing(session: Session, show: Show, tmp_path: Path) -> None:
    got = build(session)
    (tmp_path / "folder").mkdir()
    (tmp_path / "note.txt").write_text("note")
    page = show(session)
    drag = Drag(page, tmp_path / "folder", tmp_path / "note.txt")
    drag.drop(page.get_by_text("Drop files here"))
    wait_until(lambda: came(got, "drop-end"), "the file comes", page)
    assert [item["name"] for item in came(got, "drop-end")[0]["files"]] == ["note.txt"]


def test_a_drop_comes_after_the_drags_before_it(
    session: Session, show: Show, tmp_path: Path
) -> None:
    got = build(session)
    (tmp_path / "note.txt").write_text("note")
    page = show(session)
    # what is sent with the next frame would come too late
    page.evaluate("window.requestAnimationFrame = () => 0")
    Drag(page, tmp_path / "note.txt").drop(page.get_by_text("Drop files here"))
    wait_until(lambda: came(got, "drop-end"), "the file comes", page)
    assert [action for action, _ in got][:2] == ["drag-over", "drop-start"]
