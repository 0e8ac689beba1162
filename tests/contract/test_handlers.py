"""Handlers: what they get, in which order, and what happens when one fails."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import pytest

from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.contract.driver import Program, contract, on_hosts


async def combo_box(program: Program, session: Any) -> Any:
    combo = await program.do(session.get_widgets().ComboBox())
    for text in ("a", "b"):
        await program.do(combo.append_text(text))
    return combo


@contract
async def test_on_and_add_callback_with_extra_arguments(program: Program) -> None:
    session, browser = await program.shown()
    combo = await combo_box(program, session)
    got: list[Any] = []

    async def note(*args: Any, **keywords: Any) -> None:
        got.append((args, keywords))

    await program.do(combo.on("activated", program.handler(note), "x", key=1))
    await program.do(combo.add_callback("activated", program.handler(note), "y", key=2))
    await browser.fire(combo, "activated", 1, "b")
    await program.until(lambda: len(got) == 2)
    assert got == [((1, "b", "x"), {"key": 1}), ((combo, 1, "b", "y"), {"key": 2})]


@contract
async def test_handlers_get_as_many_arguments_as_they_take(program: Program) -> None:
    session, browser = await program.shown()
    combo = await combo_box(program, session)
    got: list[Any] = []
    handlers: list[Any] = [
        lambda: got.append("none"),
        got.append,
        lambda index, text: got.append((index, text)),
        partial(lambda name, index: got.append((name, index)), "partial"),
        lambda index, *, key: got.append((index, key)),
    ]
    for handler in handlers[:-1]:
        await program.do(combo.on("activated", handler))
    await program.do(combo.on("activated", handlers[-1], key="k"))
    await program.do(combo.on("activated", lambda index, extra: got.append((index, extra)), "e"))
    await program.do(combo.add_callback("activated", got.append))
    await browser.fire(combo, "activated", 0, "a")
    await program.until(lambda: len(got) == 7)
    assert got == ["none", 0, (0, "a"), ("partial", 0), (0, "k"), (0, "e"), combo]


@contract
async def test_a_handler_that_raises_does_not_stop_the_others(program: Program) -> None:
    session, browser = await program.shown()
    button = await program.do(session.get_widgets().Button("b"))
    got: list[int] = []

    async def fail() -> None:
        raise ZeroDivisionError("no")

    await program.do(button.on("activated", lambda: got.append(1)))
    await program.do(button.on("activated", program.handler(fail)))
    await program.do(button.on("activated", lambda: got.append(2)))
    await browser.fire(button, "activated")
    await program.until(lambda: got == [1, 2])
    (error,) = program.take_errors()
    assert isinstance(error, ZeroDivisionError)
    assert error.__traceback__ is not None


def is_length(values: list[int], count: int) -> bool:
    return len(values) == count


class Unusual(BaseException):
    """What nobody catches who catches exceptions."""


@contract
async def test_not_even_an_unusual_error_ends_a_sessions_handlers(program: Program) -> None:
    session, browser = await program.shown()
    button = await program.do(session.get_widgets().Button("b"))
    got: list[int] = []

    async def fail() -> None:
        raise Unusual

    await program.do(button.on("activated", program.handler(fail)))
    await program.do(button.on("activated", lambda: got.append(1)))
    for count in (1, 2):
        await browser.fire(button, "activated")
        await program.until(partial(is_length, got, count))
    assert [type(error) for error in program.take_errors()] == [Unusual, Unusual]


@on_hosts("async")
async def test_a_handler_that_is_cancelled_stops_no_other(program: Program) -> None:
    session, browser = await program.shown()
    button = await program.do(session.get_widgets().Button("b"))
    got: list[int] = []

    async def give_up() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        await asyncio.sleep(0)

    await program.do(button.on("activated", give_up))
    await program.do(button.on("activated", lambda: got.append(1)))
    press = {"type": "callback", "wid": node_of(button).wid, "action": "activated", "args": []}
    await browser.send([{**press, "seq": number} for number in (1, 2)])
    await program.until(lambda: got == [1, 1])


@contract
async def test_a_handler_that_is_taken_back(program: Program) -> None:
    session, browser = await program.shown()
    do = program.do
    button = await do(session.get_widgets().Button("b"))
    got: list[Any] = []

    def note(*args: Any) -> None:
        got.append(args)

    await do(button.on("activated", note, 1))
    await do(button.on("activated", got.append, "kept"))
    await do(button.add_callback("activated", note))
    await do(button.remove_callback("activated", note))
    await browser.fire(button, "activated")
    await program.until(lambda: got == ["kept"])
    await browser.until(lambda _: "activated" in browser.widget(button).listened)
    # a bound method is another object each time, but equal
    await do(button.off("activated", got.append))
    await browser.until(lambda _: "activated" not in browser.widget(button).listened)
    assert "activated" not in (await program.join(session)).widget(button).listened
    with pytest.raises(ValueError, match=r"note.* is not registered for 'activated' of Button"):
        button.off("activated", note)
    with pytest.raises(ValueError, match="did you mean 'activated'"):
        button.off("activatd", note)
    await do(button.on("activated", note))
    # the other browser may have answered first
    await program.until(lambda: "activated" in browser.widget(button).listened)


@on_hosts("script", "kernel", "async", modes=("per_session", "serialized"))
async def test_what_waits_its_turn_is_not_handled_by_what_was_taken_back(program: Program) -> None:
    session, browser = await program.shown()
    do = program.do
    button, other = [await do(session.get_widgets().Button(text)) for text in "bo"]
    got: list[str] = []

    async def once() -> None:
        got.append("once")
        await do(button.off("activated", program_once))

    program_once = program.handler(once)
    await do(button.on("activated", program_once))
    await do(other.on("activated", lambda: got.append("other")))
    press = {"type": "callback", "action": "activated", "args": []}
    pressed = enumerate((button, button, button, other), 1)
    await browser.send([{**press, "wid": node_of(one).wid, "seq": seq} for seq, one in pressed])
    await program.until(lambda: "other" in got)
    assert got == ["once", "other"]


@contract
async def test_what_somebody_waits_for_is_reported_still(program: Program) -> None:
    session, browser = await program.shown()
    button = await program.do(session.get_widgets().Button("b"))
    await program.do(button.on("activated", print))
    core = core_of(session)
    expected = core.expect(node_of(button), "activated")
    await program.do(button.off("activated", print))
    await browser.fire(button, "activated")
    await program.until(lambda: expected.done)
    await browser.until(lambda _: "activated" in browser.widget(button).listened)


@contract
async def test_files_are_announced_no_more_when_nobody_takes_them(program: Program) -> None:
    session, browser = await program.shown()
    do = program.do
    label = await do(session.get_widgets().Label("x", interactive=True))
    await do(label.on("drop-start", print))
    await do(label.on("drop-end", print))
    await browser.until(lambda _: "drop-end" in browser.widget(label).listened)
    listened = browser.widget(label).listened
    await do(label.off("drop-end", print))
    await do(label.set_text("told behind it"))
    await browser.until(lambda _: browser.widget(label).state["text"] == "told behind it")
    # it announces the other one
    assert "drop-end" in listened
    await do(label.off("drop-start", print))
    await browser.until(lambda _: not listened & {"drop-start", "drop-end"})


@contract
async def test_a_plain_client_goes_on_to_report_what_carries_state(program: Program) -> None:
    session = await program.session()
    browser = await program.join(session, features=())
    do = program.do
    slider = await do(session.get_widgets().Slider(value=3))
    await do(slider.on("activated", print))
    await do(slider.off("activated", print))
    await do(slider.set_value(4))
    await browser.until(lambda _: browser.widget(slider).state["value"] == 4)
    assert "activated" in browser.widget(slider).listened


@contract
async def test_handlers_that_pile_up_are_told_of(program: Program) -> None:
    session = await program.session()
    button = await program.do(session.get_widgets().Button("b"))

    async def again(times: int) -> None:
        for _ in range(times):
            await program.do(button.on("activated", lambda: None))

    await again(10)
    with pytest.warns(RuntimeWarning, match=r"again.*<lambda> is registered for 'activated'.*off"):
        await again(1)
    await again(30)


@contract
async def test_callbacks_of_a_plain_client(program: Program) -> None:
    session = await program.session()
    browser = await program.join(session, features=())
    make, do = session.get_widgets(), program.do
    slider, button = await do(make.Slider(value=3)), await do(make.Button("b"))
    got: list[Any] = []
    await do(button.on("activated", lambda: got.append("pressed")))
    # what carries state is reported, whether the program asks for it or not
    await browser.until(lambda _: "activated" in browser.widget(slider).listened)
    await browser.fire(slider, "activated", 30)
    await browser.fire(button, "activated")
    await program.until(lambda: got == ["pressed"])
    assert slider.get_value() == 30


@contract
async def test_setting_from_code_fires_nothing(program: Program) -> None:
    session, browser = await program.shown()
    second = await program.join(session)
    slider = await program.do(session.get_widgets().Slider(value=3))
    got: list[Any] = []
    await program.do(slider.on("activated", got.append))
    await program.do(slider.set_value(10))
    await browser.fire(slider, "activated", 20)
    await second.until(lambda client: client.replica.find("Slider").state["value"] == 20)
    assert second.widget(slider).silent[-1] is True
    assert slider.get_value() == 20
    await program.until(lambda: got == [20])


@contract
async def test_nothing_waits_in_a_handler(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    button, label = await do(make.Button("b")), await do(make.Label("x"))
    got: list[str] = []

    async def count() -> None:
        for number in range(100):
            await do(label.set_text(f"{number}"))
        await do(make.Label("new"))
        got.append(label.get_text())

    await do(button.on("activated", program.handler(count)))
    browser.keep_answers()
    await browser.fire(button, "activated")
    await program.until(lambda: got == ["99"])
    await browser.answer_all()
    await browser.until(lambda client: client.replica.find("Label", 1))


@contract
async def test_handlers_of_one_session_take_turns(program: Program) -> None:
    session, browser = await program.shown()
    button = await program.do(session.get_widgets().Button("b"))
    running: list[int] = []
    most: list[int] = []
    done: list[int] = []

    async def work() -> None:
        running.append(1)
        most.append(len(running))
        await program.do(button.set_text("…"))
        running.pop()
        done.append(1)

    await program.do(button.on("activated", program.handler(work)))
    for _ in range(10):
        await browser.fire(button, "activated")
    await program.until(lambda: len(done) == 10)
    if program.mode != "concurrent":
        assert max(most) == 1


@on_hosts("script", "async", modes=("per_session", "serialized"))
async def test_continuous_input_is_coalesced_when_a_handler_is_slow(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    slider = await do(make.Slider(value=0, track=True))
    got: list[int] = []

    async def slow(value: int) -> None:
        got.append(value)
        while slider.get_value() != 50:
            # the others come while this one runs
            await program.breathe()

    await do(slider.on("activated", program.handler(slow)))
    moves = {"type": "callback", "wid": node_of(slider).wid, "action": "activated"}
    await browser.send([{**moves, "args": [value], "seq": value} for value in range(1, 51)])
    await program.until(lambda: got[-1:] == [50])
    assert len(got) <= 2


@on_hosts("script", "async", modes=("per_session", "serialized"))
async def test_the_turns_of_a_wheel_add_up_when_a_handler_is_slow(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    label, slider = await do(make.Label("", interactive=True)), await do(make.Slider(value=0))
    got: list[int] = []

    async def slow(event: dict[str, Any]) -> None:
        got.append(event["delta_y"])
        while slider.get_value() != 50:
            # the others come while this one runs
            await program.breathe()

    await do(label.on("scroll", program.handler(slow)))
    turn = {"x": 1, "y": 1, "delta_x": 0, "delta_y": 10, "unit": "pixel"}
    act = {"type": "callback", "wid": node_of(label).wid, "action": "scroll", "args": [turn]}
    end = {"type": "callback", "wid": node_of(slider).wid, "action": "activated", "args": [50]}
    acts = [{**item, "seq": seq} for seq, item in enumerate([act] * 20 + [end], 1)]
    await browser.send(acts)
    await program.until(lambda: sum(got) == 200)
    assert len(got) <= 2


@contract
async def test_python_fires_the_changes_of_children(program: Program) -> None:
    session = await program.session()
    make, do = session.get_widgets(), program.do
    box, label = await do(make.VBox()), await do(make.Label("x"))
    got: list[Any] = []
    await do(box.on("child-added", lambda child: got.append(("added", child))))
    await do(box.on("child-removed", lambda child: got.append(("removed", child))))
    await do(box.add_widget(label))
    await program.until(lambda: len(got) == 1)
    await do(box.remove(label))
    await program.until(lambda: len(got) == 2)
    assert got == [("added", label), ("removed", label)]


@contract
async def test_a_tab_that_the_user_closes_is_gone(program: Program) -> None:
    session, browser = await program.shown()
    second = await program.join(session)
    make, do = session.get_widgets(), program.do
    tabs = await do(make.TabWidget(closable=True))
    pages = [await do(make.Label(text)) for text in "abc"]
    for page in pages:
        await do(tabs.add_widget(page, {"title": page.get_text()}))
    await do(tabs.show_widget(pages[1]))
    got: list[Any] = []
    await do(tabs.on("page-close", got.append))
    await browser.fire(tabs, "page-close", {"__wid__": node_of(pages[1]).wid})
    await program.until(lambda: got == [pages[1]])
    assert tabs.get_children() == [pages[0], pages[2]]
    assert tabs.get_index() == 1
    await second.until(lambda client: node_of(pages[1]).wid not in client.replica.widgets)
    await second.until(
        lambda client: client.replica.find("TabWidget").state["current"] == node_of(pages[2]).wid
    )


@contract
async def test_wrong_input_closes_the_connection_only(program: Program) -> None:
    session, browser = await program.shown()
    label = await program.do(session.get_widgets().Label("x"))
    await browser.send({"type": "callback", "wid": node_of(label).wid, "action": "boo", "args": []})
    code, reason = await browser.until_closed()
    assert (code, "'boo'" in reason) == (4004, True)
    await program.until(lambda: not session.is_connected)
    again = await program.join(session)
    await program.do(label.set_text("y"))
    assert again.widget(label).state["text"] == "y"


@contract
async def test_registering_on_what_does_not_exist(program: Program) -> None:
    app = program.application()
    for register in (app.on_connect, app.on_disconnect, app.on_error):
        with pytest.raises(TypeError, match="callable"):
            register("function")


@on_hosts("script", "async", modes=("per_session", "concurrent"))
async def test_the_end_of_its_session_is_no_failure_of_a_handler(program: Program) -> None:
    session, browser = await program.shown()
    W, do = session.get_widgets(), program.do
    button, label = await do(W.Button("b")), await do(W.Label(""))
    ended: list[str] = []

    async def outlive() -> None:
        ended.append("begun")
        await program.until(lambda: core_of(session).destroyed)
        try:
            await do(label.set_text("too late"))
        finally:
            ended.append("ended")

    await do(button.on("activated", program.handler(outlive)))
    await browser.fire(button, "activated")
    await program.until(lambda: ended)
    await do(session.destroy())
    await program.until(lambda: ended == ["begun", "ended"])
    assert program.take_errors() == []
