"""Every exception that pgwidgets raises of its own.

The hierarchy::

    PgwidgetsError
    ├── ApplicationError          the application is in the wrong state for the call
    │   ├── PortInUseError        (also OSError) a port is taken
    │   └── EventLoopError        (also RuntimeError) a wait here would never end
    ├── SessionError              the session cannot do what was asked
    │   ├── SessionClosedError    it was destroyed, or its application was closed
    │   ├── LimitError            an operator's limit was reached
    │   ├── NoViewerError         a wait for a user where nobody can be looking
    │   └── WidgetDestroyedError  the widget is gone
    ├── BrowserError              a page reported that a call failed
    │   ├── ClipboardError        the browser refused its user's clipboard
    │   └── PictureError          a page can't show a picture
    ├── NoAnswerError             a question to a page got no answer
    │   ├── NoBrowserError        no browser is connected that could give one
    │   ├── BrowserLeftError      the browser left before it had answered
    │   ├── AnswerTimeoutError    (also TimeoutError) none came in time
    │   └── WrongAnswerError      what came is none
    └── ProtocolError             a peer sent something that the protocol does not allow

Wrong arguments raise the built-ins: :class:`TypeError`, :class:`ValueError`,
:class:`AttributeError`.
"""

from __future__ import annotations

import difflib
import errno
import sys
import sysconfig
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

OURS = Path(__file__).resolve().parent
"""What lies in there is none of the program's."""

PYTHON = Path(sysconfig.get_path("stdlib")).resolve()
"""Nor is what lies in there, but for what was installed."""


class PgwidgetsError(Exception):
    """Base class of all exceptions of this package."""


class ApplicationError(PgwidgetsError):
    """The application is in the wrong state for the call."""


class PortInUseError(ApplicationError, OSError):
    """A port that was asked for is taken by another program.

    Parameters
    ----------
    host, port : str, int
        The address that could not be bound.
    argument : str
        The constructor argument that chooses the port.
    """

    def __init__(self, host: str, port: int, argument: str) -> None:
        super().__init__(
            errno.EADDRINUSE,
            f"port {port} on {host} is in use; give another one with {argument}=…, "
            f"or {argument}=0 for any free port",
        )
        self.host = host
        self.port = port
        self.argument = argument


class EventLoopError(ApplicationError, RuntimeError):
    """A blocking wait was asked for on the event loop that must deliver its answer."""


class SessionError(PgwidgetsError):
    """The session cannot do what was asked."""


class SessionClosedError(SessionError):
    """The session was destroyed, or its application was closed."""


class LimitError(SessionError):
    """A limit that the application sets was reached."""


class NoViewerError(SessionError):
    """A wait for a user, in a notebook that runs with nobody looking."""


class WidgetDestroyedError(SessionError):
    """The widget was destroyed before the call."""


class BrowserError(PgwidgetsError):
    """A page reported that a call failed.

    Parameters
    ----------
    call : str
        The call as the program made it, such as ``Label(3).set_text``.
    message : str
        What the page said.
    """

    def __init__(self, call: str, message: str) -> None:
        super().__init__(f"{call}: the page reported: {message}")
        self.call = call
        self.message = message


class ClipboardError(BrowserError):
    """A browser refused to read or write its user's clipboard; the message says what to do."""


class PictureError(BrowserError):
    """A page can't show a picture that it was given: `on_error` gets it, once for each picture.

    Parameters
    ----------
    call : str
        The property, such as ``Button(3).icon``.
    message : str
        What the page could not do.
    widget : object
        Whose picture it is.
    key : str
        The property's name, such as ``icon``.
    picture : str
        What it is: its format and size, or its URL without a query.
    """

    def __init__(self, call: str, message: str, widget: Any, key: str, picture: str) -> None:
        super().__init__(call, message)
        self.widget = widget
        self.property = key
        self.picture = picture


