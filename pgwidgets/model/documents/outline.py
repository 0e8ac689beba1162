"""A tree: a table with a parent for each row. What is in a branch shows while that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from pgwidgets.model.documents import table_told as told
from pgwidgets.model.documents.outline_edits import (
    ROOT,
    Awaited,
    Branched,
    Folded,
    ItemsInserted,
    ItemsOrdered,
    ItemsRemoved,
    Outer,
    Withered,
)
from pgwidgets.model.documents.outline_face import KeyFace
from pgwidgets.model.documents.outline_forest import (
    CHILDREN,
    KEY_COLUMN,
    VALUES,
    Forest,
    Source,
)
from pgwidgets.model.documents.outline_shape import Shape, free_copy
from pgwidgets.model.documents.outline_siblings import Siblings
from pgwidgets.model.documents.outline_sieve import Sieve
from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.documents.shown_items import ShownItems
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_edits import CellsSet, RowsMoved
from pgwidgets.model.documents.table_history import RowsWent
from pgwidgets.model.documents.table_mark import Mark
from pgwidgets.model.documents.table_parts import Branches, Part
from pgwidgets.model.documents.table_told import Told
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.columns import Columns

FEW = 8
"""So many items are shown or hidden one by one; for more, all that shows is found anew."""

MOVING = (ItemsInserted, ItemsRemoved, ItemsOrdered, RowsMoved, Folded)
"""What moves rows that it is not about."""


PARENT_GONE = "What it was in is not there any more."
KEY_TAKEN = "Another item has its key."


class Planted(NamedTuple):
    """All of a tree.

    Attributes
    ----------
    forest : Forest
        The items; the columns have their values.
    columns : Columns
    """

    forest: Forest
    columns: Columns


class Sought(NamedTuple):
    """What is to be done with an item once it is there.

    Attributes
    ----------
    source : Source
        What has to say first what is in something on the way.
    path : sequence of str
    then : callable
        Called with the tree of widgets, the widget and the row.
    inside : bool
        Whether what is in it must be known as well.
    opens : bool
        Whether what it is in is opened.
    ends : type or None
        The kind of edit that, made anew, leaves this out of date.
    """

    source: Source
    path: Sequence[str]
    then: Callable[[Any, Any, int], None]
    inside: bool
    opens: bool
    ends: type | None


class Outline(Table):
    """Items by the ids of their rows, columns by keys.

    Sorted are what is in the same item, by the values there, or by keys where the first column has
    no value: that is what shows.

    Parameters
    ----------
    content : Planted

    Attributes
    ----------
    shape : Shape
        Which items are in which, and which of them are open.
    sought : list of Sought
        What is to be done with items of which it is not known yet whether they are there.
    """

    __slots__ = ("_remembered", "_shown", "_siblings", "_whole", "shape", "sought")

    def __init__(self, content: Planted) -> None:
        self.shape = Shape()
        # the rows in open branches as they show, if somebody has asked
        self._shown: RowOrder | None = None
        # in which order what is in an item shows
        self._siblings = Siblings(self.shape, self.face)
        # all rows in the order of the data, and as they would show if all were open
        self._whole: dict[bool, RowOrder] = {}
        # the paths of those that were open when all was taken out or replaced, and have not come
        self._remembered: set[tuple[str, ...]] = set()
        self.sought: list[Sought] = []
        super().__init__(content)  # type: ignore[arg-type]  # what it replaces its content with

    def _begin_showing(self, columns: Any) -> ShownItems:
        return ShownItems(self, columns)

    def __len__(self) -> int:
        return len(self.shape)

    # -- rows ------------------------------------------------------------------------

    @property
    def order(self) -> RowOrder:
        """All rows in the order of the data, parents before children."""
        if False not in self._whole:
            self._whole[False] = RowOrder(self.shape.walk(ROOT))
        return self._whole[False]

    @property
    def arranged(self) -> RowOrder:
        """All rows in the order in which they show, or would."""
        if self._showing.applied.is_plain:
            return self.order
        if True not in self._whole:
            self._siblings.prepare(len(self.shape.children))
            self._whole[True] = RowOrder(self.shape.walk(ROOT, self._siblings.of))
        return self._whole[True]

    @property
    def shown(self) -> RowOrder:
        """The rows in open branches, in the order in which they show."""
        if self._shown is None:
            sieve = self.shape.sieve
            self._siblings.prepare(len(self.shape.opened if sieve is None else sieve.inside))
            self._shown = RowOrder(self._unfolded(ROOT))
        return self._shown

    @property
    def counts(self) -> tuple[int, int, int]:
        if self.is_filtered:
            return super().counts
        count = len(self)
        return len(self.shown), self.selection.count(count), count

    @property
    def counted(self) -> RowOrder:
        """The items that fit the filters, not what they are in."""
        sieve = self.shape.sieve
        if sieve is None:
            return self.order
        return RowOrder([row for row in self.order if row in sieve.fits])

    def _unfolded(self, row: int) -> list[int]:
        """Return what shows of what is in an item, while that is open."""
        return self.shape.walk(row, self._siblings.of, self.shape.entered)

    def has(self, row: int) -> bool:
        return row in self.shape

    def key(self, row: int) -> str:
        return self.shape.keys[row]

    def path(self, row: int) -> list[str]:
        return self.shape.path(row)

    def find(self, path: Sequence[str]) -> int:
        row = self.shape.find(path)
        if row == ROOT:
            raise ValueError("a path has a key at least")
        return row

    def awaits(self, path: Sequence[str], *, inside: bool = False) -> bool:
        row, depth = self.shape.reached(path)
        return row in self.shape.sources and (inside or depth < len(path))

    def is_branch(self, row: int) -> bool:
        return row in self.shape.children

    def closed_around(self, row: int) -> Sequence[int]:
        shape = self.shape
        if not (row in shape and shape.passes(row)):
            return ()
        return [outer for outer in shape.outer(row) if not shape.fold(outer)]

    def give_up(self, ends: type) -> None:
        self.sought = [sought for sought in self.sought if sought.ends is not ends]

    def face(self, key: str) -> Column | KeyFace:
        column = self.columns[key]
        return KeyFace(column, self.shape.keys) if column is self.columns.shown[0] else column

    def values(self, row: int) -> dict[str, object]:
        values = super().values(row)
        if values.get(KEY_COLUMN, "") is None:
            del values[KEY_COLUMN]
        return values

    # -- content ---------------------------------------------------------------------

    def replace(self, content: Any) -> None:
        forest, columns = content
        opened = {tuple(self.shape.path(row)) for row in self.shape.opened}
        if len(self.shape):
            self._remembered = opened
        # what is asked where it stands, and what has not answered, is void
        self.sought.clear()
        self.shape = Shape()
        self._siblings = Siblings(self.shape, self.face)
        self.shape.grow(forest, range(len(forest)), ROOT, None)
        self._hold(columns)
        self._next_row = len(forest)
        self._reopen(forest.branches)

    def _reopen(self, branches: Iterable[int]) -> None:
        """Open those branches, which are new, that were open at the same paths before."""
        if not self._remembered:
            return
        for row in branches:
            path = tuple(self.shape.path(row))
            if path in self._remembered:
                self._remembered.discard(path)
                self.shape.opened.add(row)

    def nested(self, values: Mapping[int, Mapping[Any, Any]]) -> dict[str, Any]:
        """Return some items, and what these are in, as a tree is given.

        Parameters
        ----------
        values : mapping
            By their rows, parents before children, what they have.
        """
        shape = self.shape
        made: dict[int, dict[Any, Any]] = {ROOT: {}}
        for row, own in values.items():
            if row not in shape.children:
                # what has no entry is a branch
                item = dict(own) or {self.columns.shown[0].source_key: None}
            else:
                item = {VALUES: dict(own)} if own else {}
                if row in shape.sources:
                    item[CHILDREN] = shape.sources[row].function
            made[row] = made[shape.parents[row]][shape.keys[row]] = item
        return made[ROOT]

    # -- pages -----------------------------------------------------------------------

    def _branches(self, rows: Sequence[int]) -> Branches:
        shape, level = self.shape, self.shape.levels()
        branches: list[list[Any]] = []
        for row in rows:
            is_open = shape.fold(row)
            branches.append([level(row), is_open, *self._siblings.place(row)])
            if row in shape.awaited and is_open:
                branches[-1].append("loading")
            elif row in shape.failed:
                branches[-1].append("failed")
        return branches

    def _moved(self, edit: object, part: Part) -> int:
        is_sifted = self.is_filtered and isinstance(edit, CellsSet)
        if not (is_sifted or isinstance(edit, MOVING)) or not (part.first and part.rows):
            return 0
        for index, row in enumerate(part.rows):
            if self.shape.is_visible(row):
                return max(self.shown.rank(row) - index, 0) - part.first
        for row in self.shape.outer(part.rows[0]):
            # all of it was in something that is closed now
            if self.shape.is_visible(row):
                return self.shown.rank(row) - part.first
        return 0

    def _own(self, edit: Any) -> Told:
        if not isinstance(edit, Outer):
            return super()._own(edit)
        parent = self.shape.parents.get(edit.row, ROOT)
        is_shown = parent != ROOT and self.shape.is_visible(parent)
        return told.parent(edit.row, self.shown.rank(parent) if is_shown else -1)

    # -- what shows ------------------------------------------------------------------

    def _show(self, row: int) -> None:
        """Have an item show where it belongs, if what it is in is open."""
        shape, shown = self.shape, self._shown
        parent = shape.parents[row]
        if shown is None or not (shape.passes(row) and shape.shows_inside(parent)):
            return
        siblings = self._siblings.of(parent)
        place = siblings.index(row)
        if place:
            rank = self._end(siblings[place - 1])
        else:
            rank = 0 if parent == ROOT else shown.rank(parent) + 1
        shown.insert(rank, [row, *self._inside(row)])

    def _hide(self, row: int) -> None:
        """Have an item not show, nor what is in it."""
        if self._shown is not None and self.shape.is_visible(row):
            rank = self._shown.rank(row)
            self._shown.cut(rank, rank + 1 + len(self._inside(row)))

    def _inside(self, row: int) -> list[int]:
        """Return what shows of what is in an item, if anything."""
        return self._unfolded(row) if row in self.shape.entered else []

    def _end(self, row: int) -> int:
        """Return the rank behind an item that shows, and behind all that shows of what is in it."""
        assert self._shown is not None  # whoever asks keeps it right
        return self._shown.rank((row, *self._inside(row))[-1]) + 1

    def _disarrange(self) -> None:
        """Forget the order in which the rows show."""
        self._shown = None
        self._whole.clear()
        self._siblings.sort(self._showing.applied.sort)

    def sift(self, fits: Iterable[int] | None, *, anew: bool) -> None:
        """Show those items alone that fit, and what they are in; None is all.

        Parameters
        ----------
        anew : bool
            Whether what somebody has closed meanwhile is open again.
        """
        shape, former = self.shape, self.shape.sieve
        shut = former.shut if former is not None and not anew else ()
        shape.sieve = None if fits is None else Sieve(shape.parents, fits, shut)
        self._disarrange()

    def take_groups(self, groups: Mapping[int, Sequence[int]]) -> None:
        """Take over what was sorted elsewhere."""
        self._siblings.take(groups)

    def judge(self, fits: Mapping[int, bool]) -> None:
        """Take notice of which of some items fit the filters."""
        sieve = self.shape.sieve
        assert sieve is not None  # there are filters
        turned = [row for row, fit in fits.items() if sieve.put(row, fits=fit)]
        if turned:
            self._siblings.sift()
            self._whole.clear()
            self._shown = None

    def _columns_changed(self) -> None:
        super()._columns_changed()
        # another one may be the first now
        self._disarrange()

    def _restart(self) -> None:
        super()._restart()
        self._disarrange()

    def _touch(self, cells: Sequence[tuple[int, str, object]]) -> None:
        by = {key for key, _ in self._showing.applied.sort}
        self._resort(list(dict.fromkeys(row for row, key, _ in cells if key in by)))
        super()._touch(cells)

    def _resort(self, rows: Sequence[int]) -> None:
        """Put rows where they belong now that their values are others."""
        if not rows:
            return
        self._whole.pop(True, None)
        if len(rows) > FEW:
            self._disarrange()
            return
        if self.shape.sieve is not None:
            # some of them may not show
            self._put_in_order(rows)
            self._shown = None
            return
        # what is in them goes with them
        among = frozenset(rows)
        whole = [row for row in rows if among.isdisjoint(self.shape.outer(row))]
        for row in whole:
            self._hide(row)
        self._put_in_order(rows)
        for row in self._from_first(whole):
            self._show(row)

    def _put_in_order(self, rows: Sequence[int]) -> None:
        """Put rows where they belong among their siblings: these at once, as all are elsewhere."""
        families: dict[int, list[int]] = {}
        for row in rows:
            families.setdefault(self.shape.parents[row], []).append(row)
        for parent, family in families.items():
            self._siblings.moved(parent, family)

    def _from_first(self, rows: Sequence[int]) -> list[int]:
        """Return rows so that each comes behind its siblings before it."""
        return sorted(rows, key=lambda row: self._siblings.place(row)[0])

    # -- what was --------------------------------------------------------------------

    def _begin_mark(self) -> Mark:
        # which items were there at first the columns don't know: some are found later
        return Mark()

    def _called(self, edit: ItemsInserted) -> Sequence[int]:
        """Return what the rows are called that come."""
        return edit.ids or range(self._next_row, self._next_row + len(edit.forest))

    def coming(self, edit: Any) -> Mapping[int, Mapping[str, Any]]:
        if not isinstance(edit, ItemsInserted) or edit.is_found:
            return {}
        return dict(zip(self._called(edit), edit.forest.values, strict=True))

    def going(self, edit: Any) -> Sequence[int]:
        if not isinstance(edit, ItemsRemoved):
            return ()
        shape = self.shape
        return [row for root in shape.outermost(edit.rows) for row in shape.whole(root)]

    def siblings(self, row: int) -> RowOrder:
        return RowOrder(list(self.shape.children[self.shape.parents[row]].values()))

    def outermost(self, rows: Sequence[int]) -> Sequence[int]:
        return self.shape.outermost(rows)

    def families(self, rows: Sequence[int]) -> Sequence[tuple[RowOrder, Sequence[int]]]:
        families: dict[int, list[int]] = {}
        for row in self.shape.outermost(rows):
            families.setdefault(self.shape.parents[row], []).append(row)
        return [(self.siblings(family[0]), family) for family in families.values()]

    def paths_of(self, rows: Iterable[int]) -> Mapping[int, list[str]]:
        return {row: self.path(row) for row in rows}

    def kept(self, rows: Sequence[int], rank: int, behind: int | None) -> RowsWent:
        forest, ids = self.shape.uprooted(rows)
        forest.values = [self.columns.whole_row(row) for row in ids]
        opened = self.shape.opened.intersection(ids)
        values = dict(zip(ids, forest.values, strict=True))
        roots = ItemsInserted(self.shape.parents[rows[0]], None, forest, ids, opened)
        looks = tuple(self.looks.of(ids))
        return RowsWent(values, rank, behind, looks, roots, self.paths_of(rows))

    def returned(self, deed: RowsWent) -> tuple[Any, Sequence[tuple[int, str]]]:
        were: ItemsInserted = deed.roots
        forest, ids, parent = were.forest, were.ids, were.parent
        assert ids is not None  # they were there
        roots = [index for index, inner in enumerate(forest.parents) if inner < 0]
        if parent != ROOT and parent not in self.shape:
            return None, [(ids[index], PARENT_GONE) for index in roots]
        inside = self.shape.children.get(parent, {})
        free = [index for index in roots if forest.keys[index] not in inside]
        missed = [(ids[index], KEY_TAKEN) for index in roots if index not in free]
        if not free:
            return None, missed
        rows = list(inside.values())
        before = deed.behind if deed.behind in rows else next(iter(rows[deed.rank :]), None)
        picked = [ids[index] for root in free for index in forest.whole(root)]
        opened = were.opened & set(picked)
        return ItemsInserted(parent, before, forest.pick(free), picked, opened), missed

    def removal(self, rows: Sequence[int]) -> tuple[Any, Sequence[int]]:
        among = frozenset(rows)
        held = [row for row in rows if not among.issuperset(self.shape.whole(row))]
        free = [row for row in rows if row not in held]
        return self.taking(self.shape.outermost(free)), held

    # -- what users do with rows -----------------------------------------------------

    def taking(self, rows: Sequence[int]) -> ItemsRemoved:
        return ItemsRemoved(tuple(rows))

    def insertion(
        self, row: int | None, where: str, values: Sequence[Mapping[str, Any]]
    ) -> ItemsInserted:
        parent, before = self._beside(row, where)
        keys = self.shape.free_keys(parent, len(values))
        return ItemsInserted(parent, before, Forest(keys, [-1] * len(keys), list(values)))

    def _beside(self, row: int | None, where: str) -> tuple[int, int | None]:
        """Return what an item comes into that is to be beside one, and which it comes before."""
        if row is None or not self.has(row):
            return ROOT, None
        if where == "inside":
            return row, None
        parent = self.shape.parents[row]
        if where == "before":
            return parent, row
        order = self.siblings(row)
        behind = order.rank(row) + 1
        return parent, order[behind] if behind < len(order) else None

    def duplication(self, rows: Sequence[int]) -> ItemsInserted:
        parent, before = self._beside(rows[-1], "after")
        forest, ids = self.shape.uprooted(rows)
        forest.values = [self.columns.copy_of(row) for row in ids]
        taken = set(self.shape.children[parent])
        for index, inner in enumerate(forest.parents):
            if inner < 0:
                forest.keys[index] = free_copy(forest.keys[index], taken)
                taken.add(forest.keys[index])
        return ItemsInserted(parent, before, forest)

    def place_beside(self, rows: Sequence[int], row: int | None, where: str) -> int:
        # rows stay in what they are in: what counts is which of the items there the other one is in
        order = self.siblings(rows[0])
        ranks = list(order.ranks(rows).values())
        whole = () if row is None else (row, *self.shape.outer(row))
        beside = next((order.rank(own) for own in whole if own in order), None)
        if beside is None:
            # it is beyond them: they go to that end, or are there
            return ranks[0]
        if beside in ranks:
            # it is in one of them, which is open: the user means what shows beyond that
            beside = ranks[-1] + 1 if where == "after" else ranks[0] - 1
        return max(0, min(beside + (where == "after"), len(order)))

    # -- edits -----------------------------------------------------------------------

    def _insert_items(self, edit: ItemsInserted) -> None:
        forest, shape = edit.forest, self.shape
        rows = self._called(edit)
        if edit.ids is None:
            self._next_row += len(rows)
        for row, values in zip(rows, forest.values, strict=True):
            self.columns.put_row(row, values)
        self.selection.came(rows)
        self._whole.clear()
        was_branch = edit.parent in shape.children
        roots = shape.grow(forest, rows, edit.parent, edit.before)
        shape.opened |= edit.opened
        new = [rows[index] for index in forest.branches]
        self._reopen(new if was_branch else [edit.parent, *new])
        self._siblings.moved(edit.parent, roots)
        if len(roots) > FEW or shape.sieve is not None:
            self._shown = None
            self._showing.came(rows, stay=self._is_users)
            return
        self._showing.came(rows, stay=self._is_users)
        for row in self._from_first(roots):
            self._show(row)

    def _remove_items(self, edit: ItemsRemoved) -> None:
        shape = self.shape
        self._whole.clear()
        if len(edit.rows) > FEW or shape.sieve is not None:
            self._shown = None
        gone: list[int] = []
        left: dict[int, list[int]] = {}
        # one that is in another of them goes with that
        for row in shape.outermost([row for row in edit.rows if row in shape]):
            self._hide(row)
            left.setdefault(shape.parents[row], []).append(row)
            gone += shape.fell(row)
        for parent, rows in left.items():
            self._siblings.left(parent, rows)
        for row in gone:
            self._siblings.forget(row)
        if shape.sieve is not None:
            self._siblings.sift()
        self._showing.left(gone)
        self._left(gone)

    def _order_items(self, edit: ItemsOrdered) -> None:
        self._reorder(edit.parent, edit.rows)

    def _reorder(self, parent: int, rows: Sequence[int]) -> None:
        self.shape.order(parent, rows)
        self._siblings.forget(parent)
        self._whole.clear()
        self._shown = None
        self._showing.moved(rows)

    def _move_items(self, edit: RowsMoved) -> None:
        order = self.siblings(edit.rows[0])
        order.move(edit.rows, edit.at)
        self.places.put(edit.rows, edit.places)
        self._reorder(self.shape.parents[edit.rows[0]], order.ids)

    def _branch(self, edit: Branched) -> None:
        shape = self.shape
        if edit.row not in shape.children:
            shape.children[edit.row] = {}
            self._reopen([edit.row])
        shape.awaited.discard(edit.row)
        shape.failed.discard(edit.row)
        if edit.source is None:
            shape.sources.pop(edit.row, None)
        else:
            shape.sources[edit.row] = edit.source

    def _wither(self, edit: Withered) -> None:
        self.shape.wither(edit.row)

    def _await(self, edit: Awaited) -> None:
        states = {"loading": self.shape.awaited, "failed": self.shape.failed}
        for state, rows in states.items():
            rows.discard(edit.row)
            if state == edit.state:
                rows.add(edit.row)

    def _fold(self, edit: Folded) -> None:
        shape = self.shape
        if edit.rows is None:
            self._shown = None
            shape.turn_all(is_open=edit.is_open)
            if not edit.is_open:
                self._remembered.clear()
            return
        if len(edit.rows) > FEW:
            self._shown = None
        for row in edit.rows:
            self._hide(row)
            shape.turn(row, is_open=edit.is_open)
            self._show(row)

    # what is in what shows there
    LED = 1

    OWN = (*Table.OWN, Outer)

    # what carries out each kind of edit
    APPLIED: ClassVar[Mapping[type, Callable[[Any, Any], None]]] = {
        **Table.APPLIED,
        ItemsInserted: _insert_items,
        ItemsRemoved: _remove_items,
        ItemsOrdered: _order_items,
        RowsMoved: _move_items,
        Branched: _branch,
        Withered: _wither,
        Awaited: _await,
        Folded: _fold,
    }
