"""Arrow's newer forms of arrays, for which it lacks functions: taken as the older ones."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def plain(values: Any) -> Any:
    """Return an array in chunks in a form of which Arrow can take rows, and which it can sort.

    Texts and bytes whose parts lie anywhere, values that are kept once as long as they repeat, and
    short decimal numbers become what they were before there were those.
    """
    if pa.types.is_run_end_encoded(values.type):
        values = pc.run_end_decode(values)
    wanted = plain_type(values.type)
    return values if wanted == values.type else values.cast(wanted)


def restored(values: Any, wanted: Any) -> Any:
    """Return what :func:`plain` has made another of as what it was."""
    if values.type == wanted:
        return values
    if pa.types.is_run_end_encoded(wanted):
        return pc.run_end_encode(restored(values, wanted.value_type), wanted.run_end_type)
    return values.cast(wanted)


def plain_type(arrow: Any) -> Any:
    """Return the older form of a type."""
    of = pa.types
    if of.is_string_view(arrow) or of.is_binary_view(arrow):
        return pa.large_string() if of.is_string_view(arrow) else pa.large_binary()
    if of.is_decimal(arrow) and arrow.bit_width < 128:
        return pa.decimal128(arrow.precision, arrow.scale)
    if of.is_dictionary(arrow):
        return pa.dictionary(arrow.index_type, plain_type(arrow.value_type), arrow.ordered)
    if of.is_struct(arrow):
        return pa.struct([plain_field(field) for field in arrow.fields])
    makers = {of.is_list: pa.list_, of.is_large_list: pa.large_list}
    make = next((make for is_kind, make in makers.items() if is_kind(arrow)), None)
    return arrow if make is None else make(plain_field(arrow.value_field))


def plain_field(field: Any) -> Any:
    """Return a field of the older form of its type."""
    return field.with_type(plain_type(field.type))


def array_in(values: Any, kind: Any) -> Any:
    """Return Python's values as an array of a type; counted times as times."""
    if pa.types.is_dictionary(kind):
        made = array_in(values, kind.value_type).dictionary_encode()
        return made if made.type == kind else made.cast(kind)
    if pa.types.is_timestamp(kind) or pa.types.is_duration(kind):
        return pa.array(values, pa.int64()).cast(kind)
    return pa.array(values, kind)
