"""What the pages for developers point to is there: files, functions, other pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("pgwidgets", "static", "tests", "tools", "jupyter_ext")
PAGES = [
    "CONTRIBUTING.md",
    "README.md",
    "docs/architecture.md",
    "docs/index.md",
    "docs/protocol.md",
]

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
FILE = re.compile(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|ts|css|md|toml|jsonc))`")
STEP = re.compile(r"^\| `(?P<file>[\w/.-]+\.(?:py|ts))` (?P<names>[^|]+) \|", re.MULTILINE)
EXAMPLE = "badge"
"""A widget that CONTRIBUTING.md makes, and that is not there."""


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


FILES = {
    path.relative_to(ROOT).as_posix()
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*.*")
    if "node_modules" not in path.parts
} | {path.name for path in ROOT.iterdir()}


def is_there(name: str) -> bool:
    """Whether a file is where a page says, in whole or in the last parts of its path."""
    return EXAMPLE in name.lower() or any(f"/{path}".endswith(f"/{name}") for path in FILES)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    assert [link for link in LINK.findall(read(page)) if not (folder / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_files_are_there(page: str) -> None:
    assert [name for name in FILE.findall(read(page)) if not is_there(name)] == []


STEPS = [
    (step["file"], name)
    for step in STEP.finditer(read("docs/architecture.md"))
    for name in re.findall(r"`([^`]+)`", step["names"])
]


@pytest.mark.parametrize(("file", "name"), STEPS)
def test_what_is_followed_through_the_rooms_goes_that_way(file: str, name: str) -> None:
    assert re.search(rf"(?<!\w){re.escape(name)} ?[(=]", read(file))


def test_something_is_followed() -> None:
    assert len(STEPS) > 50
