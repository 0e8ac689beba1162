"""Colors as users choose them: `#rrggbb`, or `#rrggbbaa` where one shines through."""

from __future__ import annotations

import re
from typing import Any

from pgwidgets.catalog.types import Type, shorten, wrong_type

_FORM = re.compile(r"#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.ASCII)
_EXPECTED = "a color in hexadecimal such as '#ff8800', or '#ff880080' with an alpha"


class HexColor(Type):
    """A color in hexadecimal, which is kept in small letters and with all its digits.

    An alpha of ff is left out.
    """

    python = "str"
    typescript = "string"
    examples = ("#ff8800", "#08f8", "#336699CC")

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise wrong_type(_EXPECTED, value)
        text = value.strip().lower()
        if not _FORM.fullmatch(text):
            raise ValueError(f"must be {_EXPECTED}, not {shorten(value)}")
        digits = text.removeprefix("#")
        if len(digits) <= len("rgba"):
            digits = "".join(digit * 2 for digit in digits)
        return f"#{digits.removesuffix('ff') if len(digits) == len('rrggbbaa') else digits}"


def opaque(color: str) -> str:
    """Return a color without its alpha."""
    return color[: len("#rrggbb")]
