"""Callbacks of plain Python classes."""

from __future__ import annotations

import asyncio
import copy
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from pgwidgets.callbacks import Callbacks
from pgwidgets.catalog.registry import declarations
from pgwidgets.errors import Wording, print_error
from pgwidgets.session import commands


class Model(Callbacks):
    """Has one callback and keeps what its handlers raise."""

    def __init__(self) -> None:
        self.enable_callback("changed")
        self.failed: list[tuple[str, Exception]] = []

    def callback_failed(self, action: str, error: Exception) -> None:
        self.failed.append((action, error))


class Forgetful(Model):
    """Its constructor doesn't call that of its base."""

    def __init__(self) -> None:
        self.value = 3


@dataclass(frozen=True)
class Point(Callbacks):
    x: int

    def __post_init__(self) -> None:
        self.enable_callback("touched")


class Plain:
    def __init__(self, name: str) -> None:
        self.name = name


class Mixed(Callbacks, Plain):
    def __init__(self) -> None:
        super().__init__("mixed")
        self.enable_callback("changed")


@pytest.fixture
def model() -> Model:
    return Model()


def test_handlers_run_in_order_with_what_they_take(model: Model) -> None:
    got: list[Any] = []
    model.on("changed", lambda *args, **keywords: got.append((args, keywords)), "e", k=1)
    model.on("changed", lambda: got.append("nothing"))
    model.on("changed", lambda index, extra: got.append((index, extra)), "e")
    model.add_callback("changed", lambda who, index: got.append((who, index)))
    model.make_callback("changed", 1, 2)
    assert got == [((1, 2, "e"), {"k": 1}), "nothing", (1, "e"), (model, 1)]
    assert model.failed == []


def test_registering_twice_runs_twice(model: Model) -> None:
    got: list[int] = []
    model.on("changed", got.append)
    model.on("changed", got.append)
    model.make_callback("changed", 5)
    assert got == [5, 5]


def test_one_that_raises_does_not_stop_the_others(model: Model) -> None:
    got: list[int] = []
    model.on("changed", lambda: 1 / 0)
    model.on("changed", got.append)
    model.make_callback("changed", 5)
    assert got == [5]
    ((action, error),) = model.failed
    assert action == "changed"
    assert isinstance(error, ZeroDivisionError)


def test_by_default_the_traceback_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    point = Point(1)
    point.on("touched", lambda: 1 / 0)
    point.make_callback("touched")
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Traceback")
    assert printed.err.endswith("ZeroDivisionError: division by zero\n")
    # what led there inside the package says nothing about the program
    first = printed.err.splitlines()[1]
    assert f'File "{__file__}"' in first
    assert "callbacks.py" not in printed.err.replace(__file__, "")


def test_an_error_without_a_line_of_the_program_is_printed_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(TypeError) as failed:
        Wording.place(3)  # type: ignore[arg-type]
    error = failed.value
    assert error.__traceback__ is not None
    # the first frame is this test's, which called it
    print_error(error.with_traceback(error.__traceback__.tb_next))
    printed = capsys.readouterr().err
    assert printed.index("errors.py") < printed.index("pathlib")


def test_a_program_may_have_errors_raised() -> None:
    class Strict(Callbacks):
        def callback_failed(self, action: str, error: Exception) -> None:
            raise error

    strict, got = Strict(), list[int]()
    strict.enable_callback("changed")
    strict.on("changed", lambda: 1 / 0)
    strict.on("changed", got.append)
    with pytest.raises(ZeroDivisionError):
        strict.make_callback("changed", 1)
    assert got == []


def test_interrupts_pass(model: Model) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    model.on("changed", interrupt)
    with pytest.raises(KeyboardInterrupt):
        model.make_callback("changed")


def test_an_unknown_name_is_refused_as_by_widgets(model: Model) -> None:
    calls: list[Callable[..., None]] = [model.on, model.add_callback, model.remove_callback]
    for call in [*calls, model.make_callback]:
        with pytest.raises(
            ValueError,
            match=r"^Model has no callback 'chnaged'; did you mean 'changed'\?; it has: changed$",
        ):
            call("chnaged", print)
    with pytest.raises(
        ValueError, match=r"^Timer has no callback 'expird'; did you mean 'expired'\?; it has: "
    ):
        commands.callback(declarations()["Timer"], "expird")
    with pytest.raises(ValueError, match=r"^Model has no callback 'x'; it has: changed$"):
        model.on("x", print)
    with pytest.raises(ValueError, match=r"^Callbacks has no callback 'x'; it has none$"):
        Callbacks().on("x", print)


def test_wrong_arguments(model: Model) -> None:
    with pytest.raises(TypeError, match="a handler must be callable, not str"):
        model.on("changed", "print")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="name must be a str, not int"):
        model.enable_callback(3)  # type: ignore[arg-type]


