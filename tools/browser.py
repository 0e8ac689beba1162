"""Finds the browser that tests drive, and installs one where there is none.

Run as ``python tools/browser.py``; prints the browser's path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
"""Chromium without tabs, address bar and all else around a page: pages are the same in it, and
what shows them takes a third of the time."""

NAMES = (
    *SHELLS,
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
)
FEATURES_OFF = (
    # The address bar's suggestions are two pages of their own for each context: loading them
    # takes twice the time of the page that is tested, on a screen where nobody sees them.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # Processes that are begun in advance, for pages that may never come.
    "SpareRendererForSitePerProcess",
    # These Playwright turns off, too, and its list gives way to this one.
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
#: What a test starts a browser with, besides the options that Playwright chooses.
ARGUMENTS = (
    f"--disable-features={','.join(FEATURES_OFF)}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ADVICE = """\
No Chromium or Chrome was found that starts, and none could be installed. Do one of these:
  apt-get install chromium                        as root, on Debian
  .venv/bin/playwright install --with-deps chromium   with root or sudo, on Debian and Ubuntu
  PGWIDGETS_BROWSER=/path/to/chrome make test     if it is somewhere else"""


def main() -> None:
    """Print the path of a browser that starts, installing one if need be."""
    try:
        browser = find_browser() or install_with_playwright() or install_with_apt()
    except ValueError as error:
        sys.exit(str(error))
    if browser is None:
        sys.exit(ADVICE)
    print(browser)


def find_browser() -> str | None:
    """Return the path of an installed browser that starts, or None.

    The variable ``PGWIDGETS_BROWSER`` decides if it is set; else Chromium or Chrome on PATH comes
    first, then the one that Playwright has downloaded.

    Raises
    ------
    ValueError
        The browser that ``PGWIDGETS_BROWSER`` names does not start.
    """
    named = os.environ.get("PGWIDGETS_BROWSER")
    if named is None:
        return next(filter(starts, installed_browsers()), None)
    if not starts(named):
        raise ValueError(f"PGWIDGETS_BROWSER names {named!r}, which does not start as a browser")
    return named


def installed_browsers() -> Iterator[str]:
    """Yield paths of programs that are browsers by their name, the best first."""
    yield from filter(None, map(shutil.which, NAMES))
    # Imported here because it is slow, and needed only where PATH has no browser.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def starts(browser: str) -> bool:
    """Tell whether a browser can show an empty page.

    A file by the right name is not enough: Ubuntu has stand-ins for a snap, and a downloaded
    browser may lack shared libraries.
    """
    command = [browser, "--headless", *ARGUMENTS, "--dump-dom", "about:blank"]
    try:
        shown = subprocess.run(command, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return shown.returncode == 0 and b"<html" in shown.stdout


def install_with_playwright() -> str | None:
    """Download Playwright's Chromium, with the libraries it needs if this user is root."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if is_root():
        command.append("--with-deps")
    return find_browser() if succeeds(command) else None


def install_with_apt() -> str | None:
    """Install a package of Debian, which takes root."""
    if not is_root() or shutil.which("apt-get") is None or not succeeds(["apt-get", "update"]):
        return None
    install = ["apt-get", "install", "--yes", "--no-install-recommends"]
    # older releases have no shell by itself
    is_there = any(succeeds([*install, package]) for package in (SHELLS[0], "chromium"))
    return find_browser() if is_there else None


def is_root() -> bool:
    """Tell whether packages can be installed system-wide."""
    return os.geteuid() == 0


def succeeds(command: list[str]) -> bool:
    """Run an installer; its output goes to stderr, for stdout carries the answer."""
    print("Running:", *command, file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, check=True, stdout=sys.stderr, env=environment, timeout=900)
    except (OSError, subprocess.SubprocessError) as error:
        print(error, file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    main()
