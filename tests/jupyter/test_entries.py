"""What the Jupyter server believes of what kernels have written down."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from tornado.httputil import HTTPHeaders

from pgwidgets_jupyter import entries, upstream
from pgwidgets_jupyter.entries import Entry
from pgwidgets_jupyter.pages import framed_by_jupyter, waiting_page
from pgwidgets_jupyter.target import parse

KERNEL = "0a1b2c3d-0000-4000-8000-000000000000"


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Path]:
    """A Unix socket of this user that somebody listens on."""
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(str(path))
        sock.listen()
        yield path


@pytest.fixture
def ended_pid() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def write(runtime: Path, name: str = "plot", **facts: Any) -> Path:
    """Write an entry of this process, but for the facts."""
    file = runtime / "pgwidgets" / KERNEL / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), **facts}))
    return file


def test_an_entry_is_found(tmp_path: Path, listening: Path) -> None:
    file = write(tmp_path, socket=str(listening))
    found = Entry(file, os.getpid(), socket.gethostname(), socket=listening)
    assert entries.find(tmp_path, KERNEL, "plot") == found
    write(tmp_path, "by-port", port=9500, key="k")
    by_port = entries.find(tmp_path, KERNEL, "by-port")
    assert by_port is not None
    assert (by_port.port, by_port.key) == (9500, "k")
    assert entries.names(tmp_path, KERNEL) == ["by-port", "plot"]
    assert entries.names(tmp_path, KERNEL.upper()) == []
    assert entries.names(tmp_path, f"../pgwidgets/{KERNEL}") == []


def test_a_killed_kernels_folder_for_its_socket_goes_too(tmp_path: Path, ended_pid: int) -> None:
    folder = tmp_path / "pgwidgets-1x2y"
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(str(folder / "s"))
    write(tmp_path, pid=ended_pid, socket=str(folder / "s"))
    entries.clean(tmp_path)
    assert not folder.exists()
    assert not (tmp_path / "pgwidgets" / KERNEL).exists()


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../plot", "plot/", "plot\0", "plot\n", "a" * 65, "ü", "plot.json/x"]
)
def test_odd_names_name_nothing(tmp_path: Path, listening: Path, name: str) -> None:
    write(tmp_path, socket=str(listening))
    assert entries.find(tmp_path, KERNEL, name) is None


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"socket": 5},
        {"socket": "/dev/null"},
        {"port": 0, "key": "k"},
        {"port": 65536, "key": "k"},
        {"port": "9500", "key": "k"},
        {"port": 9500},
        {"port": 9500, "key": "k\r\nX: y"},
        {"port": 9500, "key": "ü"},
        {"pid": -1, "port": 9500, "key": "k"},
        {"pid": 0, "port": 9500, "key": "k"},
        {"pid": "1", "port": 9500, "key": "k"},
        {"host": None, "port": 9500, "key": "k"},
    ],
)
def test_broken_entries_count_for_nothing(tmp_path: Path, facts: dict[str, Any]) -> None:
    write(tmp_path, **facts)
    assert entries.find(tmp_path, KERNEL, "plot") is None


@pytest.mark.parametrize("text", ["", "[1]", "null", "{", "\xff\xfe", '"' + "a" * 5000 + '"'])
def test_files_that_are_no_entries_count_for_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path).write_bytes(text.encode("latin-1"))
    assert entries.find(tmp_path, KERNEL, "plot") is None
    assert entries.names(tmp_path, KERNEL) == []


def test_links_and_folders_are_no_entries(tmp_path: Path, listening: Path) -> None:
    file = write(tmp_path, socket=str(listening))
    file.with_name("linked.json").symlink_to(file)
    file.with_name("folder.json").mkdir()
    os.mkfifo(file.with_name("pipe.json"))
    for name in ("linked", "folder", "pipe"):
        assert entries.find(tmp_path, KERNEL, name) is None


def test_what_others_own_is_not_believed(
    tmp_path: Path, listening: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, socket=str(listening))
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert entries.find(tmp_path, KERNEL, "plot") is None
    entries.clean(tmp_path)
    assert file.exists()


def test_a_socket_of_others_is_not_connected_to(
    tmp_path: Path, listening: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, socket=str(listening))
    monkeypatch.setattr(entries, "_is_own_socket", lambda _entry: False)
    assert entries.find(tmp_path, KERNEL, "plot") is None
    assert listening.exists()


# -- cleaning --------------------------------------------------------------------------


def test_what_killed_kernels_left_is_removed(
    tmp_path: Path, listening: Path, ended_pid: int
) -> None:
    dead = write(tmp_path, "dead", pid=ended_pid, socket=str(listening))
    entries.clean(tmp_path)
    assert not dead.parent.exists()
    assert not listening.exists()
    entries.clean(tmp_path / "nothing-here")


def test_what_lives_or_is_of_another_machine_stays(
    tmp_path: Path, listening: Path, ended_pid: int
) -> None:
    alive = write(tmp_path, "alive", socket=str(listening))
    elsewhere = write(tmp_path, "elsewhere", host="other", pid=ended_pid, port=9500, key="k")
    stranger = tmp_path / "pgwidgets" / "not-a-kernel" / "x.json"
    stranger.parent.mkdir()
    stranger.write_bytes(elsewhere.read_bytes())
    entries.clean(tmp_path)
    assert alive.exists()
    assert elsewhere.exists()
    assert stranger.exists()
    assert entries.names(tmp_path, KERNEL) == ["alive"]


def test_an_entry_that_was_written_anew_meanwhile_stays(
    tmp_path: Path, listening: Path, ended_pid: int
) -> None:
    file = write(tmp_path, pid=ended_pid, socket=str(listening))
    former = Entry(file, ended_pid, socket.gethostname(), socket=listening)
    write(tmp_path, socket=str(listening))
    former.remove()
    assert file.exists()
    assert listening.exists()


# -- what a URL means -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KERNEL, ("", "")),
        (f"{KERNEL}/plot", ("plot", "")),
        (f"{KERNEL}/plot/", ("plot", "/")),
        (f"{KERNEL}/plot/chunks/a%20b.js", ("plot", "/chunks/a%20b.js")),
        (f"{KERNEL}/", ("", "")),
        (f"{KERNEL}/plot//", None),
        (f"{KERNEL}/plot/a/./b", None),
        (f"{KERNEL}/plot/é", None),
    ],
)
def test_a_path_means_an_application_or_nothing(
    text: str, expected: tuple[str, str] | None
) -> None:
    target = parse(text)
    assert (target and (target.name, target.path)) == expected


# -- applications that don't answer -------------------------------------------------------


async def test_an_application_that_is_busy_or_gone(
    tmp_path: Path, listening: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upstream, "ANSWER_TIMEOUT", 0.05)
    monkeypatch.setattr(upstream, "CONNECT_TIMEOUT", 0.05)
    busy = Entry(tmp_path, os.getpid(), "", socket=listening)
    gone = Entry(tmp_path, os.getpid(), "", socket=tmp_path / "nobody")
    nothing = HTTPHeaders()
    with pytest.raises(upstream.BusyError):
        await upstream.fetch(busy, "GET", "/", nothing)
    with pytest.raises(upstream.BusyError):
        await upstream.connect(busy, "/ws", nothing)
    with pytest.raises(upstream.GoneError):
        await upstream.fetch(gone, "GET", "/", nothing)
    with pytest.raises(upstream.GoneError):
        await upstream.connect(gone, "/ws", nothing)


async def test_an_application_that_hangs_up(tmp_path: Path) -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    path = tmp_path / "hanging-up"
    async with await asyncio.start_unix_server(hang_up, path):
        entry = Entry(tmp_path, os.getpid(), "", socket=path)
        with pytest.raises(upstream.GoneError):
            await upstream.fetch(entry, "GET", "/", HTTPHeaders())
        with pytest.raises(upstream.GoneError):
            await upstream.connect(entry, "/ws", HTTPHeaders())


def test_the_page_that_waits_escapes_what_it_is_given() -> None:
    page = waiting_page(HTTPStatus.GATEWAY_TIMEOUT, '/"><script>', "plot")
    assert "The kernel is busy" in page
    assert '"><script>' not in page


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("", ""),
        ("default-src 'none'", "default-src 'none'"),
        ("frame-ancestors *;", "frame-ancestors *"),
        ("frame-ancestors 'none'", "frame-ancestors 'self'"),
        ("frame-ancestors", "frame-ancestors 'self'"),
        (
            "report-uri /a;Frame-Ancestors 'self' https://portal",
            "report-uri /a; Frame-Ancestors 'self' https://portal",
        ),
        ("frame-ancestors https://portal", "frame-ancestors 'self' https://portal"),
    ],
)
def test_jupyters_own_pages_may_hold_the_applications(policy: str, expected: str) -> None:
    assert framed_by_jupyter(policy) == expected
