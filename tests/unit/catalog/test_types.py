"""The types of values: what each takes, keeps and refuses."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.catalog import picture
from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.fonts import FONT_FAMILY, FONT_STYLE, FONT_WEIGHT
from pgwidgets.catalog.types import (
    BOOLEAN,
    BYTES,
    DATA,
    FRACTION,
    INTEGER,
    NUMBER,
    PICTURE,
    TEXT,
    WIDGET,
    Choice,
    Data,
    Integer,
    List,
    Optional,
    Record,
    Reference,
    Tuple,
    Type,
    Union,
    describe,
)
from pgwidgets.model.buffer import Buffer
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Rules, Tree


class Array:
    """Like an array of another library: a sequence in all but name."""

    def __init__(self, values: list[Any]) -> None:
        self.values = values

    def tolist(self) -> list[Any]:
        return self.values


class Bit:
    """Like a boolean of another library."""

    class dtype:  # noqa: N801  # as that library spells it
        kind = "b"

    shape = ()

    def __bool__(self) -> bool:
        return True


class Holder:
    """Like a program's object for a widget."""

    def __init__(self, node: Node) -> None:
        self._node = node


def nodes() -> tuple[Tree, Node, Node]:
    tree = Tree({"Box": Rules(), "Menu": Rules()}, lambda: 0.0)
    return tree, tree.create("Box", {}), tree.create("Menu", {})


NUMBER_OR_TEXT = Union(NUMBER, TEXT, expected="a number or a str")


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (TEXT, "x", "x"),
        (BOOLEAN, True, True),
        (BOOLEAN, 0, False),
        (BOOLEAN, Bit(), True),
        (NUMBER, 3, 3),
        (NUMBER, 2.5, 2.5),
        (NUMBER, Fraction(1, 2), 0.5),
        (INTEGER, 3.0, 3),
        (DATA, 10**30, 10**30),
        (FRACTION, 1, 1),
        (Choice("a", "b"), "b", "b"),
        (Optional(TEXT), None, None),
        (Optional(TEXT), "x", "x"),
        (NUMBER_OR_TEXT, "x", "x"),
        (NUMBER_OR_TEXT, 4, 4),
        (BYTES, b"x", b"x"),
        (BYTES, bytearray(b"x"), b"x"),
        (BYTES, memoryview(b"x"), b"x"),
        (BYTES, Buffer(b"ab", (1, 2)), b"ab"),
        (List(TEXT), ("a", "b"), ["a", "b"]),
        (List(NUMBER), range(3), [0, 1, 2]),
        (List(NUMBER), Array([1, 2]), [1, 2]),
        (Tuple(NUMBER, TEXT), [1, "x"], (1, "x")),
        (Record(a=TEXT), {"a": "x"}, {"a": "x"}),
        (Record(a=TEXT), {}, {}),
        (DATA, {"a": [1, None, True, ("x",)]}, {"a": [1, None, True, ["x"]]}),
        (List(NUMBER, 1, 2), [1], [1]),
        (COLOR, None, None),
        (COLOR, " Red ", "Red"),
        (COLOR, "var(--pg-accent)", "var(--pg-accent)"),
        (FONT_FAMILY, "Fira Sans, sans-serif", "Fira Sans, sans-serif"),
        (FONT_FAMILY, "3270 Nerd Font,serif", '"3270 Nerd Font", serif'),
        (FONT_FAMILY, "inherit", '"inherit"'),
        (FONT_FAMILY, "O'Hara, 'a, b'", "\"O'Hara\", 'a, b'"),
        (FONT_WEIGHT, "700", 700),
        (FONT_WEIGHT, "350.5", 350.5),
        (FONT_WEIGHT, 400, 400),
        (FONT_WEIGHT, "bold", "bold"),
        (FONT_STYLE, "oblique -10deg", "oblique -10deg"),
        (PICTURE, "", ""),
        (PICTURE, "https://example.org/a.png", "https://example.org/a.png"),
        (PICTURE, "data:image/svg+xml,<svg/>", "data:image/svg+xml,<svg/>"),
        (PICTURE, "/static/a.png", "/static/a.png"),
    ],
)
def test_what_is_taken(kind: Type, value: Any, kept: Any) -> None:
    found = kind.check(value)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(
    ("kind", "value", "error", "reason"),
    [
        (TEXT, 3, TypeError, "a str, not int 3"),
        (BOOLEAN, 2, TypeError, "a bool"),
        (BOOLEAN, "yes", TypeError, "a bool"),
        (NUMBER, True, TypeError, "a number"),
        (NUMBER, "3", TypeError, "a number"),
        (NUMBER, Decimal(3), TypeError, "a number"),
        (NUMBER, math.nan, ValueError, "finite"),
        (INTEGER, math.inf, ValueError, "finite"),
        (NUMBER, 10**400, ValueError, "finite as a float"),
        (INTEGER, -(10**400), ValueError, "finite as a float"),
        (INTEGER, 2.5, ValueError, "whole number, not 2.5"),
        (Integer(1, 5), 0, ValueError, "at least 1"),
        (Integer(1, 5), 6, ValueError, "at most 5"),
        (Choice("left", "right"), "lefft", ValueError, "did you mean 'left'"),
        (Choice("left", "right"), 3, TypeError, "one of 'left', 'right'"),
        (NUMBER_OR_TEXT, None, TypeError, "a number or a str"),
        (List(NUMBER, 1, 2), [], ValueError, "at least 1 items, not 0"),
        (List(NUMBER, 1, 2), [1, 2, 3], ValueError, "at most 2 items, not 3"),
        (COLOR, "reddish", ValueError, "not 'reddish'; did you mean 'red'"),
        (COLOR, "", ValueError, "a CSS color such as"),
        (COLOR, "blac\N{KELVIN SIGN}", ValueError, "did you mean 'black'"),
        (COLOR, "indianrgb(0 0 0)", ValueError, "a CSS color"),
        (COLOR, "light-dark(" * 300, ValueError, "a CSS color"),
        (COLOR, 0xFF0000, TypeError, "a CSS color such as .*, not int 16711680"),
        (COLOR, (255, 0, 0), TypeError, "a CSS color"),
        (FONT_FAMILY, "", ValueError, "a font family"),
        (FONT_FAMILY, "serif,", ValueError, "a font family"),
        (FONT_FAMILY, "'Fira", ValueError, "a font family"),
        (FONT_FAMILY, "a\nb", ValueError, "a font family"),
        (FONT_FAMILY, "a\\b", ValueError, "a font family"),
        (FONT_WEIGHT, "boldd", ValueError, "did you mean 'bold'"),
        (FONT_WEIGHT, 0, ValueError, "at least 1"),
        (FONT_WEIGHT, "1001", ValueError, "at most 1000"),
        (FONT_WEIGHT, None, TypeError, "a font weight"),
        (FONT_STYLE, "italics", ValueError, "did you mean 'italic'"),
        (FONT_STYLE, "oblique 91deg", ValueError, "a font style"),
        (BYTES, "x", TypeError, "bytes"),
        (BYTES, Buffer(bytes(4), (1,), "int32"), ValueError, "a Buffer of uint8, not one of int32"),
        (List(TEXT), "ab", TypeError, "a sequence"),
        (List(TEXT), ["a", 3], TypeError, r"\[1\] must be a str"),
        (Tuple(TEXT, TEXT), {"a": 1}, TypeError, "a sequence of 2"),
        (Tuple(TEXT, TEXT), ["a"], ValueError, "must have 2 items, not 1"),
        (Record(title=TEXT), [], TypeError, "a mapping"),
        (Record(title=TEXT), {"titel": "x"}, ValueError, "did you mean 'title'"),
        (Record(title=TEXT), {"title": 3}, TypeError, r"\['title'\] must be a str"),
        (DATA, b"x", TypeError, "JSON"),
        (DATA, {3: 1}, TypeError, "a str"),
        (DATA, [math.nan], ValueError, "finite"),
        (DATA, object(), TypeError, "JSON"),
        (PICTURE, 3, TypeError, "a URL"),
        (PICTURE, "no-such-file.png", ValueError, "no file 'no-such-file.png'"),
        (PICTURE, Path("/no-such-file.png"), ValueError, "no file"),
        (WIDGET, "x", TypeError, "a widget"),
        (Reference("Menu"), "x", TypeError, "a Menu"),
    ],
)
def test_what_is_refused(kind: Type, value: Any, error: type[Exception], reason: str) -> None:
    with pytest.raises(error, match=reason):
        kind.check(value)


