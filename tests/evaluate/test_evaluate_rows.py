import pytest

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.rows import read_labelled


def read(folder, text, *columns):
    path = folder / "rows.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_labelled(path, *(columns or ("text", "label")))


def test_rows_come_in_the_files_order_without_blanks_around_them(tmp_path):
    rows = read(tmp_path, "id,text,label\n1, slow ,neg\n2,速い,pos\n")
    assert (rows.texts, rows.labels) == (["slow", "速い"], ["neg", "pos"])


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path):
    rows = read(tmp_path, b"\xef\xbb\xbftext,label\r\nslow,neg\r\n")
    assert (rows.texts, rows.labels) == (["slow"], ["neg"])


def test_rows_without_a_text_or_a_label_are_left_out(tmp_path):
    assert read(tmp_path, "text,label\n,neg\nslow,\nshort\n  ,pos\nfast,pos\n").texts == ["fast"]


@pytest.mark.parametrize("inside", ["\n", "\r\n", "\u2028", "\x85", "\x0c", "\x1e", "\v"])
def test_other_line_breaks_inside_a_text_do_not_end_the_row(tmp_path, inside):
    rows = read(tmp_path, f'text,label\n"one{inside}two",neg\nfast,pos\n')
    assert (rows.texts, rows.labels) == (
        [f"one{inside}two".replace("\r\n", "\n"), "fast"],
        ["neg", "pos"],
    )
    if inside not in "\r\n":  # not even without quotes
        assert read(tmp_path, f"text,label\none{inside}two,neg\nfast,pos\n").labels == ["neg", "pos"]


@pytest.mark.parametrize(
    ("content", "columns", "says"),
    [
        ("a,b\n1,2\n", ("text", "b"), "has no column 'text'; it has: a, b"),
        ("a,b\n1,2\n", ("a", "label"), "has no column 'label'; it has: a, b"),
        ("", ("a", "b"), "has no column 'a'"),
        ("a,b\n", ("a", "b"), "has no row with both 'a' and 'b'"),
        ("a,b\n,2\n1,\n", ("a", "b"), "has no row with both 'a' and 'b'"),
        ("a,b\n請求,2\n".encode("cp932"), ("a", "b"), "can't be read as UTF-8"),
        ("a,b\n" + "x" * (1 << 24) + "x,2\n", ("a", "b"), "can't be read as CSV"),  # longer than any cell may be
    ],
)
def test_unusable_files_are_an_error_of_one_line(tmp_path, content, columns, says):
    with pytest.raises(EvaluationError) as error:
        read(tmp_path, content, *columns)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_reported(tmp_path):
    with pytest.raises(EvaluationError, match="No such file"):
        read_labelled(tmp_path / "nowhere.csv", "a", "b")
