"""What users do in tables: editing, sorting, resizing, pressing, the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pgwidgets.catalog.table_choice_values import Choices, chosen
from pgwidgets.catalog.table_choices import ask, choices_of, unknown
from pgwidgets.catalog.table_chosen import chosen_cells, chosen_rows
from pgwidgets.catalog.table_columns import change_column, column_called, table_of, told_column
from pgwidgets.catalog.table_rows import set_cells
from pgwidgets.catalog.table_sorting import sort_by
from pgwidgets.catalog.table_taking import Change, NotTakenError, Typed, barrier, take
from pgwidgets.catalog.table_validation import defer, end, hold, resume, retract, waits
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_edits import Copied, Kept, Refused, Whole
from pgwidgets.model.documents.tsv import write_tsv
from pgwidgets.model.node import Node
from pgwidgets.model.tables.cells import edited_text
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.sameness import is_same
from pgwidgets.model.tree import Tree

Refusal = tuple[int, str, str]
"""Row and column of what is not taken, and why, for the user."""


def edit_cells(
    tree: Tree,
    node: Node,
    typed: Iterable[tuple[int, str, Typed]],
    how: str,
    refused: Sequence[Refusal] = (),
) -> None:
    """Take what a user typed into cells; what can't be taken the user is told, with the reason.

    Parameters
    ----------
    refused : sequence
        What is known already not to be taken, and why.
    """
    del how  # all are edits alike
    typed = list(typed)
    asked = unknown(node, ((row, key) for row, key, text in typed if text is not None))
    if not asked:
        take_typed(tree, node, typed, refused)
        return
    # what may be chosen there is the program's to say
    ticket = defer(tree, node, typed)

    def go_on(tree: Tree, node: Node) -> None:
        wanted, others = resume(ticket)
        held = take_typed(tree, node, wanted, [*refused, *others])
        end(tree, node, ticket, held)

    ask(tree, node, asked, go_on)


def take_typed(
    tree: Tree,
    node: Node,
    typed: Iterable[tuple[int, str, Typed]],
    refused: Iterable[Refusal] = (),
) -> list[tuple[int, str]]:
    """Take what a user typed into cells, now that all is known that it takes to judge it.

    Parameters
    ----------
    refused : iterable
        What is known already not to be taken, and why.

    Returns
    -------
    list
        The cells that wait for the program's word.
    """
    changes: list[tuple[Change, Typed]] = []
    kept: list[tuple[int, str]] = []
    refused = list(refused)
    for row, key, text in typed:
        try:
            change = _change(node, row, key, text)
            changes += [(one, text) for one in change]
            if not change:
                kept.append((row, key))
        except NotTakenError as error:
            refused.append((row, key, str(error)))
    holds = waits(node, [change for change, _ in changes])
    if holds:
        hold(tree, node, changes)
    else:
        take(tree, node, [change for change, _ in changes])
    if kept:
        # the page shows what was typed until it is told
        tree.reply(node, "data", Kept(tuple(kept)))
        retract(tree, node, kept)
    if refused:
        tree.reply(node, "data", Refused(tuple(refused)))
    return [change[:2] for change, _ in changes] if holds else []


def _change(node: Node, row: int, key: str, text: Typed) -> list[Change]:
    """Return what becomes of what was typed into one cell: nothing, if it is what is there."""
    told = barrier(node, row, key)
    column = table_of(node).columns[key]
    old = column.value(row)
    try:
        choices = None if text is None else choices_of(node, told, row)
    except ValueError as error:
        raise NotTakenError(str(error)) from None
    value = _read(column, told, choices, text, old)
    return [] if is_same(column.stored(row), value) else [(row, key, old, value)]


def _read(
    column: Column,
    told: dict[str, Any],
    choices: Choices | None,
    text: Typed,
    old: object,
) -> object:
    """Return the value that was typed, within what the column allows."""
    try:
        if choices is None or text is None:
            value = column.parse(text, old)
        else:
            value = chosen(column, _choice(choices, str(text)), old)
    except NotTakenError:
        raise
    except (TypeError, ValueError) as error:
        raise NotTakenError(_sentence(str(error))) from None
    least, most = told.get("min"), told.get("max")
    if isinstance(value, bool) or not hasattr(value, "__lt__") or isinstance(value, str):
        return value
    try:
        if least is not None and value < least:
            raise NotTakenError(f"Must be at least {least}.")
        if most is not None and value > most:
            raise NotTakenError(f"Must be at most {most}.")
    except TypeError:
        # it is no number
        return value
    return value


def _choice(choices: Choices, text: str) -> Any:
    """Return the choice that a text stands for."""
    if text in choices:
        return choices[text]
    if not choices:
        raise NotTakenError("There is nothing to choose here.")
    expected = ", ".join(list(choices)[:12]) + (", …" if len(choices) > 12 else "")
    raise NotTakenError(f"Must be one of: {expected}")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def take_edit(
    tree: Tree, node: Node, path: list[str], col_key: str, old_value: Any, new_value: Any
) -> tuple[Any, ...]:
    """Take the edit that a page without documents tells of."""
    del old_value  # Python knows it
    row = table_of(node).find(path)
    typed = new_value if isinstance(new_value, bool | None) else str(new_value)
    changes = _change(node, row, col_key, typed)
    if not changes:
        value = table_of(node).columns[col_key].value(row)
        return path, col_key, value, value
    if waits(node, changes):
        hold(tree, node, [(changes[0], typed)])
        # the page shows meanwhile what there is
        raise ValueError("the program looks at it first")
    _, _, old, value = changes[0]
    set_cells(tree, node, [(row, col_key, value)])
    return path, col_key, old, value


# -- opening, pressing, sorting, resizing --------------------------------------------


def operate(tree: Tree, node: Node, row: int, key: str | None) -> None:
    """Open a row, as a double click does."""
    values, path = _row(node, row)
    tree.fire(node, "activated", values, path, key)


def press(tree: Tree, node: Node, row: int, key: str) -> None:
    """Press the button in a cell."""
    values, path = _row(node, row)
    told = told_column(node, key)
    if told is None or told.get("widget") != "button":
        raise ValueError(f"no button is in the column {key!r:.40}")
    if table_of(node).lack(row, key) is not None:
        raise ValueError("the button can't be pressed now")
    tree.fire(node, "cell_action", path, values, key)


def _row(node: Node, row: int) -> tuple[dict[str, object], list[str]]:
    table = table_of(node)
    if not table.has(row):
        raise ValueError(f"row {row} is not there any more")
    return table.values(row), table.path(row)


def arrange(tree: Tree, node: Node, sort: list[tuple[str, bool]]) -> None:
    """Sort by some columns, as a click on a header does."""
    sort_by(tree, node, sort)
    key, ascending = sort[0] if sort else (None, True)
    tree.fire(node, "sorted", key, ascending)


def resize_column(tree: Tree, node: Node, key: str, width: float) -> None:
    """Give a column the width that a user has dragged it to."""
    change_column(tree, node, column_called(node, key).key, colwidth=width)


def read_text(tree: Tree, node: Node, row: int, key: str) -> None:
    """Tell a page the whole text of a cell, of which it has the beginning."""
    _row(node, row)
    column = column_called(node, key)
    tree.reply(node, "data", Whole(row, key, edited_text(column.cell(column.values([row])[0]))))


# -- the clipboard -------------------------------------------------------------------


def copy_cells(
    tree: Tree, node: Node, how: str, has: bool, cells: Sequence[tuple[int, str]] = ()
) -> None:
    """Take notice of what a user copied or cut; a page that has only a part of it gets the text.

    Parameters
    ----------
    cells : sequence of tuple
        What was selected as the user saw it: by now something else may be.
    """
    if not _still(node, cells) and (cells or table_of(node).selection.is_empty):
        # the page copied the one cell where its user is, or nothing of it is there any more
        return

    def found(node: Node) -> str:
        return _text_of(table_of(node), _still(node, cells)) if cells else selected_text(node)

    if has and how == "copy":
        tree.fire_lazily(node, "copy", lambda node: (found(node),))
        return
    text = found(node)
    if not has:
        tree.reply(node, "data", Copied(text))
    if how == "cut":
        edit_cells(
            tree,
            node,
            _cleared(node, _still(node, cells) or list(_selected(table_of(node)))),
            "cut",
        )
    tree.fire(node, how, text)


def _still(node: Node, cells: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return those of some cells that are there, and may show."""
    table = table_of(node)
    return [cell for cell in cells if table.has(cell[0]) and cell[1] in table.visible]


