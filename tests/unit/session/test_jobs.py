"""The order in which the work of handlers waits."""

from __future__ import annotations

from functools import partial

from pgwidgets.session.jobs import Job, JobQueue, single

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
