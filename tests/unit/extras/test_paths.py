from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pgwidgets.extras.paths import OutsideError, Paths, complaint


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder beside a secret, with links that lead there and elsewhere."""
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "file").touch()
    (tmp_path / "secret").touch()
    (tmp_path / "root-2").mkdir()
    for name, target in (("out", "../secret"), ("up", ".."), ("in", "sub")):
        (root / name).symlink_to(target)
    return root


@pytest.mark.parametrize(
    "text",
    [
        "..",
        "../secret",
        "sub/../../secret",
        "out",
        "up",
        "up/secret",
        "up/root-2",
        "../root-2",
        "in/../../secret",
        "/",
        "/etc/passwd",
        "../not-there",
        "/not/there",
        "up/not-there",
    ],
)
def test_nothing_outside_of_the_root_is_reached(root: Path, text: str) -> None:
    place = Paths(root)
    with pytest.raises(OutsideError):
        place.parse(text, root)
    assert not place.contains(root / text)


def test_the_root_may_be_a_link(root: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(root)
    place = Paths(link)
    assert place.root == place.home == root
    assert place.parse(str(link / "file"), root) == root / "file"
    with pytest.raises(OutsideError):
        place.parse(str(link / ".." / "secret"), root)


@pytest.mark.parametrize(
    ("text", "found"),
    [("sub", "sub"), ("in", "sub"), ("sub/../file", "file"), ("", "."), ("~", "~"), ("new", "new")],
)
def test_what_is_inside(root: Path, text: str, found: str) -> None:
    assert Paths(root).parse(text, root) == Path(os.path.normpath(root / found))


@pytest.mark.parametrize("bounded", [True, False])
@pytest.mark.parametrize("text", ["a\0b", "a\ud800"])
def test_texts_that_are_no_names(root: Path, text: str, bounded: bool) -> None:
    with pytest.raises(OSError, match="no path can be like this") as raised:
        Paths(root if bounded else None).parse(text, root)
    assert raised.value.errno == errno.EINVAL


def test_without_a_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(root))
    place = Paths(None)
    assert place.home == root
    assert place.parse("~/file", Path("/")) == root / "file"
    assert place.parse("/usr/../etc", root) == Path("/etc")
    assert place.parse("up/x", root) == root / "up" / "x"
    assert place.contains(root / "out")


def test_up_ends_at_the_top(root: Path) -> None:
    assert Paths(root).parent(root) == root
    assert Paths(root).parent(root / "sub") == root
    assert Paths(None).parent(root) == root.parent
    assert Paths(None).parent(Path("/")) == Path("/")


def test_the_nearest_folder_that_is_left(root: Path) -> None:
    assert Paths(root).nearest(root / "gone" / "too") == root
    assert Paths(None).nearest(root / "sub") == root / "sub"
    assert Paths(None).nearest(root / "file") == root


def test_a_root_must_be_a_folder(root: Path) -> None:
    with pytest.raises(NotADirectoryError, match="root must be a folder"):
        Paths(root / "file")


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (FileNotFoundError(errno.ENOENT, ""), "“x” is not there."),
        (PermissionError(errno.EACCES, ""), "“x” may not be read."),
        (OutsideError(errno.EACCES, ""), "“x” is outside of what can be reached."),
        (OSError(errno.EIO, "Input/output error"), "“x”: Input/output error."),
    ],
)
def test_complaints(error: OSError, text: str) -> None:
    assert complaint(error, "x") == text
