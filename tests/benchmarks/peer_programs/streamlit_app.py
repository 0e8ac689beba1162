"""A table in streamlit; says the time of day before each call that shows it.

Run with ``streamlit run``; ``?count=N`` in the URL is how many rows it has.
"""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from tests.benchmarks.table_data import pandas_table

UPDATED_ROWS = 40


@st.cache_resource  # type: ignore[untyped-decorator, unused-ignore]  # where it is not installed
def held(count: int) -> dict[str, Any]:
    """Return what the runs of this script have in common."""
    return {"frame": pandas_table(count, 7_000_000_001)[0], "mark": 4_000_000}


state = held(int(st.query_params.get("count", 1000)))
if st.button("Cells"):
    state["mark"] += 1000
    mark = state["mark"]
start = time.time() * 1000
if state["mark"] != state.get("shown", 4_000_000):
    frame = state["frame"]
    frame.iloc[:UPDATED_ROWS, 3] = f"name {state['mark']}"
    for column in (0, 1, 2):
        frame.iloc[:UPDATED_ROWS, column] = range(UPDATED_ROWS)
    frame.iloc[:UPDATED_ROWS, 4] = None
    state["shown"] = state["mark"]
print("start", start, flush=True)
st.dataframe(state["frame"], height=600, hide_index=True)
