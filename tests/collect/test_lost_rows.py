"""Damage that would lose rows in silence: the file is refused, or every row is counted and every value kept."""

import gzip
import json

import pytest

from tests.collect.hostile import book, book_with, ods, packed
from tests.collect.samples import Sample
from tests.collect.test_fuzz import counted, read, source_of
from vocpipe.collect.registry import readers

HEADER = "id,comment\n"
ROWS = [f"r{number},the export stops at row {number}\n" for number in range(1, 51)]
PLAIN = HEADER + "".join(ROWS)


def file_of(tmp_path, name, data, reader="table"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read(path, source_of(Sample(readers()[reader], name, b""), path))


def change(data, at, new):
    return data[:at] + new + data[at + len(new) :]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('r="A5"', 'r="A50"'),
        ('r="A5"', 'r="A4"'),
        ('r="A5"', 'r="A500000"'),
        ('r="A5"', 'r="A4000000000"'),
        ('r="B5"', 'r="A5"'),
        ('r="B5"', 'r="AAAAAAA5"'),
        ('<row r="5"', '<row r="4"'),
        ('<row r="5"', '<row r="500"'),
        ('<row r="5"', '<row r="9000000"'),
        ('<row r="5"', '<rpw r="5"'),
        ('<c r="A5"', '<d r="A5"'),
        ("</row>", ""),
    ],
)
def test_a_sheet_whose_rows_or_cells_are_misnumbered_is_refused(tmp_path, old, new):
    file = file_of(tmp_path, "book.xlsx", book_with(old, new, rows=50))
    assert file.error and file.rows_read == 0


def test_a_sheet_with_a_text_that_is_missing_is_refused_or_its_rows_are_rejected(tmp_path):
    data = book_with(' t="inlineStr"><is><t>review number 7</t></is>', ' t="s"><v>999999</v>', rows=50)
    file = file_of(tmp_path, "book.xlsx", data)
    assert file.error or file.rows_read == 50


def test_a_whole_sheet_is_read(tmp_path):
    assert file_of(tmp_path, "book.xlsx", book(50)).rows_accepted == 50


def test_a_part_of_a_workbook_that_is_there_twice_is_refused(tmp_path):
    data = book(5)
    import io
    import zipfile

    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("xl/worksheets/sheet1.xml", archive.read("xl/worksheets/sheet1.xml")[:300])
    assert file_of(tmp_path, "book.xlsx", file.getvalue()).error


def test_an_ods_with_rows_beyond_any_spreadsheet_is_refused(tmp_path):
    cell = '<table:table-cell office:value-type="string"><text:p>comment</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="900000000">{cell}</table:table-row>'
    assert "no spreadsheet has" in file_of(tmp_path, "a.ods", ods(row)).error


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("place", [0.3, 0.6, 0.98])
@pytest.mark.parametrize("change", ["drop", "add"])
def test_utf16_of_which_a_byte_is_missing_is_refused_or_counted(tmp_path, encoding, place, change):
    data = PLAIN.encode(encoding)
    at = int(len(data) * place)
    data = data[:at] + (b"x" if change == "add" else b"") + data[at + (change == "drop") :]
    file = file_of(tmp_path, "a.csv", data)
    assert file.error or file.rows_read == 50


def test_files_in_utf16_one_after_another_are_all_read(tmp_path):
    file = file_of(tmp_path, "a.csv", PLAIN.encode("utf-16") + PLAIN.encode("utf-16"))
    assert file.error or (file.rows_accepted, file.rows_rejected) == (100, 1)


def test_a_mark_of_byte_order_in_the_middle_costs_no_row(tmp_path):
    file = file_of(tmp_path, "a.csv", PLAIN.encode("utf-8-sig") * 2)
    assert (file.rows_accepted, file.rows_rejected) == (100, 1)


def test_nuls_cost_no_row(tmp_path):
    file = file_of(tmp_path, "a.csv", PLAIN.replace("r7,", "\0r7\0,").replace("row 9", "ro\0w 9"))
    assert file.rows_accepted == 50


@pytest.mark.parametrize("cut", [1, 8, 100])
def test_a_gz_that_is_cut_off_or_continued_is_refused(tmp_path, cut):
    data = gzip.compress(PLAIN.encode())
    assert file_of(tmp_path, "a.csv.gz", data[:-cut]).error
    assert file_of(tmp_path, "b.csv.gz", data + b"more" * cut).error


def test_every_part_of_a_gz_of_several_is_read(tmp_path):
    data = gzip.compress(PLAIN.encode()) + gzip.compress("".join(ROWS).replace("r", "s").encode())
    assert file_of(tmp_path, "a.csv.gz", data).rows_read == 100


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_a_zip_that_is_cut_off_is_refused(tmp_path, cut):
    assert file_of(tmp_path, "a.zip", packed({"a.csv": PLAIN, "b.csv": PLAIN})[:-cut]).error


def test_each_broken_line_of_json_is_one_row(tmp_path):
    good = [json.dumps({"id": f"r{number}", "text": f"the export stops {number}"}) for number in range(20)]
    lines = [line if number % 3 else line[2:] for number, line in enumerate(good)]
    file = file_of(tmp_path, "a.jsonl", "\n".join(lines))
    assert (file.rows_accepted, file.rows_rejected) == (13, 7)


def test_of_names_that_an_object_has_twice_no_value_is_lost(tmp_path):
    from vocpipe.collect.parsing.json_text import every_pair

    pairs = [("text", "a"), ("id", 1), ("text", "b"), ("text", "b"), ("id", 1), ("text", "c")]
    assert every_pair(pairs) == {"text": "c", "id": 1, "text (2)": "a", "text (3)": "b", "text (4)": "b"}


@pytest.mark.parametrize("quote", ['"', '""', '"""', 'x"', '"x'])
@pytest.mark.parametrize("row", [3, 25, 49])
def test_a_stray_quote_costs_its_own_line_alone(tmp_path, quote, row):
    lines = [HEADER, *ROWS]
    lines[row] = lines[row].replace(",", f",{quote}")
    file = file_of(tmp_path, "a.csv", "".join(lines))
    assert counted(file) and file.rows_read == 50
