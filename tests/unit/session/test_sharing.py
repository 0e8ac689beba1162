"""What many browsers are sent at once is there but once, however slowly they read."""

from __future__ import annotations

import gc
import json
import tracemalloc
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pgwidgets.model.buffer import Buffer
from pgwidgets.protocol.codec import decode
from pgwidgets.protocol.pieces import Pieces
from tests.support.client import FEATURES
from tests.support.pictures import broken
from tests.unit.session.simulation import Page, Session

SIZE = 2 * 1024 * 1024
JOINERS = 20
TEXT = 'A "line".\n' * (SIZE // 10)
LARGE = broken(SIZE)
URL = f"data:image/png;base64,{b64encode(LARGE).decode()}"


def retained(session: Session, add: Callable[[], Any]) -> int:
    """Return how many bytes are in memory for what was added, as long as nobody reads."""
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        kept = add()
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
        del kept


def join(
    session: Session, count: int = JOINERS, features: tuple[str, ...] = FEATURES
) -> list[Page]:
    """Let browsers join that read nothing."""
    pages = [Page(features) for _ in range(count)]
    for page in pages:
        page.connect(session)
    return pages


def picture(session: Session) -> None:
    session.do(session.make("Image"), "set_binary_image", data=LARGE, format="png")


def array(session: Session) -> None:
    # no class of the catalog takes such yet: the tree itself is told
    session.make("Dialog", "d").state["buttons"] = [("OK", Buffer(LARGE))]


def text(session: Session) -> None:
    session.make("TextArea", TEXT)


def replaced_text(session: Session) -> None:
    session.do(session.make("TextArea", "x"), "set_text", text=TEXT)


def picture_file(session: Session) -> None:
    session.do(session.make("Image"), "set_image", url=URL)


@pytest.mark.parametrize("build", [picture, array, text, replaced_text, picture_file])
def test_browsers_that_join_and_do_not_read_share_what_is_large(
    build: Callable[[Session], None],
) -> None:
    session = Session()
    build(session)
    join(session, 1)
    assert retained(session, lambda: join(session)) < SIZE


@pytest.mark.parametrize("features", [FEATURES, ()])
def test_browsers_that_do_not_read_share_what_comes(features: tuple[str, ...]) -> None:
    session = Session()
    label = session.make("Label", "x")
    join(session, JOINERS, features)
    # in the model, and as a message
    assert retained(session, lambda: session.do(label, "set_text", text=f"{TEXT}!")) < 4 * SIZE


@pytest.mark.parametrize("features", [FEATURES, ()])
@pytest.mark.parametrize("build", [text, replaced_text, picture_file])
def test_what_is_shared_arrives(
    build: Callable[[Session], None], features: tuple[str, ...]
) -> None:
    session = Session()
    build(session)
    for page in join(session, 2, features):
        box = Pieces(10 * SIZE)
        wholes: list[str] = []
        while (frame := page.client.outbox.take()) is not None:
            for message in decode(str(frame)):
                whole = box.take(message) if message["type"] == "piece" else json.dumps(message)
                wholes += [] if whole is None else [whole]
        texts = [json.loads(whole) for whole in wholes]
        assert sum(value in (TEXT, URL) for value in strings(texts)) == 1


def strings(value: Any) -> Iterator[str]:
    """Yield the texts in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
