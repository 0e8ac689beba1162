"""A session on its own: identity, commands, snapshots, alarms, the end."""

from __future__ import annotations

import pytest

from pgwidgets.errors import BrowserError, SessionClosedError
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from pgwidgets.session import commands
from pgwidgets.session.core import interrupted
from pgwidgets.session.identity import normal_id
from tests.support.pictures import DOT
from tests.unit.session.simulation import Page, Session, shown


def test_ids_have_a_normal_form() -> None:
    assert [normal_id(given) for given in ("7", 7, "a7", "\u0667")] == [7, 7, "a7", "\u0667"]
    for wrong in (True, None, 1.0):
        with pytest.raises(TypeError):
            normal_id(wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="empty"):
        normal_id("")


def test_only_the_token_admits() -> None:
    session = Session()
    assert session.admits(session.token)
    assert not session.admits("x")
    assert not session.admits(None)
    assert not session.admits("\u00e9")
    assert not session.admits("\ud800")


def test_an_interrupt_in_the_middle_of_a_call_is_mended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = Session()
    page = Page().join(session)
    label = session.make("Label", text="before")
    page.settle(session)

    def interrupt(tree: Tree, node: Node, *_: object) -> None:
        tree.set_state(node, {"text": "after"})
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "execute", interrupt)
    with pytest.raises(KeyboardInterrupt):
        session.do(label, "set_text", text="after")
    assert list(interrupted) == [session]
    interrupted.pop().mend()
    page.settle(session)
    assert page.replica.widgets[label.wid].state["text"] == "after"
    assert shown(session, page) == {}


def test_a_command_that_fails_tells_pages_what_it_did() -> None:
    session = Session()
    page = Page().join(session)
    box, label = session.make("VBox"), session.make("Label")
    with pytest.raises(ValueError, match=r"VBox\.remove\(\): .* is not a child"):
        session.do(box, "remove", child=label)
    with pytest.raises(TypeError, match="child is missing"):
        session.do(box, "add_widget")
    page.settle(session)
    assert shown(session, page) == {}


def test_a_widget_that_could_not_be_made_leaves_no_trace() -> None:
    session = Session()
    page = Page().join(session)
    with pytest.raises(ValueError, match="no page has the index"):
        session.make("TabWidget", index=3)
    with pytest.raises(TypeError, match="has no option 'focus'"):
        session.make("Label", focus=True)
    assert session.tree.nodes == session.tree.roots == {}
    page.settle(session)
    assert page.replica.widgets == {}


def test_creation_tells_each_property_once() -> None:
    session = Session()
    page = Page().join(session)
    session.make("Label", "x", tooltip="t", min_size=(1, 2))
    page.settle(session)
    (label,) = page.replica.widgets.values()
    assert sorted(name for name, _ in label.calls) == ["set_min_size", "set_tooltip"]


def test_a_snapshot_is_a_few_messages() -> None:
    session = Session()
    box = session.make("VBox")
    for index in range(50):
        session.do(box, "add_widget", child=session.make("Label", f"{index}", tooltip="t"))
    image = session.make("Image")
    session.do(image, "set_binary_image", data=DOT)
    page = Page().join(session)
    kinds = [message["type"] for message in page.messages]
    assert kinds.count("batch") == 2
    assert kinds[1] == "reconstruct-start"
    assert kinds[-1] == "reconstruct-end"
    assert shown(session, page) == {}
    assert page.replica.find("Image").data == DOT


def test_plain_pages_get_nothing_internal() -> None:
    session = Session()
    entry = session.make("TextEntry", linehistory=3)
    timer = session.make("Timer")
    featured, plain = Page().join(session), Page(features=()).join(session)
    featured.act(entry, "activated", "line")
    featured.settle(session)
    plain.settle(session)
    late = Page(features=()).join(session)
    for page in (plain, late):
        assert page.errors == []
        assert page.replica.widgets[entry.wid].called("set_history") == []
        assert page.replica.widgets[entry.wid].state["text"] == "line"
        assert timer.wid not in page.replica.widgets


