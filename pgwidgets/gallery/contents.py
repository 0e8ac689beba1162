"""The list of all classes, in which one searches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pgwidgets.catalog.categories import CATEGORIES
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.registry import offered
from pgwidgets.sync import Session
from pgwidgets.sync import Widgets as W  # noqa: N817  # as namespaces are called


def grouped() -> Mapping[str, list[Widget]]:
    """Return the classes by their category, those in the order of the catalog."""
    groups: dict[str, list[Widget]] = {category: [] for category in CATEGORIES}
    for declaration in offered().values():
        groups[declaration.found_under].append(declaration)
    return {category: found for category, found in groups.items() if found}


class Contents:
    """A tree of the classes, with a field to search in.

    Parameters
    ----------
    session : Session
    chosen : callable
        Gets the declaration of the class that the user selects.

    Attributes
    ----------
    widget : VisualWidget
    """

    def __init__(self, session: Session, chosen: Callable[[Widget], None]) -> None:
        tree: dict[str, dict[str, dict[str, str]]] = {
            category: {declaration.name: {"about": declaration.doc} for declaration in found}
            for category, found in grouped().items()
        }
        self.widget = W.TreeView(
            session,
            columns=["Widget", {"label": "About", "key": "about"}],
            tree=tree,
            show_header=False,
            show_search=True,
        )
        # to be searched alone
        self.widget.set_hidden_columns(["about"])
        self.widget.expand_all()
        # gets what the user selects
        self._chosen = chosen
        self.widget.on("selected", self._select)

    def select(self, declaration: Widget) -> None:
        """Select a class."""
        self.widget.select_path([declaration.found_under, declaration.name])

    def _select(self, items: list[dict[str, Any]]) -> None:
        for item in items:
            declaration = offered().get(item["path"][-1])
            if declaration is not None:
                self._chosen(declaration)
