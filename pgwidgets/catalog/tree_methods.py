"""The methods of trees that are not those of every table."""

from __future__ import annotations

from pgwidgets.catalog.methods import Command, Compute, Method, Parameter
from pgwidgets.catalog.table_column_methods import column_setters
from pgwidgets.catalog.table_column_types import COLUMN
from pgwidgets.catalog.table_columns import (
    column_called,
    drop_column,
    insert_column,
    table_of,
)
from pgwidgets.catalog.table_parameters import COL_KEY, ITEMS, ROW_PATH
from pgwidgets.catalog.table_selection import select_paths
from pgwidgets.catalog.table_sorting import sort_by
from pgwidgets.catalog.table_types import KEY, PATH, VALUE
from pgwidgets.catalog.tree_folding import (
    collapse_all,
    collapse_item,
    expand_all,
    expand_item,
    get_collapsed,
    get_expanded,
    scroll_to_path,
)
from pgwidgets.catalog.tree_items import (
    add_item,
    append_row,
    clear,
    delete_row,
    get_subtree,
    insert_row,
    remove_item,
    remove_items,
    set_cell,
    set_data,
    set_tree,
)
from pgwidgets.catalog.tree_merging import add_tree, delete_tree, update_data, update_tree
from pgwidgets.catalog.tree_types import ItemValues, Parent, Place, RowsOrTree, TreeData, WholeTree
from pgwidgets.catalog.types import ANYTHING, BOOLEAN, INTEGER, TEXT, Choice, List, Optional
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

TREE_DOC = (
    "A dict of dicts, as the guide describes it: an item whose values all are plain is a row, one "
    "of whose values is a dict, or a function that returns one, has these in it."
)
DATA_DOC = "A tree, or what a table is made of: then the rows have the keys `row0`, `row1`, …."
PATHS = Parameter("paths", List(PATH), "A path for each.")
ITEM_VALUES = Parameter(
    "values",
    ItemValues(),
    "What the row has, by the columns' keys or in their order; with what is in the item, as in a "
    "tree.",
)
PARENT = Parameter(
    "parent",
    Optional(Parent()),
    "The path of what it is put into; without keys, or None, it is in no other item.",
    None,
)

ITEM_METHODS: tuple[Method, ...] = (
    Command(
        name="set_tree",
        doc="Set all items. Nothing is selected then; the sort order stays, and what is open at "
        "the same path.",
        parameters=(Parameter("tree", WholeTree(), TREE_DOC),),
        sets=("data", "columns"),
        function=set_tree,
        remote=False,
    ),
    Command(
        name="add_tree",
        doc="Put items into the tree. One that is there already is replaced, with all that is in "
        "it.",
        parameters=(Parameter("tree", TreeData(), TREE_DOC), PARENT),
        sets=("data",),
        function=add_tree,
        remote=False,
    ),
    Command(
        name="update_tree",
        doc="Change what differs from this tree. All else stays: what is open and what is "
        "selected, the colors, and what a user is typing.",
        parameters=(Parameter("tree", TreeData(), TREE_DOC),),
        sets=("data",),
        function=update_tree,
        remote=False,
    ),
    Command(
        name="delete_tree",
        doc="Take away what a tree names: of what it goes into, what it names there.",
        parameters=(
            Parameter("tree", TreeData(), TREE_DOC),
            Parameter(
                "prune_empty", BOOLEAN, "Whether what is empty then goes, too.", default=False
            ),
        ),
        sets=("data",),
        function=delete_tree,
        remote=False,
    ),
    Command(
        name="set_data",
        doc="Set all rows, or items: as `set_tree`.",
        parameters=(Parameter("data", RowsOrTree(), DATA_DOC),),
        sets=("data", "columns"),
        function=set_data,
        remote=False,
    ),
    Command(
        name="update_data",
        doc="Change what differs from these rows, or items: as `update_tree`.",
        parameters=(Parameter("data", RowsOrTree(), DATA_DOC),),
        sets=("data",),
        function=update_data,
        remote=False,
    ),
    Command(
        name="add_item",
        doc="Put an item into another one, behind all that are there; returns its path.",
        parameters=(
            Parameter("parent", PARENT.type, PARENT.doc),
            Parameter("key", KEY, "Its key, which none of them has."),
            Parameter("values", ITEM_VALUES.type, ITEM_VALUES.doc, ()),
        ),
        returns=PATH,
        sets=("data",),
        function=add_item,
        remote=False,
    ),
    Command(
        name="remove_item",
        doc="Take an item away, with all that is in it.",
        parameters=(ROW_PATH,),
        sets=("data",),
        function=remove_item,
        remote=False,
    ),
    Command(
        name="remove_items",
        doc="Take items away, with all that is in them.",
        parameters=(PATHS,),
        sets=("data",),
        function=remove_items,
        remote=False,
    ),
    Command(
        name="insert_row",
        doc="Put an item before another one, into what that is in; returns its path.",
        parameters=(
            ITEM_VALUES,
            Parameter("key", Optional(KEY), "Its key; None for `row0`, `row1`, ….", None),
            Parameter(
                "before",
                Optional(Place()),
                "The path of the other one, or its key where it is in none; None for the end of "
                "those that are in no other.",
                None,
            ),
        ),
        returns=PATH,
        sets=("data",),
        function=insert_row,
        remote=False,
    ),
    Command(
        name="append_row",
        doc="Put an item behind all that are in no other, with a key such as `row0`; returns its "
        "path.",
        parameters=(ITEM_VALUES,),
        returns=PATH,
        sets=("data",),
        function=append_row,
        remote=False,
    ),
    Command(
        name="delete_row",
        doc="Take an item away, with all that is in it.",
        parameters=(
            Parameter("path_or_key", Place(), "Its path, or its key where it is in no other."),
        ),
        sets=("data",),
        function=delete_row,
        remote=False,
    ),
    Command(
        name="clear",
        doc="Take all items away. The columns stay, and it is kept which paths are open.",
        sets=("data",),
        function=clear,
        remote=False,
    ),
    Command(
        name="set_cell",
        doc="Give a cell another value.",
        parameters=(
            ROW_PATH,
            COL_KEY,
            Parameter("value", VALUE, "What the column can hold; None clears the cell."),
        ),
        sets=("data",),
        function=set_cell,
        remote=False,
    ),
    Compute(
        name="get_subtree",
        doc="Return items as a tree, as `set_tree` takes it: with what they are in, and with all "
        "that is in them.",
        parameters=(
            Parameter(
                "status",
                Choice("all", "selected", "expanded", "collapsed"),
                "Which items.",
                "all",
            ),
        ),
        returns=ANYTHING,
        function=get_subtree,
        remote=False,
    ),
    Compute(
        name="get_row_count",
        doc="Return how many items there are, whether or not they show.",
        returns=INTEGER,
        function=lambda node: len(table_of(node)),
        remote=False,
    ),
)

