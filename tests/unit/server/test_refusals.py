"""What is logged of refusals, and how much."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest

from pgwidgets.server.refusals import MOST, MOST_OF_ONE, WINDOW, Refusals, peer_of

LOGGER = logging.getLogger("test.refusals")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_who_comes_again_and_again_is_logged_some_times(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    refusals = Refusals(LOGGER, clock)
    for _ in range(1000):
        refusals.tell("a browser", "10.0.0.1", "wrong")
    refusals.tell("a browser", "10.0.0.2", "wrong")
    assert caplog.messages == [
        *["refused a browser from 10.0.0.1: wrong"] * MOST_OF_ONE,
        "refused a browser from 10.0.0.2: wrong",
    ]
    clock.now = WINDOW
    refusals.tell("a browser", "10.0.0.1", "wrong again")
    assert caplog.messages[-2:] == [
        f"{1000 - MOST_OF_ONE} more refusals were not logged",
        "refused a browser from 10.0.0.1: wrong again",
    ]


def test_many_addresses_are_logged_no_more_than_so_many_times(
    caplog: pytest.LogCaptureFixture,
) -> None:
    refusals = Refusals(LOGGER, Clock())
    for number in range(5000):
        refusals.tell("a browser", f"2001:db8::{number:x}", "wrong")
    assert len(caplog.messages) == MOST


@pytest.mark.parametrize(
    ("connection", "words"),
    [
        (SimpleNamespace(remote_address=("10.0.0.1", 5)), "10.0.0.1"),
        (SimpleNamespace(remote_address=("::1", 5, 0, 0)), "::1"),
        (SimpleNamespace(remote_address="", over_unix_socket=True), "a Unix socket"),
        (SimpleNamespace(remote_address=None), "an unknown address"),
        (object(), "an unknown address"),
    ],
)
def test_where_a_connection_comes_from(connection: object, words: str) -> None:
    assert peer_of(connection) == words