def test_references() -> None:
    tree, box, menu = nodes()
    assert WIDGET.check(box) is box
    assert WIDGET.check(Holder(box)) is box
    assert Reference("Menu", "Box").check(menu) is menu
    with pytest.raises(TypeError, match="must be a Menu, not a Box"):
        Reference("Menu").check(box)
    tree.destroy(box)
    with pytest.raises(ValueError, match="was destroyed"):
        WIDGET.check(box)


def test_containers_are_copied() -> None:
    given = {"a": [1]}
    kept = DATA.check(given)
    given["a"].append(2)
    assert kept == {"a": [1]}


def test_bytes_may_be_anywhere_in_data_that_takes_them() -> None:
    given = {"a": [bytearray(b"x"), Buffer(b"y"), {"b": memoryview(b"z")}], "c": 1}
    kept = Data(binary=True).check(given)
    assert kept == {"a": [b"x", Buffer(b"y"), {"b": b"z"}], "c": 1}
    for value in given["a"][:2]:  # type: ignore[index]
        with pytest.raises(TypeError, match="JSON"):
            DATA.check([value])


def test_files_are_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "icon.svg"
    path.write_text("<svg/>")
    assert PICTURE.check(path) == picture.to_data_uri(path) == "data:image/svg+xml;base64,PHN2Zy8+"
    unknown = tmp_path / "x"
    unknown.write_bytes(b"")
    assert picture.to_data_uri(unknown) == "data:application/octet-stream;base64,"


def test_how_types_are_spelled() -> None:
    assert Optional(List(PICTURE)).returned == "list[str] | None"
    assert Tuple(BYTES, TEXT).returned == "tuple[bytes, str]"
    assert NUMBER_OR_TEXT.returned == "float | str"
    assert Record().returned == "dict[str, Any]"
    assert Choice("a", "b").python == 'Literal["a", "b"]'
    assert Reference("Menu", "Box").python == "Menu | Box"
    assert TEXT.returned == "str"


def test_long_values_are_shortened_in_errors() -> None:
    assert describe("x" * 100) == f"str '{'x' * 56}..."


@pytest.mark.parametrize("kind", [NUMBER, INTEGER, Optional(NUMBER), Tuple(NUMBER, NUMBER)])
def test_integers_that_browsers_would_round_are_refused(kind: Type) -> None:
    def wrapped(number: int) -> Any:
        return (number, 0) if isinstance(kind, Tuple) else number

    for number in (2**53 - 1, 1 - 2**53):
        assert kind.check(wrapped(number)) == wrapped(number)
    for number in (2**53, 2**53 + 1, -(2**53), 10**400):
        with pytest.raises(ValueError, match=r"2\*\*53 - 1|finite"):
            kind.check(wrapped(number))
    assert NUMBER.check(float(2**60)) == 2**60
