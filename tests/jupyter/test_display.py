"""What a cell's output holds, as a kernel sends it."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from tests.jupyter.kernel import Kernel, Outcome

START = """
from pgwidgets.sync import Application
app = Application({arguments})
app.start()
session = app.create_session()
W = session.get_widgets()
label = W.Label("hello")
top = W.TopLevel()
"""


def started(arguments: str = "") -> str:
    return START.format(arguments=arguments)


def facts(outcome: Outcome) -> dict[str, Any]:
    """Return what the output's script is told."""
    found = re.search(r"\}\)\((\{.*\})\)</script></div>$", outcome.html())
    assert found is not None
    told: dict[str, Any] = json.loads(found[1])
    return told


@pytest.mark.parametrize("shown", ["session", "label", "top", "app", "W.VBox()"])
def test_a_last_expression_shows_itself(shared_kernel: Kernel, shown: str) -> None:
    shared_kernel.ok(started())
    outcome = shared_kernel.ok(shown)
    told = facts(outcome)
    (url,) = told["urls"]
    # nobody can look at it before the kernel has ended: what joining needs is not in it
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/(\?session=\d+(&widget=\d+)?)?", url)
    assert re.search(r'<a href="([^"]+)"', outcome.html()) is not None
    assert html.escape(url) in outcome.html()
    assert ("widget=" in url) == (shown in ("label", "top", "W.VBox()"))
    assert (told["how"], told["fit"]) == ("iframe", True)
    # for plain terminals, and for whoever reads the notebook's file
    assert re.fullmatch(r"<.+> at http://127\.0\.0\.1:\d+/", outcome.value)


@pytest.mark.parametrize(("shown", "query"), [("session", "session=.+&token="), ("app", "key=")])
def test_a_front_end_without_jupyter_is_told_how_to_join(
    shared_kernel: Kernel, shown: str, query: str
) -> None:
    shared_kernel.ok(started())
    # a user who can answer input() sits in front of it, but no Jupyter server stands behind
    told = facts(shared_kernel.outcome(shared_kernel.send(shown)))
    secret = r"(?:[-\w]{16}\.)?[-\w]{43}"
    assert re.match(rf"http://127\.0\.0\.1:\d+/\?{query}{secret}$", told["urls"][0])
    assert told["ask"] is None


def test_each_widget_has_an_output_of_its_own(shared_kernel: Kernel) -> None:
    shared_kernel.ok(started())
    outcome = shared_kernel.ok("session.show(label); session.show(top, height=200); label")
    texts = [data["text/html"] for data in outcome.results]
    wids = [re.findall(r"widget=(\d+)\"", text)[0] for text in texts]
    assert wids == ["1", "2", "1"]
    identities = {re.findall(r'id="(pgwidgets-\w+)"', text)[0] for text in texts}
    assert len(identities) == 3


def test_a_window_that_shows_itself_is_open(shared_kernel: Kernel) -> None:
    shared_kernel.ok(started())
    assert shared_kernel.ok("print(top.is_visible()); top").text == "False\n"
    assert shared_kernel.ok("print(top.is_visible())").text == "True\n"


def test_show_takes_sizes_and_places(shared_kernel: Kernel) -> None:
    shared_kernel.ok(started())
    told = facts(shared_kernel.ok("session.show(height=250, width=320.5)\nNone"))
    assert told["style"].endswith("width: 320.5px; height: 250px")
    assert not told["fit"]
    assert facts(shared_kernel.ok("app.show(how='tab')\nNone"))["how"] == "tab"
    assert facts(shared_kernel.ok("session.show(how='link')\nNone"))["how"] == "link"


