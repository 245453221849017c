"""Cells that the library hands out empty, in every format: errors, formulas never computed, merged ones."""

import io
import zipfile
from datetime import date

import pytest
import xlwt
from openpyxl import Workbook

from tests.collect.parsing.tables import reading, rows_of
from tests.collect.parsing.workbooks import ods, xlsb
from vocpipe.collect.parsing.unseen import unseen_in
from vocpipe.collect.parsing.workbook import read_workbook
from vocpipe.collect.tabular.table import read_table
from vocpipe.errors import ReadError

HEADER = ["会員番号", "NPS", "理由"]


def saved(path, content):
    path.write_bytes(content)
    return path


def of_xls(path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("五月")
    for at, name in enumerate(HEADER):
        sheet.write(0, at, name)
    sheet.write_merge(1, 2, 0, 0, "M1")
    sheet.row(1).set_cell_error(1, 0x2A)
    sheet.write(1, 2, "手続きが遅い")
    sheet.write(2, 1, 9)
    sheet.write(2, 2, "窓口が親切")
    book.save(str(path))
    return path


def of_xlsb(path):
    rows = [HEADER, ["M1", 0.0, "手続きが遅い"], ["", 9.0, "窓口が親切"]]
    return saved(path, xlsb("五月", rows, errors={(1, 1): 0x2A}, merged=(1, 2, 0, 0)))


def of_ods(path):
    string = '<table:table-cell {} office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    spanned = string.format('table:number-rows-spanned="2"', "", "M1")
    error = string.format('table:formula="of:=X"', ' office:string-value="" calcext:value-type="error"', "#N/A")
    nine = '<table:table-cell office:value-type="float" office:value="9"/>'
    rows = [HEADER, [spanned, error, "手続きが遅い"], ["<table:covered-table-cell/>", nine, "窓口が親切"]]
    return saved(path, ods("五月", *rows))


def of_xlsx(path):
    book = Workbook()
    for row in (HEADER, ["M1", "#N/A", "手続きが遅い"], [None, 9, "窓口が親切"]):
        book.active.append(row)
    book.active["B2"].data_type = "e"
    book.active.merge_cells("A2:A3")
    book.save(path)
    return path


@pytest.mark.parametrize("make", [of_xls, of_xlsb, of_ods, of_xlsx])
def test_errors_are_refused_and_merged_cells_are_filled_down(tmp_path, make):
    it = reading(make(tmp_path / f"a.{make.__name__[3:]}"))
    first, second = read_table(it)
    assert [(value.field, value.raw) for value in first.refused] == [("score", "#N/A")]
    assert (first.feedback[0].text, first.feedback[0].customer_ref) == ("手続きが遅い", "M1")
    assert (second.feedback[0].score, second.feedback[0].customer_ref) == (9, "M1")
    assert it.warnings == ["merged cells were filled down, in columns A"]


def test_dates_of_an_xls_are_dates(tmp_path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("a")
    for at, name in enumerate(["受付日", "内容"]):
        sheet.write(0, at, name)
    sheet.write(1, 0, date(2026, 5, 1), xlwt.easyxf(num_format_str='YYYY"年"M"月"D"日"'))
    sheet.write(1, 1, "字が小さい")
    book.save(str(tmp_path / "a.xls"))
    assert rows_of(tmp_path / "a.xls")[1] == {2: {"受付日": "2026-05-01", "内容": "字が小さい"}}


def test_a_formula_in_an_ods_that_was_never_computed_is_refused(tmp_path):
    formula = '<table:table-cell table:formula="of:=4+5"/>'
    it = reading(saved(tmp_path / "a.ods", ods("a", HEADER, ["M1", formula, "遅い"])))
    (outcome,) = read_table(it)
    assert [value.raw for value in outcome.refused] == ["#UNCOMPUTED! =4+5"]


def with_cells(cells: str) -> bytes:
    """An .xlsx of one sheet with these cells of its second row, as XML."""
    book = Workbook()
    book.active.append(["a", "b", "c"])
    book.active.append([1, 2, 3])
    packed = io.BytesIO()
    book.save(packed)
    changed = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                at = content.index(b'<row r="2">')
                content = (
                    content[:at] + f'<row r="2">{cells}</row>'.encode() + content[content.index(b"</sheetData>") :]
                )
            new.writestr(name, content)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        ('<c r="A2"><f>1+1</f></c>', {0: "#UNCOMPUTED! =1+1"}),
        ('<c r="A2"><f>1&lt;2</f><v/></c>', {0: "#UNCOMPUTED! =1<2"}),
        ('<c r="A2" s="1"/><c r="B2" s="1"><f t="shared" si="0"/><v></v></c>', {1: "#UNCOMPUTED! ="}),
        ('<c r="A2" t="str"><f>""</f><v></v></c>', {}),  # computed: the empty text
        ('<c r="A2"><f>1+1</f><v>2</v></c>', {}),
        ('<c r="A2" t="e"><f>NA()</f><v>#N/A</v></c><c r="AB2" t="e"><v>#REF!</v></c>', {0: "#N/A", 27: "#REF!"}),
        ('<x:c t="e" r="C2"><x:v>#NAME?</x:v></x:c>', {2: "#NAME?"}),
    ],
)
def test_the_xml_of_a_sheet_tells_what_is_not_empty(cells, marks):
    assert unseen_in(with_cells(cells), "Sheet").marks.get(1, {}) == marks


def test_a_table_of_formulas_alone_is_not_empty():
    (part,) = read_workbook("a.xlsx", ".xlsx", with_cells('<c r="A2"><f>1</f></c><c r="D2"><f>2</f></c>'), [])
    assert list(part.rows()) == [(1, ["a", "b", "c"]), (2, ["#UNCOMPUTED! =1", None, None, "#UNCOMPUTED! =2"])]


def test_an_xls_that_is_delimited_text_is_read_as_such(tmp_path):
    path = saved(tmp_path / "a.xls", "会員番号\tNPS\t理由\nM1\t9\t親切\n".encode("cp932"))
    assert rows_of(path)[1] == {2: {"会員番号": "M1", "NPS": "9", "理由": "親切"}}
    with pytest.raises(ReadError, match="workbook"):
        rows_of(saved(tmp_path / "b.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))


def test_an_xls_that_is_html_is_read_as_such(tmp_path):
    page = (
        "<html><body><table><tr><th>会員番号</th><th>NPS</th><th>理由</th></tr>"
        "<tr><td rowspan=2>M1</td><td>9</td><td>親切<br>丁寧</td></tr><tr><td>3</td><td>遅い</td></tr></table></html>"
    )
    _, rows = rows_of(saved(tmp_path / "a.xls", page.encode("cp932")))
    assert rows == {
        2: {"会員番号": "M1", "NPS": "9", "理由": "親切\n丁寧"},
        3: {"会員番号": "M1", "NPS": "3", "理由": "遅い"},
    }
