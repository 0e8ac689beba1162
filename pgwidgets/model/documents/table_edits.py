"""The edits of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pgwidgets.model.documents.arrangement import ColumnFilter, Sort
from pgwidgets.model.documents.arranging import Arranging
from pgwidgets.model.documents.column_layout import ColumnLayout
from pgwidgets.model.documents.looks import Look, Place
from pgwidgets.model.tables.frequency import Frequency


@dataclass(frozen=True, slots=True)
class CellsSet:
    """Cells got other values.

    Attributes
    ----------
    cells : tuple
        Row, column and value of each; the values are as their columns keep them.
    """

    cells: tuple[tuple[int, str, object], ...]


@dataclass(frozen=True, slots=True)
class RowsInserted:
    """Rows came.

    Attributes
    ----------
    at : int
        Before which row, counted in the order of the data.
    rows : tuple
        The values of each by the columns' keys.
    ids : tuple of int or None
        What they were called when they were there before; None for new ones.
    """

    at: int
    rows: tuple[Mapping[str, object], ...]
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class RowsRemoved:
    """Rows went."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RowsMoved:
    """Rows have other places in the data; in a tree all are in the same item.

    Attributes
    ----------
    rows : tuple of int
        In the order that they have from now on.
    at : int
        Where the first of them is then: how many of the others are before it.
    places : tuple of int or None
        Which of the places that each has had it gets back; None for new ones.
    """

    rows: tuple[int, ...]
    at: int
    places: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ColumnsDescribed:
    """Other columns of the data show, or the same ones in another way."""

    described: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ColumnInserted:
    """A column came.

    Attributes
    ----------
    at : int
        Before which column.
    described : mapping
        What it is.
    """

    at: int
    described: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ColumnRemoved:
    """A column went, with all that was in it."""

    key: str


@dataclass(frozen=True, slots=True)
class ColumnsArranged:
    """Others of the columns show, or the same in another order."""

    layout: ColumnLayout


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows show in another order."""

    sort: Sort


@dataclass(frozen=True, slots=True)
class Filtered:
    """Other rows show.

    Attributes
    ----------
    filters : mapping
        By the keys of columns.
    search : str
        Words that must be in what a row shows.
    """

    filters: Mapping[str, ColumnFilter]
    search: str


@dataclass(frozen=True, slots=True)
class Arranged:
    """What took long to sort or to filter is known."""

    task: Arranging


@dataclass(frozen=True, slots=True)
class Colored:
    """Cells, rows, columns or the table have other looks.

    Attributes
    ----------
    looks : tuple
    anew : bool
        Whether all other looks go.
    """

    looks: tuple[tuple[Place, Look], ...]
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """What is selected at once, or no more: rows, or what they have in some columns.

    Attributes
    ----------
    rows : sequence of int or None
        None is all rows.
    keys : tuple of str or None
        None is the rows themselves, not their cells.
    """

    rows: Sequence[int] | None
    keys: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """More or less is selected.

    Attributes
    ----------
    picks : tuple
    on : bool
        Whether they are selected from now on, or no more.
    anew : bool
        Whether nothing else is.
    """

    picks: tuple[Pick, ...]
    on: bool = True
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """What a user typed was not taken; only the user's own page is told.

    Attributes
    ----------
    cells : tuple
        Row and column of each, and why, in words for the user.
    """

    cells: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a user typed is what is there already; only the user's own page is told.

    Attributes
    ----------
    cells : tuple
        Row and column of each.
    """

    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What a user may choose in a cell; only the user's own page is told.

    Attributes
    ----------
    row : int
    key : str
    choices : tuple of str or None
        None when the program has failed to say.
    """

    row: int
    key: str
    choices: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Valued:
    """Which values there are to filter a column by; only the user's own page is told.

    Attributes
    ----------
    key : str
    values : tuple or None
        None when they are too many to choose from, or can't be found.
    """

    key: str
    values: tuple[Frequency, ...] | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where what a user has put into the table is now; only the user's own page is told.

    Attributes
    ----------
    row : int
    """

    row: int


@dataclass(frozen=True, slots=True)
class Shifted:
    """Where a row is now that a user has moved; only the user's own page is told.

    Attributes
    ----------
    row : int
    """

    row: int


@dataclass(frozen=True, slots=True)
class Reverted:
    """What a user has taken back, or done again; only the user's own page is told where it is.

    Attributes
    ----------
    row : int
    key : str
        Of the column; "" if the row as a whole is there again.
    """

    row: int
    key: str


@dataclass(frozen=True, slots=True)
class Held:
    """What a user typed waits for the program's word; only the user's own page is told.

    Attributes
    ----------
    cells : tuple
        Row and column of each, and what was typed.
    """

    cells: tuple[tuple[int, str, str | bool | None], ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a user typed waits no more; only the user's own page is told.

    Attributes
    ----------
    cells : tuple
        Row and column of each.
    """

    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """What a user has copied; only the user's own page is told."""

    text: str


@dataclass(frozen=True, slots=True)
class Exported:
    """The file that a user has asked for; only the user's own page is told.

    Attributes
    ----------
    text : str or None
    reason : str
        Why there is none, in words for the user.
    """

    text: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole text of a cell of which pages have the beginning; only one page is told."""

    row: int
    key: str
    text: str


TableEdit: TypeAlias = (
    CellsSet
    | RowsInserted
    | RowsRemoved
    | RowsMoved
    | ColumnsDescribed
    | ColumnInserted
    | ColumnRemoved
    | ColumnsArranged
    | Sorted
    | Filtered
    | Arranged
    | Colored
    | Selected
    | Refused
    | Kept
    | Offered
    | Valued
    | Arrived
    | Reverted
    | Shifted
    | Held
    | Settled
    | Copied
    | Exported
    | Whole
)
