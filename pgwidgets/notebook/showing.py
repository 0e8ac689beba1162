"""What the classes of both APIs that show themselves in a notebook have in common."""

from __future__ import annotations

from typing import Any

from pgwidgets.notebook import display
from pgwidgets.server.widget import WidgetFacade
from pgwidgets.session.widgets import node_of
from pgwidgets.signatures import explain


class Showing:
    """Shows itself as a cell's last expression."""

    def _repr_mimebundle_(self, **_selection: Any) -> dict[str, str]:
        return display.bundle(self)


@explain
class ShowingApplication(Showing):
    """An application that shows itself."""

    def show(
        self, *, height: float | None = None, width: float | None = None, how: str = "iframe"
    ) -> None:
        """Show the application in the output of a notebook's cell; in a script, print its address.

        Each such output is a browser of its own: it begins a session, as one that opens
        :attr:`url` does.

        Parameters
        ----------
        height, width : float, optional
            Of the frame in px; by default the height of what it shows, and all the width.
        how : {"iframe", "tab", "link"}
            In the cell's output, in a tab of its own, or as a link to that.
        """
        display.show(self, height, width, how)


@explain
class ShowingSession(Showing):
    """A session that shows itself, or some widget of its own."""

    _core: Any  # the session's

    def show(
        self,
        widget: WidgetFacade[Any, Any, Any, Any] | None = None,
        *,
        height: float | None = None,
        width: float | None = None,
        how: str = "iframe",
    ) -> None:
        """Show the session in the output of a notebook's cell; in a script, print its address.

        Parameters
        ----------
        widget : Widget, optional
            One that is shown alone; by default all windows are.
        height, width : float, optional
            Of the frame in px; by default the height of what it shows, and all the width.
        how : {"iframe", "tab", "link"}
            In the cell's output, in a tab of its own, or as a link to that.

        Raises
        ------
        ValueError
            When the widget belongs to another session.

        Examples
        --------
        >>> session.show(height=300)  # doctest: +SKIP
        >>> session.show(slider)  # doctest: +SKIP
        """
        if widget is not None:
            self._core.tree.require(node_of(widget))
        # an operation stands for the widget that it makes
        subject = self if widget is None else node_of(widget).widget
        display.show(subject, height, width, how)
