"""The code that the gallery shows makes what the gallery shows."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from pgwidgets.catalog.registry import offered
from pgwidgets.gallery.controls import control_for
from pgwidgets.gallery.piece import Piece
from pgwidgets.gallery.properties import Property
from pgwidgets.sync import Application
from tests.unit.gallery.programs import run
from tests.unit.session.deeds import plain, value_of

FORMS = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


def piece_of(kind: str) -> Piece:
    return Piece(Application().create_session(), offered()[kind])


def properties(piece: Piece) -> list[Property]:
    """Return those for which the gallery has controls."""
    # not the piece's own session, where they would be among its widgets
    session = Application().create_session()
    return [item for item in piece.properties if control_for(session, item, print)]


def state(widget: Any) -> dict[str, Any]:
    """Return what a widget has, but for what pages report; widgets by their ids."""
    node = widget._node
    return {
        item.key: plain(node.state[item.key])
        for item in offered()[node.kind].all_states.values()
        if not item.fact
    }


def same(session: Any, piece: Piece) -> Any:
    """Return the widget of a session that stands where the piece's subject does."""
    mine = [
        widget
        for widget in piece._session.walk_widget_tree()
        if type(widget) is type(piece.subject)
    ]
    index = mine.index(piece.subject)
    kind = type(piece.subject).__name__
    return [one for one in session.walk_widget_tree() if type(one).__name__ == kind][index]


@FORMS
@pytest.mark.parametrize("kind", offered())
def test_code_makes_the_widget(kind: str, is_async: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    piece = piece_of(kind)
    session = run(piece.code(is_async=is_async), monkeypatch)
    made = [type(widget).__name__ for widget in session.walk_widget_tree()]
    shown = [type(widget).__name__ for widget in piece._session.walk_widget_tree()]
    assert sorted(made) == sorted([*shown, *["TopLevel"] * (not piece.is_window)])
    # the gallery opens it later
    piece.shown.show()
    assert state(same(session, piece)) == state(piece.subject)


@FORMS
@pytest.mark.parametrize("kind", offered())
def test_code_follows_each_property(
    kind: str, is_async: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = Random(kind)
    piece = piece_of(kind)
    for item in properties(piece):
        try:
            piece.set(item, value_of(item.type, dice, []))
        except (TypeError, ValueError):
            # what does not go with the others is refused, and leaves no trace
            continue
    twin = same(run(piece.code(is_async=is_async), monkeypatch), piece)
    assert {item.key: state(twin)[item.key] for item in properties(piece)} == {
        item.key: state(piece.subject)[item.key] for item in properties(piece)
    }
