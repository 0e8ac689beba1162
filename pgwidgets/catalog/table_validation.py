"""What programs say to what users type into tables, before it is taken."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pgwidgets.catalog.program_function import ProgramFunction
from pgwidgets.catalog.table_columns import said_of, table_of
from pgwidgets.catalog.table_taking import Change, NotTakenError, Typed, barrier, take
from pgwidgets.model.act import Act
from pgwidgets.model.documents.table_edits import Held, Refused, Settled
from pgwidgets.model.documents.table_waiting import Entry, Ticket
from pgwidgets.model.node import Node
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.sameness import is_same
from pgwidgets.model.tree import Tree

OVERTAKEN = "It was changed meanwhile."
FAILED = "The program could not check it."
OTHERS = "The table has other rows now."


def set_validator(tree: Tree, node: Node, function: ProgramFunction | None) -> None:
    """Have a function look at what users type."""
    tree.set_state(node, {"validator": function})


def validator_of(node: Node, key: str) -> ProgramFunction | None:
    """Return the function that looks at what is typed into a column, if any does."""
    own: ProgramFunction | None = said_of(node, key).get("validate")
    every: ProgramFunction | None = node.state["validator"]
    return every if own is None else own


def waits(node: Node, changes: Sequence[Change]) -> bool:
    """Whether the program looks at some of what was typed before it is taken."""
    return any(validator_of(node, key) is not None for key in {change[1] for change in changes})


@dataclass(slots=True, eq=False)
class Question:
    """What the program is asked about one cell, and what it says.

    Attributes
    ----------
    entry : Entry
    column : Column
    ask : callable
        Returns the answer, or something to await.
    is_answered : bool
    value : object
        What it is to be.
    refusal : str or None
        Why it is not to be taken.
    """

    entry: Entry
    column: Column
    ask: Callable[[], Any]
    is_answered: bool = False
    value: object = None
    refusal: str | None = None

    def answer(self, value: Any) -> None:
        """Take what the program has returned.

        Raises
        ------
        TypeError
            When the column can't hold it.
        """
        if value is None:
            # it has nothing against it
            value = self.entry.value
        else:
            try:
                value = self.column.check(value)
            except (TypeError, ValueError) as error:
                raise TypeError(
                    f"what the validator of {self.entry.key!r} has returned {error}"
                ) from None
        self.is_answered, self.value = True, value

    async def hear(self, said: Awaitable[Any]) -> None:
        """Take what the program says in time."""
        try:
            value = await said
        except ValueError as error:
            self.refuse(error)
        else:
            self.answer(value)

    def refuse(self, error: ValueError) -> None:
        """Take it that the program wants none of it."""
        self.is_answered, self.refusal = True, str(error) or "This can't be taken."


def defer(tree: Tree, node: Node, typed: Iterable[tuple[int, str, Typed]]) -> Ticket:
    """Have what a user typed show as such until it is known what it takes to judge it."""
    entries = [Entry(row, key, text, None) for row, key, text in typed]
    ticket = Ticket(tree.act or Act(""), entries)
    _wait(tree, node, ticket)
    return ticket


def resume(
    ticket: Ticket,
) -> tuple[list[tuple[int, str, Typed]], list[tuple[int, str, str]]]:
    """Return what of it is still to be taken, and what is not, with the reason."""
    wanted = [(item.row, item.key, item.typed) for item in ticket.entries if item.is_wanted]
    refused = [
        (item.row, item.key, OVERTAKEN)
        for item in ticket.entries
        if item.is_overtaken and not item.is_dropped
    ]
    return wanted, refused


def end(tree: Tree, node: Node, ticket: Ticket, held: Iterable[tuple[int, str]] = ()) -> None:
    """Have it wait no more, but for what waits for something else now."""
    still = table_of(node).waiting.end(ticket).union(held)
    cells = dict.fromkeys((entry.row, entry.key) for entry in ticket.entries)
    tree.reply(node, "data", Settled(tuple(cell for cell in cells if cell not in still)))


def _wait(tree: Tree, node: Node, ticket: Ticket) -> None:
    table_of(node).waiting.add(ticket)
    held = tuple((item.row, item.key, item.typed) for item in ticket.entries)
    tree.reply(node, "data", Held(held))


def hold(tree: Tree, node: Node, changes: Sequence[tuple[Change, Typed]]) -> None:
    """Have what a user typed wait for the program's word."""
    entries = [Entry(row, key, typed, value) for (row, key, _, value), typed in changes]
    ticket = Ticket(tree.act or Act(""), entries)
    _wait(tree, node, ticket)
    table = table_of(node)
    questions = []
    context = None
    for entry, ((row, key, old, value), _) in zip(entries, changes, strict=True):
        validator = validator_of(node, key)
        if validator is not None:
            ask = partial(validator.function, table.path(row), key, old, value)
            questions.append(Question(entry, table.columns[key], ask))
            context = context or validator.context
    tree.consult(
        node, partial(_ask, ticket, questions), partial(_settle, ticket, questions), context
    )


