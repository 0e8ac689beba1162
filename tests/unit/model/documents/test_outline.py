"""Trees against items that know what is in them, and what pages are told against what there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.model.documents import shown_rows
from pgwidgets.model.documents.arrangement import ColumnFilter
from pgwidgets.model.documents.outline import Outline, Planted
from pgwidgets.model.documents.outline_edits import (
    ROOT,
    Awaited,
    Branched,
    Folded,
    ItemsInserted,
    ItemsOrdered,
    ItemsRemoved,
    Withered,
)
from pgwidgets.model.documents.outline_forest import CHILDREN, VALUES, read_forest, read_item
from pgwidgets.model.documents.run import Run
from pgwidgets.model.documents.table_edits import (
    Arranged,
    CellsSet,
    Filtered,
    Pick,
    Selected,
    Sorted,
)
from pgwidgets.model.documents.table_parts import Part
from pgwidgets.model.tables.conditions import Condition
from tests.support import soak
from tests.support.table_part import TablePart

KEYS = ("name", "size")
KEY = st.sampled_from("abcdefg")
VALUES_OF_ROWS = st.fixed_dictionaries(
    {}, optional={"name": st.sampled_from(["x", "Y", "b"]), "size": st.integers(0, 3)}
)
TREES: st.SearchStrategy[Any] = st.recursive(
    VALUES_OF_ROWS, lambda inside: st.dictionaries(KEY, inside, max_size=4), max_leaves=12
)
TREE = st.dictionaries(KEY, TREES, max_size=5)
DICE = st.integers(0, 50)


@dataclass(eq=False)
class Item:
    """An item of the reference: it knows what is in it."""

    row: int
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    inside: list[Item] | None = None
    parent: Item | None = None
    is_open: bool = False

    def walk(self) -> Iterator[Item]:
        for item in self.inside or ():
            yield item
            yield from item.walk()

    def path(self) -> list[str]:
        return [] if self.parent is None else [*self.parent.path(), self.key]


class Reference:
    """What a tree is."""

    def __init__(self) -> None:
        self.root = Item(ROOT, inside=[])
        self.sort: tuple[tuple[str, bool], ...] = ()
        # what names have in them, which sizes there are at least, and what was closed since
        self.word, self.least = "", 0
        self.shut: set[Item] = set()
        self.is_anew = False
        self.next = 0

    def fits(self, item: Item) -> bool:
        name = item.values.get("name", item.key)
        return self.word in name.casefold() and item.values.get("size", -1) >= (self.least or -1)

    def passes(self, item: Item) -> bool:
        return self.fits(item) or any(map(self.passes, item.inside or ()))

    def fold(self, item: Item) -> bool | None:
        if item.inside is None:
            return None
        if not (self.word or self.least):
            return item.is_open
        return item not in self.shut if any(map(self.passes, item.inside)) else None

    def grow(self, parent: Item, at: int, tree: dict[str, Any]) -> None:
        new = [self.made(parent, key, value) for key, value in tree.items()]
        parent.inside = parent.inside or []
        parent.inside[at:at] = new

    def made(self, parent: Item, key: str, value: dict[str, Any]) -> Item:
        item = Item(self.next, key, parent=parent)
        self.next += 1
        children = {key: inner for key, inner in value.items() if isinstance(inner, dict)}
        item.values = {key: inner for key, inner in value.items() if key not in children}
        if children or not value:
            item.inside = [self.made(item, key, inner) for key, inner in children.items()]
        return item

    def items(self) -> list[Item]:
        return list(self.root.walk())

    def arranged(self, item: Item) -> list[Item]:
        items = list(filter(self.passes, item.inside or ()))
        for key, ascending in reversed(self.sort):
            values = {own: own.values.get(key) for own in items}
            if key == KEYS[0]:
                values = {own: own.key if value is None else value for own, value in values.items()}
            there = [own for own in items if values[own] is not None]
            there.sort(key=lambda own: str(values[own]).casefold(), reverse=not ascending)
            items = there + [own for own in items if values[own] is None]
        return items

    def shown(self, item: Item | None = None, level: int = 1) -> list[list[Any]]:
        """Return row and branch of what shows."""
        siblings = self.arranged(item or self.root)
        shown = []
        for place, own in enumerate(siblings, 1):
            fold = self.fold(own)
            shown.append([own.row, [level, fold, place, len(siblings)]])
            if fold:
                shown += self.shown(own, level + 1)
        return shown

    def whole(self, item: Item) -> list[Item]:
        return [inner for own in self.arranged(item) for inner in (own, *self.whole(own))]


class Play:
    """A tree, its reference, and a page that is told of it now and then."""

    def __init__(self, tree: dict[str, Any], part: tuple[int, int], late: int) -> None:
        forest = read_forest(tree)
        columns = forest.columns()
        columns.describe([{"key": key} for key in KEYS])
        self.outline = Outline(Planted(forest, columns))
        self.reference = Reference()
        self.reference.grow(self.reference.root, 0, tree)
        self.view = Part(*part)
        self.page = TablePart(_told(self.outline.window(self.view)))
        self.late = late
        self.run: Run[Any] | None = None
        self.waiting = 0

    def edit(self, edit: Any) -> None:
        self.outline.apply(edit)
        told, view = self.outline.seen(edit, self.view)
        assert view is not None
        self.view = view
        if told is not None:
            run = Run(self.outline, told)
            if self.run is None:
                self.run = run
            else:
                self.run.extend(run)
        self.waiting += 1
        if self.waiting > self.late:
            self.tell()

    def arrive(self) -> None:
        """Have what takes long be known."""
        if self.outline.task is not None:
            self.edit(Arranged(self.outline.task))
            if self.reference.is_anew:
                # whatever was closed meanwhile
                self.reference.shut = set()
        self.reference.is_anew = False

    def tell(self) -> None:
        if self.run is not None:
            for edit in _told(self.run.written()):
                self.page.apply(edit, self.outline.columns.keys)
        self.run, self.waiting = None, 0

    def check(self) -> None:
        outline, reference = self.outline, self.reference
        items = reference.items()
        assert list(outline.order) == [item.row for item in items]
        whole = reference.whole(reference.root)
        assert list(outline.arranged) == [item.row for item in whole]
        if outline.is_filtered:
            fitting = [item.row for item in items if reference.fits(item)]
            assert list(outline.counted) == fitting
        shown = reference.shown()
        assert list(outline.shown) == [row for row, _ in shown]
        assert outline._branches([row for row, _ in shown]) == [branch for _, branch in shown]
        for item in items:
            assert outline.path(item.row) == item.path()
            assert outline.find(item.path()) == item.row
            assert outline.values(item.row) == {key: item.values.get(key) for key in KEYS}
        assert len(outline) == len(items)

    def check_page(self) -> None:
        self.tell()
        assert self.page.window == _told(self.outline.window(self.view))
        cells = {row[0]: row[2][0] for row in self.page.rows}
        for item in self.reference.items():
            if item.row in cells:
                assert cells[item.row] == item.values.get("name", item.key)


def _told(value: Any) -> Any:
    return json.loads(json.dumps(value))


# -- what is done ----------------------------------------------------------------------


def deeds(draw: Any, play: Play) -> Iterator[Any]:  # noqa: C901, PLR0912, PLR0915 - one branch each
    """Do something to the reference; yields the edits that do it to the tree."""
    reference = play.reference
    items = reference.items()
    item = items[draw(DICE) % len(items)] if items else None
    match draw(st.sampled_from(NAMES)):
        case "insert":
            parent = item if item is not None and draw(st.booleans()) else reference.root
            inside = parent.inside or []
            at = draw(DICE) % (len(inside) + 1)
            taken = {own.key for own in inside}
            tree = {key: value for key, value in draw(TREE).items() if key not in taken}
            if tree:
                before = inside[at].row if at < len(inside) else None
                reference.grow(parent, at, tree)
                yield ItemsInserted(parent.row, before, read_forest(tree))
        case "remove" if items:
            gone = [items[draw(DICE) % len(items)] for _ in range(draw(st.integers(1, 3)))]
            for own in gone:
                if own.parent is not None and own in (own.parent.inside or []):
                    assert own.parent.inside is not None
                    own.parent.inside.remove(own)
            yield ItemsRemoved(tuple(own.row for own in gone))
        case "order":
            parents = [own for own in [reference.root, *items] if own.inside]
            if parents:
                parent = parents[draw(DICE) % len(parents)]
                assert parent.inside is not None
                parent.inside = draw(st.permutations(parent.inside))
                yield ItemsOrdered(parent.row, tuple(own.row for own in parent.inside))
        case "fold":
            is_open = draw(st.booleans())
            if draw(st.integers(0, 4)) == 0:
                folded = [own for own in items if own.inside is not None]
                yield_rows = None
            else:
                folded = [own for own in items if own.inside is not None and draw(st.booleans())]
                yield_rows = tuple(own.row for own in folded)
            for own in folded:
                own.is_open = is_open
            reference.shut = reference.shut - {*folded} if is_open else {*reference.shut, *folded}
            yield Folded(yield_rows, is_open)
        case "set":
            cells = []
            for _ in range(draw(st.integers(0, 3)) * (len(items) > 0)):
                own = items[draw(DICE) % len(items)]
                key, value = draw(st.sampled_from([("name", "a"), ("name", "Z"), ("size", 2)]))
                own.values[key] = value
                cells.append((own.row, key, value))
            yield CellsSet(tuple(cells))
        case "sort":
            keys = draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True))
            reference.sort = tuple((key, draw(st.booleans())) for key in keys)
            yield Sorted(reference.sort)
        case "filter":
            reference.word = draw(st.sampled_from(["", "a", "b"]))
            reference.least = draw(st.sampled_from([0, 2]))
            reference.shut, reference.is_anew = set(), True
            filters = {}
            if reference.word:
                filters["name"] = ColumnFilter("", Condition(contains=reference.word.upper()))
            if reference.least:
                filters["size"] = ColumnFilter("", Condition(low=reference.least))
            yield Filtered(filters, "")
        case "search":
            reference.word, reference.least = draw(st.sampled_from(["", "a", "b"])), 0
            reference.shut, reference.is_anew = set(), True
            # sizes are digits alone
            yield Filtered({}, reference.word)
        case "branch" if item is not None:
            if item.inside is None:
                item.inside = []
                yield Branched(item.row)
            elif not item.inside:
                item.inside, item.is_open = None, False
                yield Withered(item.row)


NAMES = (
    *("insert", "insert", "remove", "order", "fold", "fold"),
    *("set", "sort", "branch", "filter", "search"),
)


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@settings(max_examples=soak.count(60, 5000), deadline=None)
@given(st.data(), TREE, st.tuples(st.integers(0, 8), st.integers(1, 6)), st.integers(0, 4))
def test_a_page_shows_what_there_is(
    data: st.DataObject, tree: dict[str, Any], part: tuple[int, int], late: int
) -> None:
    play = Play(tree, part, late)
    play.check()
    for _ in range(data.draw(st.integers(1, 10))):
        for edit in deeds(data.draw, play):
            play.edit(edit)
        play.check()
    play.check_page()


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@settings(max_examples=soak.count(40, 2000), deadline=None)
@given(st.data(), TREE, st.tuples(st.integers(0, 8), st.integers(1, 6)), st.integers(0, 4))
def test_a_page_shows_what_there_is_once_it_is_known(
    data: st.DataObject, tree: dict[str, Any], part: tuple[int, int], late: int
) -> None:
    """Large trees are arranged beside all else: until that is done, as before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shown_rows, "AT_ONCE", 2)
        play = Play(tree, part, late)
        for _ in range(data.draw(st.integers(1, 8))):
            before = play.outline.task
            for edit in deeds(data.draw, play):
                play.edit(edit)
            task = play.outline.task
            if task is not None and task is not before:
                task.run()
            if task is None or data.draw(st.booleans()):
                play.arrive()
                play.check()
        play.arrive()
        play.check()
        play.check_page()


