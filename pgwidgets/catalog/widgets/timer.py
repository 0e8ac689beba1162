"""Timer."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.bases import OBJECT
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Alarm, Widget, option, state
from pgwidgets.catalog.methods import Command, Compute, Parameter, getter, setter
from pgwidgets.catalog.types import BOOLEAN, NUMBER, SECONDS, Optional
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

IDLE: dict[str, Any] = {"started": None, "deadline": None}


def start(tree: Tree, node: Node, duration: float | None = None) -> None:
    """Begin to run, from the beginning if it runs already."""
    chosen = node.state["duration"] if duration is None else duration
    if chosen <= 0:
        raise ValueError(f"a timer needs a duration above 0 s, not {chosen}")
    now = tree.clock()
    tree.set_state(node, {"duration": chosen, "started": now, "deadline": now + chosen})


def stop(tree: Tree, node: Node) -> None:
    """Stop running; nothing is told."""
    tree.set_state(node, IDLE)


def cancel(tree: Tree, node: Node) -> None:
    """Stop running, and tell how long it ran."""
    if is_set(node):
        elapsed = elapsed_time(node)
        tree.set_state(node, IDLE)
        tree.fire(node, "cancelled", elapsed)


def cond_set(tree: Tree, node: Node, duration: float | None = None) -> None:
    """Begin to run, unless it runs already."""
    if not is_set(node):
        start(tree, node, duration)


def is_set(node: Node) -> bool:
    """Return whether it runs."""
    return node.state["deadline"] is not None


def elapsed_time(node: Node) -> float:
    """Return how long it has been running."""
    started = node.state["started"]
    return 0.0 if started is None else max(0.0, node.tree.clock() - started)


def time_left(node: Node) -> float:
    """Return how long it will still run."""
    deadline = node.state["deadline"]
    return 0.0 if deadline is None else max(0.0, deadline - node.tree.clock())


def due(node: Node) -> float | None:
    """Return when it has to ring."""
    deadline: float | None = node.state["deadline"]
    return deadline


def ring(tree: Tree, node: Node) -> None:
    """Stop running, and tell that the time is over."""
    tree.set_state(node, IDLE)
    tree.fire(node, "expired", node.state["duration"])


DURATION = Parameter(
    "duration",
    Optional(SECONDS),
    "In seconds, kept for later starts. None takes the one kept.",
    None,
)

TIMER = Widget(
    name="Timer",
    base=OBJECT,
    doc="Calls back once when a time is over. It runs in Python, whether browsers are there or "
    "not, and it counts in seconds.",
    example="""
timer = W.Timer(duration=1.5)
timer.on("expired", lambda: label.set_text("Time is over"))
timer.start()
""",
    states=(
        option("duration", SECONDS, 0, "How long it runs, in seconds."),
        state("started", Optional(NUMBER), None, "When it began to run, on the session's clock."),
        state("deadline", Optional(NUMBER), None, "When it will ring, on the session's clock."),
    ),
    methods=(
        Command(
            name="start",
            doc="Begin to run; one that runs already starts over.",
            parameters=(DURATION,),
            function=start,
        ),
        Command(name="stop", doc="Stop running without a callback.", function=stop),
        Command(
            name="cancel",
            doc="Stop running, with the callback `cancelled` if it did run.",
            function=cancel,
        ),
        Command(
            name="set",
            doc="Begin to run; the same as `start`.",
            parameters=(DURATION,),
            function=start,
        ),
        Command(
            name="cond_set",
            doc="Begin to run, unless it runs already.",
            parameters=(DURATION,),
            function=cond_set,
        ),
        Compute(name="is_set", doc="Return whether it runs.", returns=BOOLEAN, function=is_set),
        Compute(
            name="elapsed_time",
            doc="Return for how many seconds it has been running, 0 when it does not run.",
            returns=SECONDS,
            function=elapsed_time,
        ),
        Compute(
            name="time_left",
            doc="Return for how many seconds it will still run, 0 when it does not run.",
            returns=SECONDS,
            function=time_left,
        ),
        setter(
            "set_duration",
            {"duration": "duration"},
            "Set how long it runs from the next start on.",
        ),
        getter("get_duration", "duration", "Return how long it runs, in seconds."),
    ),
    callbacks=(
        Callback(
            name="expired",
            doc="The time is over.",
            arguments=(Parameter("duration", SECONDS, "How long it ran, in seconds."),),
            python=True,
        ),
        Callback(
            name="cancelled",
            doc="`cancel` stopped it.",
            arguments=(Parameter("elapsed", SECONDS, "How long it had run, in seconds."),),
            python=True,
        ),
    ),
    alarm=Alarm(due=due, ring=ring),
    remote=False,
)
