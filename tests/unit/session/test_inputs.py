"""What browsers say: applied, refused, or outdated."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.catalog import registry
from pgwidgets.errors import ProtocolError
from pgwidgets.protocol import events
from pgwidgets.session import inputs
from tests.support import soak
from tests.unit.session.simulation import Page, Session, shown


def callback(node: Any, action: str, *args: Any, seq: int | None = None) -> events.Input:
    return events.Input(node.wid, action, list(args), seq)


def reference(node: Any) -> dict[str, int]:
    return {"__wid__": node.wid}


def test_inputs_are_applied_once() -> None:
    session = Session()
    page = Page().join(session)
    slider = session.make("Slider")
    got: list[int] = []
    session.on(slider, "activated", got.append)
    page.settle(session)
    for seq in (1, 2, 2, 1):
        inputs.receive(session, page.client, callback(slider, "activated", 10 * seq, seq=seq))
    assert got == [10, 20]
    assert page.client.seq == 2


@pytest.mark.parametrize("kind", ["Slider", "SpinBox"])
@pytest.mark.parametrize("dtype", ["int", "float"])
def test_numbers_are_handed_out_in_the_type_that_the_widget_has(kind: str, dtype: str) -> None:
    session = Session()
    page = Page().join(session)
    # JSON writes 1.0 as 1
    widget = session.make(kind, dtype=dtype, min=0, max=2)
    got: list[float] = []
    session.on(widget, "activated", got.append)
    page.settle(session)
    for value in (1, 1.5, 2, 99):
        inputs.receive(session, page.client, callback(widget, "activated", value))
    assert got == ([1, 2, 2, 2] if dtype == "int" else [1, 1.5, 2, 2])
    assert {type(value).__name__ for value in got} == {dtype}


def test_a_stranger_is_not_heard() -> None:
    session = Session()
    slider = session.make("Slider")
    stranger = Page().join(Session())
    inputs.receive(session, stranger.client, callback(slider, "activated", 5))
    assert slider.state["value"] == 0


@pytest.mark.parametrize(
    "event",
    [
        events.Hello(None, None, None, frozenset()),
        events.Input(1, "nothing", [], None),
        events.Input(1, "child-added", [], None),
        events.Input(1, "activated", [], None),
        events.Input(1, "activated", [1, 2], None),
        events.Input(1, "activated", ["5"], None),
        events.Input(1, "activated", [None], None),
        events.Report([(1, "value", 5)], None),
        events.Report([(1, "size", "wide")], None),
        events.Report([(1, "size", [1])], None),
        events.Report([(1, "nothing", 1)], None),
    ],
)
def test_wrong_input_is_a_protocol_error(event: events.Event) -> None:
    session = Session()
    page = Page().join(session)
    session.make("Slider")
    with pytest.raises(ProtocolError):
        inputs.receive(session, page.client, event)


def test_values_that_are_nested_too_deeply_are_refused() -> None:
    session = Session()
    page = Page().join(session)
    label = session.make("Label", interactive=True)
    deep: Any = {}
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(ProtocolError, match="nested too deeply"):
        inputs.receive(session, page.client, callback(label, "click", deep))


def test_input_for_a_widget_that_is_gone_is_dropped() -> None:
    session = Session()
    page = Page().join(session)
    tabs, label = session.make("TabWidget"), session.make("Label")
    session.do(tabs, "add_widget", child=label)
    session.do(label, "destroy")
    inputs.receive(session, page.client, callback(label, "click", {}))
    inputs.receive(session, page.client, callback(tabs, "page-close", reference(label)))
    inputs.receive(session, page.client, events.Report([(label.wid, "size", [1, 1])], None))
    assert session.world.errors == []


def test_reports_of_facts_are_kept_and_not_mirrored() -> None:
    session = Session()
    page, other = Page().join(session), Page().join(session)
    area = session.make("TextArea")
    for one in (page, other):
        one.settle(session)
    heard = len(other.messages)
    inputs.receive(session, page.client, events.Report([(area.wid, "size", [3, 4])], 1))
    assert area.state["size"] == (3, 4)
    other.settle(session)
    assert len(other.messages) == heard
    inputs.receive(session, page.client, events.Report([(area.wid, "scroll", [0.5, 1])], 2))
    other.settle(session)
    assert area.state["scroll"] == (0.5, 1)
    assert other.messages[-1]["method"] == "set_scroll_position"
    inputs.receive(session, page.client, events.Report([(area.wid, "scroll", [0.5, 1])], 3))
    other.settle(session)
    assert other.messages[-1]["id"] == other.client.sent


def test_a_report_that_the_program_has_overtaken_changes_nothing() -> None:
    session = Session()
    page = Page().join(session)
    area = session.make("TextArea")
    page.settle(session)
    session.do(area, "set_scroll_position", v_pct=1)
    inputs.receive(session, page.client, events.Report([(area.wid, "scroll", [0, 0.5])], None))
    assert area.state["scroll"] == (0, 1)
    page.settle(session)
    assert page.messages[-1]["args"] == [0, 1]


def test_a_value_that_does_not_fit_is_corrected() -> None:
    session = Session()
    page = Page().join(session)
    slider = session.make("Slider", max=10)
    page.settle(session)
    page.act(slider, "activated", 70)
    page.settle(session)
    assert slider.state["value"] == 10
    assert shown(session, page) == {}


def test_a_value_that_is_kept_in_other_words_is_told_to_its_page() -> None:
    session = Session()
    page = Page().join(session)
    color = session.make("ColorWidget")
    page.settle(session)
    for action in ("pick", "kept"):
        inputs.receive(session, page.client, callback(color, action, "#08f8"))
    page.settle(session)
    calls = [it for it in page.messages if it.get("method", "").startswith("set_")]
    assert [(it["method"], it["args"]) for it in calls] == [
        ("set_color", ["#0088ff88"]),
        ("set_recent", [["#0088ff88"]]),
    ]
    count = len(page.messages)
    inputs.receive(session, page.client, callback(color, "pick", "#0088ff"))
    page.settle(session)
    assert color.state["color"] == "#0088ff"
    assert not [it for it in page.messages[count:] if it.get("method") == "set_color"]


def test_handlers_get_the_index_that_a_choice_has_by_now() -> None:
    session = Session()
    page = Page().join(session)
    combo = session.make("ComboBox")
    for text in "ab":
        session.do(combo, "append_text", text=text)
    got: list[tuple[int, str]] = []
    session.on(combo, "activated", lambda index, text: got.append((index, text)))
    page.settle(session)
    page.act(combo, "activated", 1, "b")
    session.do(combo, "delete_alpha", text="a")
    page.settle(session)
    assert got == [(0, "b")]
    assert combo.state["choice"] == (0, "b")


def test_a_refused_act_is_taken_back() -> None:
    session = Session()
    page = Page().join(session)
    combo = session.make("ComboBox")
    session.do(combo, "append_text", text="a")
    session.do(combo, "append_text", text="b")
    page.settle(session)
    session.do(combo, "clear")
    inputs.receive(session, page.client, callback(combo, "activated", 1, "b", seq=1))
    page.settle(session)
    names = [message.get("method") for message in page.messages]
    assert combo.state["items"].texts == []
    assert "set_text" in names
    assert session.world.errors == []


def test_a_refused_rearrangement_rebuilds_that_page_alone() -> None:
    session = Session()
    page, other = Page().join(session), Page().join(session)
    tabs, label = session.make("TabWidget"), session.make("Label")
    session.do(tabs, "add_widget", child=label)
    for one in (page, other):
        one.settle(session)
    session.do(tabs, "remove", child=label)
    page.act(tabs, "page-close", reference(label))
    page.settle(session)
    other.settle(session)
    assert not label.destroyed
    assert (page.replica.rebuilds, other.replica.rebuilds) == (2, 1)
    assert shown(session, page) == shown(session, other) == {}


def test_an_error_of_a_page_about_a_widget_that_the_user_closed_is_nobodys() -> None:
    session = Session()
    page = Page().join(session)
    tabs, label = session.make("TabWidget", closable=True), session.make("Label")
    session.do(tabs, "add_widget", child=label)
    page.settle(session)
    page.act(tabs, "page-close", reference(label))
    session.do(label, "set_text", text="too late")
    page.settle(session)
    assert page.errors
    assert session.world.errors == []
    assert label.destroyed


def test_an_error_of_a_page_reaches_the_application() -> None:
    session = Session()
    page = Page().join(session)
    label = session.make("Label")
    session.do(label, "set_text", text="x")
    inputs.receive(session, page.client, events.Answered(page.client.sent, None, "no"))
    inputs.receive(session, page.client, events.Answered(99, None, "never sent"))
    (error,) = session.world.errors
    assert "Label(1).set_text" in str(error)


def test_windows_are_stacked_as_the_user_raised_them() -> None:
    session = Session()
    page = Page().join(session)
    one, two = (session.make("TopLevel", lowerable=True) for _ in range(2))
    for top in (one, two):
        session.do(top, "show")
    page.settle(session)
    session.do(two, "raise_")
    inputs.receive(session, page.client, callback(one, "raised", seq=1))
    assert list(session.tree.roots.values()) == [two, one]
    inputs.receive(session, page.client, callback(one, "lowered", seq=2))
    assert list(session.tree.roots.values()) == [one, two]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=False)
    | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["__wid__", "x", "type"]), inner, max_size=3)
    ),
    max_leaves=6,
)
ACTIONS = sorted(
    {name for widget in registry.declarations().values() for name in widget.all_callbacks}
)
KEYS = sorted({name for widget in registry.declarations().values() for name in widget.all_states})


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@settings(max_examples=soak.count(40, 2000), deadline=None)
@given(
    st.lists(
        st.one_of(
            st.builds(
                lambda wid, action, args: {
                    "type": "callback",
                    "wid": wid,
                    "action": action,
                    "args": args,
                },
                st.integers(1, 40),
                st.sampled_from(ACTIONS),
                st.lists(JSON, max_size=3),
            ),
            st.builds(
                lambda wid, key, value: {"type": "report", "reports": [[wid, key, value]]},
                st.integers(1, 40),
                st.sampled_from(KEYS),
                JSON,
            ),
            st.dictionaries(
                st.sampled_from(["wid", "action", "args", "id", "error", "reports", "seq"]), JSON
            ).map(lambda message: {"type": "callback", **message}),
        ),
        max_size=4,
    )
)
def test_random_input_leaves_only_protocol_errors(messages: list[dict[str, Any]]) -> None:
    session = Session()
    page = Page().join(session)
    for kind in registry.declarations():
        session.make(kind)
    for message in messages:
        try:
            inputs.receive(session, page.client, events.read(message))
        except ProtocolError:
            continue
    assert session.world.errors == []
