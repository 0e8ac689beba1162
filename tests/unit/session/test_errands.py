"""What is done for one browser without the session's lock."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from pgwidgets.catalog import table_export
from pgwidgets.model.documents import csv_text
from tests.unit.session.test_tables import Scene

SECONDS = 20.0
"""What a thread is waited for at most."""


class ErrandScene(Scene):
    """A table of which files are made, each when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **options: Any) -> None:
        self.begun, self.go_on = threading.Semaphore(0), threading.Semaphore(0)
        super().__init__(**options)
        blocks = csv_text.csv_blocks

        def held_up(shown: csv_text.Shown, **given: Any) -> Any:
            self.begun.release()
            assert self.go_on.acquire(timeout=SECONDS)
            given["pause"]()
            yield from blocks(shown, **given)

        monkeypatch.setattr(table_export, "csv_blocks", held_up)

    def ask(self, who: int = 0) -> None:
        self.act("export_csv", who=who)

    def wait(self) -> None:
        """Return when one has begun."""
        assert self.begun.acquire(timeout=SECONDS)

    def finish(self) -> None:
        """Let one go on, and settle it."""
        self.go_on.release()
        self.ring()

    def ring(self) -> None:
        self.session.world.ring()
        self.settle()


def test_what_was_asked_for_is_told_whom_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = ErrandScene(monkeypatch)
    scene.ask()
    scene.wait()
    # all else goes on
    scene.do("set_cell", row=0, col_index=0, value="fig")
    scene.act("edit_cells", [[1, "price", "9"]], "edit")
    scene.finish()
    ((_, text, reason),) = scene.told("exported")
    assert (text.splitlines()[1:3], reason) == (["pear,2.5,3", "apple,1.0,1"], "")
    assert scene.told("exported", 1) == []
    scene.check()


def test_of_several_the_last_counts_of_each_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = ErrandScene(monkeypatch)
    scene.ask()
    scene.wait()
    scene.ask(who=1)
    scene.wait()
    for value in ("fig", "kiwi"):
        scene.do("set_cell", row=0, col_index=0, value=value)
        scene.ask()
    # the first is given up, the second never begins
    scene.go_on.release(2)
    scene.wait()
    scene.finish()
    scene.ring()
    ((_, text, _),) = scene.told("exported")
    assert text.splitlines()[1].startswith("kiwi")
    ((_, other, _),) = scene.told("exported", 1)
    assert other.splitlines()[1].startswith("pear")
    scene.check()


def test_what_fails_is_said_and_what_is_gone_is_told_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = ErrandScene(monkeypatch)
    monkeypatch.setattr(csv_text, "_written", lambda _: 1 / 0)
    scene.ask()
    scene.wait()
    scene.finish()
    assert scene.told("exported") == [["exported", None, table_export.FAILED]]
    (error,) = scene.session.world.errors
    assert isinstance(error, ZeroDivisionError)
    scene.ask()
    scene.wait()
    scene.do("destroy")
    scene.go_on.release()
    scene.settle()
    assert len(scene.told("exported")) == 1


def test_values_to_choose_from_are_those_that_the_other_filters_leave() -> None:
    scene = Scene()
    scene.do("set_filter", col_index=1, spec=">1")
    scene.do("set_filter", col_index=0, spec={"choices": ["plum", "apple"]})
    scene.act("ask_values", "name")
    scene.session.world.ring()
    scene.settle()
    assert scene.told("values") == [
        [
            "values",
            "name",
            [["pear", "pear", 1, False], ["plum", "plum", 1, True], ["apple", "apple", 0, True]],
        ]
    ]
    assert scene.told("values", 1) == []
    scene.check()
