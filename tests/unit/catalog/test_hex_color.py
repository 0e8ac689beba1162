"""Colors in hexadecimal."""

from __future__ import annotations

import pytest

from pgwidgets.catalog.hex_color import HexColor


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("#FF8800", "#ff8800"),
        ("f80", "#ff8800"),
        (" #f808 ", "#ff880088"),
        ("#ff8800ff", "#ff8800"),
        ("#fff", "#ffffff"),
        ("#ffffff", "#ffffff"),
    ],
)
def test_colors_are_kept_in_one_form(given: str, kept: str) -> None:
    assert HexColor().check(given) == kept
    assert HexColor().check(kept) == kept


@pytest.mark.parametrize("wrong", ["", "#", "red", "#ff", "#ff880", "#gg8800", "#ff8800zz", "#١٢٣"])
def test_what_is_none(wrong: str) -> None:
    with pytest.raises(ValueError, match="in hexadecimal such as"):
        HexColor().check(wrong)


def test_what_is_no_text() -> None:
    with pytest.raises(TypeError, match="in hexadecimal"):
        HexColor().check(0xFF8800)
