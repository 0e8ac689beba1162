"""Arrays of numbers as bytes: what is taken, in which order, and what is refused."""

from __future__ import annotations

import copy
import ctypes
import math
import pickle
import struct
import sys
from array import array
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets import Buffer
from pgwidgets.model.buffer import DTYPES

CODES = dict(zip(DTYPES, "BHIbhifd", strict=True))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("order", "<>=")
def test_numpy_arrays_of_every_dtype_and_byte_order(dtype: str, order: Any) -> None:
    values = np.arange(6).reshape(2, 3).astype(np.dtype(dtype).newbyteorder(order))
    buffer = Buffer(values)
    assert (buffer.dtype, buffer.shape) == (dtype, (2, 3))
    assert buffer.data == struct.pack(f"<6{CODES[dtype]}", *range(6))
    assert buffer == Buffer(values, (2, 3), dtype)
    assert buffer.data == Buffer(values, [6]).data


@pytest.mark.parametrize(
    "data", [b"\1\2", bytearray(b"\1\2"), memoryview(b"\1\2"), array("B", [1, 2])]
)
def test_mere_bytes(data: Any) -> None:
    assert Buffer(data) == Buffer(data, (2,), "uint8") == Buffer(b"\1\2")
    assert Buffer(data, dtype="uint16") == Buffer(array("H", [0x0201]))
    assert Buffer(data, (1, 2, 1)).shape == (1, 2, 1)


@pytest.mark.parametrize(
    ("data", "dtype"),
    [
        (array("f", [1]), "float32"),
        (array("i", [1]), "int32"),
        ((ctypes.c_int16 * 1)(1), "int16"),
        (memoryview(b"a").cast("c"), "uint8"),
        (memoryview(bytes(8)).cast("d"), "float64"),
    ],
)
def test_types_of_other_arrays(data: Any, dtype: str) -> None:
    assert (Buffer(data).dtype, Buffer(data).shape) == (dtype, (1,))


@pytest.mark.parametrize(
    "view",
    [
        np.arange(12, dtype=np.uint16).reshape(3, 4)[::2, ::-1],
        np.asfortranarray(np.arange(6, dtype=np.uint16).reshape(2, 3)),
        np.arange(6, dtype=np.uint16).reshape(2, 3).T,
    ],
)
def test_order_in_memory_is_no_matter(view: Any) -> None:
    assert Buffer(view).shape == view.shape
    assert Buffer(view).data == view.astype("<u2").tobytes("C")


def test_nothing_and_one_value() -> None:
    assert (Buffer(b"").shape, Buffer(b"", (0, 5), "float64").shape) == ((0,), (0, 5))
    assert Buffer(np.float32(2.5)).shape == ()
    assert Buffer(bytes(4), (), "float32").shape == ()


def test_lengths_of_a_shape_may_be_of_another_library() -> None:
    shape = Buffer(bytes(6), (np.int64(2), np.int64(3))).shape  # type: ignore[arg-type]
    assert [type(length) for length in shape] == [int, int]


def test_later_changes_do_not_show() -> None:
    values = np.zeros(2, dtype=np.float32)
    buffer = Buffer(values)
    values[:] = 7
    assert buffer.data == bytes(8)
    with pytest.raises(AttributeError):
        buffer.data = b""  # type: ignore[misc]


def test_on_a_machine_of_the_other_byte_order(monkeypatch: pytest.MonkeyPatch) -> None:
    other = "big" if sys.byteorder == "little" else "little"
    monkeypatch.setattr(sys, "byteorder", other)
    values = array("H", [1, 2])
    values.byteswap()
    assert Buffer(values).data == b"\1\0\2\0"


@pytest.mark.parametrize(
    ("arguments", "error", "reason"),
    [
        (([1, 2],), TypeError, "buffer protocol, as a NumPy array has, not list"),
        (("text",), TypeError, "not str"),
        ((b"ab", 2), TypeError, r"a tuple of ints, such as \(480, 640, 4\), not int 2"),
        ((b"ab", "2"), TypeError, "not str '2'"),
        ((b"ab", (2.0,)), TypeError, r"not \(2\.0,\)"),
        ((b"ab", (-1, -2)), ValueError, r"negative lengths, but is \(-1, -2\)"),
        ((b"abc", (2,)), ValueError, r"3 bytes, but uint8 values in the shape \(2,\) take 2"),
        ((bytes(8), (2, 2), "int32"), ValueError, r"8 bytes, but .* \(2, 2\) take 16"),
        (
            (b"abc", None, "int16"),
            ValueError,
            "3 bytes, which is no multiple of the 2 that each int16",
        ),
        ((b"ab", None, "float16"), ValueError, "no dtype 'float16'; did you mean 'float"),
        ((b"ab", None, np.uint8), TypeError, r"must be a str \(uint8, .*, float64\), not type"),
        ((np.zeros(2), (2,), "float32"), ValueError, "holds float64 values, not float32"),
        (
            (np.zeros(2, np.int64),),
            ValueError,
            "holds int64 values; convert them to one of uint8, u",
        ),
        ((np.zeros(2, bool),), ValueError, r"holds values of the format '\?'; convert them"),
        ((np.zeros(2, np.float16), (2,), "uint8"), ValueError, "holds float16 values, not uint8"),
    ],
)
def test_what_is_refused(arguments: Any, error: type[Exception], reason: str) -> None:
    with pytest.raises(error, match=reason):
        Buffer(*arguments)


def test_equal_ones_are_interchangeable() -> None:
    one = Buffer(bytes(8), (2, 1), "float32")
    for same in (
        copy.copy(one),
        pickle.loads(pickle.dumps(one)),
        Buffer(bytes(8), [2, 1], "float32"),
    ):
        assert (same, hash(same)) == (one, hash(one))
    different = [Buffer(bytes(8), (2,), "float32"), Buffer(bytes(8), (2, 1), "int32"), bytes(8)]
    assert one not in different
    assert repr(one) == "<Buffer of float32, shape (2, 1)>"


@given(st.lists(st.integers(0, 4), max_size=3), st.sampled_from(list(DTYPES)), st.data())
def test_bytes_come_back_as_they_were(shape: list[int], dtype: str, data: st.DataObject) -> None:
    size = math.prod(shape) * DTYPES[dtype]
    raw = data.draw(st.binary(min_size=size, max_size=size))
    values = np.frombuffer(Buffer(raw, shape, dtype).data, f"<{CODES[dtype]}").reshape(shape)
    again = Buffer(values)
    assert (again.data, again.shape, again.dtype) == (raw, tuple(shape), dtype)