class NoAnswerError(PgwidgetsError):
    """A question that only a page can answer got no answer.

    Parameters
    ----------
    call : str
        The call as the program made it, such as ``TextEntry(3).read_selection``.
    reason : str
        What happened instead.
    """

    def __init__(self, call: str, reason: str) -> None:
        super().__init__(f"{call}: {reason}")
        self.call = call
        self.reason = reason


class NoBrowserError(NoAnswerError):
    """No browser is connected that could answer."""


class BrowserLeftError(NoAnswerError):
    """The browser that was asked left before it had answered, and there is no other to ask."""


class AnswerTimeoutError(NoAnswerError, TimeoutError):
    """No page answered within the time limit."""


class WrongAnswerError(NoAnswerError):
    """A page's answer is not of the form that the question demands."""


class ProtocolError(PgwidgetsError):
    """A peer sent something that the protocol does not allow; its connection is closed."""


def closest(name: str, valid: Iterable[str]) -> str:
    """Word a hint that names the valid names closest to a wrong one.

    Returns
    -------
    str
        Such as ``"did you mean 'set_text'?"``, or a list of all valid names when none
        is close, without a leading space.
    """
    names = sorted(set(valid))
    near = did_you_mean(name, names)
    if near or not names:
        return near or "there are none"
    return "valid names: " + ", ".join(names)


def unknown_callback(owner: str, action: str, valid: Iterable[str]) -> ValueError:
    """Build the error for a callback that an object doesn't have.

    Parameters
    ----------
    owner : str
        The class of the object.
    action, valid : str, iterable of str
        The wrong name, and the callbacks that there are.
    """
    names = sorted(valid)
    near = did_you_mean(action, names)
    hints = [f"{owner} has no callback {action!r}"]
    if near:
        hints.append(near)
    hints.append(f"it has: {', '.join(names)}" if names else "it has none")
    return ValueError("; ".join(hints))


def did_you_mean(name: str, valid: Iterable[str], form: str = "{!r}") -> str:
    """Word a question for the valid names closest to a wrong one; empty when none is close.

    Parameters
    ----------
    name : str
    valid : iterable of str
    form : str
        How a name is written.
    """
    near = difflib.get_close_matches(name, sorted(set(valid)), n=3, cutoff=0.6)
    return "did you mean " + " or ".join(map(form.format, near)) + "?" if near else ""


def hint(name: str, valid: Iterable[str]) -> str:
    """Word :func:`did_you_mean` as the end of an error that has listed the valid names."""
    near = did_you_mean(name, valid)
    return f"; {near}" if near else ""


def beginning_of(error: BaseException) -> TracebackType | None:
    """Return an exception's traceback from where it is the program's own.

    What led there inside this package says nothing about the program. All of it is returned where
    nothing in it is the program's.
    """
    found = error.__traceback__
    while found is not None and not _is_of_program(found.tb_frame.f_code.co_filename):
        found = found.tb_next
    return error.__traceback__ if found is None else found


def _is_of_program(file: str) -> bool:
    """Whether a file is neither of this package nor of Python's own library."""
    folders = Path(file).parents
    if OURS in folders:
        return False
    return PYTHON not in folders or any(folder.name == "site-packages" for folder in folders)


def plain_traceback(error: BaseException, trace: TracebackType | None) -> str:
    """Return the text of a traceback as Python prints it."""
    return "".join(traceback.format_exception(type(error), error, trace))


def plain_place(file: str) -> str:
    """Return a file's name without its folder."""
    return Path(file).name


class Wording:
    """How errors are worded where the program runs: notebooks have words of their own.

    Attributes
    ----------
    traceback : callable
        From an exception and its traceback, the text to print.
    place : callable
        From a file's name, what its user calls it.
    """

    traceback: Callable[[BaseException, TracebackType | None], str] = staticmethod(plain_traceback)
    place: Callable[[str], str] = staticmethod(plain_place)


def print_error(error: BaseException) -> None:
    """Print the traceback of an error that nobody takes to stderr."""
    text = Wording.traceback(error, beginning_of(error))
    # it may name what is no valid text, which not every stream takes
    if sys.stderr is not None:
        sys.stderr.write(text.encode(errors="backslashreplace").decode())
