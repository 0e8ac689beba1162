"""The program's widgets as the session takes them: the node behind one, the arguments for one."""

from __future__ import annotations

from typing import Any, TypeVar

from pgwidgets.catalog import registry
from pgwidgets.model.node import Node, node_behind
from pgwidgets.session.core import SessionCore
from pgwidgets.session.facade import Facade, core_of

H = TypeVar("H", bound=SessionCore)


def session_core(session: Facade[H]) -> H:
    """Return what is behind the session that a constructor was given.

    Raises
    ------
    TypeError
        When it is none.
    """
    core = core_of(session)
    if not isinstance(core, SessionCore):
        raise TypeError(f"a Session is needed, not {type(session).__name__}")
    return core


def node_of(widget: Any) -> Node:
    """Return the node behind a program's widget.

    Raises
    ------
    TypeError
        When it is none.
    """
    node = node_behind(widget)
    if node is None:
        raise TypeError(f"a widget is needed, not {type(widget).__name__}")
    return node


def split_arguments(
    kind: str, args: tuple[Any, ...], keywords: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a constructor's own arguments by name, and the keywords that are left over.

    Raises
    ------
    TypeError
        For too many positional arguments, or one given twice.
    """
    declaration = registry.declarations()[kind]
    if not args and declaration.constructor_names.issuperset(keywords):
        # by far the most: all that is given is named, and the constructor's own
        return keywords, {}
    positional = declaration.arguments
    if len(args) > len(positional):
        raise TypeError(
            f"{kind}() takes at most {len(positional)} positional arguments after the "
            f"session, not {len(args)}"
        )
    given = {item.key: value for item, value in zip(positional, args, strict=False)}
    others = {}
    for key, value in keywords.items():
        if key in given:
            raise TypeError(f"{kind}() got {key} twice")
        if key in declaration.constructor_names:
            given[key] = value
        else:
            others[key] = value
    return given, others
