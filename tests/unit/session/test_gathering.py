"""Cells that a handler or a batch sets one by one, of which pages are told together."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from pgwidgets.model.node import Node
from pgwidgets.protocol import events
from pgwidgets.session import inputs
from pgwidgets.session.answers import DONE
from pgwidgets.session.context import Batch, Handling, Stretch
from tests.unit.session.simulation import Page, Session, shown

ROWS = [{"name": name, "count": count} for count, name in enumerate("abcd")]


class Scene:
    """A table that two browsers show."""

    def __init__(self) -> None:
        self.session = Session()
        self.node = self.make()
        self.pages = [Page().join(self.session), Page().join(self.session)]
        self.look(self.node)

    def look(self, node: Node) -> None:
        """Have the browsers say which rows they show."""
        for page in self.pages:
            inputs.receive(self.session, page.client, events.View(node.wid, [0, 64]))
            page.settle(self.session)

    def make(self) -> Node:
        return self.session.make("TableView", data=ROWS)

    def set(self, row: int, count: int, node: Node | None = None) -> Any:
        """Set a cell; returns the answer."""
        values = {"row": row, "col_index": 1, "value": count}
        return self.session.run(node or self.node, "set_cell", values)[1]

    def told(self, who: int = 0) -> list[str]:
        """Return what a browser is told now of tables."""
        page = self.pages[who]
        page.messages.clear()
        page.settle(self.session)
        messages = [it for it in page.messages if it["type"] in {"edit", "call"}]
        return [it.get("method") or str(it["edits"]) for it in messages]

    def check(self) -> None:
        for page in self.pages:
            page.settle(self.session)
            assert shown(self.session, page) == {}
            assert page.errors == []


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.mark.parametrize("kind", [Batch, Handling])
def test_they_are_one_message(scene: Scene, kind: Callable[[], Stretch]) -> None:
    before = scene.session.fanout.last_message
    with kind():
        for row in (0, 1, 0):
            scene.set(row, 10 + row)
        # Python itself knows at once
        assert scene.session.read(scene.node, "get_data", {})[1]["count"] == 11
        scene.set(0, 20)
        assert scene.session.fanout.last_message == before
    assert scene.session.fanout.last_message == before + 1
    for who in range(2):
        assert scene.told(who) == [str([["cells", [[0, "count", "20"], [1, "count", "11"]]]])]
    scene.check()


def test_outside_of_them_each_is_told_at_once(scene: Scene) -> None:
    scene.set(0, 10)
    assert scene.told() == [str([["cells", [[0, "count", "10"]]]])]


def test_whoever_waits_gets_the_answer_of_the_pages(scene: Scene) -> None:
    with Batch():
        first, second = scene.set(0, 10), scene.set(1, 11)
        assert not first.done
    assert not first.done
    scene.pages[0].settle(scene.session)
    scene.pages[1].settle(scene.session)
    assert first.done
    assert second.done
    with Batch():
        lost = scene.set(0, 12)
        lost.awaited = True
    del scene.pages[0].replica.widgets[scene.node.wid]
    scene.pages[0].settle(scene.session)
    assert lost.error is not None
    assert "its data" in str(lost.error)
    assert scene.session.world.errors == []


def test_in_a_handler_nobody_waits(scene: Scene) -> None:
    with Handling(), Batch():
        assert scene.set(0, 10) is DONE


def test_nothing_overtakes_them(scene: Scene) -> None:
    other = scene.make()
    scene.look(other)
    before = scene.session.fanout.last_message

    def count() -> int:
        return scene.session.fanout.last_message - before

    with Batch():
        scene.set(0, 10)
        scene.set(0, 20, other)
        assert count() == 1
        scene.set(1, 11)
        assert count() == 2
        scene.session.do(scene.node, "set_show_grid", tf=True)
        # the edit before it, and the call
        assert count() == 4
        scene.set(2, 12)
        assert count() == 4
    assert count() == 5
    scene.check()


def test_a_question_and_a_flush_come_behind_them(scene: Scene) -> None:
    with Batch():
        before = scene.session.fanout.last_message
        scene.set(0, 10)
        assert not scene.session.flushed().done
        assert scene.session.fanout.last_message == before + 1
        scene.set(0, 11)
        scene.session.query(scene.node, "get_element", {})
        assert scene.session.fanout.last_message == before + 3
    scene.check()


def test_those_of_a_long_handler_are_told_meanwhile(scene: Scene) -> None:
    with Handling():
        scene.set(0, 10)
        scene.set(1, 11)
        assert scene.told() == []
        scene.session.world.ring()
        assert scene.told() == [str([["cells", [[0, "count", "10"], [1, "count", "11"]]]])]
        for count in range(2500):
            scene.set(0, count + 100)
        assert len(scene.told()) == 1
    scene.check()


def test_a_page_without_documents_is_told_where_each_of_them_is(scene: Scene) -> None:
    plain = Page(features=()).join(scene.session)
    plain.messages.clear()
    with Batch():
        scene.set(3, 10)
        scene.session.do(scene.node, "delete_row", index=0)
    plain.settle(scene.session)
    calls = [(it["method"], it["args"]) for it in plain.messages if it["type"] == "call"]
    assert calls == [("set_cell", [3, 1, 10]), ("delete_row", [0])]


def test_who_comes_meanwhile_is_shown_them_once(scene: Scene) -> None:
    with Batch():
        scene.set(3, 10)
        late = Page().join(scene.session)
    late.settle(scene.session)
    assert not any(message["type"] == "edit" for message in late.messages)
    assert shown(scene.session, late) == {}
    scene.check()


def test_the_end_of_table_or_session_leaves_nobody_waiting(scene: Scene) -> None:
    with Batch():
        answer = scene.set(0, 10)
        scene.session.do(scene.node, "destroy")
    scene.check()
    assert answer.done
    scene = Scene()
    with Batch():
        answer = scene.set(0, 10)
        scene.session.end(1000, "over")
    assert answer.done


@pytest.mark.parametrize("seed", range(8))
def test_pages_show_what_python_has_whatever_comes_in_between(seed: int) -> None:
    dice, scene = Random(seed), Scene()
    for _ in range(60):
        with Batch():
            for _ in range(dice.randrange(6)):
                play(dice, scene)
            if dice.random() < 0.5:
                dice.choice(scene.pages).hear()
        scene.check()


def play(dice: Random, scene: Scene) -> None:
    """Do something by chance: in most cases set a cell."""
    session, node = scene.session, scene.node
    count = len(session.read(node, "get_data", {}))
    match dice.randrange(10):
        case 0:
            session.do(node, "insert_row", index=dice.randrange(count + 1), values=["x", 1])
        case 1 if count > 2:
            session.do(node, "delete_row", index=dice.randrange(count))
        case 2:
            session.do(node, "sort_by_column", col_index=dice.randrange(2))
        case 3:
            session.do(node, "set_search", text=dice.choice(["", "a", "1"]))
        case 4:
            session.do(node, "set_data", data=ROWS)
        case 5:
            page = dice.choice(scene.pages)
            page.act(node, "edit_cells", [[dice.randrange(4), "name", "new"]], "edit")
            page.say(session)
        case _:
            scene.set(dice.randrange(count), dice.randrange(30))
