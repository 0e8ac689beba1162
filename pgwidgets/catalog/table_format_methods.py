"""The methods of tables that are about how columns show their values."""

from __future__ import annotations

from pgwidgets.catalog.methods import Command, Compute, Method, Parameter
from pgwidgets.catalog.table_columns import present_column
from pgwidgets.catalog.table_footer import get_footer
from pgwidgets.catalog.table_formats import AGGREGATE, FORMAT, LINES
from pgwidgets.catalog.types import Optional, Record


def format_methods(column: Parameter) -> tuple[Method, ...]:
    """Return them.

    Parameters
    ----------
    column : Parameter
        How a column is named: by its index, or by its key.
    """
    return (
        Command(
            name="set_column_format",
            doc="Say how a column shows its values. What is edited and copied stays exact.",
            parameters=(
                column,
                Parameter(
                    "format",
                    Optional(FORMAT),
                    "A pattern such as `',.2f'` or `'%d.%m.%Y'`, or a mapping as the guide has it; "
                    "None shows them as their type has it.",
                ),
            ),
            sets=("columns",),
            function=present_column,
            remote=False,
        ),
        Command(
            name="set_column_wrap",
            doc="Say in how many lines the texts of a column go on. All rows are as high as that.",
            parameters=(
                column,
                Parameter("wrap", LINES, "How many; True is three, and False one."),
            ),
            sets=("columns",),
            function=present_column,
            remote=False,
        ),
        Command(
            name="set_column_footer",
            doc="Say what the footer shows of a column. It is kept current as values change.",
            parameters=(
                column,
                Parameter(
                    "footer",
                    Optional(AGGREGATE),
                    "`'sum'`, `'mean'`, `'min'`, `'max'`, `'count'` or `'median'` of the values "
                    "that are not missing, or a function of the list of them; None shows nothing.",
                ),
            ),
            sets=("columns",),
            function=present_column,
            remote=False,
        ),
        Compute(
            name="get_footer",
            doc="Return what the columns with a footer come to now, by their keys. It is None "
            "where there is no such thing.",
            returns=Record(),
            function=get_footer,
            remote=False,
        ),
    )