@settings(deadline=None)
@given(TREE)
def test_a_tree_is_given_back_as_it_came(tree: dict[str, Any]) -> None:
    outline = planted(tree)
    rows = outline.order.ids
    nested = outline.nested(dict(zip(rows, outline.columns.rows(rows), strict=True)))
    again = planted(nested)
    assert [again.path(row) for row in again.order] == [outline.path(row) for row in rows]
    assert again.shape.children == outline.shape.children
    assert again.columns.rows(again.order.ids) == outline.columns.rows(rows)


# -- what a tree is given as -----------------------------------------------------------


def planted(tree: Any) -> Outline:
    forest = read_forest(tree)
    return Outline(Planted(forest, forest.columns()))


def test_values_are_plain_and_children_are_dicts() -> None:
    forest = read_forest(
        {
            "leaf": {"size": 1},
            "branch": {"size": 2, "in": {"size": 3}},
            "said": {VALUES: {"size": 4}, "in": {}},
            "empty": {},
            "both": {VALUES: {"size": 5}, CHILDREN: {"x": {"size": 6}}},
            7: {"size": 7},
        }
    )
    assert forest.keys == ["leaf", "branch", "in", "said", "in", "empty", "both", "x", "7"]
    assert forest.parents == [-1, -1, 1, -1, 3, -1, -1, 6, -1]
    assert [row.get("size") for row in forest.values] == [1, 2, 3, 4, None, None, 5, 6, 7]
    assert forest.branches == {1, 3, 4, 5, 6}


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ([1], "must be a dict of dicts, not list"),
        ({"a": 3}, r"what it has at \['a'\] is int 3"),
        ({1: {}, "1": {}}, "keys that differ, and has '1' twice"),
        ({None: {}}, "keys that are texts or whole numbers, not NoneType"),
        ({True: {}}, "keys that are texts or whole numbers, not bool"),
        ({VALUES: {}}, "must not have '__values__' but in an item"),
        ({"a": {VALUES: 3}}, "must have dicts at '__values__', not 3"),
        ({"a": {CHILDREN: 3}}, "must have functions at '__children__', not 3"),
    ],
)
def test_what_is_no_tree_is_told(tree: Any, words: str) -> None:
    with pytest.raises((TypeError, ValueError), match=words):
        read_forest(tree)


