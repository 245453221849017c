"""Files that still name a person are found, whatever they are packed in."""

import gzip
import io
import json
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vocpipe.rights.person import Person
from vocpipe.rights.search import files_that_name
from vocpipe.store.workspace import Workspace

PERSON = Person(
    ids=("c1", "12"), emails=("yuki@shop.example",), names=("中村雪",), texts=("青鷺の読取機が朝まったく温まらない",)
)
ROWS = [["id", "mail"], ["c1", "x"], ["c10", "y"]]
SAID = "「青鷺の読取機が、朝まったく温まらない。」"


def workbook(rows):
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def packed(**members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def parquet(column):
    content = io.BytesIO()
    pq.write_table(pa.table({"mail": column}), content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"id\nc1\n", True),
        (b"id\nc10\nxc1\n", False),
        (b"id,n\n12,x\n", True),
        (b"id,n\n120,in 12 days\n", False),
        (SAID.encode("cp932"), True),
        (SAID.encode("utf-16"), True),
        (json.dumps({"text": SAID}).encode(), True),
        (b"<p>&#20013;&#26449;&#38634;</p>", True),
        (gzip.compress(b"a,YUKI@shop.example\n"), True),
        (workbook(ROWS), True),
        (workbook([["id"], ["c10"]]), False),
        (packed(inner=packed(deep=b"yuki@shop.example")), True),
        (parquet(["a@b.example", "yuki@shop.example"]), True),
        (parquet(["a@b.example"]), False),
        (b"\x00\xff broken", False),
    ],
)
def test_what_names_the_person_is_found(content, expected, tmp_path):
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "file").write_bytes(content)
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "own").write_bytes(b"c1 yuki@shop.example")
    assert files_that_name(Workspace(tmp_path), PERSON) == (["inputs/file"] if expected else [])
