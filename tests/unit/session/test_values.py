"""Values of pages: references to widgets, and types."""

from __future__ import annotations

import pytest

from pgwidgets.catalog.types import DATA, WIDGET, List, Record
from pgwidgets.session.values import GoneError, from_page
from tests.unit.session.simulation import Session


def test_references_are_resolved_at_any_depth() -> None:
    session = Session()
    label = session.make("Label")
    there = {"__wid__": label.wid}
    kind = Record(a=List(WIDGET), b=Record(c=WIDGET))
    value = {"a": [there, there], "b": {"c": there}}
    assert from_page(session.tree, kind, value) == {"a": [label, label], "b": {"c": label}}


def test_what_is_gone_is_told_apart_from_what_is_wrong() -> None:
    session = Session()
    for gone in (99, None, "1"):
        with pytest.raises(GoneError):
            from_page(session.tree, WIDGET, {"__wid__": gone})
    with pytest.raises(TypeError, match="must be a widget"):
        from_page(session.tree, WIDGET, 1)


def test_what_is_nested_too_deeply_is_a_wrong_value() -> None:
    session = Session()
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(ValueError, match="nested too deeply"):
        from_page(session.tree, DATA, value)
