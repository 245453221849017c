"""Ids that begin anew in every file: rows that take the place of others are counted and said."""

import pytest

from tests.collect.site import Site

HEAD = "レビューID,本文,評価,投稿日"


def month(number: int, text: str = "の声です", rows: int = 4) -> str:
    lines = (f"{row},{number}月の{row}番目{text},4,2026/{number}/{row}" for row in range(1, rows + 1))
    return "\n".join([HEAD, *lines, ""])


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def test_another_files_rows_under_the_same_ids_are_said(site):
    site.put("reviews_04.csv", month(4))
    site.collect()
    site.put("reviews_05.csv", month(5))
    (file,) = site.collect()
    assert (file["feedback_new"], file["feedback_changed"]) == (0, 4)
    assert any("4 rows have the id of a row of another file" in warning for warning in file["warnings"])


def test_a_file_that_is_exported_again_with_changes_is_nothing_odd(site):
    site.put("reviews_04.csv", month(4))
    site.collect()
    site.put("reviews_04.csv", month(4, "の声（編集済み）"), modified=1_780_000_100)
    site.put("reviews_all.csv", month(4, "の声（また編集済み）"))
    files = site.collect()
    assert [file["feedback_changed"] for file in files] == [4, 4]
    assert not any("another file" in warning for file in files for warning in file["warnings"])