def test_a_tree_without_an_end_is_refused() -> None:
    tree: dict[str, Any] = {"a": {"b": {}}}
    tree["a"]["b"]["c"] = tree["a"]
    with pytest.raises(ValueError, match=r"must have an end, and \['a', 'b', 'c'\] has itself"):
        read_forest(tree)


def test_a_tree_may_be_deeper_than_recursion_goes() -> None:
    tree: dict[str, Any] = {}
    for _ in range(5000):
        tree = {"down": tree}
    outline = planted(tree)
    outline.apply(Folded(None, is_open=True))
    assert outline.window(Part(4999, 1))["rows"][0][5] == [5000, True, 1, 1]


# -- what is kept ----------------------------------------------------------------------


def test_what_was_open_is_open_again_at_the_same_path() -> None:
    outline = planted({"a": {"b": {"c": {"size": 1}}}, "d": {"e": {"size": 2}}})
    outline.apply(Folded((outline.find(["a"]), outline.find(["a", "b"])), is_open=True))
    for content in ({}, {"x": {"size": 1}, "a": {"b": {"f": {"size": 1}}}, "d": {}}):
        forest = read_forest(content)
        outline.replace(Planted(forest, forest.columns()))
    assert [outline.path(row) for row in outline.shown] == [
        ["x"],
        ["a"],
        ["a", "b"],
        ["a", "b", "f"],
        ["d"],
    ]