def test_enabling_again_keeps_the_handlers(model: Model) -> None:
    got: list[int] = []
    model.on("changed", got.append)
    model.enable_callback("changed")
    model.make_callback("changed", 1)
    assert got == [1]


def test_removing_takes_all_registrations_of_a_handler(model: Model) -> None:
    got: list[Any] = []
    for extra in "ab":
        model.on("changed", model.failed.append, extra)
    model.add_callback("changed", model.failed.append)
    model.on("changed", got.append)
    # a bound method is another object each time, but equal
    model.remove_callback("changed", model.failed.append)
    model.make_callback("changed", 1)
    assert (got, model.failed) == ([1], [])
    with pytest.raises(ValueError, match="is not registered for 'changed'"):
        model.remove_callback("changed", model.failed.append)


def test_changes_meanwhile_count_from_the_next_time(model: Model) -> None:
    got: list[str] = []

    def once() -> None:
        got.append("once")
        model.remove_callback("changed", once)
        model.on("changed", lambda: got.append("new"))

    model.on("changed", once)
    model.on("changed", lambda: got.append("old"))
    model.make_callback("changed")
    assert got == ["once", "old"]
    model.make_callback("changed")
    assert got == ["once", "old", "old", "new"]


def test_a_handler_may_make_callbacks(model: Model) -> None:
    got: list[int] = []

    def count_down(number: int) -> None:
        got.append(number)
        if number:
            model.make_callback("changed", number - 1)

    model.on("changed", count_down)
    model.make_callback("changed", 2)
    assert got == [2, 1, 0]


def test_a_constructor_need_not_call_another() -> None:
    forgetful = Forgetful()
    with pytest.raises(ValueError, match="Forgetful has no callback 'changed'; it has none"):
        forgetful.on("changed", print)
    forgetful.enable_callback("changed")
    got: list[int] = []
    forgetful.on("changed", got.append)
    forgetful.make_callback("changed", forgetful.value)
    assert got == [3]


def test_as_a_mixin() -> None:
    mixed, got = Mixed(), list[str]()
    mixed.add_callback("changed", lambda who: got.append(who.name))
    mixed.make_callback("changed")
    assert got == ["mixed"]


def test_a_frozen_dataclass_stays_one() -> None:
    one, other, got = Point(1), Point(1), list[int]()
    one.on("touched", got.append)
    assert (one, hash(one)) == (other, hash(other))
    other.make_callback("touched", 1)
    one.make_callback("touched", 2)
    assert got == [2]


def test_copies_go_their_own_way() -> None:
    point, got = Point(1), list[int]()
    copied, thawed = copy.copy(point), pickle.loads(pickle.dumps(point))
    copied.on("touched", got.append)
    for each in (point, thawed, copied):
        each.make_callback("touched", id(each))
    assert got == [id(copied)]


def test_no_registration_of_any_thread_is_lost(model: Model) -> None:
    threads, calls = 4, 50
    barrier = threading.Barrier(threads)
    got: list[int] = []

    def work(number: int) -> None:
        def passing() -> None:
            got.append(-1)

        barrier.wait()
        for _ in range(calls):
            model.on("changed", lambda: got.append(number))
            model.on("changed", passing)
            model.remove_callback("changed", passing)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))
    model.make_callback("changed")
    assert sorted(got) == [number for number in range(threads) for _ in range(calls)]


async def test_coroutines_go_on_as_tasks(model: Model) -> None:
    got: list[Any] = []
    done = asyncio.Event()

    async def later(value: int) -> None:
        got.append(value)
        await asyncio.sleep(0)
        got.append(value + 1)
        done.set()

    model.on("changed", later)
    model.on("changed", lambda: got.append("at once"))
    model.make_callback("changed", 1)
    assert got == ["at once"]
    await asyncio.wait_for(done.wait(), 5)
    assert got == ["at once", 1, 2]


async def test_what_a_coroutine_raises_is_taken_too() -> None:
    class Waiting(Callbacks):
        failed: asyncio.Future[tuple[str, Exception]]

        def callback_failed(self, action: str, error: Exception) -> None:
            self.failed.set_result((action, error))

    async def fail() -> None:
        await asyncio.sleep(0)
        raise KeyError("late")

    waiting = Waiting()
    waiting.failed = asyncio.get_running_loop().create_future()
    waiting.enable_callback("changed")
    waiting.on("changed", fail)
    waiting.make_callback("changed")
    action, error = await asyncio.wait_for(waiting.failed, 5)
    assert (action, repr(error)) == ("changed", "KeyError('late')")


def test_a_coroutine_without_a_loop_is_an_error_of_the_handler(model: Model) -> None:
    async def late() -> None:
        raise AssertionError("never runs")

    got: list[str] = []
    model.on("changed", late)
    model.on("changed", lambda: got.append("still called"))
    model.make_callback("changed")
    ((_, error),) = model.failed
    assert isinstance(error, RuntimeError)
    assert "late is a coroutine function: it can handle 'changed' only when" in str(error)
    assert got == ["still called"]
