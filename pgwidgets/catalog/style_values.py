"""Values that CSS has a form for."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.types import Type, shorten, wrong_type
from pgwidgets.errors import hint

LONGEST_STYLE = 1000
"""Most characters of a style's value: more are a mistake, and long to read."""


class StyleValue(Type):
    """A value that CSS has a form for: words, and what a subclass reads beside them.

    Attributes
    ----------
    property : str
        A property of CSS whose values they are.
    expected : str
        What is expected, for an error.
    names : set of str
        The words, in lower case.
    examples : tuple
        Some values.
    """

    python = "str"
    typescript = "string"
    property: str
    expected: str
    names: frozenset[str] = frozenset()
    examples: tuple[Any, ...]

    def read(self, text: str) -> str | None:
        """Return a text as the model keeps it, or None when it is no such value."""
        # to CSS, letters beyond ASCII are no other way to write those of it
        return text if text.isascii() and text.lower() in self.names else None

    def check(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise wrong_type(self.expected, value)
        read = self.read(value.strip()) if len(value) <= LONGEST_STYLE else None
        if read is not None:
            return read
        near = hint(value.strip().lower(), self.names)
        raise ValueError(f"must be {self.expected}, not {shorten(value)}{near}")
