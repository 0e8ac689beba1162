"""What the widgets by which users choose colors share."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import option, state
from pgwidgets.catalog.hex_color import HexColor, opaque
from pgwidgets.catalog.methods import Parameter, getter, setter
from pgwidgets.catalog.types import BOOLEAN, List
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

HEX_COLOR = HexColor()

MOST_RECENT = 10
"""So many colors are kept for their user to take again."""

HEX = Parameter("hex_string", HEX_COLOR, "As `#rrggbb`, or `#rrggbbaa` with an alpha.")


def keep(tree: Tree, node: Node, hex_string: str) -> None:
    """Remember a color that the user came to, the newest first."""
    color = fitted(hex_string, node.state["alpha"])
    others = [other for other in node.state["recent"] if other != color]
    tree.set_state(node, {"recent": [color, *others][:MOST_RECENT]})


def fitted(color: str, alpha: bool) -> str:
    """Return a color without what users may not choose."""
    return color if alpha else opaque(color)


def fit_color(values: dict[str, Any]) -> None:
    """Keep the alpha away where there is to be none."""
    values["color"] = fitted(values["color"], values["alpha"])


COLOR_CHOICE = option("color", HEX_COLOR, "#000000", "The color, in hexadecimal.")

ALPHA = option(
    "alpha",
    BOOLEAN,
    True,
    "Whether users may let shine through what is behind: a color that does has two digits more.",
)

RECENT = state("recent", List(HEX_COLOR), [], "What the user came to before, newest first.")

COLOR_METHODS = (
    getter("get_color", "color", "Return the color as `#rrggbb`, or `#rrggbbaa` with an alpha."),
    setter("set_color", {"hex_string": "color"}, "Set the color."),
    setter("set_recent", {"colors": "recent"}, "Set what the user came to before.", internal=True),
)

PICK = Callback(
    name="pick",
    doc="The user chose a color, or passes over it.",
    arguments=(HEX,),
    carries={"color": lambda hex_string: hex_string},
    continuous=True,
)

KEPT = Callback(
    name="kept",
    doc="The user came to a color.",
    arguments=(HEX,),
    apply=keep,
    sets=("recent",),
    internal=True,
)
