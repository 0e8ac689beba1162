"""A table: columns that stay as they were given, and rows that are edited, sorted and selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from pgwidgets.model.act import Act
from pgwidgets.model.documents.arrangement import Arrangement
from pgwidgets.model.documents.arranging import Arranging
from pgwidgets.model.documents.column_layout import ColumnLayout
from pgwidgets.model.documents.conditions import Conditions
from pgwidgets.model.documents.looks import Looks
from pgwidgets.model.documents.offers import Offers
from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.documents.row_places import RowPlaces
from pgwidgets.model.documents.selection import Selection
from pgwidgets.model.documents.shown_rows import ShownRows
from pgwidgets.model.documents.sorting import Face
from pgwidgets.model.documents.table_edits import (
    Arranged,
    CellsSet,
    Colored,
    ColumnInserted,
    ColumnRemoved,
    ColumnsArranged,
    ColumnsDescribed,
    Filtered,
    RowsInserted,
    RowsMoved,
    RowsRemoved,
    Selected,
    Sorted,
    TableEdit,
)
from pgwidgets.model.documents.table_history import History, RowsWent, deeds_of
from pgwidgets.model.documents.table_mark import Difference, Mark, since_given
from pgwidgets.model.documents.table_parts import HEAD, Parts
from pgwidgets.model.documents.table_waiting import Waiting
from pgwidgets.model.documents.totals import Totals
from pgwidgets.model.tables.columns import Columns

LOOKED = (Sorted, Colored, Selected, ColumnsArranged)
"""What leaves all values as they are, and which rows show."""


class Table(Parts):
    """Rows by ids, columns by keys; what is shown is filtered and sorted, the data is not.

    Parameters
    ----------
    columns : Columns

    Attributes
    ----------
    columns : Columns
        What has the values.
    layout : ColumnLayout
        What was made of the columns' order, and which of them show.
    offers : Offers
    places : RowPlaces
        Which of its places each row has.
    history : History
        What users did, to be taken back.
    waiting : Waiting
        What users typed that the program looks at first.
    is_bound : bool
        Whether what its widget says of the columns counts.
    changes : int
        How often the values have changed, or which rows show.
    totals : Totals
        What the columns come to.
    """

    __slots__ = (
        "_is_users",
        "_mark",
        "_next_row",
        "_order",
        "_showing",
        "changes",
        "columns",
        "history",
        "is_bound",
        "layout",
        "offers",
        "places",
        "totals",
        "waiting",
    )

    def __init__(self, columns: Columns) -> None:
        self.is_bound = False
        self.changes = 0
        self.totals = Totals()
        # what says whether a cell shows, can be operated, and be edited
        self._conditions = Conditions()
        self.offers = Offers()
        # whether a user makes the edit that is applied now
        self._is_users = False
        # all rows in the order of the data
        self._order = RowOrder()
        # which of them show, and in which order
        self._showing = self._begin_showing(columns)
        # what there was at a moment that the program has named
        self._mark: Mark | None = None
        self.places = RowPlaces()
        self.history = History()
        self.waiting = Waiting()
        self.looks = Looks()
        self.layout = ColumnLayout()
        self.visible: list[str] = []
        self.replace(columns)

    def __len__(self) -> int:
        """Return how many rows there are, whether or not they show."""
        return len(self._order)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)} rows, {self.columns.keys})"

    @property
    def size(self) -> int:
        # of a window: no more waits for a page. What has neither rows nor looks is told by nobody
        if not len(self) and self.arrangement == Arrangement() and self.looks.is_empty:
            return 0
        return 200 + min(len(self), HEAD) * (20 + 12 * len(self.columns.keys))

    def _begin_showing(self, columns: Any) -> ShownRows:
        return ShownRows(self._order, columns)

    # -- rows ------------------------------------------------------------------------

    @property
    def order(self) -> RowOrder:
        """All rows in the order of the data."""
        return self._order

    @property
    def shown(self) -> RowOrder:
        """The rows that show, in the order in which they do."""
        return self._showing.rows

    @property
    def is_filtered(self) -> bool:
        """Whether some rows may not show."""
        return self._showing.is_filtered

    @property
    def arrangement(self) -> Arrangement:
        """Which rows are to show, and in which order: soon, while there is a task."""
        return self._showing.wanted

    @property
    def task(self) -> Arranging | None:
        return self._showing.task

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many rows show, how many rows or cells of them are selected, and how many are there.

        What is selected and does not show counts as soon as it shows again.
        """
        chosen = self.selection.cells.values() if self.selection.cells else [self.selection.rows]
        return len(self.shown), sum(map(self._showing.count_of, chosen)), len(self)

    @property
    def arranged(self) -> RowOrder:
        """All rows in the order in which they show, or would."""
        return self.shown

    @property
    def counted(self) -> RowOrder:
        """The rows that a footer is of: those that filters leave."""
        return self.shown

    def has(self, row: int) -> bool:
        """Whether a row is there."""
        return 0 <= row < self._next_row and row in self._order

    def key(self, row: int) -> str:
        """Return the key of a row."""
        return key_of(row)

    def path(self, row: int) -> list[str]:
        """Return the keys that lead to a row."""
        return [self.key(row)]

    def find(self, path: Sequence[str]) -> int:
        """Return the row that a path leads to.

        Raises
        ------
        ValueError
            When there is none.
        """
        if len(path) != 1:
            raise ValueError(f"a path in a table is one key, such as ['row0'], not {path!r:.60}")
        row = row_of(path[0])
        if not self.has(row):
            raise ValueError(f"no row has the key {path[0]!r:.60} any more, or has ever had it")
        return row

    def awaits(self, path: Sequence[str], *, inside: bool = False) -> bool:
        """Whether a function of the program's has to say first if a path leads to a row.

        Parameters
        ----------
        inside : bool
            Whether it has to say as well what is in that row.
        """
        del path, inside
        return False

    def is_branch(self, row: int) -> bool:
        """Whether other rows may be in a row."""
        del row
        return False

    def closed_around(self, row: int) -> Sequence[int]:
        """Return what a row is in that is closed, from the closest on, unless a filter hides it."""
        del row
        return ()

    def give_up(self, ends: type) -> None:
        """Do no more what was to be done with rows that are not there yet.

        Parameters
        ----------
        ends : type
            The kind of edit that it would have been.
        """

    def face(self, key: str) -> Face:
        """Return a column as it shows.

        Raises
        ------
        ValueError
            When none has the key.
        """
        return self.columns[key]

    def values(self, row: int) -> dict[str, object]:
        """Return what a row has, by the columns' keys."""
        return {key: self.columns[key].value(row) for key in self.columns.keys}

    # -- content ---------------------------------------------------------------------

    def replace(self, content: Columns) -> None:
        self._order = RowOrder(range(content.count))
        self._hold(content)

    def _hold(self, columns: Columns) -> None:
        """Have other columns, with other rows."""
        self.changes += 1
        self.columns = columns
        self.offers.clear()
        self._next_row = columns.count
        self.selection = Selection()
        self._mark = self._begin_mark()
        self.places = RowPlaces()
        self.history.clear()
        self.waiting.clear()
        self.looks.forget_rows()
        self._forget_columns()
        self._restart()

    def _restart(self) -> None:
        """Show other rows."""
        self._showing.replaced(self._order, self.columns)

    def lack(self, row: int, key: str) -> str | None:
        """Return what a cell lacks for users to see it, operate it or edit it; None if nothing."""
        return self._conditions.lack(self.columns, row, key, self.report)

    # -- what was ---------------------------------------------------------------------

    def note(self, edit: TableEdit, act: Act | None) -> None:
        self._is_users = act is not None
        if self._mark is not None:
            self._mark.note(self, edit)
        if act is not None:
            self.history.note(act, deeds_of(self, edit))
        if isinstance(edit, CellsSet):
            self.waiting.note(edit, act)

    def _begin_mark(self) -> Mark | None:
        """Return what there was as the rows came; None if the columns know."""
        return None

    def mark(self) -> None:
        """Have what there is now be what :meth:`difference` compares with."""
        self._mark = Mark()

    def difference(self) -> Difference:
        """Return what differs from what there was at the mark, or from what it was given."""
        return since_given(self) if self._mark is None else self._mark.difference(self)

    def coming(self, edit: Any) -> Mapping[int, Mapping[str, Any]]:
        """Return the rows that an edit brings, with what they have."""
        if not isinstance(edit, RowsInserted):
            return {}
        return dict(zip(self.ids_of(edit), edit.rows, strict=True))

    def going(self, edit: Any) -> Sequence[int]:
        """Return the rows that an edit takes away."""
        return edit.rows if isinstance(edit, RowsRemoved) else ()

    def siblings(self, row: int) -> RowOrder:
        """Return the rows that a row is among, in the order of the data."""
        del row
        return self._order

    def outermost(self, rows: Sequence[int]) -> Sequence[int]:
        """Return those of some rows that are in no other of them."""
        return rows

    def families(self, rows: Sequence[int]) -> Sequence[tuple[RowOrder, Sequence[int]]]:
        """Return some rows by what they are among, without those that are in others of them."""
        return [(self._order, rows)] if rows else []

    def paths_of(self, rows: Iterable[int]) -> Mapping[int, list[str]]:
        """Return what leads to rows, if these don't say so as soon as they are gone."""
        del rows
        return {}

    def kept(self, rows: Sequence[int], rank: int, behind: int | None) -> RowsWent:
        """Return what it takes to have rows again that go, and were next to each other."""
        values = {row: self.columns.whole_row(row) for row in rows}
        return RowsWent(values, rank, behind, tuple(self.looks.of(rows)))

    def returned(self, deed: RowsWent) -> tuple[Any, Sequence[tuple[int, str]]]:
        """Return the edit that has rows again, if any can be, and why others can't."""
        at = min(deed.rank, len(self))
        if deed.behind is not None and self.has(deed.behind):
            at = self._order.rank(deed.behind)
        return RowsInserted(at, tuple(deed.rows.values()), tuple(deed.rows)), ()

    def removal(self, rows: Sequence[int]) -> tuple[Any, Sequence[int]]:
        """Return the edit that takes rows away, and nothing else.

        In a tree some of them may have others in them: these are returned, too, and stay.
        """
        return self.taking(rows), ()

    # -- what users do with rows -----------------------------------------------------

    def taking(self, rows: Sequence[int]) -> Any:
        """Return the edit that takes rows away."""
        return RowsRemoved(tuple(rows))

    def insertion(self, row: int | None, where: str, values: Sequence[Mapping[str, Any]]) -> Any:
        """Return the edit that puts rows before or after one; behind all, if that is none."""
        return RowsInserted(self.place_beside((), row, where), tuple(values))

    def duplication(self, rows: Sequence[int]) -> Any:
        """Return the edit that puts copies of rows behind the last of them."""
        return self.insertion(rows[-1], "after", [self.columns.copy_of(row) for row in rows])

    def place_beside(self, rows: Sequence[int], row: int | None, where: str) -> int:
        """Return where in the data rows come that are to be before or after another one."""
        del rows
        if row is None or not self.has(row):
            return len(self)
        return self._order.rank(row) + (where == "after")

    # -- edits -----------------------------------------------------------------------

    def apply(self, edit: Any) -> None:
        self.changes += not isinstance(edit, LOOKED)
        apply = self.APPLIED.get(type(edit))
        if apply is not None:
            apply(self, edit)

    def _set_cells(self, edit: CellsSet) -> None:
        for row, key, value in edit.cells:
            column = self.columns.find(key)
            assert column is not None  # what says so has looked
            column.put(row, value)
        self.offers.left(row for row, _, _ in edit.cells)
        self._touch(edit.cells)

    def _touch(self, cells: Sequence[tuple[int, str, object]]) -> None:
        """Take notice of cells that have other values now."""
        keys = {key for _, key, _ in cells}
        self._showing.changed([row for row, _, _ in cells], keys, stay=self._is_users)

    def ids_of(self, edit: RowsInserted) -> Sequence[int]:
        """Return what the rows are called that come next."""
        return edit.ids or range(self._next_row, self._next_row + len(edit.rows))

    def _insert(self, edit: RowsInserted) -> None:
        rows = self.ids_of(edit)
        if edit.ids is None:
            self._next_row += len(rows)
        for row, values in zip(rows, edit.rows, strict=True):
            self.columns.put_row(row, values)
        self._order.insert(edit.at, rows)
        self.selection.came(rows)
        self._showing.came(rows, stay=self._is_users)

    def _move(self, edit: RowsMoved) -> None:
        self._order.move(edit.rows, edit.at)
        self.places.put(edit.rows, edit.places)
        self._showing.moved(edit.rows)

    def _remove(self, edit: RowsRemoved) -> None:
        if len(edit.rows) == 1:
            self._order.remove_at(self._order.rank(edit.rows[0]))
        else:
            self._order.remove(frozenset(edit.rows))
        self._showing.left(edit.rows)
        self._left(edit.rows)

    def _left(self, rows: Sequence[int]) -> None:
        """Forget what is kept of rows that are there no more."""
        self.selection.left(rows)
        self.looks.left(rows)
        self.offers.left(rows)
        self.columns.forget(rows)

    def describe(self, described: Sequence[Mapping[str, Any]]) -> None:
        """Show these columns."""
        self.columns.describe(described)
        self._conditions.clear()
        self.offers.clear()
        for column in described:
            self._conditions.note(column)
        self._columns_changed()

    def _describe(self, edit: ColumnsDescribed) -> None:
        self.describe(edit.described)

    def _insert_column(self, edit: ColumnInserted) -> None:
        self.columns.insert(edit.at, edit.described)
        self._conditions.note(edit.described)
        self._columns_changed()

    def _remove_column(self, edit: ColumnRemoved) -> None:
        self.columns.delete(edit.key)
        self._columns_changed()

    def _columns_changed(self) -> None:
        self._forget_columns()
        self._showing.described()

    def _forget_columns(self) -> None:
        """Forget what was about columns that do not show any more."""
        keys = self.columns.keys
        led = keys[: self.LED]
        self.visible = [*led, *self.layout.visible(keys[self.LED :])]
        # what a user can't see can't be copied or cleared by mistake
        self.selection.keep(self.visible)
        self.looks.keep(keys)

    def arrange(self, layout: ColumnLayout) -> None:
        """Show some of the columns, in an order."""
        self.layout = layout
        self._columns_changed()

    @property
    def column_order(self) -> list[str]:
        """The keys of all columns in the order in which they show, hidden ones, too."""
        keys = self.columns.keys
        return [*keys[: self.LED], *self.layout.arranged(keys[self.LED :])]

    def _arrange(self, edit: ColumnsArranged) -> None:
        self.arrange(edit.layout)

    def _sort(self, edit: Sorted) -> None:
        self._arrange_rows(replace(self.arrangement, sort=edit.sort))

    def _filter(self, edit: Filtered) -> None:
        wanted = replace(self.arrangement, filters=edit.filters, search=edit.search)
        self._arrange_rows(wanted, anew=True)

    def _arrange_rows(self, wanted: Arrangement, *, anew: bool = False) -> None:
        """Show the rows so, from now on or soon."""
        self._showing.arrange(wanted, anew=anew)

    def _settle(self, edit: Arranged) -> None:
        self._showing.settle(edit.task)

    def _color(self, edit: Colored) -> None:
        if edit.anew:
            self.looks.clear()
        for place, look in edit.looks:
            self.looks.put(place, look)

    def _select(self, edit: Selected) -> None:
        selection = self.selection
        if edit.anew:
            selection.clear()
        for pick in edit.picks:
            if pick.keys is not None:
                keys = [key for key in pick.keys if key in self.visible]
                if pick.rows is not None:
                    selection.put_cells(pick.rows, keys, on=edit.on)
                elif edit.on:
                    selection.fill_cells(keys)
                else:
                    for key in keys:
                        selection.cells.pop(key, None)
            elif pick.rows is not None:
                selection.rows.put(pick.rows, on=edit.on)
            elif edit.on:
                selection.rows.fill()
            else:
                selection.rows.clear()

    LED: ClassVar[int] = 0
    """How many of the first columns stay the first, and show."""

    # what carries out each kind of edit
    APPLIED: ClassVar[Mapping[type, Callable[[Any, Any], None]]] = {
        CellsSet: _set_cells,
        RowsInserted: _insert,
        RowsRemoved: _remove,
        RowsMoved: _move,
        ColumnsDescribed: _describe,
        ColumnInserted: _insert_column,
        ColumnRemoved: _remove_column,
        ColumnsArranged: _arrange,
        Sorted: _sort,
        Filtered: _filter,
        Arranged: _settle,
        Colored: _color,
        Selected: _select,
    }


def key_of(row: int) -> str:
    """Return the key by which programs know a row."""
    return f"row{row}"


def row_of(key: str) -> int:
    """Return the row that a key names, whether or not there is one.

    Raises
    ------
    ValueError
        When it is no such key.
    """
    digits = key.removeprefix("row")
    if digits == key or not (digits.isascii() and digits.isdecimal()):
        raise ValueError(f"no row has the key {key!r:.60}; keys are 'row0', 'row1', …")
    return int(digits)
