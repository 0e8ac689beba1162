"""The icons that tools need: programs name them `pg:NAME` wherever something takes a picture."""

from __future__ import annotations

from pgwidgets.errors import closest

SCHEME = "pg"

PATHS = {
    "new": "M3.5 1.75h5.75l3.25 3.25v9.25h-9zM9 2v3.25h3.25",
    "open": "M1.75 12.75v-9.5h4.5l1.5 1.75h5.5v2.25M1.75 12.75l2-5.5h11l-2 5.5z",
    "folder": "M1.75 12.75v-9.5h4.5l1.5 1.75h6.5v7.75z",
    "save": "M2.25 2.25h9l2.5 2.5v9H2.25zM5 2.25v3.5h5.5v-3.5M4.5 13.75v-5h7v5",
    "save-as": "M7.5 13.75H2.25V2.25h9l2.5 2.5V7M5 2.25v3.5h5.5v-3.5M4.5 13.75v-5h4"
    "M9.25 14.25l.5-2.25 3.5-3.5 1.75 1.75-3.5 3.5z",
    "print": "M4.25 6V1.75h7.5V6M4.25 11.25h-2.5V6h12.5v5.25h-2.5M4.25 9.25h7.5v5h-7.5z",
    "import": "M6.5 2.25h7.25v11.5H6.5M1.5 8h8M6.5 5l3 3-3 3",
    "export": "M9.5 2.25H2.25v11.5H9.5M6.5 8h8M11.5 5l3 3-3 3",
    "download": "M8 2v8M4.75 6.75L8 10l3.25-3.25M2.25 10.5v3.25h11.5V10.5",
    "upload": "M8 10V2M4.75 5.25L8 2l3.25 3.25M2.25 10.5v3.25h11.5V10.5",
    "undo": "M5.5 3L2.25 6.25 5.5 9.5M2.5 6.25h7a3.75 3.75 0 0 1 0 7.5H6",
    "redo": "M10.5 3l3.25 3.25-3.25 3.25M13.5 6.25h-7a3.75 3.75 0 0 0 0 7.5H10",
    "cut": "M4.25 9.5a2.25 2.25 0 1 0 0 4.5 2.25 2.25 0 0 0 0-4.5z"
    "M11.75 9.5a2.25 2.25 0 1 0 0 4.5 2.25 2.25 0 0 0 0-4.5zM5.5 9.75l6.25-8"
    "M10.5 9.75l-6.25-8",
    "copy": "M5.25 5.25h8.5v8.5h-8.5zM10.75 5.25v-3h-8.5v8.5h3",
    "paste": "M5.5 2.75H3v11.5h10V2.75h-2.5M5.5 1.75h5v2.5h-5zM5.5 7.5h5M5.5 10.5h5",
    "delete": "M2.25 4h11.5M6 4V1.75h4V4M3.75 4l.75 10.25h7L12.25 4M6.5 6.75v4.75M9.5 6.75v4.75",
    "edit": "M2.25 13.75l.75-3.5 8-8 2.75 2.75-8 8zM9.25 4L12 6.75",
    "search": "M6.75 2a4.75 4.75 0 1 0 0 9.5 4.75 4.75 0 0 0 0-9.5zM10.25 10.25L14 14",
    "zoom-in": "M6.75 2a4.75 4.75 0 1 0 0 9.5 4.75 4.75 0 0 0 0-9.5zM10.25 10.25L14 14M4.75 6.75h4"
    "M6.75 4.75v4",
    "zoom-out": "M6.75 2a4.75 4.75 0 1 0 0 9.5 4.75 4.75 0 0 0 0-9.5zM10.25 10.25L14 14"
    "M4.75 6.75h4",
    "zoom-fit": "M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5M5.5 5.5h5v5h-5z",
    "fullscreen": "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
    "home": "M2 7.5L8 2l6 5.5M3.75 6.25v7.5h8.5v-7.5M6.5 13.75v-4h3v4",
    "up": "M8 13.5v-11M3.75 6.75L8 2.5l4.25 4.25",
    "down": "M8 2.5v11M3.75 9.25L8 13.5l4.25-4.25",
    "left": "M13.5 8h-11M6.75 3.75L2.5 8l4.25 4.25",
    "right": "M2.5 8h11M9.25 3.75L13.5 8l-4.25 4.25",
    "first": "M3.25 3v10M12 3.25L7.25 8 12 12.75",
    "last": "M12.75 3v10M4 3.25L8.75 8 4 12.75",
    "previous": "M10 3.25L5.25 8 10 12.75",
    "next": "M6 3.25L10.75 8 6 12.75",
    "refresh": "M13.25 6.5A5.5 5.5 0 0 0 3.5 4.75L2.25 6.25M2.25 2.75v3.5h3.5"
    "M2.75 9.5a5.5 5.5 0 0 0 9.75 1.75l1.25-1.5M13.75 13.25v-3.5h-3.5",
    "play": "M4 2.5l9 5.5-9 5.5z",
    "pause": "M3.75 2.75h3v10.5h-3zM9.25 2.75h3v10.5h-3z",
    "stop": "M3.25 3.25h9.5v9.5h-9.5z",
    "record": "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zM8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z",
    "step-back": "M12.5 3l-6 5 6 5zM3.75 3v10",
    "step-forward": "M3.5 3l6 5-6 5zM12.25 3v10",
    "settings": "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z"
    "M8 1.25V3.5M8 12.5v2.25M1.25 8H3.5M12.5 8h2.25M3.25 3.25l1.5 1.5M11.25 11.25l1.5 1.5"
    "M3.25 12.75l1.5-1.5M11.25 4.75l1.5-1.5",
    "adjust": "M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
    "M6 9.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    "filter": "M1.75 2.5h12.5L9.5 8.25v5.25l-3-1.5V8.25z",
    "sort-ascending": "M4 13.5v-11M1.75 5L4 2.5 6.25 5M8.5 4h2M8.5 8h3.75M8.5 12h5.75",
    "sort-descending": "M4 2.5v11M1.75 11L4 13.5 6.25 11M8.5 4h5.75M8.5 8h3.75M8.5 12h2",
    "list": "M6 3.5h8M6 8h8M6 12.5h8M2.25 3.5h.75M2.25 8h.75M2.25 12.5h.75",
    "table": "M1.75 2.75h12.5v10.5H1.75zM1.75 6.25h12.5M1.75 9.75h12.5M6.25 6.25v7",
    "grid": "M2.25 2.25h4.5v4.5h-4.5zM9.25 2.25h4.5v4.5h-4.5zM2.25 9.25h4.5v4.5h-4.5z"
    "M9.25 9.25h4.5v4.5h-4.5z",
    "tree": "M2.5 1.75h4v3h-4zM9.5 6.5h4v3h-4zM9.5 11.25h4v3h-4zM4.5 4.75v8h5M4.5 8h5",
    "chart": "M2 2v12h12M5 11V8M8.25 11V4.5M11.5 11V6.5",
    "line-chart": "M2 2v12h12M4.5 10.5L7.5 7 10 9l4-5",
    "info": "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5zM8 7.5v3.75M8 4.75v.25",
    "help": "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5z"
    "M6 6.25a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.45M8 11.5v.25",
    "warning": "M8 2l6.5 11.75h-13zM8 6.5V10M8 12v.25",
    "error": "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5zM5.75 5.75l4.5 4.5"
    "M10.25 5.75l-4.5 4.5",
    "check": "M2.75 8.5l3.5 3.5 7-8",
    "close": "M3.5 3.5l9 9M12.5 3.5l-9 9",
    "add": "M8 2.5v11M2.5 8h11",
    "remove": "M2.5 8h11",
    "more": "M3 7.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2zM8 7.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2z"
    "M13 7.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2z",
    "menu": "M2 4h12M2 8h12M2 12h12",
    "star": "M8 1.75l1.95 4 4.3.6-3.1 3.05.75 4.35L8 11.65l-3.9 2.1.75-4.35-3.1-3.05 4.3-.6z",
    "bookmark": "M4 1.75h8v12.5l-4-3-4 3z",
    "pin": "M5.5 1.75h5M6.25 2v4.5L4 9.25h8L9.75 6.5V2M8 9.25v5",
    "tag": "M1.75 1.75h6l6.5 6.5-6 6-6.5-6.5zM4.75 4.6v.3",
    "lock": "M3.25 7.25h9.5v6.5h-9.5zM5.25 7.25V5a2.75 2.75 0 0 1 5.5 0v2.25",
    "unlock": "M3.25 7.25h9.5v6.5h-9.5zM5.25 7.25V4.5a2.75 2.75 0 0 1 5.3-1",
    "user": "M8 1.75a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"
    "M2.25 14.25c.4-3 2.6-4.5 5.75-4.5s5.35 1.5 5.75 4.5z",
    "mail": "M1.75 3.25h12.5v9.5H1.75zM2 3.75l6 5 6-5",
    "calendar": "M2.25 3.25h11.5v10.5H2.25zM2.25 6.75h11.5M5.25 1.75v3M10.75 1.75v3",
    "clock": "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5zM8 4.5V8l2.5 1.5",
    "camera": "M1.75 4.5h3l1.25-2h4l1.25 2h3v8.75H1.75z"
    "M8 6.25a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "image": "M1.75 2.75h12.5v10.5H1.75zM1.75 11.25l3.75-4 3 3 2-2 3.75 3.5M10.75 5.4v.2",
    "color": "M8 1.75a6.25 6.25 0 1 0 0 12.5c1.25 0 1.5-.75 1.25-1.5-.4-1.2.1-2 1.25-2h1.75c1.25 "
    "0 2-.9 2-2.25C14.25 4.5 11.5 1.75 8 1.75zM4.75 7.5v.25M6.75 4.75V5M10.25 5v.25",
    "eyedropper": "M8.5 5l-6 6-.5 3 3-.5 6-6M7.75 4.25l4 4"
    "M9.75 5l2-2.25a1.6 1.6 0 0 1 2.4 2.4L11.5 7",
    "brush": "M13.75 2.25L7 9.5"
    "M5.25 9.25a2 2 0 0 1 1.75 2.5c-.5 1.75-2.5 2.25-5 2 1-.75 1-1.5 1.25-2.75a2 2 0 0 1 "
    "2-1.75z",
    "crop": "M4.25 1.5v10.25H14.5M1.5 4.25h10.25V14.5",
    "rotate-left": "M2.5 8a5.5 5.5 0 1 0 1.75-4L2.25 6M2.25 2.25V6H6",
    "rotate-right": "M13.5 8a5.5 5.5 0 1 1-1.75-4l2 2M13.75 2.25V6H10",
    "layers": "M8 1.75L14.25 5 8 8.25 1.75 5zM1.75 8L8 11.25 14.25 8M1.75 11L8 14.25 14.25 11",
    "show": "M1.25 8C2.75 5 5.1 3.5 8 3.5S13.25 5 14.75 8c-1.5 3-3.85 4.5-6.75 4.5S2.75 11 1.25 "
    "8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    "hide": "M1.25 8C2.75 5 5.1 3.5 8 3.5S13.25 5 14.75 8c-1.5 3-3.85 4.5-6.75 4.5S2.75 11 1.25 "
    "8zM2.5 14l11-12",
    "link": "M6.5 9.5l3-3M7 4.5l1.75-1.75a3.2 3.2 0 0 1 4.5 4.5L11.5 9"
    "M9 11.5l-1.75 1.75a3.2 3.2 0 0 1-4.5-4.5L4.5 7",
    "attach": "M12.75 7.25l-5.5 5.5A3 3 0 0 1 3 8.5l6-6a2 2 0 0 1 2.85 2.85L6.1 11.1a1 1 0 0 "
    "1-1.4-1.4l5-5",
    "terminal": "M1.75 2.75h12.5v10.5H1.75zM4.25 6l2.25 2-2.25 2M8 10.25h3.5",
    "code": "M5 4L1.5 8 5 12M11 4l3.5 4-3.5 4M9.25 2.75l-2.5 10.5",
    "database": "M8 1.75c3.2 0 5.25.9 5.25 2.1S11.2 6 8 6 2.75 5.1 2.75 3.85 4.8 1.75 8 1.75z"
    "M2.75 3.85v8.3c0 1.2 2.05 2.1 5.25 2.1s5.25-.9 5.25-2.1v-8.3"
    "M2.75 8c0 1.2 2.05 2.1 5.25 2.1S13.25 9.2 13.25 8",
    "bold": "M4.5 2.5h4a2.6 2.6 0 0 1 0 5.25h-4zM4.5 7.75h4.75a2.85 2.85 0 0 1 0 5.75H4.5z",
    "italic": "M7 2.5h5M4 13.5h5M9.75 2.5l-3.5 11",
    "underline": "M4.25 2v5a3.75 3.75 0 0 0 7.5 0V2M3.5 14h9",
    "align-left": "M2 3h12M2 6.5h7.5M2 10h12M2 13.5h7.5",
    "align-center": "M2 3h12M4.25 6.5h7.5M2 10h12M4.25 13.5h7.5",
    "align-right": "M2 3h12M6.5 6.5H14M2 10h12M6.5 13.5H14",
}
"""What each is drawn with: lines on a grid of 16, with round ends."""

