"""What a page tells its user about an error in the program."""

from __future__ import annotations

import traceback
from pathlib import Path

from pgwidgets.errors import OURS, Wording

MOST_CHARACTERS = 500
"""A message may be of any length; the whole is in the program's own output."""


UNBUILT = "The program failed to build its window"
"""What the page of a session is told whose `on_connect` handler has failed."""


def unbuilt_notice(error: BaseException, *, debug: bool, in_kernel: bool) -> str:
    """Return what a page says in place of the window that could not be built.

    The public gets no details.

    Parameters
    ----------
    error : BaseException
        What an `on_connect` handler has raised.
    debug : bool
        Whether pages show errors.
    in_kernel : bool
        Whether who sees the page is who wrote the program.
    """
    if debug:
        return f"{UNBUILT}: {notice_of(error)}"
    if in_kernel:
        return f"{UNBUILT} ({type(error).__name__}). The output of its cell says more."
    return f"{UNBUILT}. Whoever runs it finds the reason in its output."


def notice_of(error: BaseException) -> str:
    """Return one line about an exception: what it was, and where the program raised it."""
    lines = "".join(traceback.format_exception_only(error)).strip().splitlines()
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [frame for frame in frames if OURS not in Path(frame.filename).parents]
    where = f" ({Wording.place(theirs[-1].filename)}, line {theirs[-1].lineno})" if theirs else ""
    text = lines[0] + where
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