@pytest.mark.parametrize("api", ["sync", "async_"])
def test_a_widget_that_is_told_how_shows_itself(shared_kernel: Kernel, api: str) -> None:
    start = START.format(arguments="").replace(".sync", f".{api}")
    if api == "async_":
        start = re.sub(r"app\.start|W\.\w+", r"await \g<0>", start)
    shared_kernel.ok(start)
    await_ = "await " if api == "async_" else ""
    for widget, wid in (("label", 1), ("top", 2)):
        told = facts(shared_kernel.ok(f"{await_}{widget}.show(height=250)"))
        assert told["urls"][0].endswith(f"widget={wid}")
        assert told["style"].endswith("width: 100%; height: 250px")
        assert facts(shared_kernel.ok(f"{await_}{widget}.show(how='link')"))["how"] == "link"
        shown = shared_kernel.ok(f"{await_}{widget}.show()").results
        # a window shows where its session does, a label in no window nowhere else
        assert len(shown) == (widget == "label")
    assert re.match(
        "ValueError: how must be", shared_kernel.run(f"{await_}top.show(how='x')").error
    )


@pytest.mark.parametrize("api", ["sync", "async_"])
def test_a_widget_in_no_window_is_shown_at_the_end_of_its_cell(
    shared_kernel: Kernel, api: str
) -> None:
    start = START.format(arguments="").replace(".sync", f".{api}")
    if api == "async_":
        start = re.sub(r"app\.start|W\.\w+", r"await \g<0>", start)
    shared_kernel.ok(start)
    await_ = "await " if api == "async_" else ""
    # whether somebody awaits it or not
    for call in (f"{await_}label.show()", "label.show(); None", "label.show(); label.show(); None"):
        assert "widget=1" in facts(shared_kernel.ok(call))["urls"][0]
    # shown once
    assert len(shared_kernel.ok(f"{await_}label.show()\nlabel").results) == 1
    assert len(shared_kernel.ok(f"{await_}label.show()\nsession.show(label)").results) == 1
    # what gets a window meanwhile is in that, as is what fills the page
    assert shared_kernel.ok(f"{await_}label.show(); {await_}top.set_widget(label)").results == []
    assert shared_kernel.ok(f"{await_}label.show()").results == []
    assert shared_kernel.ok(f"page = {await_}W.Page(); {await_}page.show()").results == []
    # nor is a failed cell's
    fails = f"box = {await_}W.VBox(); {await_}box.show(); 1/0"
    assert shared_kernel.run(fails).results == []


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("session.show(height='tall')", "TypeError: height must be a number of px, not str"),
        ("session.show(width=True)", "TypeError: width must be a number of px, not bool"),
        ("app.show(height=-1)", "ValueError: height must be above 0 px, not -1"),
        ("session.show(how='frame')", "ValueError: how must be one of .*did you mean 'iframe'"),
        ("session.show(how=1)", "TypeError: how must be a string, not int"),
        ("session.show('label')", "TypeError: a widget is needed, not str"),
        ("app.create_session().show(label)", "ValueError: .*another session"),
    ],
)
def test_show_refuses_what_makes_no_sense(shared_kernel: Kernel, call: str, error: str) -> None:
    shared_kernel.ok(started())
    assert re.match(error, shared_kernel.run(call).error)


def test_what_was_not_started_or_has_ended_says_so(shared_kernel: Kernel) -> None:
    shared_kernel.ok("from pgwidgets.sync import Application; app = Application()")
    outcome = shared_kernel.ok("app")
    assert "call start()" in outcome.value
    assert outcome.html() == ""
    shared_kernel.ok(
        "app.start(); session = app.create_session(); label = session.get_widgets().Label()"
    )
    shared_kernel.ok("label.destroy()")
    assert "destroyed" in shared_kernel.ok("label").value
    shared_kernel.ok("session.destroy()")
    assert "ended" in shared_kernel.ok("session").value
    shared_kernel.ok("session = app.create_session(); app.close()")
    assert shared_kernel.ok("session").html() == ""


def test_text_in_an_address_can_not_end_the_script(shared_kernel: Kernel) -> None:
    shared_kernel.ok(started("public_url='https://host/</script>/{port}/'"))
    outcome = shared_kernel.ok("session")
    assert outcome.html().count("</script>") == 1
    assert "</script>" in facts(outcome)["urls"][0]


def test_without_a_script_an_output_says_what_to_do(shared_kernel: Kernel) -> None:
    shared_kernel.ok(started())
    without = re.sub(
        r"<script>.*</script>", "", shared_kernel.ok("session").html(), flags=re.DOTALL
    )
    assert "run this cell again" in without
    assert "trust the notebook" in without
