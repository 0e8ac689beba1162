"""The types of arguments, state and callback values: how each is checked and spelled.

A type's :meth:`~Type.check` returns the value in the form that the model keeps. It raises
TypeError or ValueError with a message that continues "… must be"; the caller puts the name
of the argument in front.
"""

from __future__ import annotations

import math
import numbers
import os
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog import picture
from pgwidgets.errors import closest, hint
from pgwidgets.model.buffer import Buffer
from pgwidgets.model.node import Node, node_behind
from pgwidgets.model.own import Own
from pgwidgets.model.text import well_formed


def describe(value: object) -> str:
    """Word a wrong value for an error message, short enough for one line."""
    return f"{type(value).__name__} {shorten(value)}"


def shorten(value: object) -> str:
    """Return a value as Python writes it, short enough for one line."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def wrong_type(expected: str, value: object) -> TypeError:
    """Build the error for a value of the wrong type."""
    return TypeError(f"must be {expected}, not {describe(value)}")


class Type(ABC):
    """A type of values.

    Attributes
    ----------
    python, typescript : str
        How the type is written in generated Python and TypeScript.
    """

    python: str
    typescript: str

    @abstractmethod
    def check(self, value: Any) -> Any:
        """Return the value as the model keeps it.

        Raises
        ------
        TypeError, ValueError
            When it is none of this type.
        """

    @property
    def returned(self) -> str:
        """How the type is written where Python returns it."""
        return self.python


class Text(Type):
    """Any string; what is no valid Unicode in it becomes U+FFFD."""

    python = "str"
    typescript = "string"

    def check(self, value: Any) -> str:
        if isinstance(value, str):
            return well_formed(value)
        raise wrong_type("a str", value)


class Boolean(Type):
    """True or False; 1, 0 and numpy's booleans are taken for them."""

    python = "bool"
    typescript = "boolean"

    def check(self, value: Any) -> bool:
        if value is True or value is False:
            return value
        if isinstance(value, numbers.Integral) and value in (0, 1):
            return bool(value)
        if getattr(getattr(value, "dtype", None), "kind", None) == "b" and not value.shape:
            return bool(value)
        raise wrong_type("a bool", value)


LARGEST_INTEGER = 2**53 - 1
"""`Number.MAX_SAFE_INTEGER` of ECMAScript: browsers round some of those above it."""


class Number(Type):
    """A finite number, optionally within bounds.

    Parameters
    ----------
    minimum, maximum : float or None
        Inclusive bounds.
    exact : bool
        Whether integers that browsers would round are refused.
    """

    python = "float"
    typescript = "number"
    noun = "a number"
    kind: type = numbers.Real

    def __init__(
        self, minimum: float | None = None, maximum: float | None = None, *, exact: bool = True
    ) -> None:
        self.minimum = minimum
        self.maximum = maximum
        self.exact = exact

    def convert(self, value: Any) -> float:
        """Return the plain Python number; one that was written as an integer stays one."""
        return int(value) if isinstance(value, numbers.Integral) else float(value)

    def check(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, self.kind):
            raise wrong_type(self.noun, value)
        try:
            number = self.convert(value)
            is_finite = math.isfinite(number)
        except OverflowError:
            # an integer has no bounds, but JavaScript's numbers do
            raise ValueError(f"must be finite as a float, not {describe(value)}") from None
        if not is_finite:
            raise ValueError(f"must be finite, not {number}")
        if self.exact and isinstance(number, int) and abs(number) > LARGEST_INTEGER:
            raise ValueError(
                "must be from -(2**53 - 1) to 2**53 - 1, for browsers can't tell larger integers "
                f"apart, not {describe(number)}"
            )
        if self.minimum is not None and number < self.minimum:
            raise ValueError(f"must be at least {self.minimum}, not {number}")
        if self.maximum is not None and number > self.maximum:
            raise ValueError(f"must be at most {self.maximum}, not {number}")
        return number


class Integer(Number):
    """An integer, optionally within bounds; a float without a fraction is taken for one."""

    python = "int"
    noun = "an integer"

    def convert(self, value: Any) -> int:
        """Return the plain Python integer."""
        number = float(value)
        if math.isfinite(number) and number != int(number):
            raise ValueError(f"must be a whole number, not {value}")
        return int(value) if math.isfinite(number) else number  # type: ignore[return-value]  # refused next, by check


