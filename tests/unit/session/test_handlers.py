"""How many arguments functions get, and what the shells share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from pgwidgets.errors import closest
from pgwidgets.session.commands import KEEP, read
from pgwidgets.session.handlers import Handler
from pgwidgets.session.jobs import Job, single
from pgwidgets.session.widgets import split_arguments
from tests.unit.session.simulation import Session


class Callable0:
    """Takes nothing."""

    def __call__(self) -> None: ...


@pytest.mark.parametrize(
    ("function", "capacity"),
    [
        (lambda: None, 0),
        (lambda a, b=1, *, c=2: None, 2),
        (lambda *args: None, None),
        (partial(lambda a, b: None, 1), 1),
        (Callable0(), 0),
        ([].append, 1),
        (print, None),
        (dict, None),
    ],
)
def test_capacity(function: Callable[..., Any], capacity: int | None) -> None:
    assert Handler(function, (), (), {})._find_capacity() == capacity


def test_extra_arguments_always_come() -> None:
    got: list[Any] = []

    def note(*args: Any, **keywords: Any) -> None:
        got.append((args, keywords))

    def few(widget: Any, index: Any, extra: Any) -> None:
        got.append((widget, index, extra))

    def named(index: Any, extra: Any) -> None:
        got.append((index, extra))

    Handler(note, ("w",), ("e",), {"k": 1}).bind((1, 2))()
    Handler(few, ("w",), ("e",), {}).bind((1, 2))()
    Handler(named, (), (), {"extra": "e"}).bind((1, 2))()
    Handler(dict, (), (), {"extra": "e"}).bind(())()
    assert got == [(("w", 1, 2, "e"), {"k": 1}), ("w", 1, "e"), (1, "e")]
    with pytest.raises(TypeError, match="must be callable, not int"):
        Handler(3, (), (), {})  # type: ignore[arg-type]


def test_a_dropped_job_tells_who_waits() -> None:
    got: list[int] = []
    job: Job = single(lambda: None)
    job.dropped.append(lambda: got.append(1))
    job.drop()
    assert got == [1]
    assert [call.function() for call in job] == [None]


def test_constructor_arguments_are_told_apart() -> None:
    assert split_arguments("Label", ("x",), {"halign": "left", "tooltip": "t"}) == (
        {"text": "x", "halign": "left"},
        {"tooltip": "t"},
    )
    with pytest.raises(TypeError, match="at most 1 positional arguments"):
        split_arguments("Label", ("x", "y"), {})
    with pytest.raises(TypeError, match=r"Label\(\) got text twice"):
        split_arguments("Label", ("x",), {"text": "y"})


def test_a_parameter_that_is_left_out_keeps_its_value() -> None:
    session = Session()
    label = session.make("Label", color=("red", "blue"))
    session.do(label, "set_color", bg=KEEP, fg="green")
    assert (label.state["bg"], label.state["fg"]) == ("red", "green")
    assert repr(KEEP) == "KEEP"


def test_commands_and_getters_are_not_mixed_up() -> None:
    session = Session()
    label = session.make("Label")
    with pytest.raises(TypeError, match="is not a getter"):
        read(label, session.declarations["Label"], "set_text", {})
    with pytest.raises(TypeError, match="is not a command"):
        session.do(label, "get_text")


def test_hints() -> None:
    assert closest("x", []) == "there are none"
    assert closest("zzz", ["b", "a"]) == "valid names: a, b"
    assert closest("set_txt", ["set_text"]) == "did you mean 'set_text'?"
