"""Every table in a file, whatever its format; the content decides, and the suffix where content can't.

What is not read is named in the reading: sheets that are hidden, members that are no tables or can't be opened.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from vocpipe.collect.parsing.archive import GZIP_MAGIC, gunzip, is_zip, is_zipped_workbook, unzip
from vocpipe.collect.parsing.csvfile import DELIMITERS, sniff
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.parsing.decoded import Decoded
from vocpipe.collect.parsing.htmltable import read_html
from vocpipe.collect.parsing.names import suffix_of
from vocpipe.collect.parsing.objects import read_objects
from vocpipe.collect.parsing.openfile import read_bytes
from vocpipe.collect.parsing.parquet import MAGIC as PARQUET_MAGIC
from vocpipe.collect.parsing.parquet import read_parquet
from vocpipe.collect.parsing.part import Part
from vocpipe.collect.parsing.textfile import records_of
from vocpipe.collect.parsing.workbook import OLE_MAGIC, read_workbook
from vocpipe.collect.parsing.workbook import SUFFIXES as WORKBOOKS
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.wording import say

_OBJECTS = frozenset({".json", ".jsonl", ".ndjson"})
_TEXT = frozenset({".csv", ".tsv", ".tab", ".psv", ".txt"})
_SINGLE = WORKBOOKS | _OBJECTS | _TEXT | {".parquet"}
SUFFIXES = _SINGLE | {f"{suffix}.gz" for suffix in _SINGLE} | {".zip"}
UNREADABLE = frozenset({".numbers", ".gz"})  # these may hold tables that can't be read


def tables_in(reading: Reading) -> list[Part]:
    """Every table in the reading's file; only the sheet or member that the settings name, if they do.

    Raises ReadError if there is none, or the file can't be opened.
    """
    suffix = suffix_of(reading.path)
    if suffix == ".gz":
        raise ReadError(say("collect.archive.no_inner_suffix"))
    if suffix in UNREADABLE:
        raise ReadError(say("collect.file.old_format", suffix=suffix))
    try:
        data = read_bytes(reading.path)
    except OSError as error:
        raise ReadError(say("collect.file.closed", file=reading.path.name, error=error.strerror)) from error
    if not data:
        raise ReadError(say("collect.file.empty"))
    if is_zip(data) or (suffix == ".zip" and not is_zipped_workbook(data)):
        return _in_archive(data, reading)
    parts = _in_file(reading.path.name, data, reading)
    if not parts:
        raise ReadError(say("collect.file.empty"))
    return parts


def _in_archive(data: bytes, reading: Reading) -> list[Part]:
    """The tables of every member; those of a workbook are called "member: sheet"."""
    wanted = reading.source.sheet
    parts: list[Part] = []
    names = []
    for member in unzip(data):
        names.append(member.name)
        if wanted is not None and member.name != wanted:
            continue
        try:
            parts += _in_member(member.name, member.data, member.problem, reading)
        except ReadError as error:
            reading.unread.append(say("collect.unread.member", name=member.name, reason=error))
    if wanted is not None and wanted not in names:
        raise ReadError(say("collect.table.no_such_member", name=wanted, names=", ".join(names)))
    if not parts:
        raise ReadError(reading.unread[0] if len(reading.unread) == 1 else say("collect.archive.no_table"))
    return parts


def _in_member(name: str, data: bytes, problem: str | None, reading: Reading) -> Iterator[Part]:
    if problem:
        raise ReadError(problem)
    if is_zip(data) or suffix_of(PurePath(name)) not in SUFFIXES - {".zip"}:
        raise ReadError(say("collect.archive.not_readable"))
    if not data:
        raise ReadError(say("collect.file.empty"))
    whole = replace(reading, source=reading.source.model_copy(update={"sheet": None}))  # `unread` stays shared
    for part in _in_file(name, data, whole):
        yield replace(part, name=f"{name}: {part.name}" if part.name else name)


def _in_file(name: str, data: bytes, reading: Reading) -> list[Part]:
    """The tables of a file that is no archive of several; a workbook has a name for each."""
    path, suffix = PurePath(name), suffix_of(PurePath(name))
    if data.startswith(GZIP_MAGIC):
        return _in_file(path.stem if suffix.endswith(".gz") else name, gunzip(data), reading)
    if data.startswith(OLE_MAGIC) or is_zipped_workbook(data) or (suffix in WORKBOOKS and not _is_text(suffix, data)):
        inner = suffix if suffix in WORKBOOKS else ".xlsx"
        return read_workbook(name, inner, data, reading.unread, sheet=reading.source.sheet)
    if data.startswith(PARQUET_MAGIC) or suffix == ".parquet":
        return [read_parquet("", data, reading.unread)]
    decoded = decode(data, stated=reading.source.encoding)
    if suffix in _OBJECTS:
        part = read_objects("", decoded, reading.unread)
        return [replace(part, warnings=[*decoded.warnings(), *part.warnings])]
    if suffix == ".xls" and _is_html(decoded.text):
        return read_html(decoded)
    return [_text(decoded)]


def _text(decoded: Decoded) -> Part:
    delimiter = sniff(decoded.text)
    return Part(
        "",
        decoded.encoding,
        lambda: records_of(decoded, delimiter=delimiter),
        decoded,
        delimiter,
        warnings=decoded.warnings(),
    )


def _is_text(suffix: str, data: bytes) -> bool:
    """Whether an .xls is delimited text or HTML, as some programs export it under that name."""
    if suffix != ".xls":
        return False
    try:
        head = decode(data).text[:4096]
    except ReadError:
        return False
    return _is_html(head) or any(delimiter in head.partition("\n")[0] for delimiter in DELIMITERS)


def _is_html(text: str) -> bool:
    return text.lstrip()[:1] == "<" and "<table" in text.lower()


def may_hold_table(path: Path) -> bool:
    """Whether a file with this name should be a table."""
    return suffix_of(path) in SUFFIXES | UNREADABLE


def holds_records(path: PurePath) -> bool:
    """Whether a file with this name holds records, each of which names its own fields."""
    return suffix_of(path).removesuffix(".gz") in _OBJECTS
