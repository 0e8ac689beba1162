"""A dialog that chooses files and folders of the server."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import get_args

from pgwidgets.callbacks import Callbacks
from pgwidgets.errors import hint
from pgwidgets.extras.adapter import Adapter, Session
from pgwidgets.extras.chooser import Chooser, Mode
from pgwidgets.extras.filters import Filter, Filters, make_filters
from pgwidgets.extras.paths import Paths
from pgwidgets.signatures import explain

__all__ = ["FileBrowser", "Filters", "Mode"]


@explain
class FileBrowser(Callbacks):
    """A dialog over the file system of the server, where the program runs.

    Whoever can join the session sees the names, sizes and dates of what the program's user may
    read. Give a `root` wherever others than yourself can join: nothing outside of it can be
    reached then, neither by a typed path nor through a symbolic link.

    It works with sessions of both APIs; none of its calls has to be awaited.

    ``on("activated", handler)`` gets what the user has chosen: a :class:`pathlib.Path`, or with
    ``mode="files"`` a list of them. ``on("cancelled", handler)`` is called when the user closes
    the dialog without a choice. Either way the dialog is hidden, and can be opened again.

    Parameters
    ----------
    session : Session
        Of the synchronous or the asynchronous API.
    title : str, optional
        The text of the title bar; by default it says what the mode is for.
    mode : {"file", "files", "directory", "save"}
        One file that is there, any number of them, a folder, or a file to write. Before a file
        is replaced, the user is asked.
    directory : str or path-like, optional
        The folder to begin with; by default the root, or the program's current folder.
    filters : mapping or sequence, optional
        Labels with the patterns of the file names that each lets through. The first one is on
        at the start. With ``mode="save"`` a name without an extension gets that of the filter.
    filename : str
        The name that ``mode="save"`` suggests.
    root : str or path-like, optional
        A folder; nothing outside of it can be reached. Paths are given to the program without
        symbolic links then.
    show_hidden : bool
        Whether names that begin with a dot are shown at the start.

    Raises
    ------
    TypeError, ValueError
        For arguments that can't be used.
    OSError
        When `directory` or `root` is no folder, or `directory` is outside of `root`.

    Examples
    --------
    >>> browser = FileBrowser(session, root="/srv/images", filters={  # doctest: +SKIP
    ...     "Images": ["*.png", "*.jpg"],
    ...     "All files": ["*"],
    ... })
    >>> browser.on("activated", lambda path: print(path.stat().st_size))  # doctest: +SKIP
    >>> browser.popup()  # doctest: +SKIP
    """

    def __init__(
        self,
        session: Session,
        title: str | None = None,
        mode: Mode = "file",
        directory: str | os.PathLike[str] | None = None,
        filters: Filters | None = None,
        filename: str = "",
        root: str | os.PathLike[str] | None = None,
        show_hidden: bool = False,
    ) -> None:
        checked_mode, checked_filters = _check_mode(mode), make_filters(filters)
        # what may be reached
        self._paths = Paths(root)
        folder = self._check_folder(
            (self._paths.root or Path.cwd()) if directory is None else directory
        )
        for action in ("activated", "cancelled"):
            self.enable_callback(action)
        # makes the widgets, and keeps handlers apart from what the program does
        self._adapter = Adapter(session, self.make_callback)
        with self._adapter.together():
            # does what the user asks for
            self._chooser = Chooser(self._adapter, self._paths, folder, show_hidden=show_hidden)
            # the widgets, which belong to the chooser
            self._parts = self._chooser.parts
            self._chooser.title = title
            self._chooser.mode = checked_mode
            self._use_filters(checked_filters)
            self._parts.filename.set_text(filename)

    @property
    def session(self) -> Session:
        """The session that it belongs to."""
        return self._adapter.session

    def popup(self, x: float | None = None, y: float | None = None) -> None:
        """Open the dialog with the folder as it is now, and with nothing selected.

        Parameters
        ----------
        x, y : float, optional
            Where, in px; by default where it was, at first in the middle.
        """
        with self._adapter.together():
            self._chooser.refresh()
            self._parts.dialog.popup(x, y)
            self._chooser.begin()

    def show(self) -> None:
        """Open the dialog; the same as :meth:`popup` without a place."""
        self.popup()

    def hide(self) -> None:
        """Close the dialog; no callback is made."""
        with self._adapter.together():
            self._parts.question.hide()
            self._parts.dialog.hide()

    def is_visible(self) -> bool:
        """Return whether the dialog is open."""
        visible: bool = self._parts.dialog.is_visible()
        return visible

    def destroy(self) -> None:
        """End the dialog and all its widgets."""
        with self._adapter.together():
            self._parts.question.destroy()
            self._parts.dialog.destroy()

    def refresh(self) -> None:
        """Read the folder anew; if it is gone, go to the closest one above it."""
        with self._adapter.together():
            self._chooser.refresh()

    def set_title(self, title: str | None) -> None:
        """Set the text of the title bar.

        Parameters
        ----------
        title : str or None
            None for one that says what the mode is for.
        """
        with self._adapter.together():
            self._chooser.title = title
            self._chooser.apply_mode()

    def set_directory(self, path: str | os.PathLike[str]) -> None:
        """Go to a folder.

        Parameters
        ----------
        path : str or path-like

        Raises
        ------
        OSError
            When it is no folder, or is outside of the root.
        """
        folder = self._check_folder(path)
        with self._adapter.together():
            self._chooser.go_to(folder)

    def get_directory(self) -> Path:
        """Return the folder that is shown."""
        return self._chooser.folder

    def set_mode(self, mode: Mode) -> None:
        """Say what is to be chosen.

        Parameters
        ----------
        mode : {"file", "files", "directory", "save"}

        Raises
        ------
        ValueError
            For any other.
        """
        checked = _check_mode(mode)
        with self._adapter.together():
            self._chooser.mode = checked
            self._chooser.apply_mode()
            self._chooser.refresh()

    def get_mode(self) -> Mode:
        """Return what is to be chosen."""
        return self._chooser.mode

    def set_filters(self, filters: Filters | None) -> None:
        """Set the filters, of which the first one is on.

        Parameters
        ----------
        filters : mapping or sequence
            Labels with patterns: ``{"Images": ["*.png", "*.jpg"]}``. None lets all files
            through.

        Raises
        ------
        TypeError, ValueError
            When they are something else.
        """
        checked = make_filters(filters)
        with self._adapter.together():
            self._use_filters(checked)
            self._chooser.show_entries()

    def set_filename(self, name: str) -> None:
        """Set the name that ``mode="save"`` suggests.

        Parameters
        ----------
        name : str
        """
        with self._adapter.together():
            self._parts.filename.set_text(name)
            self._chooser.update()

    def get_filename(self) -> str:
        """Return the name for ``mode="save"``, as far as the user has typed it."""
        name: str = self._parts.filename.get_text()
        return name

    def get_selection(self) -> list[Path]:
        """Return what is selected in the list."""
        return [entry.path for entry in self._parts.list.chosen]

    def callback_failed(self, action: str, error: Exception) -> None:  # noqa: ARG002  # as inherited
        """Hand what a handler raised to the application's `on_error`."""

        def fail() -> None:
            raise error

        # as a handler of the session that fails
        self.session.gui_do(fail)

    def _use_filters(self, filters: list[Filter]) -> None:
        self._chooser.filters = filters
        self._parts.set_filters(filters)
        self._chooser.apply_mode()

    def _check_folder(self, path: str | os.PathLike[str]) -> Path:
        folder = self._paths.resolve(Path(path).absolute())
        if not folder.is_dir():
            reason = errno.ENOTDIR if folder.exists() else errno.ENOENT
            raise OSError(reason, os.strerror(reason), os.fspath(path))
        return folder


def _check_mode(mode: Mode) -> Mode:
    modes = get_args(Mode)
    if mode not in modes:
        expected = ", ".join(map(repr, modes))
        raise ValueError(f"mode must be {expected}, not {mode!r}{hint(str(mode), modes)}")
    return mode