class Choice(Type):
    """One of a few strings."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices
        quoted = ", ".join(f'"{choice}"' for choice in choices)
        self.python = f"Literal[{quoted}]"
        self.typescript = " | ".join(f'"{choice}"' for choice in choices)

    def check(self, value: Any) -> str:
        expected = "one of " + ", ".join(repr(choice) for choice in self.choices)
        if not isinstance(value, str):
            raise wrong_type(expected, value)
        if value not in self.choices:
            raise ValueError(f"must be {expected}, not {value!r}{hint(value, self.choices)}")
        return value


class Optional(Type):
    """A value of another type, or None."""

    def __init__(self, inner: Type) -> None:
        self.inner = inner
        self.python = f"{inner.python} | None"
        self.typescript = f"{inner.typescript} | null"

    def check(self, value: Any) -> Any:
        return None if value is None else self.inner.check(value)

    @property
    def returned(self) -> str:
        return f"{self.inner.returned} | None"


class Union(Type):
    """A value of the first of several types that takes it."""

    def __init__(self, *members: Type, expected: str) -> None:
        self.members = members
        self.expected = expected
        self.python = " | ".join(dict.fromkeys(member.python for member in members))
        self.typescript = " | ".join(dict.fromkeys(member.typescript for member in members))

    def check(self, value: Any) -> Any:
        for member in self.members:
            try:
                return member.check(value)
            except (TypeError, ValueError):
                continue
        raise wrong_type(self.expected, value)

    @property
    def returned(self) -> str:
        return " | ".join(dict.fromkeys(member.returned for member in self.members))


class Picture(Type):
    """A picture: a URL, a `data:` URI, or a path of a local file, which is read at once.

    Only a program's arguments may have this type: a page must not name files of the server.
    """

    python = "str | os.PathLike[str]"
    typescript = "string"

    def check(self, value: Any) -> str:
        if isinstance(value, str | os.PathLike):
            return picture.resolve(value)
        raise wrong_type("a URL, a data: URI or a path", value)

    @property
    def returned(self) -> str:
        return "str"


class Bytes(Type):
    """Binary data, copied once so that later changes of the program's buffer don't show."""

    python = "bytes | bytearray | memoryview | Buffer"
    typescript = "Uint8Array"

    def check(self, value: Any) -> bytes:
        if isinstance(value, bytes):
            return value
        if isinstance(value, bytearray | memoryview):
            return bytes(value)
        if not isinstance(value, Buffer):
            raise wrong_type("bytes", value)
        if value.dtype != "uint8":
            raise ValueError(f"must be bytes or a Buffer of uint8, not one of {value.dtype}")
        return value.data

    @property
    def returned(self) -> str:
        return "bytes"


class PictureBytes(Bytes):
    """The bytes of a picture, in a format that browsers show."""


class Reference(Type):
    """A widget, of one of the given classes or of any.

    What a program passes is its own object for the widget; the model keeps the node.
    """

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds
        self.python = " | ".join(kinds) if kinds else "Widget"
        self.typescript = "Widget"

    def check(self, value: Any) -> Node:
        node = node_behind(value)
        if node is None:
            raise wrong_type("a widget" if not self.kinds else f"a {self.python}", value)
        if self.kinds and node.kind not in self.kinds:
            raise TypeError(f"must be a {self.python}, not a {node.kind}")
        if node.destroyed:
            raise ValueError(f"must be a living widget, but {node!r} was destroyed")
        return node


class List(Type):
    """A sequence of values of one type; the model keeps a list.

    Parameters
    ----------
    item : Type
    minimum, maximum : int, int or None
        How many there may be.
    """

    def __init__(self, item: Type, minimum: int = 0, maximum: int | None = None) -> None:
        self.item = item
        self.minimum = minimum
        self.maximum = maximum
        self.python = f"Sequence[{item.python}]"
        self.typescript = f"readonly ({item.typescript})[]"

    def check(self, value: Any) -> list[Any]:
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sequence):
            # numpy arrays are sequences in all but name
            to_list = getattr(value, "tolist", None)
            if to_list is None:
                raise wrong_type("a sequence", value)
            value = to_list()
        if len(value) < self.minimum:
            raise ValueError(f"must have at least {self.minimum} items, not {len(value)}")
        if self.maximum is not None and len(value) > self.maximum:
            raise ValueError(f"must have at most {self.maximum} items, not {len(value)}")
        checked = []
        for index, item in enumerate(value):
            try:
                checked.append(self.item.check(item))
            except (TypeError, ValueError) as error:
                raise type(error)(f"[{index}] {error}") from None
        return checked

    @property
    def returned(self) -> str:
        return f"list[{self.item.returned}]"


class Tuple(Type):
    """A sequence of a fixed length."""

    def __init__(self, *items: Type) -> None:
        self.items = items
        self.python = f"tuple[{', '.join(item.python for item in items)}]"
        self.typescript = f"readonly [{', '.join(item.typescript for item in items)}]"

    def check(self, value: Any) -> tuple[Any, ...]:
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sequence):
            raise wrong_type(f"a sequence of {len(self.items)}", value)
        if len(value) != len(self.items):
            raise ValueError(f"must have {len(self.items)} items, not {len(value)}")
        return tuple(item.check(part) for item, part in zip(self.items, value, strict=True))

    @property
    def returned(self) -> str:
        return f"tuple[{', '.join(item.returned for item in self.items)}]"


class Record(Type):
    """A mapping with known names, each optional."""

    python = "Mapping[str, Any]"
    typescript = "Readonly<Record<string, unknown>>"

    def __init__(self, **fields: Type) -> None:
        self.fields = fields

    def check(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise wrong_type("a mapping", value)
        checked = {}
        for name, item in value.items():
            field = self.fields.get(name)
            if field is None:
                raise ValueError(
                    f"must not have the key {name!r}; {closest(str(name), self.fields)}"
                )
            try:
                checked[name] = field.check(item)
            except (TypeError, ValueError) as error:
                raise type(error)(f"[{name!r}] {error}") from None
        return checked

    @property
    def returned(self) -> str:
        return "dict[str, Any]"


class Data(Type):
    """Any value that JSON can carry; containers are copied.

    Parameters
    ----------
    binary : bool
        Whether bytes and arrays of numbers may be in it, too. They reach a page as typed arrays,
        but no page sends any back.
    """

    python = "Any"
    typescript = "unknown"

    def __init__(self, *, binary: bool = False) -> None:
        # whether bytes are taken
        self._binary = binary

    def check(self, value: Any) -> Any:
        if isinstance(value, Buffer | bytes | bytearray | memoryview):
            if not self._binary:
                raise wrong_type("a value that JSON can carry", value)
            return value if isinstance(value, Buffer) else BYTES.check(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return TEXT.check(value)
        if isinstance(value, numbers.Real):
            return _ANY_NUMBER.check(value)
        if isinstance(value, Mapping):
            return {TEXT.check(key): self.check(item) for key, item in value.items()}
        if isinstance(value, Sequence):
            return [self.check(item) for item in value]
        raise wrong_type("a value that JSON can carry", value)


class Anything(Type):
    """Any value of the program's: kept as the very object that it is, and never sent to a page."""

    python = "Any"
    typescript = "unknown"

    def check(self, value: Any) -> Own:
        return value if isinstance(value, Own) else Own(value)


_ANY_NUMBER = Number(exact=False)
"""As it is in an event that a page tells of, or in what only the program reads."""

TEXT = Text()
BOOLEAN = Boolean()
NUMBER = Number()
INTEGER = Integer()
PICTURE = Picture()
BYTES = Bytes()
PICTURE_BYTES = PictureBytes()
DATA = Data()
ANYTHING = Anything()
WIDGET = Reference()
EVENT = Data()

PIXELS = Number(minimum=0)
FRACTION = Number(minimum=0, maximum=1)
SECONDS = Number(minimum=0)
ORIENTATION = Choice("horizontal", "vertical")
ICON_SIZE = Optional(
    Union(PIXELS, Tuple(PIXELS, PIXELS), expected="a size, or a width and a height")
)
