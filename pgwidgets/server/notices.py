"""What a page tells its user about an error in the program."""

from __future__ import annotations

import traceback
from pathlib import Path

OURS = Path(__file__).resolve().parent.parent

MOST_CHARACTERS = 500
"""A message may be of any length; the whole is in the program's own output."""


def notice_of(error: BaseException) -> str:
    """Return one line about an exception: what it was, and where the program raised it."""
    lines = "".join(traceback.format_exception_only(error)).strip().splitlines()
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [frame for frame in frames if OURS not in Path(frame.filename).parents]
    where = f" ({Path(theirs[-1].filename).name}, line {theirs[-1].lineno})" if theirs else ""
    text = lines[0] + where
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
