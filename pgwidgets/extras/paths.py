"""The part of the file system that may be reached."""

from __future__ import annotations

import errno
import os
from pathlib import Path


class OutsideError(PermissionError):
    """A path leads out of the root."""


class Paths:
    """All of the file system, or what is inside a root.

    With a root, every path is followed through its symbolic links before it is used, and a path
    that leads outside is refused, whether it exists or not.

    Parameters
    ----------
    root : str or path-like, optional
        An existing folder.

    Raises
    ------
    NotADirectoryError
        When the root is no folder.
    """

    def __init__(self, root: str | os.PathLike[str] | None) -> None:
        self.root = None if root is None else Path(root).resolve()
        if self.root is not None and not self.root.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "the root must be a folder", str(root))

    @property
    def home(self) -> Path:
        """The root, or the folder of the user that the program runs as."""
        if self.root is not None:
            return self.root
        home = Path(os.path.expanduser("~"))  # noqa: PTH111  # pathlib's raises without a home
        return home if home.is_absolute() else Path(home.absolute().anchor)

    def contains(self, path: Path) -> bool:
        """Return whether a path leads to something that may be reached."""
        try:
            self.resolve(path)
        except OSError:
            return False
        return True

    def resolve(self, path: Path) -> Path:
        """Return the path to use: absolute, and with a root, free of symbolic links.

        Raises
        ------
        OutsideError
            When it leads out of the root.
        OSError
            When the file system can't have such a path.
        """
        try:
            if b"\0" in os.fsencode(path):
                raise ValueError("a path can't have a NUL in it")
            if self.root is None:
                # as people write it: the folder above a link is the one that the link is in
                return Path(os.path.abspath(path))  # noqa: PTH100
            found = path.resolve()
        except (ValueError, RuntimeError) as error:
            # a text that is no name; links that lead round in circles
            raise OSError(errno.EINVAL, "no path can be like this", str(path)) from error
        if not found.is_relative_to(self.root):
            raise OutsideError(errno.EACCES, "this is outside of what can be reached", str(path))
        return found

    def parse(self, text: str, base: Path) -> Path:
        """Return the path that somebody typed, seen from a folder.

        Raises
        ------
        OSError
            As :meth:`resolve` does.
        """
        if self.root is None:
            text = os.path.expanduser(text)  # noqa: PTH111  # pathlib's raises for unknown users
        return self.resolve(base / text)

    def parent(self, folder: Path) -> Path:
        """Return the folder above, or the same one at the top."""
        return folder if folder == self.root else folder.parent

    def nearest(self, folder: Path) -> Path:
        """Return the folder, or the closest one above it that is still there."""
        while not os.path.isdir(folder) and self.parent(folder) != folder:  # noqa: PTH112  # never raises
            folder = self.parent(folder)
        return folder


def complaint(error: OSError, text: str) -> str:
    """Word for the user why a path can't be used."""
    reasons = {
        errno.ENOENT: "is not there",
        errno.ENOTDIR: "is not a folder",
        errno.EISDIR: "is a folder",
        errno.ELOOP: "is a link that leads nowhere",
        errno.ENAMETOOLONG: "is too long",
        errno.EINVAL: "can't be a path",
    }
    if isinstance(error, OutsideError):
        return f"“{text}” is outside of what can be reached."
    if isinstance(error, PermissionError):
        return f"“{text}” may not be read."
    reason = reasons.get(error.errno or 0)
    return f"“{text}” {reason}." if reason else f"“{text}”: {error.strerror or error}."


def unwritable(folder: Path, text: str) -> str:
    """Word for the user why a folder takes no new file; empty if it does."""
    if not os.path.isdir(folder):  # noqa: PTH112  # never raises
        return f"The folder “{text}” is not there."
    return "" if os.access(folder, os.W_OK) else f"In the folder “{text}” may not be written."
