"""Colors of CSS: the type of values that are one."""

from __future__ import annotations

import re
from functools import cache

from pgwidgets.catalog.style_values import StyleValue
from pgwidgets.catalog.types import Optional

_NAMED_WORDS = """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue
    blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk
    crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki
    darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue
    dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite
    gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki
    lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen
    lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen
    magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream
    mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
    powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown
    seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen
    steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
    yellowgreen
"""

NAMED = frozenset(_NAMED_WORDS.split())

_SYSTEM_WORDS = """
    activetext buttonborder buttonface buttontext canvas canvastext field fieldtext graytext
    highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext
"""

SYSTEM = frozenset(_SYSTEM_WORDS.split())
"""Colors of the browser's own, in light and dark."""

NAMES = NAMED | SYSTEM | {"transparent", "currentcolor"}

# what the forms of a color are made of, in lower case
_SPACE = r"[ \t\n\r\f]"
_GAP = rf"{_SPACE}+"
_COMMA = rf"{_SPACE}*,{_SPACE}*"
_NUMBER = r"[+-]?(?:[0-9]*\.)?[0-9]+(?:e[+-]?[0-9]+)?"
_PERCENT = rf"{_NUMBER}%"
_SHARE = rf"(?:{_NUMBER}%?|none)"
_ANGLE = rf"{_NUMBER}(?:deg|grad|rad|turn)?"
_HUE = rf"(?:{_ANGLE}|none)"
_COLOR = rf"(?:#(?:[0-9a-f]{{3,4}}|[0-9a-f]{{6}}|[0-9a-f]{{8}})|{'|'.join(sorted(NAMES))})"
_RECTANGULAR = "srgb|srgb-linear|display-p3|a98-rgb|prophoto-rgb|rec2020|xyz|xyz-d50|xyz-d65"
_POLAR = rf"(?:hsl|hwb|lch|oklch)(?:{_GAP}(?:shorter|longer|increasing|decreasing){_GAP}hue)?"

_PART = r"(?:100(?:\.0+)?|[0-9]{0,2}\.[0-9]+|[0-9]{1,2})%"
_MIXED = rf"(?:(?:{_PART}{_GAP})?{_COLOR}|{_COLOR}{_GAP}{_PART})"


def _function(name: str, *arguments: str) -> str:
    return rf"{name}\({_SPACE}*{''.join(arguments)}{_SPACE}*\)"


def _with_commas(name: str, *arguments: str) -> str:
    """Return the older form of a function: commas all through, and nothing left out."""
    return _function(name, _COMMA.join(arguments), rf"(?:{_COMMA}{_NUMBER}%?)?")


def _spaced(name: str, *arguments: str) -> str:
    slash = rf"{_SPACE}*/{_SPACE}*"
    return _function(name, _GAP.join(arguments), rf"(?:{slash}{_SHARE})?")


_FORMS = (
    _with_commas("rgba?", _NUMBER, _NUMBER, _NUMBER),
    _with_commas("rgba?", _PERCENT, _PERCENT, _PERCENT),
    _with_commas("hsla?", _ANGLE, _PERCENT, _PERCENT),
    _spaced("rgba?", _SHARE, _SHARE, _SHARE),
    _spaced("hsla?", _HUE, _SHARE, _SHARE),
    _spaced("hwb", _HUE, _SHARE, _SHARE),
    _spaced("(?:ok)?lab", _SHARE, _SHARE, _SHARE),
    _spaced("(?:ok)?lch", _SHARE, _SHARE, _HUE),
    _spaced("color", f"(?:{_RECTANGULAR})", _SHARE, _SHARE, _SHARE),
    _function(
        "color-mix",
        rf"in{_GAP}(?:{_RECTANGULAR}|(?:ok)?lab|{_POLAR})",
        *(_COMMA, _MIXED, _COMMA, _MIXED),
    ),
    _function("light-dark", _COLOR, _COMMA, _COLOR),
    # a design token of the page, and what stands in where there is none
    _function("var", r"--[a-z_][a-z0-9_-]*", rf"(?:{_COMMA}{_COLOR})?"),
)

_BLANK = _SPACE[1:-1]


# each takes a while to compile, and many programs give no color at all
@cache
def _innermost() -> re.Pattern[str]:
    """Return what finds functions that are colors, and have no others inside."""
    return re.compile(rf"(?<![^{_BLANK},(])(?:{'|'.join(_FORMS)})(?![^{_BLANK},)])", re.ASCII)


@cache
def _plain() -> re.Pattern[str]:
    """Return what a color is that is no function."""
    return re.compile(_COLOR)


class Color(StyleValue):
    """A color of CSS: a name, a hexadecimal one, or a function with numbers in it.

    Not `calc()`, and no color that is made from the channels of another.
    """

    property = "color"
    expected = "a CSS color such as 'red', '#ff8800' or 'rgb(255 136 0 / 50%)'"
    names = NAMES
    examples = ("red", "#08f8", "rgb(255 136 0 / 50%)", "hsl(210, 40%, 50%)")

    def read(self, text: str) -> str | None:
        """Return the color, if it is one."""
        # to CSS, letters beyond ASCII are no other way to write those of it
        plain, functions = text.lower() if text.isascii() else "", 1
        while functions:
            # a function that is a color counts as one, so that another may have it inside
            plain, functions = _innermost().subn("#000", plain)
        return text if _plain().fullmatch(plain) else None


COLOR = Optional(Color())
