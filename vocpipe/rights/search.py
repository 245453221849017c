"""Files of a workspace that still name a person: exports, which vocpipe never changes, and what others keep there."""

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from vocpipe.rights.person import Person
from vocpipe.rights.traces import Traces, folded, letters
from vocpipe.store.workspace import Workspace

_MAX_BYTES = 500_000_000  # of one file, unpacked
_MAX_DEPTH = 3  # of archives in archives
_MIN_SAID = 12  # letters of a text by which its author is known
_ENCODINGS = ("utf-8", "utf-16", "cp932", "euc_jp", "latin-1")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
# What vocpipe itself writes there, from which the person was erased.
_OWN = ("private", "published")


def files_that_name(workspace: Workspace, person: Person) -> list[str]:
    """The files, relative to the workspace, in which an id, an address, a number or a whole text of the person stands.

    Archives, workbooks and packed files are looked into. A short id may be found where it means something else.
    """
    traces = Traces(person)
    files = (path for path in sorted(workspace.root.rglob("*")) if path.is_file())
    found = [
        path.relative_to(workspace.root) for path in files if not _is_own(workspace, path) and _names(path, traces)
    ]
    return [path.as_posix() for path in found]


def _is_own(workspace: Workspace, path: Path) -> bool:
    return path.relative_to(workspace.root).parts[0] in _OWN


def _names(path: Path, traces: Traces) -> bool:
    try:
        return any(_is_named(text, traces) for text in texts_of(path.read_bytes()))
    except OSError:
        return False


def _is_named(text: str, traces: Traces) -> bool:
    """Whether the person is named or quoted in a text."""
    if traces.names_in(text):
        return True
    run = letters(text)
    said = (letters(item) for item in traces.person.texts)
    return any(item in run for item in said if len(item) >= _MIN_SAID)


def texts_of(content: bytes, depth: int = 0) -> Iterator[str]:
    """Everything in the bytes of a file that can be read as text, archives and packed files unpacked."""
    for inner in _unpacked(content) if depth < _MAX_DEPTH else ():
        yield from texts_of(inner, depth + 1)
    if content.startswith(b"PAR1"):
        yield _parquet(content)
        return
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, UnicodeError):
            continue
        yield text
        if "\\u" in text:
            yield _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        if "&" in text:
            yield html.unescape(text)


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"\x1f\x8b"):
        try:
            yield gzip.GzipFile(fileobj=io.BytesIO(content)).read(_MAX_BYTES)
        except (OSError, EOFError, zlib.error):
            return
    elif zipfile.is_zipfile(io.BytesIO(content)):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.infolist():
                    with archive.open(member) as file:
                        yield file.read(_MAX_BYTES)
        except (OSError, RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError):
            return


def _parquet(content: bytes) -> str:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(content))
    return folded(str(table.to_pylist()))
