"""The protocol's page names what the code sends and takes, and nothing else."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.model.buffer import Buffer
from pgwidgets.model.documents.changes import splices, transformed
from pgwidgets.protocol import connection, events, messages, pieces

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
CLIENT = ROOT / "static" / "core"
CODE = re.compile(r"`([^`]+)`")


def cells(table: str) -> list[list[str]]:
    """Return the cells of a table, row by row, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def section(title: str) -> str:
    """Return what stands below a heading, up to the next one."""
    found = re.search(rf"^##+ {title}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def rows(title: str) -> list[list[str]]:
    """Return the cells of the table below a heading."""
    return cells(section(title))


def table_of(first: str) -> list[list[str]]:
    """Return the cells of the table whose head begins with a text."""
    return cells(PAGE[PAGE.index(f"| {first}") :].partition("\n\n")[0])


def named(title: str) -> dict[str, set[str]]:
    """Return what the first cells of a table name, with the codes of the second ones."""
    return {CODE.sub(r"\1", first): set(CODE.findall(second)) for first, second, *_ in rows(title)}


SERVER = named("Messages of the server")
BROWSER = named("Messages of the page")


def client(*modules: str) -> str:
    return "".join((CLIENT / f"{name}.ts").read_text(encoding="utf-8") for name in modules)


# -- from the server -------------------------------------------------------------------

HANDLED = set(
    re.findall(
        r'(?:case |(?:message|received)\.type === )"([a-z-]+)"',
        client("endpoint", "page-services", "pump", "replica"),
    )
)
"""The messages that a page carries out."""

EXAMPLES: Mapping[str, Any] = {
    "args": ["x"],
    "calls": ['{"wid":1,"method":"m","args":[]}'],
    "limits": {"max_upload_size": 1, "chunk_size": 1, "max_message_size": 1},
    "edits": [[1]],
    "text": "x",
    "on": True,
    "silent": True,
}
"""Arguments for the functions that make messages; others get a number."""


def made(function: Any, **given: Any) -> Iterable[dict[str, Any]]:
    """Yield the messages that a function of the server's makes."""
    names = inspect.signature(function).parameters
    frames = function(**{name: given.get(name, EXAMPLES.get(name, 1)) for name in names})
    for frame in [frames] if isinstance(frames, str) else frames:
        if isinstance(frame, str):
            yield json.loads(frame)


def sent() -> Iterable[dict[str, Any]]:
    """Yield a message of each kind that the server sends."""
    helpers = {"batched", "carries_bytes"}
    for name, function in vars(messages).items():
        is_own = inspect.isfunction(function) and function.__module__ == messages.__name__
        if is_own and name not in helpers and not name.startswith("_"):
            texts = dict.fromkeys(("reason", "kind", "method", "action"), "x")
            yield from made(function, **texts)
    yield from made(messages.listen, on=False)
    for args in ([{"at": Buffer(b"x")}], [b"x", b"y"], [Buffer(b"x"), b"y"]):
        yield from made(messages.create, kind="x", args=args)
        yield from made(messages.call, args=args)
    long = "x" * (pieces.PIECE_CHARACTERS + 1)
    for frame in pieces.split([long]):
        yield json.loads(str(frame))


SENT = list(sent())


def test_the_messages_of_the_server_are_those_that_it_sends_and_a_page_knows() -> None:
    assert set(SERVER) == HANDLED
    assert {message["type"] for message in SENT} <= HANDLED


@pytest.mark.parametrize("message", SENT, ids=lambda message: message["type"])
def test_fields_of_the_server(message: dict[str, Any]) -> None:
    assert set(message) - {"type"} <= SERVER[message["type"]]


def test_no_field_of_the_server_is_invented() -> None:
    found: dict[str, set[str]] = {}
    for message in SENT:
        found.setdefault(message["type"], set()).update(message)
    for kind, fields in found.items():
        assert SERVER[kind] <= fields, kind


# -- from the page -----------------------------------------------------------------------


def fields_of(reader: Any) -> set[str]:
    """Return the fields that a reader of events looks at."""
    tree = ast.parse(inspect.getsource(reader))
    looked = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(str(name)), *_]):
                looked.add(name)
            case ast.Call(args=[ast.Name(), ast.Constant(str(name)), *_]):
                looked.add(name)
    return looked


READERS = {
    **events._READERS,
    "binary-chunk": events.chunk,
    "piece": pieces.Pieces.take,
}


def test_the_messages_of_the_page_are_those_that_the_server_reads() -> None:
    assert set(BROWSER) == set(READERS)
    # what none of the readers takes, the state machine does
    taken = re.findall(r'\["type"\] [!=]= "([a-z-]+)"', inspect.getsource(connection))
    assert set(READERS) == {*events._READERS, *taken}


def test_a_page_sends_no_other_messages() -> None:
    core = client("endpoint", "inputs", "messages", "pieces", "pump", "replica", "uploads")
    told = set(re.findall(r'(?<!readonly )\btype: "([a-z-]+)"', core))
    # the replica names a batch's calls for its errors
    assert told - {"batch"} <= set(BROWSER)


@pytest.mark.parametrize("kind", [kind for kind in READERS if kind != "piece"])
def test_fields_of_the_page(kind: str) -> None:
    # a page says how a chunk is encoded, and there is but one way
    unread = {"encoding"} if kind == "binary-chunk" else set()
    assert BROWSER[kind] - unread == fields_of(READERS[kind])


def test_fields_of_a_piece_are_the_same_both_ways() -> None:
    assert BROWSER["piece"] == SERVER["piece"] == {"index", "count", "data"}


def test_fields_of_the_answer_to_init() -> None:
    told = {CODE.sub(r"\1", first) for first, *_ in table_of("field of the answer")}
    assert told == fields_of(events.hello)


# -- what both have ----------------------------------------------------------------------


def test_features() -> None:
    assert [CODE.sub(r"\1", first) for first, *_ in rows("Features")] == list(messages.FEATURES)


def test_close_codes() -> None:
    codes = {
        value
        for name, value in vars(messages).items()
        if name.endswith("_CODE") and value != messages.FINAL_CODE
    }
    assert {int(first) for first, *_ in rows("Close codes")} == codes


def test_states_of_the_handshake() -> None:
    states = re.findall(r"^ \*  - ([A-Z]+):", client("handshake"), re.MULTILINE)
    assert [first for first, *_ in table_of("state ")] == states


# -- the examples ------------------------------------------------------------------------


def code(cell: str) -> Any:
    return json.loads(cell.strip("`"))


def as_change(steps: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(step) if isinstance(step, list) else step for step in steps)


def changed(content: Any, change: tuple[Any, ...]) -> Any:
    for at, removed, inserted in splices(change):
        added = type(content)() if inserted is None else type(content)(inserted)
        content = content[:at] + added + content[at + removed :]
    return content


def test_examples_of_changes() -> None:
    examples = rows("Changes")
    for change, before, after in examples:
        if before.startswith("`"):
            assert changed(code(before), as_change(code(change))) == code(after)
    assert len(examples) == 5


def test_examples_of_transformed_changes() -> None:
    examples = rows("Two edits at the same time")
    for change, other, first, becomes in examples:
        given = as_change(code(change)), as_change(code(other))
        assert transformed(*given, first=first == "yes") == as_change(code(becomes))
    assert len(examples) == 5
