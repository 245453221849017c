"""What is in compressed files: the one file of a .gz, the members of a .zip. Nothing is unpacked onto the disk."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from vocpipe.collect.parsing.limits import MB, beyond, check, limits
from vocpipe.collect.parsing.openfile import open_regular, read_bytes
from vocpipe.errors import ReadError
from vocpipe.wording import say

ZIP_MAGIC, GZIP_MAGIC = b"PK\x03\x04", b"\x1f\x8b"
_MAX_RATIO = 200  # unpacked bytes per packed byte, beyond the first 10 MB; real exports have at most 50
_FREE_OF_RATIO = 10 << 20
_PIECE = 1 << 20  # bytes that are unpacked at a time
_WORKBOOK_NAMES = ("[Content_Types].xml", "content.xml")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `problem`: why it was not read, instead of its content."""

    name: str
    data: bytes = b""
    problem: str | None = None


def is_zip(data: bytes) -> bool:
    """Whether `data` is a .zip, and not a workbook, which is a .zip of XML."""
    return data.startswith(ZIP_MAGIC) and not is_zipped_workbook(data)


def is_zipped_workbook(data: bytes) -> bool:
    """Whether `data` is an .xlsx, .xlsb or .ods; a damaged .zip is none."""
    if not data.startswith(ZIP_MAGIC):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in _WORKBOOK_NAMES for name in archive.namelist())
    except _DAMAGED:
        return False


def names_in(data: bytes) -> list[str]:
    """The names of everything in a .zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def gunzip(data: bytes) -> bytes:
    """The content of a .gz; raises ReadError if it is damaged or too large."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return read_within(file, len(data))
    except _DAMAGED as error:
        raise ReadError(say("collect.archive.damaged", error=error)) from error


def read_within(file: IO[bytes] | gzip.GzipFile, packed: int, before: int = 0) -> bytes:
    """All that a packed file unpacks to, as long as it is no more than an export of its size would be.

    packed: bytes of the archive; before: bytes that were unpacked from it already. Raises ReadError beyond the limit.
    """
    pieces, total = [], before
    while piece := file.read(_PIECE):
        pieces.append(piece)
        total += len(piece)
        _check_size(total, packed)
    return b"".join(pieces)


def unzip(data: bytes) -> Iterator[Member]:
    """Every file in a .zip but those that systems leave there, in the archive's order.

    Raises ReadError if it is damaged, or has more files or bytes than an export would.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_systems(_name(info))]
            check("members", len(infos))
            total = 0
            for info in infos:
                member = _member(archive, info, packed=len(data), before=total)
                total += len(member.data)
                yield member
    except _DAMAGED as error:
        raise ReadError(say("collect.archive.damaged", error=error)) from error


def content(path: Path, *, limit: int = -1) -> bytes:
    """The bytes of a file, those of its content if it is a .gz or a .zip of one file; at most `limit` of them.

    Raises OSError if it can't be opened, and ReadError if it is a damaged archive.
    """
    with open_regular(path) as file:
        magic = file.read(4)
        file.seek(0)
        if limit > 0 and not magic.startswith((GZIP_MAGIC, ZIP_MAGIC)):
            return file.read(limit)
        if limit > 0:
            return _head(path, limit, zipped=magic == ZIP_MAGIC)
    data = read_bytes(path)
    if not magic.startswith((GZIP_MAGIC, ZIP_MAGIC)):
        return data
    if magic.startswith(GZIP_MAGIC):
        return gunzip(data)
    members = list(unzip(data)) if is_zip(data) else []
    return members[0].data if len(members) == 1 and not members[0].problem else data


def _head(path: Path, limit: int, *, zipped: bool) -> bytes:
    """The first bytes of what a .gz or a .zip of one file holds."""
    try:
        if not zipped:
            with gzip.open(path) as file:
                return file.read(limit)
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_systems(_name(info))]
            if len(infos) != 1:
                return b""
            with archive.open(infos[0]) as inner:
                return inner.read(limit)
    except _DAMAGED as error:
        raise ReadError(say("collect.archive.damaged", error=error)) from error


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, packed: int, before: int) -> Member:
    name = _name(info)
    if info.flag_bits & 1:
        return Member(name, problem=say("collect.archive.encrypted"))
    with archive.open(info) as file:
        return Member(name, read_within(file, packed, before))


def _check_size(unpacked: int, packed: int) -> None:
    if unpacked > limits().unpacked_mb * MB or unpacked > _FREE_OF_RATIO + _MAX_RATIO * packed:
        raise beyond("unpacked_mb")


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; without a flag for UTF-8 it may be in UTF-8 all the same, or in CP932, as in Japan."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_systems(name: str) -> bool:
    """Whether a member is what macOS or Windows adds by itself."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith((".", "~$")) or path.name in ("Thumbs.db", "desktop.ini")
