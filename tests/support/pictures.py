"""Pictures, whole and broken, and every place of the catalog that takes some."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pgwidgets.catalog import types
from pgwidgets.catalog.picture_places import Place
from pgwidgets.catalog.registry import declarations, offered
from pgwidgets.model.node import Node
from pgwidgets.session.widgets import node_of


def png(width: int, height: int, color: tuple[int, int, int]) -> bytes:
    """Return a picture of one color."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = (b"\0" + bytes(color) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    )


DOT = png(1, 1, (200, 30, 30))


def broken(size: int = 40) -> bytes:
    """Return the beginning of a picture, which no browser can decode."""
    return png(1, 1, (0, 0, 0))[:24].ljust(size, b"\0")


def uri(data: bytes, media_type: str = "image/png") -> str:
    """Return a `data:` URI."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


@dataclass(frozen=True)
class Spot:
    """An option or a method that takes a picture.

    Attributes
    ----------
    kind : str
        The widget's class.
    name : str
        The option or the method.
    is_option : bool
    """

    kind: str
    name: str
    is_option: bool

    def __str__(self) -> str:
        return f"{self.kind}.{self.name}"

    async def fill(self, make: Any, do: Callable[[Any], Any], picture: bytes | str) -> Any:
        """Make a widget, give it a picture and return it."""
        declaration = declarations()[self.kind]
        if self.is_option:
            kind = declaration.all_states[self.name].type
            value = await _filled(kind, make, do, picture)
            return await do(getattr(make, self.kind)(**{self.name: value}))
        widget = await do(getattr(make, self.kind)())
        parameters = declaration.parameters_of(declaration.all_methods[self.name])
        values = {
            item.name: await _filled(item.type, make, do, picture)
            for item in parameters
            if item.default is not None or _takes_pictures(item.type)
        }
        await do(getattr(widget, self.name)(**values))
        return widget

    @property
    def takes_bytes(self) -> bool:
        """Whether the picture is given by its bytes."""
        return self.name == "set_binary_image"


def place_of(widget: Any) -> tuple[Node, Place]:
    """Return where a widget has its picture, or what it has made of its own to have it."""
    *_, (node, place) = (
        (node, place)
        for node in node_of(widget).walk()
        for place in declarations()[node.kind].picture_places.of_node(node)
    )
    return node, place


def spots() -> Iterator[Spot]:
    """Yield every option and every method of the catalog that takes a picture."""
    for kind, declaration in offered().items():
        for item in (*declaration.arguments, *declaration.options):
            if _takes_pictures(item.type):
                yield Spot(kind, item.key, is_option=True)
        for method in declaration.picture_places.methods:
            yield Spot(kind, method, is_option=False)


def _takes_pictures(kind: types.Type) -> bool:
    return isinstance(kind, types.Picture | types.PictureBytes) or any(
        _takes_pictures(part) for part in _parts(kind)
    )


def _parts(kind: types.Type) -> list[types.Type]:
    match kind:
        case types.Optional():
            return [kind.inner]
        case types.Union():
            return list(kind.members)
        case types.Record():
            return list(kind.fields.values())
    return []


async def _filled(  # noqa: PLR0911  # one for each type
    kind: types.Type, make: Any, do: Callable[[Any], Any], picture: bytes | str
) -> Any:
    """Return a value of a type, with a picture where it takes one."""
    match kind:
        case types.Picture():
            return uri(picture) if isinstance(picture, bytes) else picture
        case types.PictureBytes():
            return picture
        case types.Optional():
            return await _filled(kind.inner, make, do, picture)
        case types.Record():
            named = {name: part for name, part in kind.fields.items() if _takes_pictures(part)}
            return {name: await _filled(part, make, do, picture) for name, part in named.items()}
        case types.Reference():
            return await do(make.Label("child"))
        case types.Text():
            return "name"
        case types.Tuple():
            return [await _filled(item, make, do, picture) for item in kind.items]
    return 1
