"""Small files that ask for much: of time, of memory, or to be read as something else. Each by its name."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

MB = 1 << 20
_HEADER = "id,created_at,customer_id,email,nps,comment\n"
_SHEET = "xl/worksheets/sheet1.xml"
_ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def packed(members: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def book(rows: int = 4) -> bytes:
    """A workbook of reviews."""
    made = openpyxl.Workbook()
    made.active.append(["id", "comment"])
    for number in range(1, rows + 1):
        made.active.append([f"r{number}", f"review number {number}"])
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def book_with(old: str, new: str, part: str = _SHEET, rows: int = 4) -> bytes:
    """A workbook of which a part was changed."""
    members = unpacked(book(rows))
    changed = members[part].replace(old.encode(), new.encode())
    assert changed != members[part], members[part][:600]
    return packed({**members, part: changed})


def ods(rows: str) -> bytes:
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    names += 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    names += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    table = f'<table:table table:name="a">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(
        {"mimetype": kind, "content.xml": f"<office:document-content {names}>{body}</office:document-content>"}
    )


def _cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


_WIDE = _cell("a", 'table:number-columns-repeated="16000"')


def document(text: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return packed({"word/document.xml": f'{text[:0]}<w:document xmlns:w="{word}"><w:body>{text}</w:body></w:document>'})


def _parquet(rows: int) -> bytes:
    file = io.BytesIO()
    with pq.ParquetWriter(file, pa.schema([("comment", pa.string())])) as writer:
        part = pa.table({"comment": pa.array(["a"] * 1_000_000)})
        for _ in range(rows // 1_000_000):
            writer.write_table(part)
    return file.getvalue()


def _rows(cell: str, count: int = 1) -> str:
    """Rows whose every cell is `cell`."""
    return _HEADER + ",".join([cell] * 6) + "\n" + "".join(f"{n},,,,,{cell[:50]}\n" for n in range(count))


def _traps() -> dict[str, str]:
    """Long cells that patterns with two ways to match take forever on."""
    pieces = (
        "9",
        "1,",
        "1.",
        "2026-",
        "年",
        "１",
        "a@",
        "a.",
        "@",
        " ",
        "-",
        ":",
        "：",
        "+",
        "(",
        "E+",
        "午後",
        "令和",
        "a ",
        "_x",
    )
    pieces += ("★", "4/", "名", "\t", "#", "http://", "<b>", "&#", "[", "{", "'", "Jan ", "UTC", "T00", "０")
    return {f"trap{at}.csv": _rows('"' + piece * (200_000 // len(piece)) + '"') for at, piece in enumerate(pieces)}


HOSTILE: dict[str, Callable[[], bytes | str]] = {
    "bad_lines.jsonl": lambda: '{"text": "a"}\n' + '{"text": bad}\n' * 340_000,
    "all_bad.jsonl": lambda: '{"text": bad}\n' * 340_000,
    "all_bad.json": lambda: "x\n" * 2_400_000,
    "newlines.json": lambda: '{"text": bad\n' + "\n" * 5_000_000,
    "open_strings.json": lambda: '{"text": "a\n' * 400_000,
    "deep.json": lambda: "[" * 500_000,
    "deep_objects.json": lambda: '[{"text": "a", "b": ' + '{"a":' * 900 + "1" + "}" * 900 + "}]",
    "same_keys.json": lambda: '[{"text": "a",' + ",".join(f'"k": {n}' for n in range(200_000)) + "}]",
    "other_keys.json": lambda: json.dumps([{f"k{n}": n, "text": "a"} for n in range(20_000)]),
    "number.json": lambda: '[{"text": "a", "n": ' + "9" * 100_000 + "}]",
    "long_cell.json": lambda: '[{"text": "' + "a" * (20 * MB) + '"}]',
    "long_line.csv": lambda: _HEADER + "1,2026-01-01,C,a@b.co,9," + "請" * (7 * MB),
    "long_quote.csv": lambda: _HEADER + '1,2026-01-01,C,a@b.co,9,"' + "a b c\n" * (3 * MB),
    "quotes.csv": lambda: _HEADER + '1,"a""\n' * 300_000,
    "quotes2.csv": lambda: _HEADER + '"""\n' * 800_000,
    "quotes3.csv": lambda: _HEADER + '"a"b,""\n"\n' * 300_000,
    "backslashes.csv": lambda: _HEADER + '1,,,,9,"a\\"b"\n' * 100_000 + "\\" * 300_000,
    "columns.csv": lambda: ",".join(f"c{n}" for n in range(100_000)) + "\n" + "x," * 99_999 + "y\n",
    "one_name.csv": lambda: "comment," * 50_000 + "id\n" + "x," * 50_000 + "y\n",
    "empty_lines.csv": lambda: _HEADER + "\n" * 4_000_000,
    "commas.csv": lambda: _HEADER + ",,,,,\n" * 300_000,
    "binary.csv": lambda: bytes(range(256)) * (160 << 10),
    "mixed.csv": lambda: _HEADER.encode() + ("1,,,,,請求書\n".encode() + "2,,,,,請求書\n".encode("cp932")) * 100_000,
    "bomb.csv.gz": lambda: gzip.compress(b"0" * (280 * MB), 6),
    "bomb.zip": lambda: packed({"a.csv": b"0" * (100 * MB)}),
    "bombs.zip": lambda: packed({f"{n}.zip": packed({"a.csv": b"0" * MB}) for n in range(300)}),
    "members.zip": lambda: packed({f"{n}.csv": b"x" for n in range(11_000)}),
    "quine.gz": lambda: gzip.compress(gzip.compress(gzip.compress(b"id,text\n1,a\n"))),
    "nested.csv.gz": lambda: _nested(200),
    "row.xlsx": lambda: book_with('<row r="5"', '<row r="4000000000"'),
    "cells_row.xlsx": lambda: book_with('r="A5"', 'r="A4000000000"'),
    "corner.xlsx": lambda: book_with('<c r="B5"', '<c r="XFD5"'),
    "far_corner.xlsx": lambda: book_with('<row r="5"><c r="A5"', '<row r="1048576"><c r="A1048576"').replace(b"", b""),
    "cell.xlsx": lambda: book_with("review number 1", "a" * (100 * MB)),
    "entities.xlsx": lambda: book_with("<worksheet", f"{_ENTITIES}<worksheet"),
    "entities.docx": lambda: packed({"word/document.xml": f"<?xml version='1.0'?>{_ENTITIES}<w>&j;</w>"}),
    "elements.docx": lambda: document("<w:p/>" * 3_000_000),
    "deep.docx": lambda: document("<w:p>" * 200_000 + "</w:p>" * 200_000),
    "rows.ods": lambda: ods(
        f'<table:table-row table:number-rows-repeated="1000000">{_WIDE}{_cell("b")}</table:table-row>'
    ),
    "far.ods": lambda: ods(f'<table:table-row table:number-rows-repeated="4000000000">{_cell("a")}</table:table-row>'),
    "rows.parquet": lambda: _parquet(40_000_000),
    "tables.xls": lambda: "<table>" * 20_000 + "<tr><td>a</td></tr>" + "</table>" * 20_000,
    "open_rows.xls": lambda: "<table>" + "<tr><td>a<td>b" * 40_000,
    "open_cells.xls": lambda: "<table><tr>" + "<td>a<b>b" * 20_000,
    "cells.xls": lambda: "<table>" + "<tr><td rowspan=1000 colspan=1000>a" * 3_000 + "</table>",
    "talk.txt": lambda: "a: b\n" * 400_000,
    "colons.txt": lambda: ":" * 2_000_000,
    "heads.txt": lambda: "田中　太郎　" * 300_000,
    "times.vtt": lambda: "WEBVTT\n\n" + "00:00:00.000 --> 00:00:01.000\n<v A>a\n\n" * 60_000,
    "arrows.srt": lambda: "1\n" + "00:" * 600_000 + "-->",
    **{name: (lambda text=text: text) for name, text in _traps().items()},
}


def _nested(depth: int) -> bytes:
    data = b"id,comment\n1,a\n"
    for _ in range(depth):
        data = gzip.compress(data, 1)
    return data
