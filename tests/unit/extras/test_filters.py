from __future__ import annotations

from typing import Any

import pytest

from pgwidgets.extras.filters import Filter, make_filters


@pytest.mark.parametrize(
    "given",
    [
        {"Images": ["*.png", "*.JPG"], "All files": "*"},
        [("Images", ("*.png", "*.JPG")), ["All files", ["*"]]],
    ],
)
def test_forms(given: Any) -> None:
    assert make_filters(given) == [
        Filter("Images", ("*.png", "*.JPG")),
        Filter("All files", ("*",)),
    ]


def test_none() -> None:
    assert make_filters(None) == []


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (["*.png"], TypeError, "label with its patterns"),
        ([("Images", "*.png", "more")], TypeError, "label with its patterns"),
        ({1: "*"}, TypeError, "label with its patterns"),
        ({"Images": 5}, TypeError, "must be str"),
        ({"Images": ["*.png", 5]}, TypeError, "must be str"),
        ({"Images": []}, ValueError, "must have a pattern"),
    ],
)
def test_what_is_refused(given: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make_filters(given)


def test_case_makes_no_difference() -> None:
    images = Filter("Images", ("*.png", "*.JPG"))
    assert [name for name in ("a.PNG", "b.jpg", "c.txt", "png") if images.fits(name)] == [
        "a.PNG",
        "b.jpg",
    ]


@pytest.mark.parametrize(
    ("patterns", "extension"),
    [
        (("*.png", "*.jpg"), ".png"),
        (("*", "*.tar.gz"), ".tar.gz"),
        (("*",), ""),
        (("*.?pg", "a.*"), ""),
        (("*.[ch]",), ""),
    ],
)
def test_extension(patterns: tuple[str, ...], extension: str) -> None:
    assert Filter("", patterns).extension == extension
