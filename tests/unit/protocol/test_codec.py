"""Arguments as text."""

from __future__ import annotations

import enum
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from pgwidgets.protocol.codec import encode, encode_arguments


class Side(enum.StrEnum):
    LEFT = "left"


NODE = Node(Tree({}, lambda: 0.0), 7, "Label", {})
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from([NODE, Side.LEFT])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5
)


@given(st.lists(VALUES))
def test_arguments_are_encoded_as_any_value(args: list[Any]) -> None:
    assert encode_arguments(args) == encode(args)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_json_has_no_number_for_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode_arguments(["a", value])


def test_what_json_can_not_carry_is_refused() -> None:
    with pytest.raises(TypeError, match="bytes can't travel as JSON"):
        encode_arguments([b"data"])