def _ask(ticket: Ticket, questions: Sequence[Question]) -> Awaitable[None] | None:
    """Ask one question after the other, as long as somebody wants to know."""
    wanted = (item for item in questions if item.entry.is_wanted and not ticket.is_void)
    for question in wanted:
        try:
            said = question.ask()
        except ValueError as error:
            question.refuse(error)
            continue
        if inspect.isawaitable(said):
            return _Rest(question, said, wanted)
        question.answer(said)
    return None


class _Rest:
    """What is left to ask, now that something must be awaited."""

    def __init__(self, first: Question, said: Awaitable[Any], wanted: Iterator[Question]) -> None:
        # asked already
        self._first = first
        # what it must await
        self._said = said
        # those behind it
        self._wanted = wanted

    def __await__(self) -> Generator[Any, Any, None]:
        return self._ask().__await__()

    async def _ask(self) -> None:
        await self._first.hear(self._said)
        for question in self._wanted:
            await question.hear(_asked(question))

    def close(self) -> None:
        """Take it that nobody is going to await it."""
        close = getattr(self._said, "close", None)
        if close is not None:
            close()


async def _asked(question: Question) -> Any:
    said = question.ask()
    return await said if inspect.isawaitable(said) else said


def _settle(
    ticket: Ticket, questions: Sequence[Question], tree: Tree, node: Node, said: object
) -> None:
    """Take what was typed, as the program says."""
    del said  # each question has its own answer
    if ticket.is_void:
        # no row is there of what was typed
        if any(not entry.is_dropped for entry in ticket.entries):
            tree.reply(node, "data", Refused(((-1, "", OTHERS),)))
        return
    asked = {question.entry: question for question in questions}
    changes: list[Change] = []
    refused: list[tuple[int, str, str]] = []
    for entry in ticket.entries:
        try:
            changes += _taken(node, entry, asked.get(entry))
        except NotTakenError as error:
            refused.append((entry.row, entry.key, str(error)))
    with tree.acting(ticket.act):
        take(tree, node, changes)
    # until it is said that they are settled, its page shows what was typed
    if refused:
        tree.reply(node, "data", Refused(tuple(refused)))
    end(tree, node, ticket)


def _taken(node: Node, entry: Entry, question: Question | None) -> Iterator[Change]:
    """Yield what becomes of one cell: nothing, if that is what it has."""
    if entry.is_dropped:
        return
    barrier(node, entry.row, entry.key)
    if entry.is_overtaken:
        raise NotTakenError(OVERTAKEN)
    value = entry.value
    if question is not None:
        if question.refusal is not None:
            raise NotTakenError(question.refusal)
        if not question.is_answered:
            raise NotTakenError(FAILED)
        value = question.value
    column = table_of(node).columns[entry.key]
    if not is_same(column.stored(entry.row), value):
        yield entry.row, entry.key, column.value(entry.row), value


def retract(tree: Tree, node: Node, cells: Sequence[tuple[int, str]]) -> None:
    """Take it that a user has typed what is there: what waits of the user's counts no more."""
    if tree.act is not None and table_of(node).waiting.retract(tree.act, cells):
        tree.reply(node, "data", Settled(tuple(cells)))


def retract_last(tree: Tree, node: Node, author: str) -> bool:
    """Take back what a user typed last, if it still waits; returns whether it does."""
    dropped = table_of(node).waiting.drop(author)
    if dropped:
        tree.reply(node, "data", Settled(tuple((entry.row, entry.key) for entry in dropped)))
    return bool(dropped)
