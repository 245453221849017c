"""Workbooks that no library at hand writes, made from their parts."""

import io
import struct
import zipfile

_ODS = " ".join(
    f'xmlns:{name}="urn:{urn}"'
    for name, urn in {
        "office": "oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "oasis:names:tc:opendocument:xmlns:text:1.0",
        "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def ods(title: str, *rows: list[str]) -> bytes:
    """An .ods; a cell that begins with < is written as it is."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content {_ODS}><office:body><office:spreadsheet><table:table table:name="{title}">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def _ods_cell(cell: str) -> str:
    if cell.startswith("<"):
        return cell
    return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'


def xlsb(
    title: str, rows: list[list[str | float]], *, errors: dict[tuple[int, int], int], merged: tuple[int, ...]
) -> bytes:
    """An .xlsb; `errors`: (row, column) -> code; `merged`: first row, last row, first column, last column."""
    sheet = _record(129) + _record(148, struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1)) + _record(145)
    for number, row in enumerate(rows):
        sheet += _record(0, struct.pack("<I", number) + bytes(21))
        for column, cell in enumerate(row):
            head = struct.pack("<II", column, 0)
            if (number, column) in errors:
                sheet += _record(3, head + bytes([errors[number, column]]))
            elif isinstance(cell, str):
                sheet += _record(6, head + _wide(cell))
            else:
                sheet += _record(5, head + struct.pack("<d", cell))
    sheet += (
        _record(146) + _record(177, struct.pack("<I", 1)) + _record(176, struct.pack("<4I", *merged)) + _record(178)
    )
    bundle = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(title))
    book = _record(131) + _record(143) + bundle + _record(144) + _record(132)
    relation = f'<Relationship Id="rId1" Type="{_SHEET}" Target="worksheets/sheet1.bin"/>'
    relations = f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>'
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations,
            "xl/worksheets/sheet1.bin": sheet + _record(130),
        }
    )


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    return head + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