def test_moves_reach_only_pages_that_know_them() -> None:
    session = Session()
    tabs = session.make("TabWidget")
    for text in "ab":
        session.do(tabs, "add_widget", child=session.make("Label", text))
    featured, plain = Page().join(session), Page(features=()).join(session)
    first = {"__wid__": tabs.children[0].node.wid}
    featured.act(tabs, "page-move", first, 1)
    session.fanout.reorder(plain.client, tabs)
    featured.settle(session)
    plain.settle(session)
    assert plain.errors == []
    assert plain.replica.widgets[tabs.wid].called("move_widget") == []
    assert shown(session, featured) == {}


def test_errors_go_to_who_waits() -> None:
    session = Session()
    page = Page().join(session)
    label = session.make("Label")
    _, answer = session.run(label, "set_text", {"text": "x"})
    answer.awaited = True
    done: list[int] = []
    answer.when_done(lambda: done.append(1))
    session.fanout.resolve(page.client, page.client.sent, "no")
    assert isinstance(answer.error, BrowserError)
    assert done == [1]
    assert session.world.errors == []
    answer.when_done(lambda: done.append(2))
    assert done == [1, 2]


def test_a_page_that_never_answers_is_given_up_until_it_does() -> None:
    session = Session()
    page = Page().join(session)
    label = session.make("Label")
    _, answer = session.run(label, "set_text", {"text": "x"})
    session.give_up()
    assert answer.done
    assert page.client.silent
    session.give_up()
    assert session.run(label, "set_text", {"text": "y"})[1].done
    page.settle(session)
    assert not page.client.silent
    assert not session.run(label, "set_text", {"text": "z"})[1].done


def test_the_last_page_that_leaves_releases_who_waits() -> None:
    session = Session()
    pages = [Page().join(session), Page().join(session)]
    answer = session.run(session.make("Label"), "set_text", {"text": "x"})[1]
    assert pages[0].leave(session)
    assert not pages[0].leave(session)
    assert not answer.done
    pages[1].leave(session)
    assert answer.done
    assert not session.is_connected


def test_what_only_other_pages_got_is_not_waited_for() -> None:
    session = Session()
    page = Page().join(session)
    assert session.flushed().done
    session.make("Label")
    answer = session.flushed()
    assert not answer.done
    page.settle(session)
    assert answer.done
    assert session.flushed().done


def test_an_alarm_that_was_set_anew_rings_once() -> None:
    session = Session()
    timer = session.make("Timer", duration=5)
    got: list[float] = []
    session.on(timer, "expired", got.append)
    session.do(timer, "start")
    session.do(timer, "start", duration=7)
    (_, early), (_, late) = session.world.timers
    early()
    assert got == []
    late()
    assert got == [7]
    late()
    assert got == [7]
    assert len(session.world.cancelled) == 1


def test_a_change_that_moves_no_alarm_keeps_it() -> None:
    session = Session()
    timer = session.make("Timer", duration=5)
    session.do(timer, "start")
    session.do(timer, "set_duration", duration=9)
    assert len(session.world.timers) == 1
    session.do(timer, "destroy")
    session.world.timers[0][1]()
    session.when_alarm(lambda tree, node: pytest.fail("it is gone"), timer)
    assert len(session.world.cancelled) == 1


def test_the_end() -> None:
    session = Session()
    page = Page().join(session)
    timer = session.make("Timer", duration=5)
    session.do(timer, "start")
    answer = session.run(session.make("Label"), "set_text", {"text": "x"})[1]
    session.end(4003, "over")
    session.end(4003, "again")
    assert (page.closed, answer.done, session.world.closed) == ((4003, "over"), True, True)
    assert session.world.forgotten == [session]
    assert len(session.world.cancelled) == 1
    with pytest.raises(SessionClosedError):
        Page().join(session)


def test_values_are_handed_over_as_the_program_sees_them() -> None:
    session = Session()
    label = session.make("Label")
    shell = session.present(label)
    assert session.present([label, (label, {"a": label}), 3]) == [shell, (shell, {"a": shell}), 3]
    assert list(session.walk_widget_tree()) == [shell]
