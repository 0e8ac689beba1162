"""Finding out which rows show, and in which order, without the session's lock."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pgwidgets.model.documents.arrangement import Arrangement, Named, arranged
from pgwidgets.model.documents.task import Task


class Arranging(Task):
    """Arranges the rows of a table as they are now.

    Parameters
    ----------
    rows : sequence of int
        All, in the order of the data; never changed.
    columns : mapping
        Those that show.
    arrangement : Arrangement
    kept : set of int
        Rows that show in any case.

    Attributes
    ----------
    found : sequence of int or None
        The rows that show, as they do; None before it is known.
    touched : set of int
        The rows that came, went or have changed since.
    tells : bool
        Whether a user has filtered, and the program is told of what comes of it.
    """

    def __init__(
        self,
        rows: Sequence[int],
        columns: Named,
        arrangement: Arrangement,
        kept: AbstractSet[int],
    ) -> None:
        super().__init__()
        # what is arranged: all rows in the order of the data
        self._rows = rows
        # what they are compared by, as it is now
        self._columns = {key: column.frozen() for key, column in columns.items()}
        self.arrangement = arrangement
        # what shows in any case
        self._kept = frozenset(kept)
        self.found: Sequence[int] | None = None
        self.touched: set[int] = set()
        self.tells = False

    def run(self) -> None:
        self.found = arranged(self._rows, self._columns, self.arrangement, self._kept, self.pause)
