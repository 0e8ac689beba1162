"""Every private attribute says, where it is first assigned, what it is for."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]

MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("pgwidgets", "jupyter_ext/pgwidgets_jupyter")
    for path in (ROOT / folder).rglob("*.py")
    # generated: each class there gives a value to what its base speaks of
    if path.name != "Widgets.py"
)


def assigned(node: ast.stmt) -> Iterator[ast.expr]:
    """Yield what a statement gives a value to, or a type."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    for target in targets:
        yield from target.elts if isinstance(target, ast.Tuple) else [target]


def statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield all statements inside of one, in their order."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        if not isinstance(child, ast.ClassDef):
            yield from statements(child)


def private(cls: ast.ClassDef) -> dict[str, ast.stmt]:
    """Return the private attributes of a class's instances, with what first assigns each."""
    found: dict[str, ast.stmt] = {}
    for member in cls.body:
        if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
            found.setdefault(member.target.id, member)
        if not isinstance(member, ast.FunctionDef) or member.name != "__init__":
            continue
        for statement in statements(member):
            for target in assigned(statement):
                if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self":
                    found.setdefault(target.attr, statement)
    return {name: statement for name, statement in found.items() if is_private(name)}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def comments(text: str) -> tuple[set[int], set[int]]:
    """Return the lines that are a comment, and those that end with one."""
    whole: set[int] = set()
    ends: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        # what only tools read says nothing
        if token.type == tokenize.COMMENT and not token.string.startswith(("# noqa", "# type:")):
            (whole if token.line.lstrip().startswith("#") else ends).add(token.start[0])
    return whole, ends


def uncommented(text: str) -> list[str]:
    """Return the private attributes that no comment goes with, as class and name."""
    whole, ends = comments(text)
    return [
        f"{cls.name}.{name}"
        for cls in ast.walk(ast.parse(text))
        if isinstance(cls, ast.ClassDef)
        for name, statement in private(cls).items()
        if statement.lineno - 1 not in whole and statement.lineno not in ends
    ]


@pytest.mark.parametrize("module", MODULES)
def test_private_attributes_have_their_comments(module: str) -> None:
    assert uncommented((ROOT / module).read_text(encoding="utf-8")) == []


def test_what_counts_as_a_comment() -> None:
    text = """
        class Lamp:
            _shade: str  # over the bulb
            _bare: str
            _color: int = 3  # noqa: A001

            def __init__(self) -> None:
                self.power = 40
                # whether it gives light
                self._is_on = False
                self._cable = (
                    3,
                )
                self._cable = (4,)  # in metres

                # far from what it speaks of

                self._switch, self._plug = object(), object()
                if self.power:
                    self._bulb = 1
                    # in hours
                    self._age: int = 0

            def turn(self) -> None:
                self._turned = True
        """
    names = ["_bare", "_color", "_cable", "_switch", "_plug", "_bulb"]
    assert uncommented(dedent(text)) == [f"Lamp.{name}" for name in names]