FOLDING_METHODS: tuple[Method, ...] = (
    Command(
        name="expand_all",
        doc="Open all items that have others in them. What a function would have to say first "
        "stays closed.",
        sets=("data",),
        function=expand_all,
        remote=False,
    ),
    Command(
        name="collapse_all",
        doc="Close all items.",
        sets=("data",),
        function=collapse_all,
        remote=False,
    ),
    Command(
        name="expand_item",
        doc="Open an item, if it may have others in it. What a function says is in it, or on the "
        "way to it, comes a little later.",
        parameters=(ROW_PATH,),
        sets=("data",),
        function=expand_item,
        remote=False,
    ),
    Command(
        name="collapse_item",
        doc="Close an item. What is open in it is so again when it is opened.",
        parameters=(ROW_PATH,),
        sets=("data",),
        function=collapse_item,
        remote=False,
    ),
    Compute(
        name="get_expanded",
        doc="Return the paths of the items that are open, in the order in which they show; where "
        "there are filters, in that of the data, as it is without them.",
        returns=List(PATH),
        function=get_expanded,
        remote=False,
    ),
    Compute(
        name="get_collapsed",
        doc="Return the paths of the items that are closed and may have others in them.",
        returns=List(PATH),
        function=get_collapsed,
        remote=False,
    ),
    Command(
        name="scroll_to_path",
        doc="Scroll an item into view. What it is in is opened, and nothing else; where a function "
        "says what is there, that is a little later.",
        parameters=(ROW_PATH,),
        function=scroll_to_path,
    ),
)


def _insert_column(
    tree: Tree, node: Node, column: dict[str, object], before: str | None = None
) -> None:
    keys = table_of(node).columns.keys
    index = len(keys) if before is None else keys.index(column_called(node, before).key)
    insert_column(tree, node, index, column)


def _delete_column(tree: Tree, node: Node, col_key: str) -> None:
    drop_column(tree, node, column_called(node, col_key).key)


def _sort_by_column(tree: Tree, node: Node, col_key: str | None, ascending: bool = True) -> None:
    sort_by(tree, node, [] if col_key is None else [(col_key, ascending)])


def _set_selected(tree: Tree, node: Node, paths: list[list[str]]) -> None:
    select_paths(tree, node, paths, anew=True)


KEY_METHODS: tuple[Method, ...] = (
    *column_setters(COL_KEY),
    Command(
        name="insert_column",
        doc="Put a column before another one. It is empty, unless the data has its key.",
        parameters=(
            Parameter("column", COLUMN, "Its label, or a mapping."),
            Parameter(
                "before", Optional(TEXT), "The key of the other one; None for the end.", None
            ),
        ),
        sets=("columns", "data"),
        function=_insert_column,
        remote=False,
    ),
    Command(
        name="delete_column",
        doc="Take a column away, with its values.",
        parameters=(COL_KEY,),
        sets=("columns", "data"),
        function=_delete_column,
        remote=False,
    ),
    Command(
        name="sort_by_column",
        doc="Show what is in the same item in the order of a column. The data stays as it is.",
        parameters=(
            Parameter(
                "col_key",
                Optional(TEXT),
                "The key of the column; None shows the order of the data.",
            ),
            Parameter("ascending", BOOLEAN, "Whether upwards. What is missing comes last.", True),
        ),
        sets=("data",),
        function=_sort_by_column,
        remote=False,
    ),
    Command(
        name="set_selected",
        doc="Select these rows, and no others.",
        parameters=(Parameter("paths", ITEMS, "A path for each, or as from `get_selected`."),),
        sets=("data",),
        function=_set_selected,
        remote=False,
    ),
)
"""Those that name columns by their keys, and rows by their paths."""
