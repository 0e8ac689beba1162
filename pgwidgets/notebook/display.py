"""Applications, sessions and widgets in a cell's output."""

from __future__ import annotations

import functools
import html
import json
import time
import uuid
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from pgwidgets.errors import hint
from pgwidgets.model.node import Node
from pgwidgets.notebook import cells, credentials, environment, viewers
from pgwidgets.notebook.addresses import candidates
from pgwidgets.notebook.still import stills
from pgwidgets.server.application import ApplicationCore
from pgwidgets.server.session import HostedSession
from pgwidgets.server.widget import WidgetFacade
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of

HOW = ("iframe", "tab", "link")

DEFAULT_HEIGHT = 150
"""In px, until the page says how high it is."""

FRAME_STYLE = "border: 0; color-scheme: normal"

LINK_STYLE = (
    "margin: 4px 2px; font-size: 12px; text-decoration: none; "
    "color: var(--jp-content-link-color, #2463d6)"
)
"""JupyterLab's colour for links follows its theme."""

SHEET = """
.pgwidgets-output { display: flex; flex-wrap: wrap; align-items: start }
.pgwidgets-output > :is([data-note], [data-still]) { flex: 1 0 100%; min-width: 0 }
.pgwidgets-output > iframe { flex: 0 1 auto; min-width: 0; max-width: calc(100% - 24px) }
.pgwidgets-output > .pgwidgets-tab {
  flex: none; box-sizing: border-box; width: 24px; margin: 0 !important; text-align: center;
  line-height: 24px;
}
@media (hover: hover) {
  .pgwidgets-output:not(:hover, :focus-within) > .pgwidgets-tab { opacity: 0 }
}
"""
"""Where a link beside a frame is, and when it shows: always, where no pointer can rest."""

NOTE_STYLE = (
    "margin: 4px 0; padding: 8px 12px; font-size: 13px; border-radius: 6px; "
    "border: 1px solid var(--jp-border-color1, #c8ccd2)"
)

UNTRUSTED = (
    "This is the window of a program. To see it, run this cell again; while the program still "
    "runs, it is enough to trust the notebook."
)
"""What is left of an output where the front end lets no script run."""

UNREACHED = (
    "If the kernel has ended or was restarted, or the application was closed, run this cell again."
)

BUSY = "The kernel is busy: the window opens when no cell runs."


LOADING_SECONDS = 10.0
"""So long the page of an output may take to come."""

_shown: weakref.WeakKeyDictionary[HostedSession, float] = weakref.WeakKeyDictionary()
"""When an output with a session was last made, on the monotonic clock."""


class Look(NamedTuple):
    """How something is to be shown.

    Attributes
    ----------
    height, width : float or None
        In px; None for the height of what is shown, and for all the width there is.
    how : {"iframe", "tab", "link"}
    """

    height: float | None = None
    width: float | None = None
    how: str = "iframe"


AS_IT_IS = Look()


class Shown(NamedTuple):
    """What is to be shown.

    Attributes
    ----------
    subject : Application, Session or Widget
        What the user asked for.
    app : ApplicationCore
    session : HostedSession or None
    node : Node or None
        The widget that is shown alone.
    """

    subject: Any
    app: ApplicationCore
    session: HostedSession | None
    node: Node | None


def show(
    subject: Any,
    height: float | None = None,
    width: float | None = None,
    how: str = "iframe",
) -> None:
    """Show an application, a session or a widget in the output of the cell that runs.

    Elsewhere its address is printed.

    Parameters
    ----------
    subject : Application, Session or Widget
    height, width : float, optional
        Of the frame in px; by default the height of what it shows, and all the width.
    how : {"iframe", "tab", "link"}
        In the cell's output, in a tab of its own, or as a link to that.

    Raises
    ------
    TypeError, ValueError
        For a size that is no positive number, or an unknown `how`.
    """
    look = Look(_size("height", height), _size("width", width), _check_how(how))
    shown = _opened(subject)
    data = bundle(subject, look)
    if not environment.in_kernel():
        # what a notebook shows, a terminal prints
        print(_terminal_text(shown, data["text/plain"]))  # noqa: T201
        return
    from IPython.display import display  # noqa: PLC0415  # only a kernel has it

    display(data, raw=True)  # type: ignore[no-untyped-call]  # IPython's is untyped


def show_as_told(widget: Any, look: Mapping[str, Any]) -> None:
    """Show a widget in the output of the cell that runs, as one of the arguments says.

    If none does, at the cell's end, when it is in no window then.
    """
    told = {name: value for name, value in look.items() if value is not None}
    cell = cells.current()
    if told:
        show(widget, **told)
    elif cell is not None and _is_windowless(widget):
        cell.windowless[node_of(widget)] = widget


def _is_windowless(widget: Any) -> bool:
    """Whether a page that shows the windows does not show the widget."""
    node = node_of(widget)
    *_, root = (node, *node.ancestors())
    declaration = core_of(widget).declarations[root.kind]
    return not (node.destroyed or declaration.window or declaration.fills)


def _show_windowless(cell: cells.Cell) -> None:
    for widget in cell.windowless.values():
        if _is_windowless(widget):
            show(widget)


cells.at_end(_show_windowless)


