"""Tables of which every row holds a word of its own, so that a row that is lost shows."""

import gzip
import io
import json
import re
import zipfile
import zlib

import pyarrow as pa
import pyarrow.parquet as pq

from tests.collect.hostile import ods, packed
from tests.collect.samples import Sample, workbook
from vocpipe.collect.registry import readers

ROWS = 50
_TOKEN = re.compile(r"zq\d{3}x")
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, NotImplementedError)


def planted() -> list[Sample]:
    """Each kind of file that holds a table, with `ROWS` rows."""
    header = ["id", "created_at", "comment", "plan"]
    rows = [
        [f"A-{n}", f"2026-01-{n % 28 + 1:02d}", f"zq{n:03d}x the export stops at page {n}", "Pro"] for n in range(ROWS)
    ]
    records = [dict(zip(header, row, strict=True)) for row in rows]
    plain = "\n".join(",".join(row) for row in [header, *rows]) + "\n"
    quoted = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in [header, *rows])
    lines = "\n".join(map(json.dumps, records))
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [header, *rows])
    sheet = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in [header, *rows])
    table = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), table)
    files: dict[str, bytes] = {
        "plain.csv": plain.encode(),
        "quoted.csv": quoted.encode(),
        "wide.csv": plain.encode("utf-16"),
        "tabs.tsv": plain.replace(",", "\t").encode(),
        "lines.jsonl": lines.encode(),
        "list.json": json.dumps(records).encode(),
        "page.json": json.dumps({"data": records, "next": None}).encode(),
        "book.xlsx": workbook([header, *rows]),
        "sheet.ods": ods(sheet),
        "page.xls": f"<table>{cells}</table>".encode(),
        "packed.csv.gz": gzip.compress(plain.encode()),
        "packed.zip": packed({"a.csv": plain}),
        "columns.parquet": table.getvalue(),
    }
    return [Sample(readers()["table"], name, data) for name, data in files.items()]


def _cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def tokens_in(data: bytes) -> set[str]:
    """The words of rows that are whole in the bytes of a file, unpacked if it is packed."""
    found = set[str]()
    for part in (data, *_unpacked(data)):
        found.update(_TOKEN.findall(part.decode("utf-8", "replace")))
        found.update(_TOKEN.findall(part.decode("utf-16-le", "replace")))
        found.update(_TOKEN.findall(part.decode("utf-16-be", "replace")))
    return found


def _unpacked(data: bytes) -> list[bytes]:
    try:
        if data[:2] == b"\x1f\x8b":
            return [gzip.decompress(data)]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [archive.read(name) for name in archive.namelist()]
    except _DAMAGED:
        return []
