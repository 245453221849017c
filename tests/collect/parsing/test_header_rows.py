"""Headers of two rows."""

import pytest

from tests.collect.parsing.tables import rows_of
from vocpipe.collect.parsing.header_rows import group_names, names_again


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        (["番号", "満足度", "", "ご意見"], ["", "価格", "品質"], ["番号", "満足度 / 価格", "満足度 / 品質", "ご意見"]),
        (["id", "Shop", None, "App", None], [None, "price", "staff", "speed", "look"],
         ["id", "Shop / price", "Shop / staff", "App / speed", "App / look"]),
        (["id", "date", "comment"], ["A", "2026-05-01", "slow"], None),
        (["id", "rating", "", "comment"], ["A", "4", "5", "slow"], None),
        (["id", "rating", "", "comment"], ["A", 4, 5, None], None),
        (["id", "text"], ["", ""], None),
        (["id", "text"], [], None),
        (["id", "text", ""], ["", "slow", ""], None),
    ],
)  # fmt: skip
def test_groups_are_told_from_data(upper, lower, names):
    assert group_names(upper, lower) == names


def test_a_row_that_names_the_columns_again_is_no_data():
    header = ["回答ID", "回答日時", "自由記述"]
    assert names_again(["id", "created_at", "comment"], header)
    assert not names_again(header, header)  # rejected as a row: it stands wherever files were joined
    assert not names_again(["12", "2026-05-01", "comment"], header)
    assert not names_again([], header)


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_a_table_with_two_rows_of_header_is_read(tmp_path, suffix):
    between = "," if suffix == "csv" else "\t"
    lines = [["会員番号", "満足度", "", "ご意見"], ["", "価格", "品質", ""], ["M1", "4", "5", "字が小さい"]]
    path = tmp_path / f"a.{suffix}"
    path.write_text("\n".join(between.join(line) for line in lines))
    about, rows = rows_of(path)
    assert rows == {3: {"会員番号": "M1", "満足度 / 価格": "4", "満足度 / 品質": "5", "ご意見": "字が小さい"}}
    assert about.warnings == ["the header has two rows, up to row 2"]


def test_names_in_another_language_below_the_header_are_passed_over(tmp_path):
    (tmp_path / "a.csv").write_text("回答ID,回答日時,自由記述\nid,created_at,comment\n1,2026-05-01,字が小さい\n")
    _, rows = rows_of(tmp_path / "a.csv")
    assert rows == {3: {"回答ID": "1", "回答日時": "2026-05-01", "自由記述": "字が小さい"}}
