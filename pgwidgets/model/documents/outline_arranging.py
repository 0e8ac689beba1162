"""Finding out which items of a tree show, and in which order, without the session's lock."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from pgwidgets.model.documents.arrangement import Arrangement, Named, passing, sorted_rows
from pgwidgets.model.documents.arranging import Arranging
from pgwidgets.model.tables.pausing import slices


class ArrangingItems(Arranging):
    """Arranges the items of a tree as they are now; found are those that fit the filters.

    Parameters
    ----------
    parents : mapping
        By the rows, what each is in; never changed.

    Attributes
    ----------
    groups : dict
        By what they are in, items in their order, if that is not the order of the data.
    """

    def __init__(
        self,
        rows: Sequence[int],
        columns: Named,
        arrangement: Arrangement,
        kept: AbstractSet[int],
        parents: Mapping[int, int],
    ) -> None:
        super().__init__(rows, columns, arrangement, kept)
        self.parents = parents
        self.groups: dict[int, array[int]] = {}

    def run(self) -> None:
        arrangement, columns = self.arrangement, self._columns
        found = passing(self._rows, columns, arrangement, self._kept, self.pause)
        if arrangement.sort:
            rows = sorted_rows(self._rows, columns, arrangement.sort, self.pause)
            for part in slices(rows, self.pause):
                for row in part:
                    parent = self.parents[row]
                    if parent not in self.groups:
                        self.groups[parent] = array("q")
                    self.groups[parent].append(row)
        self.found = found
