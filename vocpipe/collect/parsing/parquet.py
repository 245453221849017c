"""Parquet files to rows of typed cells, a batch at a time."""

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.collect.parsing.flatten import DEPTH, EXACT, as_cell
from vocpipe.collect.parsing.limits import check
from vocpipe.collect.parsing.part import Part, Row
from vocpipe.errors import ReadError
from vocpipe.wording import say

MAGIC = b"PAR1"
_BATCH = 5000  # rows
_Column = tuple[str, Any]  # dotted name and Arrow array


def read_parquet(name: str, data: bytes, unread: list[str]) -> Part:
    """The table in a Parquet file; columns of bytes, such as pictures, are named in `unread`.

    Raises ReadError if the file is damaged or beyond the limits.
    """
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        check("rows", file.metadata.num_rows)  # before hours are spent on them
        schema = file.schema_arrow
        columns = list(_columns(pa.RecordBatch.from_pylist([], schema=schema)))
    except (pa.ArrowException, OSError) as error:
        raise ReadError(say("collect.table.bad_parquet", error=error)) from error
    binary = [column for column, array in columns if _is_binary(array.type)]
    if binary:
        unread.append(say("collect.unread.binary_columns", columns=", ".join(binary)))
    header = tuple(column for column, array in columns if not _is_binary(array.type))
    return Part(name, "parquet", lambda: _rows(data), header=header)


def _rows(data: bytes) -> Iterator[Row]:
    """The rows; raises ReadError at the first part of the file that is damaged."""
    try:
        yield from _intact_rows(data)
    except (pa.ArrowException, OSError) as error:
        raise ReadError(say("collect.table.bad_parquet", error=error)) from error


def _intact_rows(data: bytes) -> Iterator[Row]:
    from pyarrow import parquet

    number = 0
    for batch in parquet.ParquetFile(io.BytesIO(data)).iter_batches(batch_size=_BATCH):
        columns = [_cells(array) for _, array in _columns(batch) if not _is_binary(array.type)]
        rows = map(list, zip(*columns, strict=True)) if columns else ([] for _ in range(batch.num_rows))
        yield from enumerate(rows, start=number + 1)
        number += batch.num_rows


def _columns(batch: Any) -> Iterator[_Column]:
    """Every column, those of structures under dotted names; repeated names are numbered."""
    seen: dict[str, int] = {}
    for at, field in enumerate(batch.schema):
        for name, array in _leaves(field.name, batch.column(at), DEPTH):
            seen[name] = seen.get(name, 0) + 1
            yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), array


def _leaves(name: str, array: Any, depth: int) -> Iterator[_Column]:
    if not pa.types.is_struct(array.type) or not array.type.num_fields or not depth:
        yield name, array
        return
    for at, inner in enumerate(array.flatten()):
        yield from _leaves(f"{name}.{array.type.field(at).name}", inner, depth - 1)


def _cells(array: Any) -> list[Any]:
    """The cells of a column; times keep their type, but for nanoseconds. What Arrow can do, it does: it is faster."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return _cells(array.dictionary_decode())
    if pa.types.is_timestamp(kind):
        array = array.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    elif pa.types.is_time64(kind):
        array = array.cast(pa.time64("us"), safe=False)
    elif pa.types.is_duration(kind):
        array = array.cast(pa.duration("us"), safe=False)
    elif pa.types.is_boolean(kind):
        array = array.cast(pa.string())
    elif not _is_plain(array):
        return [as_cell(value) for value in array.to_pylist()]
    return list(array.to_pylist())


def _is_plain(array: Any) -> bool:
    """Whether every value of the column is a cell as it is."""
    kind = array.type
    if pa.types.is_integer(kind):
        least, most = pc.min_max(array).as_py().values()
        return most is None or max(abs(least), abs(most)) < EXACT
    if pa.types.is_floating(kind):
        return bool(pc.all(pc.is_finite(array)).as_py() in (True, None))
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_date(kind))


def _is_binary(kind: Any) -> bool:
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(
        pa.types.is_binary(value)
        or pa.types.is_large_binary(value)
        or pa.types.is_fixed_size_binary(value)
        or pa.types.is_binary_view(value)
    )
