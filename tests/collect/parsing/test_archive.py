"""Compressed files: what is read, what is named, and what is too much."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.collect.parsing.tables import reading, rows_of
from vocpipe.collect.parsing.grid import header_of, open_grid
from vocpipe.collect.readers.zendesk import READER as ZENDESK
from vocpipe.errors import ReadError

APRIL = "番号,本文\n1,画面が暗い\n2,字が小さい\n"
MAY = "番号,本文\n3,音が割れる\n"
TICKET = {"id": 1, "subject": "a", "requester_id": 2, "via": {}, "submitter_id": 2}


@pytest.fixture
def packed(tmp_path):
    def pack(members: dict[str, str | bytes], method=zipfile.ZIP_DEFLATED) -> Path:
        with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return tmp_path / "a.zip"

    return pack


def test_alike_members_are_read_one_after_another(packed):
    about, rows = rows_of(packed({"4月.csv": APRIL.encode("cp932"), "2026/5月.CSV": MAY}))
    assert [row["本文"] for row in rows.values()] == ["画面が暗い", "字が小さい", "音が割れる"]
    assert list(rows) == [2, 3, 5]
    assert "4月.csv (1), 2026/5月.CSV (4)" in about.warnings[0]
    assert about.unread == []


def test_names_in_cp932_are_read(packed):
    path = packed({"AA.csv": APRIL, "BB.csv": MAY})
    path.write_bytes(path.read_bytes().replace(b"AA", "四".encode("cp932")).replace(b"BB", "五".encode("cp932")))
    about, _ = rows_of(path)
    assert "四.csv (1), 五.csv (4)" in about.warnings[0]


def test_what_is_not_read_is_named(packed):
    inner = io.BytesIO()
    zipfile.ZipFile(inner, "w").close()
    members = {
        "a.csv": APRIL,
        "users.csv": "user,plan\nu1,pro\n",
        "guide.pdf": b"%PDF",
        "b.zip": inner.getvalue() + b"PK",
    }
    about, rows = rows_of(packed({**members, "__MACOSX/._a.csv": b"x", ".DS_Store": b"x", "empty.csv": b""}))
    assert len(rows) == 2
    named = " ".join(about.unread)
    assert all(name in named for name in ("users.csv", "guide.pdf", "b.zip", "empty.csv"))
    assert '"users.csv" (rows: 1)' in named
    assert "MACOSX" not in named


def test_a_member_can_be_chosen(packed):
    path = packed({"a.csv": APRIL, "users.csv": "user,plan\nu1,pro\n"})
    about, rows = rows_of(path, sheet="users.csv")
    assert rows == {2: {"user": "u1", "plan": "pro"}}
    assert about.unread == []
    with pytest.raises(ReadError, match=r"a\.csv, users\.csv"):
        rows_of(path, sheet="c.csv")


def test_workbooks_and_json_are_read_in_archives(packed, tmp_path):
    book = Workbook()
    for row in (["番号", "本文"], [4, "電池が減る"]):
        book.active.append(row)
    book.save(tmp_path / "b.xlsx")
    members = {
        "a.csv": APRIL,
        "b.xlsx": (tmp_path / "b.xlsx").read_bytes(),
        "c.json": json.dumps([{"番号": 5, "本文": "重い"}]),
    }
    _, rows = rows_of(packed(members))
    assert [row["番号"] for row in rows.values()] == ["1", "2", "4", "5"]


def encrypted(path: Path) -> Path:
    """The archive with the flag of encryption in both headers of its only member."""
    data = bytearray(path.read_bytes())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    path.write_bytes(bytes(data))
    return path


def test_a_password_is_said(packed):
    with pytest.raises(ReadError, match="password"):
        rows_of(encrypted(packed({"a.csv": APRIL})))


@pytest.mark.parametrize("name", ["a.csv.gz", "A.CSV.GZ"])
def test_gz_is_read_like_its_content(tmp_path, name):
    (tmp_path / name).write_bytes(gzip.compress(APRIL.encode("cp932")))
    about, rows = rows_of(tmp_path / name)
    assert (about.encoding, len(rows)) == ("cp932", 2)


def test_quotes_and_missing_headers_are_told_in_archives_too(packed):
    escaped = '番号,本文\n1,"画面に \\"エラー 5\\" と出て、閉じる"\n'
    _, rows = rows_of(packed({"a.csv": escaped, "b.pdf": b"x"}))
    assert rows[2]["本文"] == '画面に "エラー 5" と出て、閉じる'
    lines = "".join(f'{n},2026-05-0{n},"Screen flickers at night, number {n}"\n' for n in range(1, 6))
    about, rows = rows_of(packed({"a.csv": lines}))
    assert len(rows) == 5
    assert "there is no header" in about.warnings[0]


def test_readers_of_text_look_into_archives(packed, tmp_path):
    (tmp_path / "t.json.gz").write_bytes(gzip.compress(json.dumps(TICKET).encode()))
    zipped = packed({"t.json": json.dumps(TICKET)})
    for path in (tmp_path / "t.json.gz", zipped):
        assert ZENDESK.recognizes(path)
        assert len(list(ZENDESK.read(reading(path)))) == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.zip", b"PK", "damaged"),
        ("a.csv.gz", gzip.compress(APRIL.encode(), mtime=0)[:-9], "damaged"),
        ("a.csv.gz", gzip.compress(b"0," * (20 << 20), mtime=0), "unpacked"),
        ("a.gz", gzip.compress(b"x", mtime=0), r"reviews\.csv\.gz"),
    ],
)
def test_damaged_and_enormous_files_are_refused(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=message):
        open_grid(reading(tmp_path / name))
    assert header_of(tmp_path / name) == []


def test_archives_that_unpack_to_far_more_are_refused(packed):
    with pytest.raises(ReadError, match="unpacked"):
        rows_of(packed({f"{n}.csv": b"a,b\n" * (4 << 20) for n in range(3)}))
