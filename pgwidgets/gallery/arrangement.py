"""Where the parts of the gallery are: beside one another, or behind tabs."""

from __future__ import annotations

from collections.abc import Mapping

from pgwidgets.sync import Session
from pgwidgets.sync import Widgets as W  # noqa: N817  # as namespaces are called

LEAST_WIDTHS = {"Widgets": 600, "Options": 1100}
"""Of a page that has these parts at its sides, in px."""

SIDE_WIDTHS = {"Widgets": 240, "Options": 340}
"""Of the parts at the sides, in px."""

LIKELY_WIDTH = 800
"""Of a page that has not come yet, in px."""

LEAST_HEIGHT = 560
"""In px, where a page is as high as what is in it, as in a notebook's cell."""


class Arrangement:
    """One part above the others, which are behind tabs, or at its sides where there is room.

    Parameters
    ----------
    session : Session
    middle : VisualWidget
    others : mapping
        The others, by what their tabs say.

    Attributes
    ----------
    widget : Frame
        Holds them all.
    """

    def __init__(
        self, session: Session, middle: W.VisualWidget, others: Mapping[str, W.VisualWidget]
    ) -> None:
        self.widget = W.VBox(session, spacing=0)
        self.widget.set_min_size(height=LEAST_HEIGHT)
        # where the parts are placed
        self._session = session
        # the one above
        self._middle = middle
        # the others
        self._others = others
        # what holds them now
        self._holder: W.Splitter | None = None
        # what is at the sides now
        self._sides: set[str] = set()
        # before any page lays it out: a size is told once
        self.widget.on("resize", lambda size: self.fit(size["width"]))
        self.fit(LIKELY_WIDTH)

    def fit(self, width: float) -> None:
        """Arrange the parts for a page of some width in px."""
        sides = {title for title, least in LEAST_WIDTHS.items() if width >= least}
        if sides != self._sides or self._holder is None:
            self._sides = sides
            self._arrange(width)

    def _arrange(self, width: float) -> None:
        column = W.Splitter(self._session, orientation="vertical")
        tabs = W.TabWidget(self._session)
        column.add_widget(self._middle)
        column.add_widget(tabs)
        column.set_sizes([400, 300])
        for title, part in self._others.items():
            if title not in self._sides:
                tabs.add_widget(part, {"title": title})
        former, self._holder = self._holder, column
        if self._sides:
            self._holder = self._row(column, width)
        self.widget.add_widget(self._holder, 1)
        if former is not None:
            former.destroy()

    def _row(self, column: W.Splitter, width: float) -> W.Splitter:
        """Return the column between what is at its sides."""
        row = W.Splitter(self._session)
        left, right = self._others["Widgets"], self._others["Options"]
        middle = width - sum(SIDE_WIDTHS[title] for title in self._sides)
        row.add_widget(left)
        row.add_widget(column)
        if "Options" in self._sides:
            row.add_widget(right)
        row.set_sizes([SIDE_WIDTHS["Widgets"], max(middle, 0), SIDE_WIDTHS["Options"]])
        return row
