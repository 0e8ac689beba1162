"""Large tables of five columns, as several libraries hold them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

NAMES = 1_000_000
"""So many names there are; of a table with more rows each occurs several times."""


@cache
def numbers(count: int) -> Any:
    """Return the numbers from 0 up to a count in an order of chance, always the same."""
    return np.random.default_rng(7).permutation(count)


@cache
def names(count: int) -> list[str]:
    """Return so many texts, in the order in which they sort."""
    return [f"name {number:07}" for number in range(count)]


def arrays(count: int, start: int) -> dict[str, Any]:
    """Return columns of numbers and a day; the first counts the rows from some number on."""
    number = numbers(count)
    return {
        "id": np.arange(start, start + count),
        "number": number,
        "price": number / 100,
        "day": (number % 10_000).astype("datetime64[D]").astype("datetime64[s]"),
    }


def places(count: int) -> tuple[list[str], Any]:
    """Return the names that there are, and which of them each row has."""
    most = min(count, NAMES)
    return names(most), numbers(count) % most


def numpy_table(count: int, start: int) -> tuple[Any, int]:
    """A structured array."""
    pool, which = places(count)
    table = np.empty(
        count,
        [("id", "i8"), ("number", "i8"), ("price", "f8"), ("name", "U12"), ("day", "M8[s]")],
    )
    for key, values in arrays(count, start).items():
        table[key] = values
    table["name"] = np.array(pool)[which]
    return table, table.nbytes


def pandas_table(count: int, start: int) -> tuple[Any, int]:
    """A data frame."""
    import pandas as pd  # noqa: PLC0415 - each program has one library in its memory

    pool, which = places(count)
    frame = pd.DataFrame(arrays(count, start))
    frame.insert(3, "name", pd.array(pool, dtype="str").take(which))
    return frame, int(frame.memory_usage(index=False, deep=True).sum())


def polars_table(count: int, start: int) -> tuple[Any, int]:
    """A data frame."""
    import polars as pl  # noqa: PLC0415 - as above

    pool, which = places(count)
    columns = arrays(count, start)
    # it has no seconds
    columns["day"] = columns["day"].astype("datetime64[ms]")
    frame = pl.DataFrame(columns)
    frame.insert_column(3, pl.Series("name", pool)[which])
    return frame, int(frame.estimated_size())


def arrow_table(count: int, start: int) -> tuple[Any, int]:
    """A table."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    pool, which = places(count)
    table = pa.table(arrays(count, start))
    # of so many texts, the places don't fit into 32 bits
    named = pa.array(pool, pa.large_string()).take(pa.array(which))
    return table.add_column(3, "name", named), int(table.nbytes + named.nbytes)


def dict_rows(count: int, start: int) -> tuple[Any, int]:
    """A list of dicts."""
    rows, size = tuple_rows(count, start)
    keys = ("id", "number", "price", "name", "day")
    return [dict(zip(keys, row, strict=True)) for row in rows], size


def tuple_rows(count: int, start: int) -> tuple[Any, int]:
    """A list of tuples."""
    pool, which = places(count)
    columns = {key: values.tolist() for key, values in arrays(count, start).items()}
    named = [pool[place] for place in which.tolist()]
    ordered = (columns["id"], columns["number"], columns["price"], named, columns["day"])
    return list(zip(*ordered, strict=True)), 0


KINDS: dict[str, Callable[[int, int], tuple[Any, int]]] = {
    "NumPy": numpy_table,
    "pandas": pandas_table,
    "polars": polars_table,
    "Arrow": arrow_table,
    "dicts": dict_rows,
    "tuples": tuple_rows,
}
"""By what a table is of: from a count and the first number, the table, and how many bytes it is."""


def tree(groups: int, each: int, start: int) -> dict[str, Any]:
    """Return a tree of two levels; its leaves, and its groups, are counted from some number on."""
    return {
        f"group {group:03}": {
            "id": -start - group,
            **{
                f"item {group * each + place:06}": {"id": start + place, "price": place / 100}
                for place in range(each)
            },
        }
        for group in range(groups)
    }