def _cleared(node: Node, cells: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, None]]:
    """Yield those of some cells that users can edit, emptied."""
    for row, key in editable(node, cells):
        yield row, key, None


def editable(node: Node, cells: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield those of some cells that users can edit."""
    table = table_of(node)
    keys = {column["key"] for column in node.state["columns"] if column["editable"]}
    for row, key in cells:
        if key in keys and table.lack(row, key) is None:
            yield row, key


def _selected(table: Table) -> Iterator[tuple[int, str]]:
    yield from chosen_cells(table)
    for row in chosen_rows(table):
        for key in table.visible:
            yield row, key


def selected_text(node: Node) -> str:
    """Return what is selected as text with tabs: the rows as they show; cells, in a rectangle."""
    table = table_of(node)
    selection = table.selection
    if selection.cells:
        rows: Sequence[int] = list(dict.fromkeys(row for row, _ in chosen_cells(table)))
        keys = [key for key in table.visible if key in selection.cells]
    else:
        rows, keys = chosen_rows(table), table.visible
    texts = []
    for key in keys:
        of_column = table.face(key).plain(rows)
        chosen = selection.cells.get(key)
        if chosen is not None:
            of_column = [
                text if row in chosen else "" for row, text in zip(rows, of_column, strict=True)
            ]
        texts.append(of_column)
    return write_tsv(texts)


def _text_of(table: Table, cells: Iterable[tuple[int, str]]) -> str:
    """Return cells as text with tabs, in a rectangle: the rows in their order."""
    chosen: dict[str, set[int]] = {}
    rows: dict[int, None] = {}
    for row, key in cells:
        rows[row] = None
        chosen.setdefault(key, set()).add(row)
    columns = [
        [
            text if row in chosen[key] else ""
            for row, text in zip(rows, table.face(key).plain(list(rows)), strict=True)
        ]
        for key in table.visible
        if key in chosen
    ]
    return write_tsv(columns)
