from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pgwidgets.extras.filters import Filter
from pgwidgets.extras.folder import (
    Entry,
    date_text,
    details,
    natural_key,
    read_folder,
    safe_text,
    select,
    size_text,
)
from pgwidgets.extras.paths import Paths

ANYWHERE = Paths(None)


def names(entries: list[Entry]) -> list[str]:
    return [entry.name for entry in entries]


def test_folders_come_first_in_natural_order(tmp_path: Path) -> None:
    for folder in ("z", "B2", "b10"):
        (tmp_path / folder).mkdir()
    for file in ("img10", "Img9", "a", "1", "07", "img9b"):
        (tmp_path / file).touch()
    (tmp_path / "link").symlink_to(tmp_path / "z")
    found = names(read_folder(tmp_path, ANYWHERE))
    assert found == ["B2", "b10", "link", "z", "1", "07", "a", "Img9", "img9b", "img10"]


def test_natural_order_of_digits_beside_text() -> None:
    keys = ["x1", "1x", "", "x", "x²", "10", "9"]
    assert sorted(keys, key=natural_key) == ["", "1x", "9", "10", "x", "x1", "x²"]


def test_names_are_safe_text_and_true_paths(tmp_path: Path) -> None:
    odd = [b"caf\xe9", b"line\nbreak", "turned\u202etxt.exe".encode(), b"<b>&"]
    for name in odd:
        (tmp_path / os.fsdecode(name)).touch()
    entries = read_folder(tmp_path, ANYWHERE)
    texts = {entry.text for entry in entries}
    assert texts == {"caf\ufffd", "line\ufffdbreak", "turned\ufffdtxt.exe", "<b>&"}
    json.dumps(sorted(texts), ensure_ascii=False).encode("utf-8")
    assert sorted(os.fsencode(entry.path.name) for entry in entries) == sorted(odd)
    assert all(entry.path.exists() for entry in entries)


def test_a_slash_marks_folders() -> None:
    assert Entry(Path("/"), "a", is_folder=True).text == "a/"
    assert Entry(Path("/"), "a", is_folder=False).text == "a"
    assert safe_text("plain ü 漢") == "plain ü 漢"


def test_broken_links_are_files_that_say_so(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "round").symlink_to("round")
    entries = read_folder(tmp_path, ANYWHERE)
    assert [(entry.is_folder, details(entry)[0]) for entry in entries] == [
        (False, "broken link"),
        (False, "broken link"),
    ]


def test_links_that_lead_outside_of_the_root_are_left_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "inside").mkdir(parents=True)
    (tmp_path / "secret").touch()
    for name, target in (
        ("up", ".."),
        ("secret", "../secret"),
        ("nothing", "../nothing"),
        ("fine", "inside"),
    ):
        (root / name).symlink_to(target)
    assert names(read_folder(root, Paths(root))) == ["fine", "inside"]


@pytest.mark.parametrize("error", [FileNotFoundError, NotADirectoryError])
def test_what_is_no_folder_raises(tmp_path: Path, error: type[OSError]) -> None:
    path = tmp_path / "file"
    if error is NotADirectoryError:
        path.touch()
    with pytest.raises(error):
        read_folder(path, ANYWHERE)


def test_select() -> None:
    here = Path("/here")
    folders = [Entry(here, name, is_folder=True) for name in (".git", "Docs")]
    files = [Entry(here, name, is_folder=False) for name in (".rc", "a.png", "doc.txt")]
    entries = folders + files
    images = Filter("", ("*.png",))
    assert names(select(entries)) == ["Docs", "a.png", "doc.txt"]
    assert names(select(entries, hidden=True)) == names(entries)
    assert names(select(entries, folders_only=True)) == ["Docs"]
    assert names(select(entries, pattern=images)) == ["Docs", "a.png"]
    assert names(select(entries, search=" DOC ")) == ["Docs", "doc.txt"]


def test_details(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(2500))
    size, date = details(Entry(tmp_path, "file", is_folder=False))
    assert (size, date) == ("2.5 kB", date_text(file.stat().st_mtime))
    assert details(Entry(tmp_path.parent, tmp_path.name, is_folder=True))[0] == ""
    file.unlink()
    assert details(Entry(tmp_path, "file", is_folder=False)) == ("", "")


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (99_940, "99.9 kB"),
        (99_960, "100 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (5 * 10**12, "5.0 TB"),
        (10**18, "1000000 TB"),
    ],
)
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text


def test_dates_that_no_calendar_has() -> None:
    assert date_text(1e20) == ""
