"""The order in which the work of handlers waits."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from pgwidgets.model.node import Node
from pgwidgets.protocol import events
from pgwidgets.session import inputs
from pgwidgets.session.backlog import Backlog
from pgwidgets.session.jobs import Job, JobQueue, single
from pgwidgets.sync.dispatch import run_job
from tests.unit.session.simulation import Page, Session

MOVE = (1, "activated")


class Owner:
    """A session, as a queue tells it from others."""

    def report(self, error: BaseException) -> None:
        raise error


def job(key: tuple[int, str] | None = None) -> Job:
    made = single(lambda: None)
    made.key = key
    return made


def taken(queue: JobQueue) -> list[Job]:
    return [queue.get()[0] for _ in range(len(queue))]


def test_the_last_of_several_moves_counts() -> None:
    queue, owner = JobQueue(), Owner()
    moves = [job(MOVE) for _ in range(3)]
    for move in moves:
        queue.put(move, owner.report)
    assert taken(queue) == moves[-1:]


def test_a_move_replaces_none_that_something_came_after() -> None:
    queue, owner = JobQueue(), Owner()
    jobs = [job(MOVE), job(), job(MOVE), job((2, "activated"))]
    for item in jobs:
        queue.put(item, owner.report)
    assert taken(queue) == jobs


def test_sessions_that_share_a_queue_replace_their_own_moves_alone() -> None:
    queue, owners = JobQueue(), [Owner(), Owner()]
    moves = [(job(MOVE), owner) for _ in range(3) for owner in owners]
    for move, owner in moves:
        queue.put(move, owner.report)
    assert taken(queue) == [move for move, _ in moves[-2:]]


def test_browsers_take_turns() -> None:
    queue, owners = JobQueue(), [Owner(), Owner()]
    backlogs = [Backlog(), Backlog()]
    jobs = [job() for _ in range(8)]
    for item in jobs[:5]:
        item.backlog = backlogs[0]
    jobs[5].backlog = backlogs[1]
    for item in jobs[:7]:
        queue.put(item, owners[0].report)
    queue.put(jobs[7], owners[1].report)
    assert [jobs.index(item) for item in taken(queue)] == [0, 5, 6, 7, 1, 2, 3, 4]


def test_a_job_counts_until_it_is_done_or_dropped() -> None:
    queue, owner, backlog = JobQueue(), Owner(), Backlog()
    for _ in range(2):
        for key in (None, MOVE, MOVE):
            made = job(key)
            made.backlog = backlog
            backlog.begin()
            queue.put(made, owner.report)
    assert backlog._count == 4
    run_job(*queue.get())
    assert backlog._count == 3
    queue.drop()
    assert backlog._count == 0


def test_a_move_that_runs_already_is_not_replaced() -> None:
    queue, owner = JobQueue(), Owner()
    first, second = job(MOVE), job(MOVE)
    queue.put(first, owner.report)
    running, _ = queue.get()
    queue.put(second, owner.report)
    assert running is first
    assert taken(queue) == [second]


def test_the_jobs_of_a_session_are_dropped_and_those_who_wait_are_told() -> None:
    queue, one, two = JobQueue(), Owner(), Owner()
    told: list[Job] = []
    jobs = [(job(), one), (job(), two), (job(), one)]
    for item, owner in jobs:
        item.dropped.append(partial(told.append, item))
        queue.put(item, owner.report)
    queue.drop(one.report)
    assert told == [jobs[0][0], jobs[2][0]]
    last = job(MOVE)
    queue.put(last, one.report)
    assert taken(queue) == [jobs[1][0], last]
    queue.put(jobs[0][0], two.report)
    queue.drop()
    assert len(queue) == 0
    assert told[-1] is jobs[0][0]


def test_a_replaced_job_is_dropped() -> None:
    queue, owner = JobQueue(), Owner()
    told: list[int] = []
    moves = [job(MOVE) for _ in range(3)]
    for index, move in enumerate(moves):
        move.dropped.append(partial(told.append, index))
        queue.put(move, owner.report)
    assert told == [0, 1]


def run_late(session: Session) -> None:
    """Run a session's jobs as a handler that is busy leaves them."""
    queue = JobQueue()
    for item in session.world.jobs:
        queue.put(item, session.report_error)
    for item in taken(queue):
        for call in item:
            call.function()


def shown_label(action: str) -> tuple[Session, Page, Node, list[Any]]:
    """Return a session, its page and a label, and what its handler of a callback gets."""
    session = Session()
    page = Page().join(session)
    label = session.make("Label", interactive=True)
    got: list[Any] = []
    session.on(label, action, got.append)
    page.settle(session)
    return session, page, label, got


def got_late(action: str, given: list[Any]) -> list[Any]:
    """Return what a handler gets of a page's events that all came while it was busy."""
    session, page, label, got = shown_label(action)
    for event in given:
        inputs.receive(session, page.client, events.Input(label.wid, action, [event], None))
    got.clear()
    run_late(session)
    return got


def test_the_turns_of_a_wheel_add_up() -> None:
    given = [{"delta_x": x, "delta_y": 1, "unit": "pixel", "x": x} for x in range(5)]
    summed = {"delta_x": 10, "delta_y": 5, "unit": "pixel", "x": 4}
    assert got_late("scroll", given) == [summed]


@pytest.mark.parametrize(
    ("action", "given"),
    [
        ("scroll", [{"delta_x": 0, "delta_y": 1, "unit": unit} for unit in ("line", "pixel")]),
        # a zoom, and a scroll
        ("scroll", [{"delta_x": 0, "delta_y": 1, "modifiers": keys} for keys in (["ctrl"], [])]),
        # no page of ours says such things
        ("scroll", [{"delta_x": 0, "delta_y": turn} for turn in ("1", "2", None, 10**308, 0.5)]),
        ("scroll", [{}, {}]),
        ("pointer-move", [{"buttons": {}}, {"buttons": {}}]),
        # the end of a line that is drawn, and a way without a button
        ("pointer-move", [{"x": 9, "buttons": 1}, {"x": 10, "buttons": 0}]),
    ],
)
def test_what_differs_in_kind_comes_each(action: str, given: list[Any]) -> None:
    assert got_late(action, given) == given


@pytest.mark.parametrize("event", [None, 1, "x", [], [{}]])
@pytest.mark.parametrize("action", ["scroll", "pointer-move"])
def test_what_is_no_event_comes_each(action: str, event: Any) -> None:
    assert got_late(action, [event, event]) == [event, event]


def test_what_somebody_waits_for_is_as_it_came() -> None:
    session, page, label, got = shown_label("scroll")
    turn = {"delta_x": 0, "delta_y": 1}
    for _ in range(2):
        inputs.receive(session, page.client, events.Input(label.wid, "scroll", [turn], None))
    expected = session.expect(label, "scroll")
    inputs.receive(session, page.client, events.Input(label.wid, "scroll", [turn], None))
    run_late(session)
    assert got[-1]["delta_y"] == 3
    assert expected.args == (turn,)


def test_of_each_upload_the_last_step_comes() -> None:
    session, page, label, got = shown_label("drop-progress")
    say = partial(inputs.receive, session, page.client)
    for name in ("one", "two"):
        file = {"name": name, "size": 2, "type": ""}
        say(events.Input(label.wid, "drop-end", [{"transfer_id": name, "files": [file]}], None))
        for index in range(2):
            say(events.Chunk(label.wid, name, 0, 1, index, 2, b"x"))
    got.clear()
    run_late(session)
    steps = [(step["transfer_id"], step["complete"]) for step in got]
    assert steps == [("one", True), ("two", True)]
