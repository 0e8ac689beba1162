"""Fonts of CSS: the types of values that name a family, a weight or a style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pgwidgets.catalog.style_values import StyleValue
from pgwidgets.catalog.types import Number, wrong_type

WEIGHT = Number(minimum=1, maximum=1000)

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)

_OBLIQUE = re.compile(r"oblique[ ]+([+-]?[0-9]+(?:\.[0-9]+)?)deg", re.ASCII | re.IGNORECASE)

_RESERVED = frozenset({"inherit", "initial", "unset", "revert", "revert-layer", "default"})
"""What CSS would not take for a name."""

_QUOTED = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*(?:,|$)""")
_BARE = re.compile(r"""\s*([^\s"',][^,]*?)\s*(?:,|$)""")
_IDENTIFIER = re.compile(r"(?:--|-?[A-Za-z_\u0080-\U0010ffff])[\w\u0080-\U0010ffff-]*", re.ASCII)


class FontFamily(StyleValue):
    """The name of a font, or several with commas, of which the first that is there is taken.

    What CSS would take as a name only in quotes is put into them.
    """

    property = "font-family"
    expected = "a font family, or several with commas, such as 'Inter, sans-serif'"
    examples = ("serif", "Fira Sans, sans-serif", "'3270 Nerd Font'")

    def read(self, text: str) -> str | None:
        """Return the names as CSS writes them, if it can."""
        if not text.isprintable():
            return None
        names = list(_names(text))
        return None if not names or None in names else ", ".join(filter(None, names))


class FontWeight(StyleValue):
    """How thick letters are: a number or a word."""

    python = "float | str"
    typescript = "number | string"
    property = "font-weight"
    names = frozenset({"normal", "bold", "bolder", "lighter"})
    expected = "a font weight: a number from 1 to 1000, 'normal', 'bold', 'bolder' or 'lighter'"
    examples = (400, 700, "bold")

    def check(self, value: Any) -> Any:
        if isinstance(value, str) and not _NUMBER.fullmatch(value):
            return super().check(value)
        if isinstance(value, str):
            value = float(value) if "." in value else int(value)
        try:
            return WEIGHT.check(value)
        except TypeError:
            raise wrong_type(self.expected, value) from None


class FontStyle(StyleValue):
    """Whether letters lean."""

    property = "font-style"
    names = frozenset({"normal", "italic", "oblique"})
    expected = "a font style: 'normal', 'italic', 'oblique' or one such as 'oblique 10deg'"
    examples = ("normal", "italic", "oblique 10deg")

    def read(self, text: str) -> str | None:
        """Return the style, if it is one."""
        angle = _OBLIQUE.fullmatch(text)
        leans = angle is not None and abs(float(angle[1])) <= 90
        return text if leans else super().read(text)


FONT_FAMILY = FontFamily()
FONT_WEIGHT = FontWeight()
FONT_STYLE = FontStyle()


def _names(text: str) -> Iterator[str | None]:
    """Yield each name of a list as CSS writes it; None for one that it can't."""
    position = 0
    while True:
        found = _QUOTED.match(text, position) or _BARE.match(text, position)
        if found is None:
            yield None
            return
        yield _as_css(found[1])
        position = found.end()
        if not found[0].endswith(","):
            return


def _as_css(name: str) -> str | None:
    if name[0] in "\"'":
        return name
    if "\\" in name:
        return None
    words = name.split()
    if all(map(_IDENTIFIER.fullmatch, words)) and name.lower() not in _RESERVED:
        return name
    return '"' + name.replace('"', r"\"") + '"'
