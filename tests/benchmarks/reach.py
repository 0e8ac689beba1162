"""What tables are to reach, what they do, and what others do: the table of that."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .figure import laid_out

PEERS = ("streamlit", "Panel", "perspective")


@dataclass(frozen=True)
class Reach:
    """One line of the table.

    Parameters
    ----------
    name : str
        What was measured.
    values : sequence of float
        What the product took, one per run.
    limit : float
        What it is to reach, in the unit of the values: at most, or at least.
    unit : str
    at_least : bool
    """

    name: str
    values: Sequence[float]
    limit: float
    unit: str = "ms"
    at_least: bool = False

    @property
    def value(self) -> float:
        """The median of what the product took."""
        return statistics.median(self.values)

    @property
    def met(self) -> bool:
        """Whether that is reached."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def cells(self, peers: Sequence[Peer]) -> list[str]:
        """Return the line's cells."""
        limit = f"{'≥' if self.at_least else '≤'} {shown(self.limit, self.unit)}"
        return [
            self.name,
            limit,
            shown(self.value, self.unit),
            "met" if self.met else "MISSED",
            *beside(self.name, peers, self.unit),
        ]


@dataclass(frozen=True)
class Peer:
    """What another library does of a line.

    Parameters
    ----------
    who : str
        Which one: one of PEERS.
    name : str
        That of the line.
    values : sequence of float
        What it took, one per run.
    reason : str
        Why there are none.
    """

    who: str
    name: str
    values: Sequence[float]
    reason: str = ""

    def text(self, unit: str) -> str:
        """Return what the table says."""
        return self.reason or shown(statistics.median(self.values), unit)


def beside(name: str, peers: Sequence[Peer], unit: str) -> list[str]:
    """Return the cells of what the others do of a line."""
    theirs = {peer.who: peer for peer in peers if peer.name == name}
    return [theirs[who].text(unit) if who in theirs else "" for who in PEERS]


def shown(value: float, unit: str) -> str:
    """Return a value with its unit."""
    if unit == "ms" and abs(value) >= 10_000:
        value, unit = value / 1000, "s"
    return f"{value:.4g} {unit}".strip()


def table(reached: Iterable[Reach], peers: Sequence[Peer]) -> str:
    """Return the lines as a table of text, with what the others do beside them."""
    return laid_out(list(lines(reached, peers)))


def lines(reached: Iterable[Reach], peers: Sequence[Peer]) -> Iterator[list[str]]:
    """Yield the cells of each line."""
    yield ["", "reach", "ours", "", *PEERS]
    measured = list(reached)
    for line in measured:
        yield line.cells(peers)
    # of what ours was not measured in this run
    ours = {line.name for line in measured}
    for name in dict.fromkeys(peer.name for peer in peers if peer.name not in {"", *ours}):
        yield [name, "", "", "", *beside(name, peers, "ms")]
    for who in PEERS:
        reasons = {peer.reason for peer in peers if peer.who == who and not peer.name}
        for reason in reasons:
            yield [f"{who}: {reason}", *[""] * (3 + len(PEERS))]
