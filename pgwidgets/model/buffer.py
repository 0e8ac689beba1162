"""Binary data of numbers, which a page receives as a typed array."""

from __future__ import annotations

import math
import operator
import sys
from collections.abc import Sequence
from typing import Any

from pgwidgets.errors import closest
from pgwidgets.signatures import explain

DTYPES = {
    "uint8": 1,
    "uint16": 2,
    "uint32": 4,
    "int8": 1,
    "int16": 2,
    "int32": 4,
    "float32": 4,
    "float64": 8,
}
"""The types of values that a browser has arrays for, and the bytes that a value takes."""

_LISTED = ", ".join(DTYPES)
_ADVICE = f"convert them to one of {_LISTED}"

_KINDS = {
    **dict.fromkeys("bhilqn", "int"),
    **dict.fromkeys("cBHILQN", "uint"),
    **dict.fromkeys("efd", "float"),
}
"""What the codes of the buffer protocol stand for; the sizes of some differ by platform."""


@explain
class Buffer:
    """Numbers in an array of any number of dimensions, sent as bytes rather than as text.

    A page receives it as a typed array with a ``shape``. The data are copied, in C order: what
    the program does to its own array afterwards changes nothing here.

    Parameters
    ----------
    data : bytes-like
        Bytes, or anything else that has the buffer protocol: an :class:`array.array`, a NumPy
        array. Data that know their type may have either byte order and need not be contiguous.
        Mere bytes are taken for values of `dtype` in little-endian order.
    shape : sequence of int, optional
        The length of each dimension. By default that of the data, or one dimension where
        mere bytes are taken for larger values.
    dtype : str, optional
        The type of the values: ``"uint8"``, ``"uint16"``, ``"uint32"``, ``"int8"``,
        ``"int16"``, ``"int32"``, ``"float32"`` or ``"float64"``. By default that of the data.
        Values of another type are not converted.

    Raises
    ------
    TypeError
        When the data have no buffer, or the shape or the dtype is nothing of the kind.
    ValueError
        When there is no such dtype, the data are of another one, or their length does not
        fit the shape.

    Examples
    --------
    >>> pixels = Buffer(bytes(640 * 480 * 4), (480, 640, 4), "uint8")
    >>> pixels
    <Buffer of uint8, shape (480, 640, 4)>

    Data that know what they hold need no more said:

    >>> from array import array
    >>> samples = Buffer(array("f", [0.5, 1.0, 1.5]))
    >>> samples.dtype, samples.shape
    ('float32', (3,))

    The way back:

    >>> list(memoryview(samples.data).cast("f"))
    [0.5, 1.0, 1.5]
    """

    __slots__ = ("_data", "_dtype", "_shape")

    def __init__(
        self,
        # the type of all that has the buffer protocol comes with Python 3.12
        data: Any,
        shape: Sequence[int] | None = None,
        dtype: str | None = None,
    ) -> None:
        view = _view(data)
        own = _type_of(view)
        # the type of the values, of those that browsers have arrays for
        self._dtype = _choose_dtype(own, dtype)
        # the lengths of the dimensions; they fit the data
        self._shape = _choose_shape(view, own, self._dtype, shape)
        # a copy, so that nobody can change it, in the byte order of browsers
        self._data = _little_endian(view)

    @property
    def data(self) -> bytes:
        """The values as bytes: little-endian, the last dimension's next to one another."""
        return self._data

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each dimension."""
        return self._shape

    @property
    def dtype(self) -> str:
        """The type of the values."""
        return self._dtype

    def __repr__(self) -> str:
        return f"<Buffer of {self._dtype}, shape {self._shape}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Buffer):
            return NotImplemented
        return (self.dtype, self.shape, self.data) == (other.dtype, other.shape, other.data)

    def __hash__(self) -> int:
        return hash((self._dtype, self._shape, self._data))


def _view(data: Any) -> memoryview:
    try:
        return memoryview(data)
    except TypeError:
        raise TypeError(
            "data must be bytes or have the buffer protocol, as a NumPy array has, not "
            f"{type(data).__name__}"
        ) from None


def _type_of(view: memoryview) -> str:
    """Name the type of the values: "uint8" for bytes, but also what is no dtype."""
    kind = _KINDS.get(view.format.lstrip("@=<>!"))
    if kind is None:
        raise ValueError(f"data holds values of the format {view.format!r}; {_ADVICE}")
    return f"{kind}{view.itemsize * 8}"


def _choose_dtype(own: str, dtype: str | None) -> str:
    if dtype is None:
        if own not in DTYPES:
            raise ValueError(f"data holds {own} values; {_ADVICE}")
        return own
    if not isinstance(dtype, str):
        raise TypeError(f"dtype must be a str ({_LISTED}), not {type(dtype).__name__}")
    if dtype not in DTYPES:
        raise ValueError(f"there is no dtype {dtype!r}; {closest(dtype, DTYPES)}")
    # any values may be in mere bytes
    if own not in ("uint8", dtype):
        raise ValueError(f"data holds {own} values, not {dtype}; convert them first")
    return dtype


def _choose_shape(
    view: memoryview, own: str, dtype: str, shape: Sequence[int] | None
) -> tuple[int, ...]:
    size = DTYPES[dtype]
    if shape is None:
        if own == dtype:
            return tuple(view.shape or ())
        if view.nbytes % size:
            raise ValueError(
                f"data has {view.nbytes} bytes, which is no multiple of the {size} that each "
                f"{dtype} takes"
            )
        return (view.nbytes // size,)
    checked = _check_shape(shape)
    needed = math.prod(checked) * size
    if view.nbytes != needed:
        raise ValueError(
            f"data has {view.nbytes} bytes, but {dtype} values in the shape {checked} take {needed}"
        )
    return checked


def _check_shape(shape: Sequence[int]) -> tuple[int, ...]:
    expected = "shape must be a tuple of ints, such as (480, 640, 4)"
    if not isinstance(shape, tuple | list):
        raise TypeError(f"{expected}, not {type(shape).__name__} {shape!r}")
    try:
        checked = tuple(operator.index(length) for length in shape)
    except TypeError:
        raise TypeError(f"{expected}, not {tuple(shape)!r}") from None
    if any(length < 0 for length in checked):
        raise ValueError(f"shape must not have negative lengths, but is {checked}")
    return checked


def _little_endian(view: memoryview) -> bytes:
    """Copy the values in the byte order of all browsers."""
    data = view.tobytes()
    order = view.format[:1]
    is_big = order in ">!" or (order != "<" and sys.byteorder == "big")
    size = view.itemsize
    if not is_big or size == 1:
        return data
    swapped = bytearray(len(data))
    for place in range(size):
        swapped[place::size] = data[size - 1 - place :: size]
    return bytes(swapped)
