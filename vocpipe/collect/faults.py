"""What a file's fault is called: one sentence that says what to do, whatever its reader or a library has raised."""

from pathlib import Path

import duckdb
import pyarrow as pa

from vocpipe.collect.reader import Reader
from vocpipe.errors import ReadError
from vocpipe.wording import say

# What the database says of values; what it says of the disk, the memory or its own file is no fault of a file.
OF_VALUES = (
    *(duckdb.DataError, duckdb.ConversionException, duckdb.OutOfRangeException, duckdb.InvalidInputException),
    *(duckdb.TypeMismatchException, duckdb.ConstraintException, pa.ArrowException),
)
_PANIC = "PanicException"  # what libraries in Rust raise; it is no Exception


def is_fault(error: BaseException) -> bool:
    """Whether `error` may come from what is in a file, and not from a person who stops the refresh."""
    return isinstance(error, Exception) or type(error).__name__ == _PANIC


def reason_of(error: BaseException, file: str = "") -> str:
    """Why a file can't be read, after `error`."""
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, MemoryError):
        return say("faults.file.memory")
    if isinstance(error, RecursionError):
        return say("faults.file.nested")
    if isinstance(error, OSError) and error.strerror:
        return say("collect.file.closed", file=file, error=error.strerror)
    return say("faults.file.unexpected", fault=type(error).__name__)


def recognizes(reader: Reader, path: Path) -> bool:
    """Whether the reader recognizes a file; one that it can't even look at is not its own."""
    try:
        return reader.recognizes(path)
    except BaseException as error:
        if not is_fault(error):
            raise
        return False


def may_pass(error: BaseException) -> bool:
    """Whether the next refresh should try the unchanged file again: memory or a network share may be back."""
    return isinstance(error, MemoryError | OSError)
