"""The text of a Word document, paragraph by paragraph; a row of a table with a name and words is one line."""

import zlib
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from vocpipe.collect.parsing.openfile import open_regular
from vocpipe.errors import ReadError
from vocpipe.wording import say

SUFFIXES = frozenset({".docx"})
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTENT = "word/document.xml"
# What a damaged archive or its content raises; RuntimeError: it is encrypted, or nested too deep.
_DAMAGED = (
    BadZipFile,
    KeyError,
    ElementTree.ParseError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    zlib.error,
)
_MAX_SIZE = 20 << 20  # bytes of the unpacked text; a talk of ten hours is far smaller


def document_text(path: Path) -> str:
    """The text of the .docx at `path`. Raises ReadError if it is none, is damaged, or is far larger than a talk."""
    try:
        with open_regular(path) as file, ZipFile(file) as archive:
            if archive.getinfo(_CONTENT).file_size > _MAX_SIZE:
                raise ReadError(say("collect.talks.document_too_large", file=path.name))
            root = ElementTree.fromstring(archive.read(_CONTENT))  # noqa: S314 - expat bounds entities itself
        body = root.find(f"{_W}body")
        return "\n".join(line for child in (() if body is None else body) for line in _lines(child))
    except _DAMAGED as error:
        raise ReadError(say("collect.talks.bad_document", file=path.name, error=error)) from error


def _lines(element: ElementTree.Element) -> list[str]:
    """The lines of a paragraph, a table, or whatever holds some."""
    if element.tag == f"{_W}p":
        return [_paragraph(element)]
    if element.tag == f"{_W}tr":
        return [_row(element)]
    return [line for child in element for line in _lines(child)]


def _row(row: ElementTree.Element) -> str:
    cells = [" ".join(_paragraph(p) for p in cell.iter(f"{_W}p")).strip() for cell in row.iter(f"{_W}tc")]
    filled = [cell for cell in cells if cell]
    return f"{' '.join(filled[:-1])}: {filled[-1]}" if len(filled) > 1 else "".join(filled)


def _paragraph(paragraph: ElementTree.Element) -> str:
    return "".join(_written(node) for node in paragraph.iter())


def _written(node: ElementTree.Element) -> str:
    if node.tag == f"{_W}t":
        return node.text or ""
    return {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}.get(node.tag, "")
