"""What users do in trees, and what each of their browsers is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from pgwidgets.errors import ProtocolError
from pgwidgets.protocol import events
from pgwidgets.session import inputs
from tests.unit.session.simulation import Page, Session, shown

COLUMNS = ["name", {"label": "Size", "key": "size", "type": "integer", "editable": True}]
TREE = {
    "src": {"main.py": {"size": 8}, "text": {"words.py": {"size": 9}, "tabs.py": {"size": 2}}},
    "docs": {},
    "LICENSE": {"size": 1},
}


class Scene:
    """A tree that two browsers show."""

    def __init__(self, tree: Any = TREE, **options: Any) -> None:
        self.session = Session()
        options = {"columns": COLUMNS, "tree": tree, "selection_mode": "multiple", **options}
        self.node = self.session.make("TreeView", **options)
        self.pages = [Page().join(self.session), Page().join(self.session)]
        self.heard: list[tuple[Any, ...]] = []
        for action in ("expanded", "collapsed", "changed", "cell_edited", "selected", "copy"):
            self.listen(action)
        self.settle()

    def listen(self, action: str) -> None:
        self.session.on(self.node, action, lambda *args: self.heard.append((action, *args)))

    def settle(self) -> None:
        for page in self.pages:
            page.settle(self.session)

    def act(self, action: str, *args: Any, who: int = 0) -> None:
        self.pages[who].act(self.node, action, *args)
        self.settle()

    def do(self, method: str, **values: Any) -> Any:
        return self.session.do(self.node, method, **values)

    def get(self, method: str, **values: Any) -> Any:
        return self.session.read(self.node, method, values)

    def row(self, *path: str) -> int:
        return int(self.node.state["data"].find(path))

    def rows(self, who: int = 0) -> list[str]:
        self.settle()
        part = self.pages[who].replica.widgets[self.node.wid].state["data"]
        return [row[1] for row in part["rows"]]

    def told(self, name: str, who: int = 0) -> list[Any]:
        return [
            edit
            for message in self.pages[who].messages
            if message["type"] == "edit"
            for edit in message["edits"]
            if edit[0] == name
        ]

    def check(self) -> None:
        self.settle()
        for page in self.pages:
            assert shown(self.session, page) == {}
            assert page.errors == []


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_a_user_opens_all_see(scene: Scene) -> None:
    scene.act("fold", scene.row("src"), True)
    assert scene.heard == [("expanded", {"name": None, "size": None}, ["src"])]
    assert scene.rows() == scene.rows(1) == ["src", "main.py", "text", "docs", "LICENSE"]
    scene.act("fold", scene.row("src"), False, who=1)
    assert scene.heard[1:] == [("collapsed", {"name": None, "size": None}, ["src"])]
    assert scene.rows() == scene.rows(1) == ["src", "docs", "LICENSE"]
    scene.check()


def test_a_program_that_opens_hears_nothing_of_it(scene: Scene) -> None:
    scene.do("expand_all")
    scene.do("collapse_item", path=["src"])
    assert scene.heard == []
    scene.check()


def test_who_folds_in_vain_is_told_all_the_same(scene: Scene) -> None:
    for row, is_open in ((scene.row("LICENSE"), True), (scene.row("docs"), False), (99, True)):
        before = len(scene.told("cells"))
        scene.act("fold", row, is_open)
        assert len(scene.told("cells")) == before + 1
    assert scene.heard == scene.told("cells", 1) == []
    scene.check()


def test_what_goes_with_what_it_is_in_goes_once(scene: Scene) -> None:
    scene.do("sort_by_column", col_key="name")
    scene.do("expand_all")
    assert scene.rows()[-3:] == ["text", "tabs.py", "words.py"]
    scene.do("remove_items", paths=[["src", "text", "words.py"], ["src", "text"], ["docs"]])
    assert scene.rows() == ["LICENSE", "src", "main.py"]
    scene.check()


@pytest.mark.parametrize("args", [["src", True], [-1, True], [0], [0, "x"], [True, True, 1]])
def test_what_is_no_fold_ends_the_connection(scene: Scene, args: list[Any]) -> None:
    client = scene.pages[0].client
    with pytest.raises(ProtocolError, match="fold"):
        inputs.receive(scene.session, client, events.Input(scene.node.wid, "fold", args, None))
    assert scene.get("get_expanded") == []


def test_a_page_is_told_where_what_a_row_is_in_shows(scene: Scene) -> None:
    scene.do("expand_all")
    text, words = scene.row("src", "text"), scene.row("src", "text", "words.py")
    for row in (words, text, scene.row("src"), 99):
        scene.act("climb", row)
    assert scene.told("parent") == [
        ["parent", words, 2],
        ["parent", text, 0],
        ["parent", scene.row("src"), -1],
        ["parent", 99, -1],
    ]
    assert scene.told("parent", 1) == []


def test_an_edit_of_what_is_folded_away_counts_once(scene: Scene) -> None:
    row = scene.row("src", "main.py")
    scene.act("edit_cells", [[row, "size", "10"], [scene.row("LICENSE"), "size", "3"]], "paste")
    assert scene.heard == [
        ("cell_edited", ["src", "main.py"], "size", 8, 10),
        ("cell_edited", ["LICENSE"], "size", 1, 3),
        ("changed",),
    ]
    scene.check()


def test_what_a_user_selects_at_once_is_what_shows(scene: Scene) -> None:
    scene.act("choose_rows", "all", None, None)
    assert [item["path"] for item in scene.heard[0][1]] == [["src"], ["docs"], ["LICENSE"]]
    # keys are copied where they show
    scene.act("copy_cells", "copy", False)
    assert scene.heard[1] == ("copy", "src\t\ndocs\t\nLICENSE\t1")
    scene.do("expand_all")
    scene.act("choose_rows", "extend", scene.row("docs"), scene.row("src", "text", "tabs.py"))
    assert [item["path"] for item in scene.heard[2][1]] == [["src", "text", "tabs.py"], ["docs"]]
    scene.check()


def test_an_edit_is_taken_back(scene: Scene) -> None:
    scene.act("edit_cells", [[scene.row("src", "main.py"), "size", "10"]], "edit")
    scene.act("revert", "undo")
    assert scene.get("get_subtree") == TREE
    scene.check()


def test_a_browser_that_comes_later_sees_the_same(scene: Scene) -> None:
    scene.do("expand_item", path=["src"])
    scene.do("sort_by_column", col_key="name", ascending=False)
    scene.do("set_row_color", path=["src", "text"], bg="gold")
    scene.pages.append(Page().join(scene.session))
    scene.check()
    assert scene.rows(2) == ["src", "text", "main.py", "LICENSE", "docs"]


def test_an_update_that_changes_nothing_tells_nothing(scene: Scene) -> None:
    scene.do("expand_all")
    scene.settle()
    before = [len(page.messages) for page in scene.pages]
    scene.do("update_tree", tree=TREE)
    scene.settle()
    assert [len(page.messages) for page in scene.pages] == before


def test_an_update_changes_what_differs_in_columns_that_do_not_show() -> None:
    ready = {"label": "Go", "key": "go", "widget": "button", "text": "Go", "enabled_key": "ready"}
    scene = Scene({"a": {"ready": True}}, columns=["name", ready])
    scene.do("update_tree", tree={"a": {"ready": False}})
    scene.settle()
    part = scene.pages[0].replica.widgets[scene.node.wid].state["data"]
    assert part["rows"][0][2][1]["enabled"] is False
    assert scene.get("get_subtree") == {"a": {"ready": False}}


def test_a_leaf_becomes_a_branch_and_a_branch_a_leaf(scene: Scene) -> None:
    scene.do("expand_all")
    scene.do("set_selected", paths=[["LICENSE"], ["src"]])
    scene.do("update_tree", tree={"src": {"size": 4}, "LICENSE": {"MIT": {"size": 1}}})
    assert [item["path"] for item in scene.get("get_selected")] == [["src"], ["LICENSE"]]
    assert (scene.rows(), scene.get("get_collapsed")) == (["src", "LICENSE"], [["LICENSE"]])
    scene.check()


def test_columns_that_nobody_named_come_behind_the_keys() -> None:
    scene = Scene(columns=())
    columns = scene.node.state["columns"]
    assert [(column["key"], column["label"]) for column in columns] == [
        ("__key__", ""),
        ("size", "size"),
    ]
    scene.do("select_path", path=["LICENSE"])
    assert scene.get("get_selected") == [{"path": ["LICENSE"], "values": {"size": 1}}]


def test_a_column_without_a_key_has_no_values() -> None:
    scene = Scene(columns=[{"label": "Name"}, "size"])
    part = scene.pages[0].replica.widgets[scene.node.wid].state["data"]
    assert [row[2] for row in part["rows"]] == [["src", None], ["docs", None], ["LICENSE", "1"]]


def test_a_plain_page_gets_all_by_methods(scene: Scene) -> None:
    scene.do("expand_item", path=["src"])
    scene.do("sort_by_column", col_key="size")
    scene.do("set_selected", paths=[["docs"]])
    plain = Page(features=()).join(scene.session)
    called = [
        (call["method"], call["args"])
        for message in plain.messages
        if message["type"] == "batch"
        for call in message["calls"]
    ]
    for call in (
        ("set_tree", [TREE]),
        ("expand_item", [["src"]]),
        ("sort_by_column", ["size", True]),
        ("set_selected", [[["docs"]]]),
    ):
        assert call in called
    plain.act(scene.node, "expanded", {}, ["docs"])
    plain.settle(scene.session)
    assert scene.heard == [("expanded", {"name": None, "size": None}, ["docs"])]
    assert scene.get("get_expanded") == [["src"], ["docs"]]


# -- what shows ----------------------------------------------------------------------


def test_what_fits_keeps_what_it_is_in_and_what_was_open_stays_so(scene: Scene) -> None:
    scene.listen("filtered")
    scene.do("expand_item", path=["docs"])
    scene.act("search_rows", "WORDS")
    assert scene.heard == [("filtered", {}, "WORDS", 3)]
    assert scene.rows() == scene.rows(1) == ["src", "text", "words.py"]
    part = scene.pages[0].replica.widgets[scene.node.wid].state["data"]
    assert [row[5] for row in part["rows"]] == [[1, True, 1, 1], [2, True, 1, 1], [3, None, 1, 1]]
    assert (part["count"], part["of"], part["search"]) == (3, 7, "WORDS")
    assert scene.get("get_expanded") == [["docs"]]
    scene.act("fold", scene.row("src", "text"), False)
    assert scene.rows(1) == ["src", "text"]
    scene.do("sort_by_column", col_key="size")
    assert scene.rows() == ["src", "text"]
    # another search shows all that it finds
    scene.act("search_rows", "py")
    assert scene.rows() == ["src", "main.py", "text", "tabs.py", "words.py"]
    scene.check()
    scene.act("unfilter")
    assert scene.rows() == ["LICENSE", "src", "docs"]
    assert scene.get("get_expanded") == [["docs"]]
    scene.check()


def test_filters_go_by_columns_and_the_first_by_what_it_shows(scene: Scene) -> None:
    scene.do("set_column_footer", col_key="size", footer="sum")
    scene.do("set_filter", col_key="size", spec=">=2")
    assert scene.rows() == ["src", "main.py", "text", "words.py", "tabs.py"]
    # not of what they are in, nor of what is closed
    scene.do("set_cell", path=["src"], col_key="size", value=1)
    scene.do("collapse_all")
    assert (scene.rows(), scene.get("get_footer")) == (["src"], {"size": 19})
    scene.do("set_filter", col_key="name", spec="tabs")
    assert scene.rows() == ["src", "text", "tabs.py"]
    assert scene.get("get_filters") == {"size": {"from": 2}, "name": {"contains": "tabs"}}
    assert scene.get("get_shown_count") == 3
    scene.act("choose_rows", "all", None, None)
    assert len(scene.get("get_selected")) == 3
    with pytest.raises(ValueError, match=r"\['docs'\] does not show: the filters leave it out"):
        scene.do("scroll_to_path", path=["docs"])
    scene.do("collapse_all")
    scene.do("scroll_to_path", path=["src", "text", "tabs.py"])
    assert scene.rows() == ["src", "text", "tabs.py"]
    scene.do("clear_filters")
    assert scene.get("get_filters") == {}
    scene.check()


def test_what_a_user_edits_out_of_the_filters_stays_for_now(scene: Scene) -> None:
    scene.do("set_filter", col_key="size", spec="<5")
    tabs = scene.row("src", "text", "tabs.py")
    scene.act("edit_cells", [[tabs, "size", "7"]], "edit")
    assert scene.rows() == ["src", "text", "tabs.py", "LICENSE"]
    # what the program changes comes and goes
    scene.do("set_cell", path=["LICENSE"], col_key="size", value=6)
    scene.do("set_cell", path=["src", "main.py"], col_key="size", value=3)
    scene.do("add_item", parent=["docs"], key="new", values={"size": 1})
    assert scene.rows() == ["src", "main.py", "text", "tabs.py", "docs", "new"]
    scene.act("filter_rows", "size", "<5")
    assert scene.rows() == ["src", "main.py", "docs", "new"]
    scene.do("remove_item", path=["docs", "new"])
    assert scene.rows() == ["src", "main.py"]
    scene.check()


def test_several_at_once_go_to_where_they_belong() -> None:
    scene = Scene({"a": {}, "b": {}, "c": {}})
    scene.do("sort_by_column", col_key="size", ascending=False)
    assert scene.rows() == ["a", "b", "c"]
    scene.act("edit_cells", [[1, "size", "2"], [2, "size", "2"]], "paste")
    assert scene.rows() == ["b", "c", "a"]
    scene.check()


def test_what_does_not_show_may_change_what_a_tree_is_sorted_by(scene: Scene) -> None:
    scene.do("sort_by_column", col_key="size")
    scene.do("set_search", text="py")
    scene.do("set_cell", path=["LICENSE"], col_key="size", value=3)
    scene.do("set_cell", path=["src", "text", "words.py"], col_key="size", value=1)
    assert scene.rows() == ["src", "main.py", "text", "words.py", "tabs.py"]
    scene.check()


# -- branches that are asked for -----------------------------------------------------


def test_a_way_into_what_is_not_known_yet_is_opened_step_by_step() -> None:
    asked: list[list[str]] = []

    def inside(path: list[str]) -> dict[str, Any]:
        asked.append(path)
        return {f"{path[-1]}{number}": inside for number in range(3)}

    scene = Scene({"a": inside, "b": inside})
    scene.do("scroll_to_path", path=["b", "b1", "b12"])
    assert scene.rows() == ["a", "b", "b0", "b1", "b10", "b11", "b12", "b2"]
    assert asked == [["b"], ["b", "b1"]]
    calls = [
        call
        for message in scene.pages[1].messages
        if message["type"] == "call" and message["method"] == "scroll_to_path"
        for call in [message["args"]]
    ]
    assert calls == [[["b", "b1", "b12"], 6]]
    scene.do("expand_item", path=["a", "a2"])
    assert scene.get("get_expanded") == [["a"], ["a", "a2"], ["b"], ["b", "b1"]]
    # what turns out not to be there is told as what functions raise
    with pytest.raises(ValueError, match=r"\['a', 'a0'\] has no item 'x'"):
        scene.do("scroll_to_path", path=["a", "a0", "x"])
    with pytest.raises(ValueError, match="the tree has no item 'c'"):
        scene.do("scroll_to_path", path=["c", "c1"])
    scene.check()


def test_what_programs_do_in_what_is_not_known_yet_is_done_once_it_is() -> None:
    gate = threading.Event()
    asked: list[list[str]] = []

    def inside(path: list[str]) -> dict[str, Any]:
        assert gate.wait(10)
        asked.append(path)
        return {"a": {"size": 1}, "b": {"size": 2}, "c": {"size": 3}, "deep": inside}

    scene = Scene({"top": inside, "other": {"size": 0}})
    scene.session.dispatcher = Aside()
    # of what is called for in vain nothing is left
    scene.do("select_path", path=["top", "a"])
    scene.do("set_row_color", path=["top", "a"], bg="red")
    scene.do("clear_selection")
    scene.do("set_colors", spec={"clear": True})
    scene.do("select_paths", paths=[["other"], ["top", "b"], ["top", "deep", "c"]])
    scene.do("set_cell", path=["top", "c"], col_key="size", value=5)
    scene.do("set_cell", path=["top", "c"], col_key="size", value=6)
    scene.do("set_cell_color", path=["top", "deep", "b"], col_key="size", fg="blue")
    scene.do("set_colors", spec={"rows": [{"path": ["other"], "bold": True}]})
    scene.do("remove_items", paths=[["top", "a"]])
    assert scene.do("add_item", parent=["top", "deep"], key="new", values={"size": 7}) == [
        *["top", "deep", "new"]
    ]
    assert scene.do("insert_row", values=[None, 8], key="first", before=["top", "b"]) == [
        *["top", "first"]
    ]
    scene.do("add_tree", parent=["top", "deep"], tree={"a": {"x": {"size": 9}}})
    scene.do("expand_item", path=["top", "deep"])
    scene.do("collapse_item", path=["top", "deep"])
    with pytest.raises(ValueError, match="did you mean 'size'"):
        scene.do("set_cell", path=["top", "b"], col_key="siez", value=1)
    with pytest.raises(ValueError, match="needs a key"):
        scene.do("insert_row", values={}, before=["top", "deep", "a"])
    with pytest.raises(ValueError, match="has no item 'otter'"):
        scene.do("select_paths", paths=[["top", "b"], ["otter"]])
    assert [it["path"] for it in scene.get("get_selected")] == [["other"]]
    gate.set()
    scene.session.dispatcher.join()
    scene.settle()
    # each was asked once
    assert asked == [["top"], ["top", "deep"]]
    tree = scene.get("get_subtree")
    assert list(tree["top"]) == ["first", "b", "c", "deep"]
    assert tree["top"]["c"] == {"size": 6}
    assert tree["top"]["deep"]["a"] == {"x": {"size": 9}}
    assert list(tree["top"]["deep"]) == ["a", "b", "c", "deep", "new"]
    assert [it["path"] for it in scene.get("get_selected")] == [
        ["top", "b"],
        ["top", "deep", "c"],
        ["other"],
    ]
    looks = scene.node.state["data"].looks
    assert looks.of([scene.row("top", "deep", "b"), scene.row("other")])
    # nobody has taken a step that could be taken back
    assert not scene.get("can_undo")
    scene.check()


def test_what_turns_out_to_be_nowhere_is_told() -> None:
    scene = Scene({"top": lambda: {"a": {"size": 1}}})
    with pytest.raises(ValueError, match=r"\['top'\] has no item 'b'"):
        scene.do("select_path", path=["top", "b"])
    assert scene.get("get_selected") == []
    assert scene.get("get_expanded") == []
    scene.do("set_row_color", path=["top", "a"], bg="red")
    scene.check()


def test_what_is_found_in_a_branch_is_filtered_too() -> None:
    scene = Scene({"top": lambda: {"a": {"size": 1}, "b": {"size": 5}}, "c": {"size": 7}})
    scene.do("set_filter", col_key="size", spec=">3")
    assert scene.rows() == ["c"]
    scene.do("set_filter", col_key="size", spec=None)
    scene.act("search_rows", "top")
    scene.act("fold", 0, True)
    # nothing in it has that name
    assert scene.rows() == ["top"]
    scene.act("unfilter")
    assert scene.rows() == ["top", "a", "b", "c"]
    scene.check()


def test_who_opens_a_branch_hears_of_it_once_it_is_there() -> None:
    scene = Scene({"top": lambda: {"a": {"size": 1}}})
    scene.act("fold", 0, True)
    assert scene.heard == [("expanded", {"name": None, "size": None}, ["top"])]
    assert scene.rows() == scene.rows(1) == ["top", "a"]
    scene.act("fold", 0, False)
    scene.act("fold", 0, True)
    assert [heard[0] for heard in scene.heard] == ["expanded", "collapsed", "expanded"]
    scene.check()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda: 1 // 0, "division"),
        (lambda: [1], "what a function says is in a branch must be"),
        (lambda: {"x": {"icon": "pg:sve"}}, "did you mean 'pg:save'"),
    ],
)
def test_a_branch_of_which_nothing_is_known_is_closed(answer: Any, words: str) -> None:
    scene = Scene(
        {"top": answer}, columns=["name", {"label": "Icon", "key": "icon", "type": "icon"}]
    )
    for _ in range(2):
        with pytest.raises((TypeError, ValueError, ZeroDivisionError), match=words):
            scene.do("expand_item", path=["top"])
        assert scene.get("get_collapsed") == [["top"]]
        scene.check()
        part = scene.pages[0].replica.widgets[scene.node.wid].state["data"]
        assert part["rows"][0][5] == [1, False, 1, 1, "failed"]


def test_what_comes_for_a_tree_that_was_replaced_goes_nowhere() -> None:
    scene: Scene

    def late() -> dict[str, Any]:
        scene.do("set_tree", tree={"other": {}, "top": {"x": {"size": 1}}})
        return {"a": {}}

    scene = Scene({"top": late})
    scene.do("expand_item", path=["top"])
    assert scene.rows() == ["other", "top", "x"]
    scene.check()


def test_a_branch_is_opened_again_with_what_its_function_says_now() -> None:
    answers: Iterator[Any] = iter([{"a": lambda: {"b": {}}}, {"a": lambda: {"c": {}}}])
    tree = {"top": lambda: next(answers)}
    scene = Scene(tree)
    scene.do("expand_item", path=["top"])
    scene.do("expand_item", path=["top", "a"])
    assert scene.rows() == ["top", "a", "b"]
    scene.do("update_tree", tree=tree)
    assert scene.rows() == ["top", "a", "b"]
    scene.do("set_tree", tree=tree)
    assert scene.rows()[0] == "top"
    scene.check()


def test_a_slow_branch_holds_up_nobody() -> None:
    go_on = threading.Event()
    scene = Scene({"slow": lambda: {"a": {}} if go_on.wait(10) else {}, "quick": {"b": {}}})
    scene.session.dispatcher = Aside()
    scene.act("fold", 0, True)
    # the lock is free, and its page knows
    scene.act("fold", 1, True)
    assert scene.rows() == ["slow", "quick", "b"]
    part = scene.pages[0].replica.widgets[scene.node.wid].state["data"]
    assert part["rows"][0][5] == [1, True, 1, 2, "loading"]
    go_on.set()
    scene.session.dispatcher.join()
    assert scene.rows() == ["slow", "a", "quick", "b"]
    scene.check()


class Aside:
    """Runs each job in a thread of its own."""

    awaits = False

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []

    def submit(self, job: Any) -> None:
        thread = threading.Thread(target=lambda: [call.function() for call in job])
        self.threads.append(thread)
        thread.start()

    def join(self) -> None:
        for thread in self.threads:
            thread.join()

    def close(self) -> None:
        self.join()
