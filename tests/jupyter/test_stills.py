"""What a saved or exported notebook shows in the place of a table."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import bleach
import pytest
from bleach.css_sanitizer import CSSSanitizer
from playwright.sync_api import Browser, expect

from tests.jupyter.kernel import Kernel

TABLE = """
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
W = session.get_widgets()
rows = [{"name": f"item {index}", "price": -index / 2, "note": None} for index in range(1234)]
rows[1]["name"] = "<script>alert(1)</script> & " + "long " * 100
rows[2]["note"] = "a\\nb"
table = W.TableView(data=rows, hidden_columns=["price"])
table.sort_by_column(1, False)
"""


def still(html: str) -> str:
    """Return what an output keeps for those who see no page."""
    found = re.search(r"<div data-still>(.*?)</div><div data-note", html, re.DOTALL)
    return found[1] if found else ""


def test_the_first_rows_are_kept(shared_kernel: Kernel) -> None:
    shared_kernel.ok(TABLE)
    kept = still(shared_kernel.ok("table").html())
    heads = re.findall(r"<th [^>]*>(.*?)</th>", kept)
    cells = re.findall(r"<td [^>]*>(.*?)</td>", kept)
    assert heads == ["name", "note"]
    assert len(cells) == 20
    assert cells[0] == "item 0"
    assert cells[2].startswith("&lt;script&gt;alert(1)&lt;/script&gt; &amp; long")
    assert cells[2].endswith("…")
    assert (cells[1], cells[5]) == ("", "a b")
    assert "The first 10 of 1,234 rows and 2 columns, as it was shown." in kept
    # GitHub and others take classes and scripts away
    assert "class=" not in kept
    assert len(kept) < 10_000


def sanitized(html: str, *, styles: bool) -> str:
    """Return what is left of an output where markup alone is let through, and perhaps styles."""
    allowed = ["align", "style"] if styles else ["align"]
    bare = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    return str(
        bleach.clean(
            bare,
            tags={"a", "div", "table", "thead", "tbody", "tfoot", "tr", "th", "td"},
            attributes={"*": allowed, "a": ["href", *allowed]},
            css_sanitizer=CSSSanitizer(),
            strip=True,
        )
    )


@pytest.mark.parametrize("styles", [True, False])
def test_what_sites_leave_of_it_is_a_table(
    shared_kernel: Kernel, browser: Browser, styles: bool
) -> None:
    shared_kernel.ok(TABLE + "table.set_filter(0, {'is': 'item 7'})")
    html = shared_kernel.ok("table").html()
    tree = (
        "W.TreeView(columns=['name', 'size'], tree={'a': {'size': 1, 'b': {'size': 2}}, 'c': {}})"
    )
    html += shared_kernel.ok(f"tree = {tree}; tree.expand_item(['a']); tree").html()
    page = browser.new_page(java_script_enabled=False)
    page.set_content(sanitized(html, styles=styles))
    head = page.get_by_role("columnheader", name="size")
    assert head.evaluate("(head) => getComputedStyle(head).textAlign").endswith("right")
    expect(page.get_by_role("cell", name="b", exact=True)).to_have_text("\N{EM SPACE}b")
    expect(page.get_by_text("3 rows and 2 columns, as it was shown.")).to_be_visible()
    filtered = page.get_by_text("1 row (of 1,234 in all) and 2 columns, as it was shown.")
    expect(filtered).to_be_visible()
    assert "<script" not in page.content()
    page.close()


def test_so_are_those_of_what_is_in_something_else(shared_kernel: Kernel) -> None:
    shared_kernel.ok(TABLE + "box = W.VBox(); box.add_widget(table)\nother = W.VBox()")
    assert "item 0" in still(shared_kernel.ok("box").html())
    shared_kernel.ok("top = W.TopLevel(); top.set_widget(box)")
    assert still(shared_kernel.ok("session").html()) == ""
    shared_kernel.ok("top.show(how='link')")
    assert "item 0" in still(shared_kernel.ok("session").html())
    assert still(shared_kernel.ok("other").html()) == ""
    empty = still(shared_kernel.ok("W.TableView(columns=['Name'])").html())
    assert "Name" in empty
    assert "No rows, as it was shown." in empty


# what exports it is of others, and would take twice as long
@pytest.mark.no_cover
@pytest.mark.timeout(120)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_exported_notebook_shows_them(
    shared_kernel: Kernel, browser: Browser, tmp_path: Path, theme: str
) -> None:
    shared_kernel.ok(TABLE)
    data = shared_kernel.ok("table").results[0]
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": "table"}
    saved: dict[str, Any] = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}}
    saved["cells"] = [{**cell, "outputs": [output]}]
    (tmp_path / "saved.ipynb").write_text(json.dumps(saved))
    shared_kernel.ok("app.close()")
    subprocess.run(
        [
            *(sys.executable, "-m", "jupyter", "nbconvert", "--to=html", f"--theme={theme}"),
            str(tmp_path / "saved.ipynb"),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
        timeout=60,
    )
    for runs_scripts in (False, True):
        context = browser.new_context(java_script_enabled=runs_scripts)
        context.route("http*://**", lambda route: route.abort())
        page = context.new_page()
        page.goto((tmp_path / "saved.html").as_uri())
        if runs_scripts:
            expect(page.get_by_text("This window can't be reached.")).to_be_visible()
        expect(page.get_by_role("columnheader", name="name")).to_be_visible()
        expect(page.get_by_role("cell", name="item 0", exact=True)).to_be_visible()
        expect(page.get_by_text("The first 10 of 1,234 rows")).to_be_visible()
        assert page.locator("script:has-text('alert(1)')").count() == 0
        context.close()
