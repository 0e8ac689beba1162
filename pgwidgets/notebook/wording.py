"""Errors in a notebook's words: they name its cells, where Python would name temporary files."""

from __future__ import annotations

import copy
from types import TracebackType
from typing import Any

from pgwidgets.errors import Wording, plain_place, plain_traceback


def install(shell: Any) -> None:
    """Have errors that nobody takes worded as IPython words those of cells."""

    def as_text(error: BaseException, trace: TracebackType | None) -> str:
        # handlers run in threads of their own, and it keeps what it is about
        formatter = copy.copy(shell.InteractiveTB)
        try:
            lines = formatter.structured_traceback(type(error), error, trace)
            return f"{formatter.stb2text(lines)}\n"
        except Exception:  # noqa: BLE001  # an error must be shown, in whatever form
            return plain_traceback(error, trace)

    def place(file: str) -> str:
        named = shell.compile.format_code_name(file)
        return plain_place(file) if named is None else " ".join(named)

    Wording.traceback = staticmethod(as_text)
    Wording.place = staticmethod(place)
