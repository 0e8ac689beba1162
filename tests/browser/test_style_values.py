"""Values of CSS: what Python takes, a browser takes, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from pgwidgets.catalog.colors import NAMES, Color
from pgwidgets.catalog.cursors import CURSORS
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.fonts import FontFamily
from pgwidgets.catalog.registry import declarations
from pgwidgets.catalog.style_values import StyleValue
from pgwidgets.catalog.types import Optional, Type

SUPPORTED = "([property, values]) => values.map((value) => CSS.supports(property, value))"

NUMBERS = st.one_of(
    st.integers(-300, 400).map(str),
    st.floats(-2, 2).map(lambda number: f"{number:.2f}"),
    st.sampled_from([".5", "-.5", "+7", "1e2", "1E-3", "0", "none", "1.", "1e", "0x1"]),
)
UNITS = st.sampled_from(["", "", "%", "%", "deg", "turn", "rad", "grad", "px", "DEG"])
SOME_WORDS = """
    red Blue TRANSPARENT currentColor canvas reddish #fff #12345 #1234 #AABBCC #aabbccdd srgb
    display-p3 oklch in hue longer none xyz-d50 rgb lab hsl
"""
WORDS = st.sampled_from(SOME_WORDS.split())
FUNCTION_NAMES = "rgb RGBA hsl hsla hwb lab oklab lch oklch color color-mix light-dark rgbb"
FUNCTIONS = st.sampled_from(FUNCTION_NAMES.split())
SEPARATORS = st.sampled_from([" ", " ", "  ", ",", ", ", " , ", " / ", "/", "\n"])
COMMON = st.sampled_from([" ", " ", ", ", ","])


@st.composite
def functions(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """Something like a function of CSS, right or wrong."""
    parts = st.one_of(st.tuples(NUMBERS, UNITS).map("".join), inner)
    usual = draw(COMMON)
    text = draw(parts)
    for _ in range(draw(st.integers(0, 4))):
        text += (usual if draw(st.integers(0, 3)) else draw(SEPARATORS)) + draw(parts)
    return f"{draw(FUNCTIONS)}({text})"


@st.composite
def forms(draw: st.DrawFn) -> str:
    """Something that is mostly right."""
    share, angle = draw(st.sampled_from(["", "%"])), draw(UNITS)
    numbers = [draw(NUMBERS) for _ in range(4)]
    one, two = draw(WORDS), draw(WORDS)
    part = draw(st.sampled_from(["", " 0%", " 20%", " 100%", " 101%", " 7.5%"]))
    other = draw(st.sampled_from(["", "0% ", "80% ", "00.0% "]))
    space = draw(
        st.sampled_from(["srgb", "oklab", "xyz", "hsl", "lch longer hue", "lab longer hue", "red"])
    )
    a, b, c, d = numbers
    return draw(
        st.sampled_from(
            [
                f"rgb({a}{share}, {b}{share}, {c}{share})",
                f"rgba({a},{b},{c},{d}{share})",
                f"rgb({a}{share} {b} {c}{share} / {d}{share})",
                f"hsl({a}{angle}, {b}%, {c}{share})",
                f"hsl({a}{angle} {b}{share} {c}%/{d})",
                f"hwb({a}{angle} {b}% {c}%)",
                f"lab({a}{share} {b} {c})",
                f"oklch({a}% {b}{share} {c}{angle} / {d}%)",
                f"color({space} {a} {b}{share} {c})",
                f"color-mix(in {space}, {one}{part}, {other}{two})",
                f"color-mix(in {space}, {other}{one}, {two}{part})",
                f"light-dark({one}, {two})",
            ]
        )
    )


COLORS = st.one_of(
    st.recursive(WORDS, functions, max_leaves=4),
    forms(),
    st.sampled_from(sorted(NAMES)),
    st.text("0123456789abcdefABCDEF#g", max_size=9),
)
FAMILIES = st.lists(
    st.one_of(
        st.text(min_size=0, max_size=8),
        st.text("aZ-_0 1'\"\\.é,;!", min_size=0, max_size=8),
        st.sampled_from(["serif", "Fira Sans", "3270 Nerd Font", "inherit", '"a b"', "O'Hara"]),
    ),
    max_size=3,
).map(", ".join)
SOME_STYLES = (
    "normal, bold, bolder, lighter, italic, oblique, Oblique, bald, 1000.5, 99.5, 0.5, "
    "oblique 10deg, oblique -90deg, oblique 91deg, oblique 10, italic 10deg"
)
PLAIN = st.one_of(
    st.integers(-5, 1100).map(str),
    st.sampled_from(SOME_STYLES.split(", ")),
)
STRATEGIES = {Color: COLORS, FontFamily: FAMILIES}


def types_of(widget: Widget) -> Iterator[Type]:
    yield from (state.type for state in widget.all_states.values())
    for method in widget.all_methods.values():
        yield from (parameter.type for parameter in widget.parameters_of(method))


def style_values() -> list[StyleValue]:
    """The types of values of CSS that the catalog uses."""
    found: dict[type, StyleValue] = {}
    for widget in declarations().values():
        for kind in types_of(widget):
            inner = kind.inner if isinstance(kind, Optional) else kind
            if isinstance(inner, StyleValue):
                found[type(inner)] = inner
    return list(found.values())


def read(kind: StyleValue, value: Any) -> str | None:
    """Return what a page is told for a value; None when Python refuses it."""
    try:
        return str(kind.check(value))
    except ValueError:
        return None


every_kind = pytest.mark.parametrize("kind", style_values(), ids=lambda kind: kind.property)


@every_kind
def test_what_python_takes_a_browser_takes(page: Page, kind: StyleValue) -> None:
    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(STRATEGIES.get(type(kind), PLAIN), min_size=30, max_size=40))
    @example([*map(str, kind.examples), *sorted(kind.names)])
    def compare(values: list[str]) -> None:
        told = [read(kind, value) for value in values]
        supported = page.evaluate(SUPPORTED, [kind.property, [text or "" for text in told]])
        wrong = [text for text, takes in zip(told, supported, strict=True) if text and not takes]
        assert wrong == []

        if isinstance(kind, FontFamily):
            # a browser closes a quote that nobody has closed, and reads escapes
            return
        written = page.evaluate(SUPPORTED, [kind.property, values])
        known = [text is not None for text in told]
        assert dict(zip(values, known, strict=True)) == dict(zip(values, written, strict=True))

    compare()


def test_every_cursor_is_one(page: Page) -> None:
    assert all(page.evaluate(SUPPORTED, ["cursor", sorted(CURSORS)]))