def test_a_selection_goes_with_what_is_taken_away() -> None:
    outline = planted({"a": {"b": {"size": 1}, "c": {"size": 1}}, "d": {"size": 1}})
    outline.apply(Selected((Pick(None),)))
    outline.apply(ItemsRemoved((outline.find(["a"]),)))
    outline.apply(ItemsInserted(ROOT, None, read_item("e", {"size": 1})))
    assert outline.selection.count(len(outline)) == 1


def test_an_item_goes_together_with_what_it_is_in_from_a_sorted_tree() -> None:
    outline = planted({"a": {"b": {"c": {"size": 1}}, "d": {"size": 2}}, "e": {"size": 3}})
    outline.apply(Folded(None, is_open=True))
    outline.apply(Sorted((("size", True),)))
    assert len(outline.shown) == 5
    outline.apply(ItemsRemoved((outline.find(["a", "b"]), outline.find(["a"]))))
    assert [outline.path(row) for row in outline.shown] == [["e"]]


def test_a_page_whose_rows_are_folded_away_begins_with_what_they_were_in() -> None:
    tree = {
        f"d{number}": {f"e{inner}": {"n": inner} for inner in range(100)} for number in range(9)
    }
    outline = planted(tree)
    outline.apply(Folded(None, is_open=True))
    part = Part(450, 5)
    outline.window(part)
    edit = Folded(None, is_open=False)
    outline.apply(edit)
    told, _ = outline.seen(edit, part)
    assert told is not None
    assert [row[1] for row in told[1]["rows"]] == ["d4", "d5", "d6", "d7", "d8"]


def test_what_is_on_its_way_is_told_while_it_is_open() -> None:
    outline = planted({"a": dict})
    outline.apply(Folded((0,), is_open=True))
    outline.apply(Awaited(0, "loading"))
    assert outline.window(None)["rows"][0][5] == [1, True, 1, 1, "loading"]
    outline.apply(Folded((0,), is_open=False))
    assert outline.window(None)["rows"][0][5] == [1, False, 1, 1]
