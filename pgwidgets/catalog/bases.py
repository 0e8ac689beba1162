"""The bases of all widget classes: what every object has, and every one with a face."""

from __future__ import annotations

from collections.abc import Sequence

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.cursors import (
    ADD_CURSOR,
    REGISTERED,
    SET_CURSOR,
    replay_cursor,
    replay_cursors,
)
from pgwidgets.catalog.declaration import Widget, fact, state
from pgwidgets.catalog.fonts import FONT_FAMILY, FONT_STYLE, FONT_WEIGHT
from pgwidgets.catalog.methods import (
    Action,
    Command,
    Compute,
    PageCall,
    Parameter,
    Show,
    getter,
    setter,
)
from pgwidgets.catalog.types import (
    BOOLEAN,
    DATA,
    NUMBER,
    PIXELS,
    TEXT,
    List,
    Optional,
    Record,
    Tuple,
    Union,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

EXTENT = Tuple(Optional(PIXELS), Optional(PIXELS))


def destroy(tree: Tree, node: Node) -> None:
    """End the widget and all inside it."""
    tree.destroy(node)


def show(tree: Tree, node: Node) -> None:
    """Make the widget visible."""
    tree.set_state(node, {"visible": True})


def hide(tree: Tree, node: Node) -> None:
    """Make the widget invisible."""
    tree.set_state(node, {"visible": False})


def replay_visible(visible: bool) -> Sequence[PageCall]:
    """Say on a page whether the widget shows."""
    return [("show" if visible else "hide", ())]


def resize(tree: Tree, node: Node, width: float | None = None, height: float | None = None) -> None:
    """Fix the sizes that are given; the others stay as they are."""
    if width is None and height is None:
        raise TypeError("give a width, a height or both")
    old = node.state["extent"]
    laid_out = node.state["size"]
    tree.set_state(
        node,
        {
            "extent": (old[0] if width is None else width, old[1] if height is None else height),
            # what a page will report once it has laid the widget out
            "size": (
                laid_out[0] if width is None else width,
                laid_out[1] if height is None else height,
            ),
        },
    )


OBJECT = Widget(
    name="Widget",
    abstract=True,
    doc="The base of everything that has callbacks.",
    methods=(
        Command(
            name="destroy",
            doc="End this object: it leaves the pages and the session. Widgets inside it end too.",
            function=destroy,
        ),
    ),
)

WIDGET_BASE = Widget(
    name="VisualWidget",
    abstract=True,
    base=OBJECT,
    doc="The base of all widgets that have a face.",
    states=(
        state("bg", COLOR, None, "Background: a CSS color, or None for the theme's."),
        state("border_width", Optional(PIXELS), None, "Width of the border in px."),
        state("border_color", COLOR, None, "A CSS color, or None for the theme's."),
        state("min_width", Optional(PIXELS), None, "Smallest width in px."),
        state("min_height", Optional(PIXELS), None, "Smallest height in px."),
        state("max_width", Optional(PIXELS), None, "Largest width in px."),
        state("max_height", Optional(PIXELS), None, "Largest height in px."),
        state("expand_horizontal", BOOLEAN, False, "Fill the width that the parent has."),
        state("expand_vertical", BOOLEAN, False, "Fill the height that the parent has."),
        state(
            "extent",
            EXTENT,
            (None, None),
            "Width and height in px that were set on purpose; None is left to the layout.",
            replay=lambda extent: [("resize", extent)],
        ),
        fact("size", Tuple(PIXELS, PIXELS), (0, 0), "Width and height in px, as laid out."),
        fact(
            "position", Tuple(NUMBER, NUMBER), (0, 0), "x and y in px in the parent, as laid out."
        ),
        state(
            "padding",
            Optional(
                Union(
                    PIXELS,
                    List(PIXELS, minimum=1, maximum=4),
                    expected="a number of px or up to four of them",
                )
            ),
            None,
            "Space inside the border in px: one number, or up to four as in CSS. "
            "None is the theme's.",
        ),
        state(
            "font",
            Optional(FONT_FAMILY),
            None,
            "Font family, or several with commas, of which the first that is there is taken.",
        ),
        state("font_size", Optional(PIXELS), None, "Font size in px."),
        state(
            "font_weight",
            Optional(FONT_WEIGHT),
            None,
            "Such as 400, 700 or 'bold'.",
        ),
        state("font_style", Optional(FONT_STYLE), None, "Such as 'normal' or 'italic'."),
        state("enabled", BOOLEAN, True, "Whether the user can operate it."),
        state("tooltip", TEXT, "", "Shown when the pointer rests on it."),
        state(
            "allow_text_selection",
            BOOLEAN,
            False,
            "Whether the user can select the text that it shows.",
        ),
        state("visible", BOOLEAN, True, "Whether it shows.", replay=replay_visible),
        state("cursors", REGISTERED, (), "Registered cursors.", replay=replay_cursors),
        state("cursor", Optional(TEXT), None, "What the pointer is.", replay=replay_cursor),
    ),
    methods=(
        Compute(
            name="get_element",
            doc="Return the `id` of the widget's element in the pages, for style sheets and tests.",
            returns=TEXT,
            function=lambda node: f"pg-{node.wid}",
        ),
        setter("set_border_width", {"width": "border_width"}, "Set the width of the border."),
        setter("set_border_color", {"color": "border_color"}, "Set the color of the border."),
        setter("set_bg", {"color": "bg"}, "Set the background color."),
        setter(
            "set_min_size",
            {"width": "min_width", "height": "min_height"},
            "Set the smallest size that the layout may give.",
        ),
        setter(
            "set_max_size",
            {"width": "max_width", "height": "max_height"},
            "Set the largest size that the layout may give.",
        ),
        setter(
            "set_expanding",
            {"horizontal": "expand_horizontal", "vertical": "expand_vertical"},
            "Say whether to fill the space that the parent has. "
            "A box's `stretch` above 0 wins on the box's own axis.",
        ),
        Compute(
            name="get_expanding",
            doc="Return whether it fills its parent's width, and height.",
            returns=Tuple(BOOLEAN, BOOLEAN),
            function=lambda node: (
                node.state["expand_horizontal"],
                node.state["expand_vertical"],
            ),
        ),
        Command(
            name="resize",
            doc="Fix the size. What is left out stays as it is.",
            parameters=(
                Parameter("width", Optional(PIXELS), "In px.", None),
                Parameter("height", Optional(PIXELS), "In px.", None),
            ),
            sets=("extent",),
            function=resize,
        ),
        getter("get_size", "size", "Return the width and height that a page last laid out."),
        getter("get_position", "position", "Return x and y as a page last laid them out."),
        setter("set_padding", {"padding": "padding"}, "Set the space inside the border."),
        setter(
            "set_font",
            {
                "font": "font",
                "size": "font_size",
                "weight": "font_weight",
                "style": "font_style",
            },
            "Set the font. What is left out stays as it is.",
        ),
        setter("set_enabled", {"tf": "enabled"}, "Say whether the user can operate it."),
        getter("get_enabled", "enabled", "Return whether the user can operate it."),
        setter("set_tooltip", {"msg": "tooltip"}, "Set the text shown when the pointer rests."),
        getter("get_tooltip", "tooltip", "Return the tooltip."),
        Compute(
            name="is_container",
            doc="Return whether it can hold other widgets.",
            returns=BOOLEAN,
            function=lambda node: False,
        ),
        setter(
            "set_allow_text_selection",
            {"tf": "allow_text_selection"},
            "Say whether the user can select its text.",
        ),
        Show(name="show", doc="Make it visible.", sets=("visible",), function=show),
        Command(name="hide", doc="Make it invisible.", sets=("visible",), function=hide),
        getter("is_visible", "visible", "Return whether it was shown and not hidden."),
        Action(name="set_focus", doc="Give it the keyboard focus."),
        ADD_CURSOR,
        SET_CURSOR,
    ),
    callbacks=(
        Callback(
            name="resize",
            doc="A page laid it out in another size.",
            arguments=(
                Parameter("size", Record(width=PIXELS, height=PIXELS), "Width and height in px."),
            ),
            fact=True,
            carries={"size": lambda size: (size.get("width", 0), size.get("height", 0))},
            tells={"size": lambda size: [{"width": size[0], "height": size[1]}]},
            continuous=True,
        ),
        Callback(
            name="map",
            doc="It shows for the first time in a page.",
            arguments=(Parameter("event", DATA, "Empty."),),
            optional=1,
            fact=True,
        ),
    ),
)
