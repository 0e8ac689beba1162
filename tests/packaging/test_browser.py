"""`tools/browser.py` finds a browser or gets one, on machines that are made up here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import browser

Program = Callable[[str, str], Path]

SHOWS_A_PAGE = "echo '<html><head></head><body></body></html>'"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Write a shell script by this name into the one folder on PATH; Playwright has no browser."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.delenv("PGWIDGETS_BROWSER", raising=False)

    def write(name: str, script: str) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write


def test_browser_on_path_is_found(program: Program) -> None:
    chrome = program("google-chrome", SHOWS_A_PAGE)
    assert browser.find_browser() == str(chrome)


def test_program_that_only_has_the_name_is_passed_over(program: Program) -> None:
    program("chromium-browser", "echo 'Please install the snap'; exit 1")
    chrome = program("google-chrome", SHOWS_A_PAGE)
    assert browser.find_browser() == str(chrome)


def test_variable_decides(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("chromium", SHOWS_A_PAGE)
    own = program("own", SHOWS_A_PAGE)
    monkeypatch.setenv("PGWIDGETS_BROWSER", str(own))
    assert browser.find_browser() == str(own)


def test_variable_that_names_no_browser_is_an_error(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("chromium", SHOWS_A_PAGE)
    monkeypatch.setenv("PGWIDGETS_BROWSER", "/no/such/browser")
    with pytest.raises(ValueError, match="'/no/such/browser', which does not start"):
        browser.find_browser()


def test_the_one_without_windows_comes_first(program: Program) -> None:
    chromium = program("chromium", SHOWS_A_PAGE)
    shell = program("chromium-headless-shell", SHOWS_A_PAGE)
    assert browser.find_browser() == str(shell)
    shell.unlink()
    assert browser.find_browser() == str(chromium)


@pytest.mark.parametrize("package", ["chromium-headless-shell", "chromium"])
def test_root_gets_a_package_of_debian_where_playwright_cannot_download(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    package: str,
) -> None:
    browser_path = program("template", SHOWS_A_PAGE).with_name(package)
    python = program("python", "exit 1")
    copies = f'/bin/cp "${{0%/*}}/template" "{browser_path}"'
    program("apt-get", f'case "$*" in update) ;; *" {package}") {copies} ;; *) exit 1 ;; esac')
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    browser.main()
    assert capfd.readouterr().out == f"{browser_path}\n"


def test_advice_where_nothing_can_be_installed(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = program("python", "exit 1")
    program("apt-get", "exit 1")
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="apt-get install chromium"):
        browser.main()
