"""FileTable."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget, option, state
from pgwidgets.catalog.methods import Action, Parameter, getter, setter
from pgwidgets.catalog.types import BOOLEAN, INTEGER, TEXT, Choice, List, Tuple

ROW = Tuple(INTEGER, Choice("folder", "file"), TEXT, TEXT, TEXT)
ROW_ID = Parameter("row", INTEGER, "The row's id.")


def fit_selection(values: dict[str, Any]) -> None:
    """Keep of what is selected the rows that are there, and one where there can't be several."""
    rows = {row[0] for row in values["rows"]}
    selected = [row for row in values["selected"] if row in rows]
    values["selected"] = selected if values["multiple"] else selected[:1]


FILE_TABLE = Widget(
    name="FileTable",
    internal=True,
    base=WIDGET_BASE,
    doc="The files and folders in a folder, with sizes and dates, of which the user selects one or "
    "several files. It is the list of a FileBrowser.",
    states=(
        option("multiple", BOOLEAN, False, "Whether several files can be selected."),
        state(
            "rows",
            List(ROW),
            (),
            "Of each the id, which no other row has, and what shows: kind, name, size and date.",
        ),
        state("selected", List(INTEGER), (), "The ids of the rows that are selected.", late=True),
    ),
    methods=(
        setter(
            "set_rows",
            {"rows": "rows"},
            "Set the rows; those that have stayed keep the user's place.",
        ),
        setter("set_multiple", {"tf": "multiple"}, "Say whether several files can be selected."),
        setter("set_selected", {"rows": "selected"}, "Select rows."),
        getter("get_selected", "selected", "Return the ids of the rows that are selected."),
        Action(
            name="scroll_to_row", doc="Bring a row to the middle of the view.", parameters=(ROW_ID,)
        ),
    ),
    callbacks=(
        Callback(
            name="selected",
            doc="The user selected something else.",
            arguments=(
                Parameter("rows", List(INTEGER), "The ids of the rows that are selected now."),
            ),
            carries={"selected": lambda rows: rows},
        ),
        Callback(
            name="activated",
            doc="The user opened a row: double-clicked it, or pressed Enter.",
            arguments=(ROW_ID,),
        ),
        Callback(name="back", doc="The user wants to go to the folder above: pressed Backspace."),
    ),
    fit=fit_selection,
)
