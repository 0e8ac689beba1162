"""What the program says to what users type into tables, and what happens in the meantime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pgwidgets.session.jobs import Job
from tests.unit.session.simulation import Page
from tests.unit.session.test_tables import COLUMNS, Scene


class Later:
    """Takes jobs, and runs each when a test says so."""

    awaits = False

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.errors: list[BaseException] = []

    def submit(self, job: Job) -> None:
        self.jobs.append(job)

    def close(self) -> None:
        pass

    def run(self, index: int = 0) -> None:
        for call in self.jobs.pop(index):
            try:
                call.function()
            except Exception as error:  # noqa: BLE001 - as a dispatcher does
                self.errors.append(error)

    def run_all(self) -> None:
        while self.jobs:
            self.run()


class Play(Scene):
    """A table whose program looks at what users type, when a test says so."""

    def __init__(self, validator: Callable[..., Any], **options: Any) -> None:
        self.asked: list[tuple[Any, ...]] = []

        def validate(path: list[str], col_key: str, old: Any, new: Any) -> Any:
            self.asked.append((path, col_key, old, new))
            return validator(new)

        super().__init__(**options)
        self.later = Later()
        self.session.dispatcher = self.later
        self.do("set_validator", function=validate)
        self.settle()

    def type(self, row: int, text: str | None, who: int = 0, key: str = "price") -> None:
        self.act("edit_cells", [[row, key, text]], "edit", who=who)

    def look(self, index: int = 0) -> None:
        """Have the program look at what was typed, and its handlers hear what came of it."""
        self.later.run(index)
        self.settle()

    def price(self, row: int = 1) -> Any:
        return self.get("get_data")[row]["price"]

    def pending(self, who: int = 0) -> dict[tuple[int, str], Any]:
        """Return what a browser shows as pending."""
        pending: dict[tuple[int, str], Any] = {}
        for message in self.pages[who].messages:
            for edit in message.get("edits", ()):
                if edit[0] == "pending":
                    pending.update({(row, key): typed for row, key, typed in edit[1]})
                elif edit[0] == "settled":
                    for row, key in edit[1]:
                        pending.pop((row, key), None)
        return pending

    def reasons(self, who: int = 0) -> list[str]:
        return [cell[3] for _, cells in self.told("refused", who) for cell in cells]


def accept(new: Any) -> None:
    """Have nothing against it."""


def refuse(new: Any) -> None:
    raise ValueError(f"Not {new}.")


def test_it_is_taken_when_the_program_has_looked() -> None:
    play = Play(accept)
    play.act("edit_cells", [[0, "price", "7"], [1, "price", "8"]], "paste")
    assert (play.pending(), play.pending(1)) == ({(0, "price"): "7", (1, "price"): "8"}, {})
    assert (play.price(), play.asked) == (1.0, [])
    play.check()
    play.look()
    assert play.asked == [(["row0"], "price", 2.5, 7.0), (["row1"], "price", 1.0, 8.0)]
    assert (play.price(0), play.price(1), play.pending()) == (7.0, 8.0, {})
    play.later.run_all()
    assert [item[3:] for item in play.heard] == [(2.5, 7.0), (1.0, 8.0)]
    # Others are told but once.
    assert len(play.told("cells", 1)) == 1
    play.check()
    play.act("revert", "undo")
    assert (play.price(0), play.price(1)) == (2.5, 1.0)


def test_the_program_may_put_something_else_there() -> None:
    play = Play(lambda new: new * 2)
    play.type(1, "8")
    play.look()
    play.later.run_all()
    assert (play.price(), play.heard[-1]) == (16.0, ("cell_edited", ["row1"], "price", 1.0, 16.0))
    # What comes out as what is there is no edit.
    play.type(1, "8.0")
    play.look()
    assert (play.later.jobs, play.pending()) == ([], {})
    play.check()


def test_what_it_refuses_its_author_alone_reads() -> None:
    play = Play(refuse)
    play.act("edit_cells", [[1, "price", "8"], [2, "price", "9"]], "paste")
    play.look()
    assert (play.reasons(), play.reasons(1)) == (["Not 8.0.", "Not 9.0."], [])
    assert (play.price(), play.pending(), play.later.errors) == (1.0, {}, [])
    # The words come as long as the page has what was typed.
    names = [edit[0] for message in play.pages[0].messages for edit in message.get("edits", ())]
    assert names.index("refused") < names.index("settled")
    play.check()


@pytest.mark.parametrize(
    ("validator", "words"),
    [
        (lambda new: {}[new], "8.0"),
        (
            lambda new: "x",
            "what the validator of 'price' has returned must be a number, not str 'x'",
        ),
    ],
)
def test_mistakes_of_the_program_are_its_own(validator: Any, words: str) -> None:
    # of a type that does not take all that a list does
    play = Play(validator, columns=COLUMNS[1:2], data={"price": np.array([2.5, 1.0])})
    play.type(1, "8")
    play.look()
    assert play.reasons() == ["The program could not check it."]
    (error,) = play.later.errors
    assert words in str(error)
    assert (play.get("get_data")["price"].tolist(), play.pending()) == ([2.5, 1.0], {})


def test_a_synchronous_program_has_nothing_to_await() -> None:
    async def later() -> None:
        pass

    play = Play(lambda new: later())
    play.type(1, "8")
    play.look()
    (error,) = play.later.errors
    assert "that is for pgwidgets.async_" in str(error)
    assert play.reasons() == ["The program could not check it."]


def test_of_two_browsers_the_later_counts_whichever_is_looked_at_first() -> None:
    play = Play(accept)
    play.type(1, "8")
    play.type(1, "9", who=1)
    play.look()
    assert play.price() == 8.0
    play.look()
    assert (play.price(), play.reasons(1)) == (9.0, [])
    play.later.run_all()
    play.type(1, "10")
    play.type(1, "11", who=1)
    play.look(1)
    # what is out of date the program is not even asked
    play.asked.clear()
    play.look()
    assert (play.price(), play.asked) == (11.0, [])
    assert (play.reasons(), play.pending()) == (["It was changed meanwhile."], {})


def test_what_the_program_sets_meanwhile_counts() -> None:
    play = Play(accept)
    play.type(1, "8")
    play.do("set_cell", row=1, col_index=1, value=5.0)
    play.look()
    assert (play.price(), play.reasons()) == (5.0, ["It was changed meanwhile."])
    assert play.pending() == {}


def test_of_what_one_types_twice_the_last_counts() -> None:
    play = Play(accept)
    play.type(1, "8")
    play.type(1, "9")
    assert play.pending() == {(1, "price"): "9"}
    play.look()
    assert (play.asked, play.price()) == ([], 1.0)
    assert play.pending() == {(1, "price"): "9"}
    play.look()
    assert (play.price(), play.pending(), play.reasons()) == (9.0, {}, [])
    # What is there already takes back what waits.
    play.later.run_all()
    play.type(1, "10")
    play.type(1, "9")
    assert play.pending() == {}
    play.look()
    assert (play.price(), play.reasons()) == (9.0, [])
    play.check()


def test_what_waits_is_taken_back_first() -> None:
    play = Play(accept)
    play.type(0, "7")
    play.later.run_all()
    play.type(1, "8")
    play.act("revert", "undo", who=1)
    assert play.pending() == {(1, "price"): "8"}
    play.act("revert", "undo")
    assert (play.pending(), play.price(0)) == ({}, 7.0)
    play.look()
    assert (play.price(), play.reasons()) == (1.0, [])
    play.act("revert", "undo")
    assert play.price(0) == 2.5


def closed(play: Play) -> None:
    play.do("set_column_editable", col_index=1, tf=False)


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        (lambda play: play.do("delete_row", index=1), "This row is not there any more."),
        (lambda play: play.do("delete_column", index=1), "This column is not there any more."),
        (closed, "This column can't be edited."),
        (
            lambda play: play.do("set_data", data=[{"price": 4.0}] * 2),
            "The table has other rows now.",
        ),
    ],
)
def test_what_it_was_typed_into_may_go(meanwhile: Callable[[Play], Any], reason: str) -> None:
    play = Play(accept)
    play.type(1, "8")
    meanwhile(play)
    play.settle()
    play.look()
    assert play.reasons() == [reason]
    assert not any(row.get("price") == 8.0 for row in play.get("get_data"))
    play.check()


def test_its_author_may_leave_and_come_back() -> None:
    play = Play(accept)
    page = play.pages[0]
    play.type(1, "8")
    page.lose()
    page.leave(play.session)
    play.look()
    assert play.price() == 8.0
    page.connect(play.session)
    play.settle()
    # It has missed nothing.
    assert play.pending() == {}
    play.check()


def test_its_author_may_reload() -> None:
    play = Play(refuse)
    page = play.pages[0]
    play.type(1, "8")
    page.lose()
    page.leave(play.session)
    play.pages[0] = Page().join(play.session)
    play.session.fanout.suspended.clear()
    play.look()
    assert (play.price(), play.reasons()) == (1.0, [])
    play.check()


def test_a_table_that_ends_asks_in_vain() -> None:
    play = Play(accept)
    play.type(1, "8")
    play.do("destroy")
    play.later.run_all()
    assert play.later.errors == []


def test_a_column_has_its_own() -> None:
    play = Play(refuse)
    columns = [{**COLUMNS[1], "validate": lambda path, col_key, old, new: new + 1}, COLUMNS[2]]
    play.do("set_columns", columns=columns)
    play.act("edit_cells", [[1, "price", "8"], [1, "count", "5"]], "paste")
    play.look()
    assert (play.price(), play.reasons()) == (9.0, ["Not 5."])
    # No page is told of it.
    assert "validate" not in str([message for page in play.pages for message in page.messages])
    play.check()


def test_a_plain_page_shows_what_there_is_until_then() -> None:
    play = Play(accept)
    plain = Page(features=()).join(play.session)
    plain.act(play.node, "cell_edited", ["row1"], "price", 1.0, 8.0)
    plain.settle(play.session)
    assert (play.price(), play.heard) == (1.0, [])
    play.look()
    play.later.run_all()
    assert (play.price(), play.heard) == (8.0, [("cell_edited", ["row1"], "price", 1.0, 8.0)])


def test_what_can_not_be_called_is_refused_at_once() -> None:
    play = Play(accept)
    with pytest.raises(TypeError, match="function must be a function, not str 'yes'"):
        play.do("set_validator", function="yes")
    with pytest.raises(TypeError, match=r"must take path, col_key, old, new, which .* does not"):
        play.do("set_validator", function=lambda new: new)
    play.do("set_validator", function=None)
    play.type(1, "8")
    assert play.price() == 8.0