def bundle(subject: Any, look: Look = AS_IT_IS) -> dict[str, str]:
    """Return the representations of something for a cell's output.

    Parameters
    ----------
    subject : Application, Session or Widget
    look : Look
    """
    plain = repr(subject)
    if not environment.in_kernel():
        return {"text/plain": plain}
    shown = _opened(subject)
    if shown.session is not None and shown.session.destroyed:
        return {"text/plain": f"{plain} (ended)"}
    if shown.node is not None and shown.node.destroyed:
        return {"text/plain": plain}
    cell = cells.current()
    if cell is not None:
        # it is shown once
        cell.windowless.pop(shown.node, None)
    if shown.app.ports is None:
        return {"text/plain": f"{plain} (not started: call start() on the application)"}
    if shown.session is not None and look.how == "iframe":
        _shown[shown.session] = time.monotonic()
    return {"text/html": _markup(shown, look), "text/plain": f"{plain} at {shown.app.url}"}


def link(session: Any) -> str:
    """Return the markup of a link that opens a session in a tab of its own."""
    return _markup(_opened(session), Look(how="link"))


def is_shown(session: HostedSession) -> bool:
    """Whether a browser shows a session, or is about to: an output takes a while to load."""
    since = time.monotonic() - _shown.get(session, -LOADING_SECONDS)
    return session.is_connected or since < LOADING_SECONDS


def _opened(subject: Any) -> Shown:
    """Return what is to be shown; a window that was hidden opens."""
    core: ApplicationCore | HostedSession = core_of(subject)
    if isinstance(core, ApplicationCore):
        return Shown(subject, core, None, None)
    if not isinstance(subject, WidgetFacade):
        return Shown(subject, core.app, core, None)
    node = node_of(subject)
    node.is_shown_alone = True
    # all else is shown with what holds it
    if core.tree.rules[node.kind].window and not (node.destroyed or core.destroyed):
        core.run(node, "show", {})
    return Shown(subject, core.app, core, node)


def _address(shown: Shown, url: str, needed: Mapping[str, str]) -> str:
    """Return the URL of what is shown, with what joining it needs there."""
    query: dict[str, str] = {}
    if shown.session is not None:
        query["session"] = str(shown.session.id)
    query.update(needed)
    if shown.node is not None:
        query["widget"] = str(shown.node.wid)
    return f"{url}?{urlencode(query)}" if query else url


def _addresses(shown: Shown) -> tuple[list[str], dict[str, Any] | None]:
    """Return the addresses to try, and what to ask the kernel for before, if anything."""
    found = candidates(shown.app)
    needed: dict[str, str] = {}
    ask = None
    if not all(candidate.guarded for candidate in found):
        ask = credentials.offer(shown.app, shown.session)
        if ask is None and not viewers.unattended():
            needed = credentials.needed(shown.app, shown.session)
    return [_address(shown, candidate.url, needed) for candidate in found], ask


def _markup(shown: Shown, look: Look) -> str:
    """Return an output: what is left where no script runs, a link, and the script."""
    urls, ask = _addresses(shown)
    still = "" if shown.session is None else stills(shown.session, shown.node)
    kept = f"<div data-still>{still}</div>" if still and look.how == "iframe" else ""
    identity = f"pgwidgets-{uuid.uuid4().hex}"
    height = DEFAULT_HEIGHT if look.height is None else look.height
    width = "100%" if look.width is None else f"{look.width:g}px"
    facts = {
        "id": identity,
        "urls": urls,
        "ask": ask,
        "how": look.how,
        "fit": look.height is None,
        "style": f"{FRAME_STYLE}; width: {width}; height: {height:g}px",
        "sheet": SHEET,
        "advice": UNREACHED,
        "busy": BUSY,
        # of an async application, or one that was told so
        "sharesLoop": shown.app.event_loop == "kernel",
        "time": int(time.time()),
    }
    # `</script>` in a URL would end the script
    told = json.dumps(facts).replace("<", "\\u003c")
    # without a script the address of one who has to ask leads nowhere
    link = f"{LINK_STYLE}; display: none" if ask else LINK_STYLE
    return (
        f'<div id="{identity}" class="pgwidgets-output">'
        f"{kept}"
        f'<div data-note style="{NOTE_STYLE}">{UNTRUSTED}</div>'
        f'<a href="{html.escape(urls[0])}" target="_blank" rel="noopener" style="{link}">'
        f"Open in a tab of its own ↗</a>"
        f"<script>{_script()}({told})</script></div>"
    )


@functools.cache
def _script() -> str:
    source = Path(__file__).with_name("output.js").read_text(encoding="utf-8")
    return source.strip()


def _terminal_text(shown: Shown, plain: str) -> str:
    if shown.app.ports is None:
        return f"{plain} (not started: call start() on the application)"
    needed = credentials.needed(shown.app, shown.session)
    return f"{plain}: open {_address(shown, shown.app.url, needed)}"


def _size(name: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} must be a number of px, not {type(value).__name__}")
    if not 0 < value < float("inf"):
        raise ValueError(f"{name} must be above 0 px, not {value}")
    return value


def _check_how(how: object) -> str:
    if not isinstance(how, str):
        raise TypeError(f"how must be a string, not {type(how).__name__}")
    if how not in HOW:
        expected = ", ".join(map(repr, HOW))
        raise ValueError(f"how must be one of {expected}, not {how!r}{hint(how, HOW)}")
    return how
