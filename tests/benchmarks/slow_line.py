"""What changes faster than a slow line carries: how old is what its user sees."""

from __future__ import annotations

from collections.abc import Iterator

from .figure import Figure
from .measures import Bench
from .server import Server

DELAY_SECONDS = 0.3
"""Each way."""

BYTES_A_SECOND = 125_000
"""1 Mbit."""

SETTLING_SECONDS = 3
"""In these it finds out what the line carries."""

CLICKS = 5


class Reading:
    """What program and line told at some time: MB of memory, bytes made, and bytes sent."""

    def __init__(self, server: Server, relay: Server, since: float = 0) -> None:
        self.time = -1.0
        while self.time < since:
            self.time, self.made, self.memory = map(float, server.line().split())
        self.sent = float(relay.ask())


def stream(
    bench: Bench, name: str, median: float, most: float, answer: float = 1000
) -> Iterator[Figure]:
    """Something that a program changes many times a second, on a slow line with a delay.

    Parameters
    ----------
    median, most : float
        How old what is seen may be, in ms, half of the time, and 95 % of it.
    answer : float
        How long it may take until what comes of a click is seen, in ms. There and back the line
        takes 600, and a picture that was begun 600 more.
    """
    with (
        Server("streams", name) as server,
        Server("relay", server.port, DELAY_SECONDS, BYTES_A_SECOND) as relay,
        bench.page(relay.url) as page,
    ):
        server.line()  # when the page came
        page.evaluate("([name, seconds]) => probe.ages(name, seconds)", [name, SETTLING_SECONDS])
        before = Reading(server, relay)
        ages: dict[str, float] = page.evaluate(
            "([name, seconds]) => probe.ages(name, seconds)", [name, bench.seconds]
        )
        after = Reading(server, relay, before.time + bench.seconds)
        answers = page.evaluate("count => probe.clicks(count)", CLICKS)
    title = f"{name.title()} on a line of 1 Mbit/s and 300 ms: "
    made, sent = after.made - before.made, after.sent - before.sent
    yield Figure(f"{title}age", [ages["median"]], [], median)
    yield Figure(f"{title}age, 95 %", [ages["most"]], [], most)
    yield Figure(f"{title}click to changed text", answers, [], answer)
    yield Figure(f"{title}sent of what was made", [sent / 1000], [made / 1000], 1, "floor", "KB")
    yield Figure(f"{title}growth of the program", [after.memory - before.memory], [], 8, unit="MB")
