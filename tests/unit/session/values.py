"""A value of each type, as a page sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog import types
from pgwidgets.model.node import Node


def sample(kind: types.Type, nodes: Sequence[Node]) -> Any:  # noqa: C901, PLR0911  # one line for each type
    """Return a value that is of a type; of widgets the first of some."""
    match kind:
        case _ if examples := getattr(kind, "examples", ()):
            return examples[0]
        case types.Optional():
            return sample(kind.inner, nodes)
        case types.Union():
            return sample(kind.members[0], nodes)
        case types.Choice():
            return kind.choices[-1]
        case types.Boolean():
            return True
        case types.Number():
            return 1
        case types.Text():
            return "text"
        case types.Reference():
            return {"__wid__": nodes[0].wid}
        case types.List():
            return [sample(kind.item, nodes) for _ in nodes]
        case types.Tuple():
            return [sample(item, nodes) for item in kind.items]
        case types.Record():
            return {name: sample(field, nodes) for name, field in kind.fields.items()}
        case types.Data():
            return 0
    raise NotImplementedError(f"no value of the type {kind!r}")
