from __future__ import annotations

import os
import queue
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from pgwidgets.async_ import Session as AsyncSession
from pgwidgets.extras import folder as folder_module
from pgwidgets.extras.file_browser import FileBrowser
from pgwidgets.sync import Session
from pgwidgets.sync.Widgets import Dialog
from tests.browser.seats import NewPage, SeatAt
from tests.browser.support import WAIT_SECONDS, Applications, wait_until
from tests.browser.widgets.desk import Desk

IMAGES = {"Images": ["*.png", "*.jpg"], "All files": ["*"]}
NAME = "[role=gridcell]:first-child"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with folders, files and names of all kinds."""
    for name in ("docs", "Empty"):
        (tmp_path / name).mkdir()
    (tmp_path / "docs" / "guide.md").write_text("guide")
    for number in (1, 2, 10):
        (tmp_path / f"img{number}.png").write_bytes(bytes(number))
    (tmp_path / "notes.txt").write_text("notes")
    (tmp_path / ".hidden").touch()
    return tmp_path


class Seat:
    """A file browser in a page, and what the program was told."""

    def __init__(self, page: Page, browser: FileBrowser) -> None:
        self.page = page
        self.browser = browser
        self._told: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        browser.on("activated", lambda chosen: self._told.put(("activated", chosen)))
        browser.on("cancelled", lambda: self._told.put(("cancelled", None)))
        self.dialog = page.locator(".pg-dialog[open]").first

    def told(self) -> tuple[str, Any]:
        """Return the next callback."""
        return self._told.get(timeout=WAIT_SECONDS)

    def expect_hidden(self) -> None:
        """Wait until the dialog has gone, without a callback more."""
        expect(self.page.locator(".pg-dialog[open]")).to_have_count(0)
        assert self._told.empty()

    def row(self, text: str) -> Locator:
        """Return the row of a name in the list."""
        name = self.page.get_by_role("gridcell", name=text, exact=True)
        return self.rows().filter(has=name)

    def rows(self) -> Locator:
        """Return the rows of the list, without its headings."""
        cell = self.page.get_by_role("gridcell")
        return self.dialog.get_by_role("grid").get_by_role("row").filter(has=cell)

    def button(self, name: str) -> Locator:
        """Return a button of the dialog."""
        return self.dialog.get_by_role("button", name=name, exact=True)

    def entry(self, name: str) -> Locator:
        """Return an entry of the dialog."""
        return self.dialog.get_by_role("textbox", name=name)

    def names(self) -> list[str]:
        """Return the names in the list."""
        return self.dialog.locator(NAME).all_inner_texts()

    def expect_names(self, *names: str) -> None:
        """Wait until the list shows these names."""
        expect(self.dialog.locator(NAME)).to_have_text(names)

    def expect_selected(self, *names: str) -> None:
        """Wait until the rows of these names, and no others, are selected."""
        selected = self.dialog.locator("[role=row][aria-selected=true] > :first-child")
        expect(selected).to_have_text(names)


@pytest.fixture
def desk(session: Session, new_page: NewPage) -> Desk:
    """A page that shows the session."""
    desk = Desk(session, new_page(), new_page)
    desk.join(desk.page)
    return desk


def opened(desk: Desk, directory: Path, **options: Any) -> Seat:
    seat = Seat(desk.page, FileBrowser(desk.session, directory=directory, **options))
    seat.browser.popup()
    expect(seat.dialog).to_be_visible()
    return seat


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_file_with_the_mouse(desk: Desk, folder: Path, scheme: Any) -> None:
    desk.page.emulate_media(color_scheme=scheme)
    seat = opened(desk, folder, filters=IMAGES)
    expect(seat.page.get_by_role("dialog", name="Open a file")).to_be_visible()
    seat.expect_names("docs/", "Empty/", "img1.png", "img2.png", "img10.png")
    expect(seat.button("Open")).to_be_disabled()
    desk.assert_accessible()
    seat.row("docs/").dblclick()
    seat.expect_names()
    expect(seat.entry("Folder")).to_have_value(str(folder / "docs"))
    seat.dialog.get_by_role("combobox").click()
    seat.page.get_by_role("option", name="All files").click()
    seat.expect_names("guide.md")
    seat.button("Up").click()
    seat.expect_selected("docs/")
    seat.dialog.get_by_text("10 B", exact=True).click()
    seat.expect_selected("img10.png")
    desk.assert_accessible()
    seat.button("Open").click()
    assert seat.told() == ("activated", folder / "img10.png")
    seat.expect_hidden()
    seat.browser.popup()
    seat.expect_selected()
    seat.row("notes.txt").dblclick()
    assert seat.told() == ("activated", folder / "notes.txt")
    seat.expect_hidden()


def test_a_long_list_begins_at_its_top(desk: Desk, folder: Path) -> None:
    for number in range(40):
        (folder / f"{number}.txt").touch()
    seat = opened(desk, folder)
    view = seat.dialog.get_by_role("grid")
    expect(seat.row("docs/")).to_be_in_viewport(ratio=1)
    # a scroll that comes with the layout has come by then
    seat.row("docs/").click()
    seat.expect_selected("docs/")
    assert view.evaluate("it => [it.scrollTop, it.scrollHeight > it.clientHeight]") == [0, True]


def test_one_file_with_the_keyboard(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder)
    press = seat.page.keyboard.press
    seat.entry("Folder").focus()
    press("Tab")
    expect(seat.row("docs/")).to_be_focused()
    press("End")
    seat.expect_selected("notes.txt")
    press("Home")
    seat.expect_selected("docs/")
    press("Enter")
    expect(seat.row("guide.md")).to_be_focused()
    press("Enter")
    assert seat.told() == ("activated", folder / "docs" / "guide.md")
    seat.expect_hidden()
    seat.browser.popup()
    seat.entry("Folder").fill(str(folder / "img2.png"))
    press("Enter")
    seat.expect_selected("img2.png")
    seat.button("Open").focus()
    press("Enter")
    assert seat.told() == ("activated", folder / "img2.png")
    seat.browser.show()
    expect(seat.dialog).to_be_visible()
    press("Escape")
    assert seat.told() == ("cancelled", None)
    seat.expect_hidden()
    assert not seat.browser.is_visible()


def test_what_a_screen_reader_says_of_the_list(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder, mode="files")
    grid = seat.dialog.get_by_role("grid", name="Files")
    expect(grid).to_have_attribute("aria-multiselectable", "true")
    expect(grid.get_by_role("columnheader")).to_have_text(["Name", "Size", "Modified"])
    seat.row("img10.png").click()
    chosen = grid.get_by_role("row", name="img10.png 10 B", selected=True)
    expect(chosen).to_have_count(1)
    expect(chosen).to_be_focused()
    expect(seat.rows()).to_have_count(6)
    desk.assert_accessible()
    seat.browser.set_mode("file")
    expect(grid).to_have_attribute("aria-multiselectable", "false")
    expect(grid.get_by_role("row", selected=True)).to_have_count(0)
    seat.browser.set_directory(folder / "Empty")
    expect(grid.get_by_role("row")).to_have_count(1)
    desk.assert_accessible()


def test_keys_of_the_list(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder)
    press = seat.page.keyboard.press
    expect(seat.row("docs/")).to_be_focused()
    for _ in range(3):
        press("i")
    expect(seat.row("img10.png")).to_be_focused()
    seat.expect_selected("img10.png")
    press("ArrowUp")
    seat.expect_selected("img2.png")
    press("Home")
    press("ArrowDown")
    press("Enter")
    expect(seat.entry("Folder")).to_have_value(str(folder / "Empty"))
    expect(seat.dialog.get_by_role("grid")).to_be_focused()
    press("Backspace")
    expect(seat.row("Empty/")).to_be_focused()
    seat.expect_selected("Empty/")
    press("PageDown")
    seat.expect_selected("notes.txt")
    press("Tab")
    press("Shift+Tab")
    expect(seat.row("notes.txt")).to_be_focused()
    press("Enter")
    assert seat.told() == ("activated", folder / "notes.txt")
    seat.expect_hidden()


def test_a_range_by_the_keyboard(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder, mode="files")
    press = seat.page.keyboard.press
    press("End")
    seat.expect_selected()
    press("Space")
    press("ArrowUp")
    seat.expect_selected("notes.txt")
    for _ in range(4):
        press("Shift+ArrowUp")
    expect(seat.row("docs/")).to_be_focused()
    seat.expect_selected("img1.png", "img2.png", "img10.png", "notes.txt")
    press("Space")
    seat.expect_selected("docs/")


def test_nothing_above_the_root(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder, root=folder)
    seat.page.keyboard.press("Backspace")
    desk.settle()
    assert seat.browser.get_directory() == folder
    expect(seat.row("docs/")).to_be_focused()


def test_the_folder_that_changes_keeps_the_users_place(desk: Desk, folder: Path) -> None:
    for number in range(60):
        (folder / f"{number}.txt").touch()
    seat = opened(desk, folder)
    seat.page.keyboard.press("End")
    expect(seat.row("notes.txt")).to_be_focused()
    (folder / "0.txt").unlink()
    (folder / "new.txt").touch()
    seat.browser.refresh()
    expect(seat.row("new.txt")).to_have_count(1)
    expect(seat.row("0.txt")).to_have_count(0)
    expect(seat.row("notes.txt")).to_be_focused()
    expect(seat.row("notes.txt")).to_be_in_viewport(ratio=1)


def test_keys_on_a_slow_line(
    session: Session, seat_at: SeatAt, new_page: NewPage, folder: Path
) -> None:
    line = seat_at(session)
    browser = FileBrowser(session, directory=folder)
    browser.popup()
    seat = Seat(line.page, browser)
    press = seat.page.keyboard.press
    expect(seat.row("docs/")).to_be_focused()
    line.slow()
    press("End")
    # the page does not wait for the program
    assert seat.row("notes.txt").get_attribute("aria-selected") == "true"
    press("Home")
    press("Enter")
    press("End")
    expect(seat.entry("Folder")).to_have_value(str(folder / "docs"))
    # the last key was for rows that were gone by then
    expect(seat.row("guide.md")).to_be_focused()
    press("Backspace")
    seat.expect_names("docs/", "Empty/", "img1.png", "img2.png", "img10.png", "notes.txt")
    seat.expect_selected("docs/")
    other = Seat(new_page(), browser)
    other.page.goto(session.get_url())
    other.expect_selected("docs/")
    other.row("img1.png").click()
    seat.expect_selected("img1.png")
    assert browser.get_selection() == [folder / "img1.png"]
    assert browser.is_visible()


def test_several_files(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder, mode="files")
    seat.row("img1.png").click()
    seat.row("img10.png").click(modifiers=["Shift"])
    seat.expect_selected("img1.png", "img2.png", "img10.png")
    seat.row("img2.png").focus()
    seat.page.keyboard.press("Space")
    seat.expect_selected("img1.png", "img10.png")
    expect(seat.dialog.get_by_text("2 selected")).to_be_visible()
    desk.assert_accessible()
    desk.assert_same()
    seat.row("docs/").click()
    seat.expect_selected("docs/")
    seat.button("Open").click()
    seat.row("guide.md").click()
    seat.button("Open").click()
    assert seat.told() == ("activated", [folder / "docs" / "guide.md"])
    seat.browser.set_directory(folder)
    seat.browser.popup()
    seat.row("notes.txt").click()
    seat.row("img1.png").focus()
    seat.page.keyboard.press("Enter")
    action, chosen = seat.told()
    assert (action, set(chosen)) == ("activated", {folder / "notes.txt", folder / "img1.png"})


def test_a_folder(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder, mode="directory", title="Where?", filters=IMAGES)
    expect(seat.page.get_by_role("dialog", name="Where?")).to_be_visible()
    seat.expect_names("docs/", "Empty/")
    expect(seat.dialog.get_by_role("combobox")).to_be_hidden()
    seat.button("Choose").click()
    assert seat.told() == ("activated", folder)
    seat.browser.popup()
    seat.row("Empty/").click()
    seat.button("Choose").click()
    assert seat.told() == ("activated", folder / "Empty")
    seat.browser.popup()
    seat.entry("Folder").fill("notes.txt")
    seat.entry("Folder").press("Enter")
    expect(seat.dialog.get_by_text("notes.txt” is not a folder.")).to_be_visible()
    seat.button("Cancel").click()
    assert seat.told() == ("cancelled", None)


def test_save(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seat = opened(desk, folder, mode="save", filters=IMAGES)
    name = seat.entry("File name")
    expect(seat.button("Save")).to_be_disabled()
    name.fill("new")
    seat.button("Save").click()
    assert seat.told() == ("activated", folder / "new.png")
    seat.browser.set_filename("other.dat")
    seat.browser.popup()
    name.press("Enter")
    assert seat.told() == ("activated", folder / "other.dat")
    seat.browser.popup()
    name.fill("docs")
    name.press("Enter")
    expect(seat.entry("Folder")).to_have_value(str(folder / "docs"))
    name.fill("nowhere/new")
    name.press("Enter")
    expect(seat.dialog.get_by_text("nowhere” is not there.")).to_be_visible()
    expect(name).to_have_value("nowhere/new")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    name.fill("new")
    name.press("Enter")
    expect(seat.dialog.get_by_text("may not be written.")).to_be_visible()
    desk.assert_accessible()


def test_the_question_before_a_file_is_replaced(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder, mode="save")
    question = seat.page.get_by_role("dialog", name="Replace the file?")
    seat.row("notes.txt").click()
    expect(seat.entry("File name")).to_have_value("notes.txt")
    for way in ("Enter", "Escape"):
        seat.entry("File name").press("Enter")
        expect(question.get_by_role("button", name="No")).to_be_focused()
        expect(question).to_contain_text("“notes.txt” is there already.")
        seat.page.keyboard.press(way)
        expect(question).to_be_hidden()
    seat.row("docs/").dblclick()
    seat.entry("File name").press("Enter")
    assert seat.told() == ("activated", folder / "docs" / "notes.txt")
    seat.browser.set_directory(folder)
    seat.browser.popup()
    seat.row("notes.txt").focus()
    seat.page.keyboard.press("Enter")
    desk.assert_accessible()
    desk.assert_same()
    question.get_by_role("button", name="Yes").click()
    assert seat.told() == ("activated", folder / "notes.txt")
    seat.expect_hidden()


def test_a_path_that_can_not_be_shown(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_folder(path: Path, place: Any) -> Any:
        if path.name == "Empty":
            raise PermissionError(13, "Permission denied")
        return original(path, place)

    original = folder_module.read_folder
    monkeypatch.setattr("pgwidgets.extras.chooser.read_folder", read_folder)
    seat = opened(desk, folder)
    before = seat.names()
    for text, complaint in (
        ("nowhere", "is not there."),
        ("Empty", "may not be read."),
        ("x" * 300, "is too long."),
    ):
        seat.entry("Folder").fill(text)
        seat.entry("Folder").press("Enter")
        expect(seat.dialog.get_by_text(complaint)).to_be_visible()
        expect(seat.entry("Folder")).to_have_value(text)
        assert seat.names() == before
    desk.assert_accessible()
    seat.row("docs/").dblclick()
    seat.expect_names("guide.md")
    expect(seat.dialog.get_by_text(complaint)).to_be_hidden()


def test_odd_names(desk: Desk, tmp_path: Path) -> None:
    odd = [b"<img src=x>&amp;", b"caf\xe9", b"two\nlines", ("long " * 45).encode()]
    for name in odd:
        (tmp_path / os.fsdecode(name)).touch()
    (tmp_path / os.fsdecode(b"d\xff")).mkdir()
    (tmp_path / "broken").symlink_to("nowhere")
    seat = opened(desk, tmp_path)
    texts = [
        "d\ufffd/",
        "<img src=x>&amp;",
        "broken",
        "caf\ufffd",
        ("long " * 45),
        "two\ufffdlines",
    ]
    assert seat.names() == texts
    desk.assert_accessible()
    heights = {row.bounding_box()["height"] for row in map(seat.row, texts[:4])}  # type: ignore[index]
    assert heights == {26}
    view = seat.dialog.get_by_role("grid")
    assert view.evaluate("(view) => view.scrollWidth <= view.clientWidth")
    seat.row("broken").dblclick()
    expect(seat.dialog.get_by_text("“broken” is not there.")).to_be_visible()
    seat.row("caf\ufffd").dblclick()
    assert seat.told() == ("activated", tmp_path / os.fsdecode(b"caf\xe9"))
    seat.browser.set_mode("save")
    seat.browser.popup()
    seat.row("d\ufffd/").dblclick()
    seat.expect_names()
    # What the entry shows of the name leads to the folder, although it is not the name.
    seat.entry("Folder").press("Enter")
    seat.entry("File name").fill("new")
    seat.button("Save").click()
    assert seat.told() == ("activated", tmp_path / os.fsdecode(b"d\xff") / "new")


def test_what_vanishes_while_it_shows(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder / "docs")
    (folder / "docs" / "guide.md").unlink()
    seat.row("guide.md").dblclick()
    expect(seat.dialog.get_by_text("“guide.md” is not there.")).to_be_visible()
    (folder / "docs").rmdir()
    seat.browser.refresh()
    assert seat.browser.get_directory() == folder
    seat.expect_names("Empty/", "img1.png", "img2.png", "img10.png", "notes.txt")


def test_nothing_outside_of_the_root(desk: Desk, folder: Path) -> None:
    (folder / "docs" / "out").symlink_to(folder / "notes.txt")
    (folder / "docs" / "up").symlink_to(folder)
    (folder / "docs" / "new").symlink_to(folder / "new")
    seat = opened(desk, folder / "docs", root=folder / "docs", mode="save")
    seat.expect_names("guide.md")
    expect(seat.button("Up")).to_be_disabled()
    for name in ("Folder", "File name"):
        entry = seat.entry(name)
        for text in ("..", "/etc", "out", "up", "up/notes.txt", "new", "~root", "../docs/../x"):
            entry.fill(text)
            entry.press("Enter")
            complaint = "is not there." if text == "~root" and name == "Folder" else "is outside of"
            if text == "~root" and name == "File name":
                assert seat.told() == ("activated", folder / "docs" / "~root")
                seat.browser.popup()
                continue
            expect(seat.dialog.get_by_text(complaint)).to_be_visible()
            assert seat.browser.get_directory() == folder / "docs"
    seat.button("Home").click()
    expect(seat.dialog.get_by_text("is outside of")).to_be_hidden()
    with pytest.raises(PermissionError):
        seat.browser.set_directory(folder)


def test_a_large_folder(desk: Desk, tmp_path: Path) -> None:
    for number in range(1200):
        (tmp_path / f"frame{number}").touch()
    seat = opened(desk, tmp_path)
    expect(seat.dialog.get_by_text("First 100 of 1,200 entries")).to_be_visible()
    seat.button("Show 100 more").click()
    expect(seat.dialog.get_by_text("First 200 of 1,200 entries")).to_be_visible()
    seat.entry("Search").fill("E119")
    seat.expect_names("frame119", *(f"frame119{number}" for number in range(10)))
    expect(seat.button("Show 100 more")).to_be_hidden()
    seat.row("frame1197").dblclick()
    assert seat.told() == ("activated", tmp_path / "frame1197")
    seat.browser.popup()
    for name, searched in (("frame170", ""), ("frame1100", "frame1100")):
        seat.entry("Folder").fill(name)
        seat.entry("Folder").press("Enter")
        seat.expect_selected(name)
        expect(seat.row(name)).to_be_in_viewport(ratio=1)
        expect(seat.entry("Search")).to_have_value(searched)


def test_hidden_files_and_the_program_s_calls(desk: Desk, folder: Path) -> None:
    seat = opened(desk, folder, filters=IMAGES)
    seat.entry("Folder").fill(".hidden")
    seat.entry("Folder").press("Enter")
    expect(seat.dialog.get_by_text("is hidden or does not fit the filter")).to_be_visible()
    seat.dialog.get_by_role("checkbox", name="Hidden files").check()
    # its handler makes the list anew, and a click on a row of the former one is none
    desk.settle()
    seat.browser.set_filters(None)
    seat.expect_names(
        "docs/", "Empty/", ".hidden", "img1.png", "img2.png", "img10.png", "notes.txt"
    )
    seat.row(".hidden").click()
    seat.expect_selected(".hidden")
    desk.settle()
    assert seat.browser.get_selection() == [folder / ".hidden"]
    seat.browser.set_title("Pick")
    expect(seat.page.get_by_role("dialog", name="Pick")).to_be_visible()
    seat.browser.set_title(None)
    seat.browser.set_mode("files")
    assert seat.browser.get_mode() == "files"
    expect(seat.page.get_by_role("dialog", name="Open files")).to_be_visible()
    seat.browser.hide()
    seat.expect_hidden()
    seat.browser.destroy()
    assert not any(isinstance(item, Dialog) for item in desk.session.walk_widget_tree())


def test_wrong_arguments(session: Session, folder: Path) -> None:
    before = len(list(session.walk_widget_tree()))
    with pytest.raises(ValueError, match="'file', 'files', 'directory', 'save'"):
        FileBrowser(session, mode="open")  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        FileBrowser(session, directory=folder / "nowhere")
    with pytest.raises(NotADirectoryError):
        FileBrowser(session, directory=folder / "notes.txt")
    with pytest.raises(TypeError, match="session"):
        FileBrowser("session")  # type: ignore[arg-type]
    assert len(list(session.walk_widget_tree())) == before


def test_errors_of_handlers_reach_the_application(
    desk: Desk, folder: Path, applications: Applications
) -> None:
    browser = FileBrowser(desk.session, directory=folder)
    browser.on("cancelled", lambda: 1 / 0)
    seat = Seat(desk.page, browser)
    browser.popup()
    seat.button("Cancel").click()
    assert seat.told() == ("cancelled", None)
    wait_until(lambda: applications.errors, "the error is reported", desk.page)
    (error,) = applications.errors
    assert isinstance(error, ZeroDivisionError)
    applications.errors.clear()


def test_the_asynchronous_api(applications: Applications, page: Page, folder: Path) -> None:
    told: queue.SimpleQueue[Path] = queue.SimpleQueue()

    async def setup(session: AsyncSession) -> None:
        browser = FileBrowser(session, directory=folder)

        async def chosen(path: Path) -> None:
            await session.get_widgets().Label(path.name)
            told.put(path)

        browser.on("activated", chosen)
        browser.popup()

    app = applications.async_(on_connect=setup)
    page.goto(app.url)
    dialog = page.get_by_role("dialog", name="Open a file")
    dialog.get_by_text("docs/").dblclick()
    dialog.get_by_text("guide.md").click()
    dialog.get_by_role("button", name="Open", exact=True).click()
    assert told.get(timeout=WAIT_SECONDS) == folder / "docs" / "guide.md"
    expect(dialog).to_be_hidden()
