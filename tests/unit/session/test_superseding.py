"""What only its last value matters of is superseded while it waits, in all that the catalog has."""

from __future__ import annotations

import json
from random import Random

import pytest

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.methods import Action, Command, Method, Setter
from pgwidgets.catalog.registry import declarations
from pgwidgets.catalog.types import List, Reference, Tuple, Type
from pgwidgets.protocol import events
from pgwidgets.session import inputs
from tests.support import soak
from tests.support.pictures import broken, uri
from tests.unit.session.deeds import perform
from tests.unit.session.simulation import Page, Session, shown

ROUNDS = soak.count(10, 40)

REMOTE = {name: widget for name, widget in declarations().items() if widget.remote}


def lasting(widget: Widget) -> list[Method]:
    """Return the methods whose effect the next call of the same replaces."""
    return [
        method
        for method in widget.all_methods.values()
        if not method.internal and not _is_of_children(method) and _sets(widget, method)
    ]


def _sets(widget: Widget, method: Method) -> bool:
    if isinstance(method, Setter | Action):
        return True
    # what has parts is said part by part
    states = widget.all_states
    parts = {key for key, item in states.items() if item.document or _has_parts(item.type)}
    return isinstance(method, Command) and bool(method.sets) and parts.isdisjoint(method.sets)


def _has_parts(kind: Type) -> bool:
    return isinstance(kind, List) and isinstance(kind.item, Tuple)


def _is_of_children(method: Method) -> bool:
    return any(isinstance(item.type, Reference) for item in method.parameters)


def waiting(page: Page) -> list[str]:
    """Return what Python has yet to send to a page, without sending it."""
    entries = page.client.outbox._waiting
    return [str(entry.frames[0]) for entry in entries if entry.frames]


def seen(page: Page) -> dict[int, tuple[dict[str, object], list[int]]]:
    """Return what a page shows."""
    return {wid: (widget.state, widget.children) for wid, widget in page.replica.widgets.items()}


@pytest.mark.soak
@pytest.mark.parametrize("kind", REMOTE)
def test_of_each_method_one_call_waits(kind: str) -> None:
    session, dice = Session(), Random(1)
    node = session.make(kind)
    slow, quick = Page().join(session), Page().join(session)
    for method in lasting(REMOTE[kind]):
        for _ in range(ROUNDS):
            perform(session, node, method, dice)
            quick.settle(session)
        # of a window its place and its order, too; of values that don't fit, those that came of it
        assert len(waiting(slow)) <= 4, (method.name, waiting(slow))
        slow.settle(session)
    assert seen(slow) == seen(quick)


@pytest.mark.soak
@pytest.mark.parametrize("kind", REMOTE)
def test_so_it_is_when_they_take_turns(kind: str) -> None:
    session, dice = Session(), Random(2)
    node = session.make(kind)
    slow, quick = Page().join(session), Page().join(session)
    methods = lasting(REMOTE[kind])
    for _ in range(ROUNDS):
        for method in methods:
            perform(session, node, method, dice)
            quick.settle(session)
    assert len(waiting(slow)) <= 2 * len(methods) + 4
    slow.settle(session)
    assert seen(slow) == seen(quick)


def test_pictures_of_any_kind_stand_for_each_other() -> None:
    session = Session()
    image, label = session.make("Image"), session.make("Label")
    page = Page().join(session)
    for number in range(30):
        session.do(image, "set_binary_image", data=broken(1000 + number))
        session.do(image, "set_image", url=uri(broken(number)))
        session.do(image, "resize", width=number)
        session.do(label, "set_text", text=str(number))
    assert len(waiting(page)) == 3
    page.settle(session)
    assert shown(session, page) == {}


def test_a_text_that_follows_its_end_waits_as_one_edit() -> None:
    session = Session()
    area = session.make("TextArea")
    page = Page().join(session)
    session.do(area, "set_limit", numlines=10)
    for number in range(100):
        session.do(area, "append_text", text=f"{number}\n")
        session.do(area, "scroll_to_end")
    waited = len(page.client.outbox._waiting) - page.client.outbox._empty
    assert waited == 3
    page.settle(session)
    assert page.errors == []
    assert page.replica.widgets[area.wid].state["text"] == area.state["text"].content()


def test_what_waits_is_made_under_what_its_user_typed() -> None:
    session = Session()
    area = session.make("TextArea", "0123456789")
    page = Page().join(session)
    session.do(area, "append_text", text="A")
    # typed before the page has got that
    edit = events.Edit(area.wid, [5, "user"], page.answered, 1)
    inputs.receive(session, page.client, edit)
    session.do(area, "append_text", text="B")
    sent = []
    while (frame := page.client.outbox.take(0)) is not None:
        sent.append(json.loads(str(frame)))
    assert [message["type"] for message in sent] == ["edit", "ack", "edit"]
    assert area.state["text"].content() == "01234user56789AB"
