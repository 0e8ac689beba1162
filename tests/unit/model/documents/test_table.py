"""Tables against a plain list of dicts, and what pages are told against what there is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.model.act import Act
from pgwidgets.model.documents import shown_rows
from pgwidgets.model.documents.arrangement import ColumnFilter
from pgwidgets.model.documents.looks import Look, Place
from pgwidgets.model.documents.run import Run
from pgwidgets.model.documents.table import Table, key_of
from pgwidgets.model.documents.table_edits import (
    Arranged,
    CellsSet,
    Colored,
    ColumnInserted,
    ColumnRemoved,
    Copied,
    Filtered,
    Pick,
    Refused,
    RowsInserted,
    RowsMoved,
    RowsRemoved,
    Selected,
    Sorted,
    TableEdit,
)
from pgwidgets.model.documents.table_parts import Part
from pgwidgets.model.tables.condition_texts import read_text
from pgwidgets.model.tables.reading import read_table
from tests.support import soak
from tests.support.table_part import TablePart

KEYS = ("a", "b")
VALUES = st.one_of(st.none(), st.integers(0, 4), st.sampled_from(["x", "Y", "z"]))
ROWS = st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, VALUES))
COUNT = st.integers(0, 3)
DICE = st.integers(0, 50)
LOOKS = st.builds(Look, st.sampled_from([None, "red"]), st.none(), st.sampled_from([None, True]))


class Reference:
    """What a table is: rows in order, each a dict; and what was done to them."""

    def __init__(self, rows: Sequence[dict[str, Any]]) -> None:
        self.keys = list(KEYS)
        self.rows = {number: dict(row) for number, row in enumerate(rows)}
        self.order = list(self.rows)
        self.sort: list[tuple[str, bool]] = []
        self.filters: dict[str, str] = {}
        self.search = ""
        # what was edited by users since the filter was applied
        self.kept: set[int] = set()
        self.selected: set[int] = set()
        self.cells: set[tuple[int, str]] = set()
        self.looks: dict[tuple[int | None, str | None], Look] = {}
        self.next = len(rows)

    def passes(self, row: int) -> bool:
        values = self.rows[row]
        if row in self.kept and (self.filters or self.search):
            return True
        texts = {key: str(value).casefold() for key, value in values.items() if value is not None}
        wanted = [WANTED[text](values.get(key)) for key, text in self.filters.items()]
        found = [
            any(word in texts.get(key, "") for key in self.keys) for word in self.search.split()
        ]
        return all(wanted) and all(found)

    def shown(self) -> list[int]:
        order = [row for row in self.order if self.passes(row)]
        for key, ascending in reversed(self.sort):
            there = [row for row in order if self.rows[row].get(key) is not None]
            ranks = {row: rank_of(self.rows[row][key]) for row in there}
            there.sort(key=ranks.__getitem__, reverse=not ascending)
            order = there + [row for row in order if self.rows[row].get(key) is None]
        return order

    def forget(self, rows: Sequence[int]) -> None:
        for row in rows:
            del self.rows[row]
        self.order = [row for row in self.order if row in self.rows]
        self.selected -= set(rows)
        self.kept -= set(rows)
        self.cells = {cell for cell in self.cells if cell[0] in self.rows}
        self.looks = {
            place: look
            for place, look in self.looks.items()
            if place[0] is None or place[0] in self.rows
        }


WANTED: dict[str, Callable[[Any], bool]] = {
    "x": lambda value: value == "x",
    "=2": lambda value: value == 2,
    ">=y": lambda value: isinstance(value, str) and value.casefold() >= "y",
    "x | 1 | (missing)": lambda value: value in {"x", 1, None},
    "(missing)": lambda value: value is None,
    "(not missing)": lambda value: value is not None,
}
"""What is wanted of a column of which nothing is known."""


def rank_of(value: Any) -> tuple[int, Any]:
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


class Play:
    """A table, its reference, and a page that is told of it now and then."""

    def __init__(self, rows: list[dict[str, Any]], part: tuple[int, int], late: int) -> None:
        columns = read_table(rows)
        columns.describe([{"key": key} for key in KEYS])
        self.table = Table(columns)
        self.reference = Reference(rows)
        self.view = Part(*part)
        self.page = TablePart(self._told(self.table.window(self.view)))
        # so many edits wait until they are told
        self.late = late
        self.run: Run[Any] | None = None
        self.waiting = 0
        # whether a user makes the edit that is made now
        self.is_users = False

    @staticmethod
    def _told(value: Any) -> Any:
        return json.loads(json.dumps(value))

    def edit(self, edit: TableEdit) -> None:
        self.table.note(edit, Act("a") if self.is_users else None)
        self.table.apply(edit)
        told, view = self.table.seen(edit, self.view)
        assert view is not None
        self.view = view
        if told is not None:
            run = Run(self.table, told)
            if self.run is None:
                self.run = run
            else:
                self.run.extend(run)
        self.waiting += 1
        if self.waiting > self.late:
            self.tell()

    def tell(self) -> None:
        if self.run is not None:
            for edit in self._told(self.run.written()):
                self.page.apply(edit, self.table.columns.keys)
        self.run, self.waiting = None, 0

    def look(self, first: int, count: int) -> None:
        # what waits is void
        self.run = None
        self.view = Part(first, count)
        self.page.window = self._told(self.table.window(self.view))

    def check(self) -> None:
        table, reference = self.table, self.reference
        assert list(table.order) == reference.order
        if table.task is None:
            assert list(table.shown) == reference.shown()
        for row in reference.order:
            expected = {key: reference.rows[row].get(key) for key in reference.keys}
            assert table.values(row) == expected
        assert {row for row in table.order if row in table.selection.rows} == reference.selected
        cells = {
            (row, key)
            for row in table.order
            for key in table.columns.keys
            if key in table.selection.cells and row in table.selection.cells[key]
        }
        assert cells == reference.cells
        assert {(place.row, place.key): look for place, look in table.looks} == reference.looks
        chosen = [row for row, _ in cells] if cells else reference.selected
        shown = set(table.shown)
        count = sum(row in shown for row in chosen)
        assert table.counts == (len(shown), count, len(reference.order))

    def settle(self) -> None:
        """Have what is worked on without the lock come to its end."""
        while (task := self.table.task) is not None:
            task.run()
            self.edit(Arranged(task))

    def check_page(self) -> None:
        self.tell()
        assert self.page.window == self._told(self.table.window(self.view))
        ranks = range(self.view.first, self.view.first + len(self.page.rows))
        assert [row[0] for row in self.page.rows] == [self.table.shown[rank] for rank in ranks]


# -- what is done ----------------------------------------------------------------------


def deeds(draw: Any, play: Play) -> Iterator[TableEdit]:  # noqa: C901, PLR0912, PLR0915 - a branch each
    """Do something to the reference; yields the edits that do it to the table."""
    reference = play.reference
    order = reference.order
    match draw(st.sampled_from(NAMES)):
        case "set":
            cells = []
            for _ in range(draw(COUNT) * (len(order) > 0)):
                row = order[draw(DICE) % len(order)]
                key = reference.keys[draw(DICE) % len(reference.keys)]
                value = draw(VALUES)
                reference.rows[row][key] = value
                cells.append((row, key, value))
            by_user = draw(st.booleans())
            keep(reference, play, [row for row, _, _ in cells], by_user)
            yield CellsSet(tuple(cells))
        case "insert":
            at = draw(DICE) % (len(order) + 1)
            rows = draw(st.lists(ROWS, min_size=1, max_size=3))
            rows = [
                {key: value for key, value in row.items() if key in reference.keys} for row in rows
            ]
            numbers = range(reference.next, reference.next + len(rows))
            reference.next = numbers.stop
            reference.rows.update(zip(numbers, map(dict, rows), strict=True))
            order[at:at] = numbers
            by_user = draw(st.booleans())
            keep(reference, play, list(numbers), by_user)
            yield RowsInserted(at, tuple(rows))
        case "remove":
            gone = sorted({order[draw(DICE) % len(order)] for _ in range(draw(COUNT)) if order})
            reference.forget(gone)
            if gone:
                yield RowsRemoved(tuple(gone))
        case "move":
            yield from moved(draw, reference)
        case "sort":
            keys = draw(st.lists(st.sampled_from(reference.keys), max_size=2, unique=True))
            reference.sort = [(key, draw(st.booleans())) for key in keys]
            yield Sorted(tuple(reference.sort))
        case "filter":
            keys = draw(st.lists(st.sampled_from(reference.keys), max_size=2, unique=True))
            reference.filters = {key: draw(st.sampled_from(list(WANTED))) for key in keys}
            reference.search = draw(st.sampled_from(["", "", "x", "1 y"]))
            reference.kept.clear()
            yield Filtered(filters_of(reference), reference.search)
        case "choose":
            yield from chosen(draw, reference)
        case "color":
            yield from colored(draw, reference)
        case "column":
            if "c" in reference.keys:
                reference.keys.remove("c")
                reference.sort = [item for item in reference.sort if item[0] != "c"]
                reference.filters.pop("c", None)
                reference.cells = {cell for cell in reference.cells if cell[1] != "c"}
                reference.looks = {
                    place: look for place, look in reference.looks.items() if place[1] != "c"
                }
                for row in reference.rows.values():
                    row.pop("c", None)
                yield ColumnRemoved("c")
            else:
                reference.keys.insert(1, "c")
                yield ColumnInserted(1, {"key": "c", "label": "C"})


def moved(draw: Any, reference: Reference) -> Iterator[TableEdit]:
    order = reference.order
    rows = tuple({order[draw(DICE) % len(order)] for _ in range(draw(COUNT)) if order})
    others = [row for row in order if row not in rows]
    at = draw(DICE) % (len(others) + 1)
    reference.order = [*others[:at], *rows, *others[at:]]
    if rows:
        yield RowsMoved(rows, at)


def keep(reference: Reference, play: Play, rows: Sequence[int], by_user: bool) -> None:
    """Have rows show that a user has edited, whether or not they fit the filter."""
    play.is_users = by_user
    arrangement = play.table.arrangement
    if by_user and (arrangement.is_filtered or play.table.is_filtered):
        reference.kept.update(rows)


def filters_of(reference: Reference) -> dict[str, ColumnFilter]:
    return {
        key: ColumnFilter(text, read_text(text, "text")) for key, text in reference.filters.items()
    }


def chosen(draw: Any, reference: Reference) -> Iterator[TableEdit]:
    order = reference.order
    on, anew = draw(st.booleans()), draw(st.booleans())
    rows = None
    if draw(st.booleans()):
        rows = tuple({order[draw(DICE) % len(order)] for _ in range(draw(COUNT)) if order})
    keys = None
    # of rows or of cells, as a table has it
    if draw(st.booleans()) and not reference.selected:
        keys = tuple(draw(st.lists(st.sampled_from(reference.keys), unique=True)))
    elif reference.cells:
        return
    if anew:
        reference.selected, reference.cells = set(), set()
    picked = set(order if rows is None else rows)
    if keys is None:
        reference.selected = reference.selected | picked if on else reference.selected - picked
    else:
        cells = {(row, key) for row in picked for key in keys}
        reference.cells = reference.cells | cells if on else reference.cells - cells
    yield Selected((Pick(rows, keys),), on=on, anew=anew)


def colored(draw: Any, reference: Reference) -> Iterator[TableEdit]:
    anew = draw(st.integers(0, 3)) == 0
    if anew:
        reference.looks.clear()
    looks = []
    for _ in range(draw(COUNT)):
        row = None
        if reference.order and draw(st.booleans()):
            row = reference.order[draw(DICE) % len(reference.order)]
        key = draw(st.sampled_from([None, *reference.keys]))
        look = draw(LOOKS)
        reference.looks.pop((row, key), None)
        if look != Look():
            reference.looks[row, key] = look
        looks.append((Place(row, key), look))
    yield Colored(tuple(looks), anew)


NAMES = ("set", "insert", "remove", "move", "sort", "filter", "choose", "color", "column")


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@settings(max_examples=soak.count(60, 5000), deadline=None)
@given(
    st.data(),
    st.lists(ROWS, max_size=12),
    st.tuples(st.integers(0, 8), st.integers(1, 5)),
    st.integers(0, 4),
    st.booleans(),
)
def test_a_page_shows_what_there_is(
    data: st.DataObject,
    rows: list[dict[str, Any]],
    part: tuple[int, int],
    late: int,
    is_large: bool,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if is_large:
            # what is large is sorted and filtered meanwhile
            patch.setattr(shown_rows, "AT_ONCE", 0)
            patch.setattr(shown_rows, "FEW", 2)
            patch.setattr(shown_rows, "MOST", 3)
        play_at_random(data, Play(rows, part, late))


def play_at_random(data: st.DataObject, play: Play) -> None:
    play.check()
    for _ in range(data.draw(st.integers(1, 8))):
        if data.draw(st.integers(0, 5)) == 0:
            play.look(data.draw(st.integers(0, 15)), data.draw(st.integers(0, 5)))
        task = play.table.task
        is_done = data.draw(st.booleans())
        if task is not None and is_done:
            task.run()
        for edit in deeds(data.draw, play):
            play.edit(edit)
        if task is not None and is_done:
            play.edit(Arranged(task))
        if data.draw(st.booleans()):
            play.settle()
        play.check()
    play.settle()
    play.check()
    play.check_page()


def table_of(count: int) -> Table:
    return Table(read_table([{"a": number, "b": str(number)} for number in range(count)]))


def test_what_comes_while_rows_are_arranged_is_not_counted_yet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shown_rows, "AT_ONCE", 0)
    monkeypatch.setattr(shown_rows, "FEW", 2)
    table = table_of(0)
    table.columns.describe([{"key": "a"}])
    table.apply(Sorted((("a", True),)))
    assert list(table.shown) == []
    table.apply(Selected((Pick(None, None),), on=True, anew=True))
    table.apply(RowsInserted(0, ({"a": 1}, {"a": 2}, {"a": 3})))
    # what has come is not selected, and does not show either
    assert table.task is not None
    assert table.counts == (0, 0, 3)
    table.task.run()
    table.apply(Arranged(table.task))
    assert table.counts == (3, 0, 3)


def told(table: Table, part: Part, edit: TableEdit) -> Any:
    table.apply(edit)
    return table.seen(edit, part)[0]


def looked(table: Table, first: int, count: int) -> Part:
    part = Part(first, count)
    table.window(part)
    return part


def test_a_page_is_told_nothing_of_what_it_does_not_show() -> None:
    table = table_of(100)
    part = looked(table, 10, 5)
    assert told(table, part, CellsSet(((3, "a", 7), (50, "b", "x")))) is None
    assert told(table, part, Colored(((Place(99), Look("red")),))) is None


def test_rows_before_a_part_are_a_number() -> None:
    table = table_of(100)
    part = looked(table, 10, 5)
    assert told(table, part, RowsInserted(0, ({"a": 1}, {}))) == ("shift", 2, 102, 0, 102)
    assert told(table, part, RowsRemoved((0, 1, 2))) == ("shift", -3, 99, 0, 99)
    assert told(table, part, RowsInserted(80, ({},))) == ("shift", 0, 100, 0, 100)
    assert (part.first, part.rows) == (9, (10, 11, 12, 13, 14))


def test_who_sees_the_beginning_sees_what_comes_there() -> None:
    table = table_of(100)
    edit = told(table, looked(table, 0, 3), RowsInserted(0, ({"a": 5},)))
    assert edit[0] == "rows"
    assert [row[0] for row in edit[1]["rows"]] == [100, 0, 1]


def test_a_value_in_the_way_of_the_sort_order_moves_its_row() -> None:
    table = table_of(5)
    table.apply(Sorted((("a", False),)))
    part = looked(table, 0, 5)
    edit = told(table, part, CellsSet(((0, "a", 10),)))
    assert [row[0] for row in edit[1]["rows"]] == [0, 4, 3, 2, 1]


def test_all_selected_takes_no_list() -> None:
    table = table_of(100)
    table.apply(Selected((Pick(None),)))
    assert table.selection.rows.listed is None
    table.apply(RowsRemoved((5,)))
    table.apply(RowsInserted(0, ({},)))
    assert table.selection.count(len(table)) == 99
    assert 100 not in table.selection.rows


def test_what_one_page_is_told_alone_counts_behind_a_window() -> None:
    table = table_of(3)
    part = looked(table, 0, 3)
    run: Run[Any] = Run(table, told(table, part, Refused(((0, "a", "No."),))))
    for edit in (CellsSet(((1, "a", 5),)), Sorted((("a", True),)), Copied("x")):
        run.extend(Run(table, told(table, part, edit)))
    window, refused, copied = run.written()
    assert (window[0], refused, copied) == (
        "rows",
        ("refused", [[0, "a", "0", "No."]]),
        ("copied", "x"),
    )


def test_what_waits_for_a_slow_page_does_not_grow() -> None:
    table = table_of(1000)
    part = looked(table, 0, 20)
    run: Run[Any] | None = None
    for number in range(20_000):
        edit = told(table, part, CellsSet(((number % 1000, "a", number),)))
        if edit is not None:
            later: Run[Any] = Run(table, edit)
            if run is None:
                run = later
            else:
                run.extend(later)
    assert run is not None
    (cells,) = run.written()
    assert len(cells[1]) == 20
    assert run.size < 200_000


def test_keys_name_rows_for_good() -> None:
    table = table_of(3)
    table.apply(RowsRemoved((1,)))
    table.apply(RowsInserted(0, ({},)))
    assert [key_of(row) for row in table.order] == ["row3", "row0", "row2"]
    assert not table.has(1)
