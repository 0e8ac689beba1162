"""Numbers within limits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pgwidgets.catalog.ranges import fit_range

NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9)


def fit(**given: Any) -> Any:
    values = {"dtype": "int", "min": 0, "max": 100, "step": 1, "value": 0, **given}
    fit_range(values)
    return values["value"]


@given(dtype=st.sampled_from(["int", "float"]), low=NUMBERS, high=NUMBERS, value=NUMBERS)
def test_a_fitted_number_is_inside_and_of_its_type(
    dtype: str, low: float, high: float, value: float
) -> None:
    low, high = sorted((low, high))
    try:
        fitted = fit(dtype=dtype, min=low, max=high, value=value)
    except ValueError:
        assume(False)
    assert type(fitted).__name__ == dtype
    assert low <= fitted <= high
    again = fit(dtype=dtype, min=low, max=high, value=fitted)
    assert (again, type(again)) == (fitted, type(fitted))


def test_whole_numbers_between_limits_that_are_not() -> None:
    assert [fit(min=0.5, max=9.5, value=value) for value in (0, 4.4, 99)] == [1, 4, 9]
    with pytest.raises(ValueError, match=r"there is no whole number from 0\.2 to 0\.8"):
        fit(min=0.2, max=0.8)


def test_halves_go_up_as_in_pages() -> None:
    values = [0.5, 1.5, -0.5, -1.5, 0.49999999999999994]
    assert [fit(min=-5, value=value) for value in values] == [1, 2, 0, -1, 0]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"min": 5, "max": 1}, "the smallest number \\(5\\) must not exceed the largest \\(1\\)"),
        ({"step": 0}, "the step must be above 0, not 0"),
    ],
)
def test_limits_that_make_no_sense(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        fit(**given)
