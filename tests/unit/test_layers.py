"""The rooms of the package and what each may import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import pgwidgets

PACKAGE = Path(pgwidgets.__file__).parent

PURE = {"catalog", "model", "protocol"}
"""Rooms that only compute."""

WAITING = {"asyncio", "threading", "concurrent", "multiprocessing", "queue", "_thread"}
SOCKETS = {"socket", "selectors", "ssl", "http", "urllib", "websockets"}
NOTEBOOKS = {"IPython", "ipykernel", "jupyter_server", "jupyter_server_proxy", "nest_asyncio2"}

WORDS = {"errors", "signatures"}
"""What tells programs of their mistakes; every room may."""

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "signatures": {"errors"},
    "model": WORDS,
    "catalog": {*WORDS, "model"},
    "protocol": {*WORDS, "model"},
    "session": {*WORDS, "model", "catalog", "protocol"},
    "server": {*WORDS, "model", "catalog", "protocol", "session"},
    "notebook": {*WORDS, "model", "catalog", "protocol", "session", "server"},
    "sync": {*WORDS, "model", "catalog", "protocol", "session", "server", "notebook"},
    "async_": {*WORDS, "model", "catalog", "protocol", "session", "server", "notebook"},
    "callbacks": {*WORDS, "session"},
    # what any program could have written
    "extras": {*WORDS, "sync", "async_", "callbacks"},
    # a program that is told by the catalog what there is to show
    "gallery": {*WORDS, "catalog", "sync"},
}

SINGLE = {"errors", "signatures", "callbacks"}
"""Rooms that are one module."""

MODULES = sorted(
    path
    for room in MAY_IMPORT
    for path in ([PACKAGE / f"{room}.py"] if room in SINGLE else (PACKAGE / room).rglob("*.py"))
)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def statements(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports that run: not those for type checkers."""
    for node in ast.iter_child_nodes(tree):
        if is_for_types(node):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        else:
            yield from statements(node)


@cache
def imports(path: Path) -> set[str]:
    """Return the full names of all modules that a module imports."""
    found: set[str] = set()
    package = name_of(path).split(".")[:-1]
    for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
            continue
        base = node.module or ""
        if node.level:
            base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [base])])
        found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    room = room_of(name_of(path))
    inside = {room_of(name) for name in imports(path) if name.startswith("pgwidgets.")}
    assert inside <= MAY_IMPORT[room] | {room}


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room_of(name_of(path)) in PURE], ids=name_of
)
def test_pure_rooms_only_compute(path: Path) -> None:
    outside = {name.partition(".")[0] for name in imports(path)}
    assert outside.isdisjoint(WAITING | SOCKETS | NOTEBOOKS)


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room_of(name_of(path)) == "session"], ids=name_of
)
def test_the_session_has_no_sockets(path: Path) -> None:
    outside = {name.partition(".")[0] for name in imports(path)}
    assert outside.isdisjoint(SOCKETS | NOTEBOOKS)


def test_every_room_is_known() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert rooms == set(MAY_IMPORT) - SINGLE