_HEAD = "data:image/svg+xml;icon="
"""By this our pages know that an icon is to have the color of the text beside it."""

_GREY = "#7a828c"
"""For pages of another make: it can be seen on light and dark."""


def icon(name: str) -> str:
    """Return an icon as a `data:` URI.

    Raises
    ------
    ValueError
        When there is none of that name.
    """
    return f"{_HEAD}{name},{drawing(name).translate(_ESCAPES)}"


def check(text: str) -> str:
    """Return a text that names no icon, or one that there is.

    Raises
    ------
    ValueError
        When it names another one.
    """
    scheme, _, name = text.partition(":")
    if scheme == SCHEME:
        _path(name)
    return text


def named(text: str) -> str | None:
    """Return the icon that a text names, such as "pg:save"; None if it names none."""
    scheme, _, name = text.partition(":")
    return icon(name) if scheme == SCHEME and name in PATHS else None


def drawing(name: str) -> str:
    """Return what draws an icon, as SVG.

    Raises
    ------
    ValueError
        When there is none of that name.
    """
    path = _path(name)
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' width='16' height='16' "
        f"fill='none' stroke='{_GREY}' stroke-width='1.3' stroke-linecap='round' "
        f"stroke-linejoin='round'><path d='{path}'/></svg>"
    )


def _path(name: str) -> str:
    if name not in PATHS:
        known = [f"{SCHEME}:{other}" for other in PATHS]
        wrong = f"{SCHEME}:{name}"
        raise ValueError(f"must name an icon that there is, not {wrong!r}; {closest(wrong, known)}")
    return PATHS[name]


_ESCAPES = str.maketrans({"<": "%3C", ">": "%3E", "#": "%23"})
"""What URLs have no place for."""
