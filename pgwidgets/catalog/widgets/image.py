"""Image."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.declaration import Widget, option, state
from pgwidgets.catalog.methods import Command, PageCall, Parameter
from pgwidgets.catalog.picture_format import fitting
from pgwidgets.catalog.pointing import INPUT_EVENTS
from pgwidgets.catalog.types import BOOLEAN, PICTURE, PICTURE_BYTES, TEXT, Optional, Tuple, Union
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def set_image(tree: Tree, node: Node, url: str | None) -> None:
    """Show a picture by its URL."""
    tree.set_state(node, {"image": url})


def set_binary_image(tree: Tree, node: Node, data: bytes, format: str = "png") -> None:
    """Show a picture by its bytes."""
    try:
        tree.set_state(node, {"image": (data, fitting(data, format))})
    except ValueError as error:
        raise ValueError(f"data {error}") from None


def replay_image(image: str | tuple[bytes, str] | None) -> Sequence[PageCall]:
    """Show the picture on a page."""
    if isinstance(image, tuple):
        return [("set_binary_image", image)]
    return [("set_image", (image,))]


def fit_image(values: dict[str, Any]) -> None:
    """Take the constructor's picture for the one to show."""
    if values["url"] is not None:
        values["image"], values["url"] = values["url"], None


IMAGE = Widget(
    name="Image",
    base=WIDGET_BASE,
    doc="A picture, whole and undistorted in whatever space it gets.",
    example="""
image = W.Image(interactive=True)
image.set_binary_image(png_bytes, "png")
image.on("click", lambda event: print(event["x"], event["y"]))
""",
    states=(
        option("url", Optional(PICTURE), None, "The picture to begin with."),
        option(
            "interactive",
            BOOLEAN,
            False,
            "Whether it reports the pointer, the keys and the focus.",
        ),
        option(
            "use_animation_frame",
            BOOLEAN,
            False,
            "Whether of pictures in quick succession only those are decoded that will show.",
        ),
        state(
            "image",
            Optional(
                Union(PICTURE, Tuple(PICTURE_BYTES, TEXT), expected="a URL, or bytes and a format")
            ),
            None,
            "The picture: a URL, or bytes and their format.",
            replay=replay_image,
        ),
    ),
    methods=(
        Command(
            name="set_image",
            doc="Show a picture by its URL or path.",
            parameters=(
                Parameter(
                    "url",
                    Optional(PICTURE),
                    "A URL, or a file, which is sent along; None shows nothing.",
                ),
            ),
            sets=("image",),
            function=set_image,
        ),
        Command(
            name="set_binary_image",
            doc="Show a picture by its bytes.",
            parameters=(
                Parameter("data", PICTURE_BYTES, "The encoded picture."),
                Parameter(
                    "format",
                    TEXT,
                    "Such as 'png', 'jpeg' or 'image/webp'. What the bytes show themselves wins.",
                    "png",
                ),
            ),
            sets=("image",),
            function=set_binary_image,
        ),
    ),
    callbacks=INPUT_EVENTS,
    fit=fit_image,
)
