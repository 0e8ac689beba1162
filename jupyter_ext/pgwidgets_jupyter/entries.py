"""Where the applications of running kernels listen, as the kernels have written it down.

A kernel writes ``<runtime directory>/pgwidgets/<kernel id>/<name>.json``, an object with the
fields ``pid``, ``host`` (the machine's name) and either ``socket`` (the path of a Unix socket)
or ``port`` and ``key``, and removes it when the application closes. A kernel that is killed
leaves its entries behind.
"""

from __future__ import annotations

import json
import os
import re
import socket
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = "pgwidgets"

KERNEL_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")

TEMPORARY = "pgwidgets-"
"""How the folder of a socket begins where the runtime directory is too deep for sockets."""

LONGEST = 4096
"""Bytes of an entry."""

_CAREFULLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How an entry is opened: what is a link, or a pipe that nobody writes to, is none."""


@dataclass(frozen=True)
class Entry:
    """Where one application listens.

    Attributes
    ----------
    file : Path
        What says so.
    pid : int
        The kernel's process.
    host : str
        The machine that it runs on: several may share a home.
    socket : Path or None
        A Unix socket.
    port : int
        A port of this machine, where Unix sockets are missing.
    key : str
        What the application wants to be shown at that port.
    """

    file: Path
    pid: int
    host: str
    socket: Path | None = None
    port: int = 0
    key: str = ""

    @property
    def is_stale(self) -> bool:
        """Whether its kernel was killed; False for one that another machine would know of."""
        if self.host != socket.gethostname():
            return False
        return not _is_running(self.pid) or (self.socket is not None and not _is_own_socket(self))

    def remove(self) -> None:
        """Remove it with the socket that it names, unless the kernel has written another."""
        if _read(self.file) != self:
            return
        self.file.unlink(missing_ok=True)
        if self.socket is not None and _is_own_socket(self):
            self.socket.unlink(missing_ok=True)
            if self.socket.parent.name.startswith(TEMPORARY):
                with suppress(OSError):
                    self.socket.parent.rmdir()
        with suppress(OSError):
            # other applications of the kernel may have entries there
            self.file.parent.rmdir()


def find(runtime_dir: Path, kernel_id: str, name: str) -> Entry | None:
    """Return the entry of an application; None when there is none that can be trusted.

    A stale one is removed.

    Parameters
    ----------
    runtime_dir : Path
        Jupyter's runtime directory, where connection files are.
    kernel_id, name : str
        From a URL, so checked here.
    """
    if not (KERNEL_ID.fullmatch(kernel_id) and NAME.fullmatch(name)):
        return None
    return _usable(runtime_dir / FOLDER / kernel_id / f"{name}.json")


def names(runtime_dir: Path, kernel_id: str) -> list[str]:
    """Return the names of the applications that a kernel runs, in alphabetical order."""
    if not KERNEL_ID.fullmatch(kernel_id):
        return []
    files = _files(runtime_dir / FOLDER / kernel_id)
    return sorted(file.stem for file in files if _usable(file) is not None)


def clean(runtime_dir: Path) -> None:
    """Remove what killed kernels have left behind."""
    root = runtime_dir / FOLDER
    if not root.is_dir():
        return
    for folder in root.iterdir():
        for file in _files(folder):
            _usable(file)


def _files(folder: Path) -> Iterator[Path]:
    if KERNEL_ID.fullmatch(folder.name) and folder.is_dir():
        yield from (file for file in folder.glob("*.json") if NAME.fullmatch(file.stem))


def _usable(file: Path) -> Entry | None:
    entry = _read(file)
    if entry is not None and entry.is_stale:
        entry.remove()
        return None
    return entry if entry is not None and entry.host == socket.gethostname() else None


def _read(file: Path) -> Entry | None:
    text = _own_text(file)
    try:
        facts: Any = json.loads(text)
    except ValueError:
        return None
    match facts:
        case {"pid": int(pid), "host": str(host), "socket": str(path)} if pid > 0:
            return Entry(file, pid, host, socket=Path(path))
        case {"pid": int(pid), "host": str(host), "port": int(port), "key": str(key)} if (
            pid > 0 and 0 < port < 65536 and key.isascii() and key.isprintable()
        ):
            return Entry(file, pid, host, port=port, key=key)
    return None


def _own_text(file: Path) -> str:
    """Return the content of a plain file of this user; nothing of any other."""
    try:
        handle = os.open(file, _CAREFULLY)
    except OSError:
        return ""
    try:
        status = os.fstat(handle)
        plain = stat.S_ISREG(status.st_mode) and _is_own(status)
        return os.read(handle, LONGEST).decode(errors="replace") if plain else ""
    finally:
        os.close(handle)


def _is_own_socket(entry: Entry) -> bool:
    assert entry.socket is not None
    try:
        status = entry.socket.lstat()
    except OSError:
        return False
    return stat.S_ISSOCK(status.st_mode) and _is_own(status)


def _is_own(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _is_running(pid: int) -> bool:
    if os.name != "posix":
        # there, asking about a process would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        # some other user's: the kernel's number was given to another process
        return False
    return True
