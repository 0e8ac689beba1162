"""What IPython shows of widget classes and completes after them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.jupyter.kernel import Kernel

MAKE = """
from pgwidgets.{api} import Application
app = Application(0, 0)
session = app.create_session()
W = session.get_widgets()
button = {wait}W.Button("Press")
"""

FIELDS = "['definition', 'init_definition', 'class_docstring', 'docstring', 'file', 'type_name']"

INSPECT = f"""
import json, pydoc
shell = get_ipython()
def fields(text):
    found = shell.object_inspect(text)
    return {{name: found[name] for name in {FIELDS}}}
None
"""

COMPLETE = """
from IPython.core.completer import provisionalcompleter
def completed(text):
    with provisionalcompleter():
        found = shell.Completer.completions(text, len(text))
        return sorted({item.text.lstrip('.') for item in found})
None
"""

APIS = {"sync": "", "async_": "await "}


@pytest.fixture(params=APIS)
def inspected(shared_kernel: Kernel, request: pytest.FixtureRequest) -> Kernel:
    shared_kernel.ok(MAKE.format(api=request.param, wait=APIS[request.param]))
    shared_kernel.ok(INSPECT + COMPLETE)
    return shared_kernel


def value(kernel: Kernel, expression: str) -> Any:
    return json.loads(kernel.ok(f"print(json.dumps({expression}))").text)


def test_a_question_mark_shows_the_class(inspected: Kernel) -> None:
    shown = value(inspected, "fields('W.Slider')")
    assert shown["definition"].startswith("W.Slider(\n    *,\n    orientation")
    assert shown["docstring"].startswith("A handle that the user moves along a line")
    assert shown["class_docstring"] is None
    assert shown["file"].endswith("Widgets.py")
    assert shown["type_name"] == "Slider"
    ask = value(inspected, "fields('W.Dialog.ask')")
    assert ask["definition"].startswith("W.Dialog.ask(self, timeout")
    assert ask["docstring"].startswith("Open it, and return the value of the button")


def test_a_question_mark_shows_nothing_of_ours(inspected: Kernel) -> None:
    shown = value(inspected, "shell.object_inspect_mime('W.Slider')['text/plain']")
    titles = re.findall(r"^(?:\x1b\[\d+m)?([A-Z][\w ]+):", shown, re.MULTILINE)
    assert titles == ["Signature", "Type", "String form", "File", "Docstring"]
    assert "<widget class Slider of session" in shown
    # it is given already
    assert "session : Session" not in shown
    assert "orientation : {" in shown
    assert "Callbacks\n---------" in shown
    assert "Make a widget" not in shown


def test_help_shows_the_class(inspected: Kernel) -> None:
    shown = value(inspected, "pydoc.plain(pydoc.render_doc(W.Slider))")
    assert "class Slider(VisualWidget)" in shown
    assert "set_value" in shown
    assert "Bound" not in shown
    shown = value(inspected, "pydoc.plain(pydoc.render_doc(W.Dialog.ask))")
    assert "Open it, and return the value of the button" in shown


@pytest.mark.parametrize("jedi", [True, False])
def test_tab_shows_what_the_class_has(inspected: Kernel, jedi: bool) -> None:
    inspected.ok(f"shell.Completer.use_jedi = {jedi}")
    try:
        assert value(inspected, "completed('W.Sli')") == ["Slider"]
        assert value(inspected, "completed('W.Dialog.as')") == ["ask"]
        assert {"set_value", "get_value", "on"} <= set(value(inspected, "completed('W.Slider.')"))
        assert value(inspected, "completed('W.Slider(tra')") == ["track="]
        assert value(inspected, "completed('button.set_font(wei')") == ["weight="]
    finally:
        inspected.ok("shell.Completer.use_jedi = True")
