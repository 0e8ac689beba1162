"""What many browsers are sent at once is there but once, however slowly they read."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from pgwidgets.model.buffer import Buffer
from tests.support.pictures import broken
from tests.unit.session.simulation import Page, Session

SIZE = 2 * 1024 * 1024
JOINERS = 20
LARGE = broken(SIZE)


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


def join(session: Session, count: int = JOINERS) -> list[Page]:
    """Let browsers join that read nothing."""
    pages = [Page() for _ in range(count)]
    for page in pages:
        page.connect(session)
    return pages


def picture(session: Session) -> None:
    session.do(session.make("Image"), "set_binary_image", data=LARGE, format="png")


def array(session: Session) -> None:
    # no class of the catalog takes such yet: the tree itself is told
    session.make("Dialog", "d").state["buttons"] = [("OK", Buffer(LARGE))]


@pytest.mark.parametrize("build", [picture, array])
def test_browsers_that_join_and_do_not_read_share_the_bytes(
    build: Callable[[Session], None],
) -> None:
    session = Session()
    build(session)
    join(session, 1)
    assert retained(session, lambda: join(session)) < SIZE
