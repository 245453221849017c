"""Which rows under a header are not data."""

import pytest

from vocpipe.collect.parsing.not_data import why_not_data

HEADER = ["No", "投稿日", "評価", "レビュー"]
TOTAL = "a total, not a row of data"
AGAIN = "the header again, not a row of data"


@pytest.mark.parametrize(
    "row",
    [
        HEADER,
        ["\ufeffＮｏ", " 投稿日", "評価 ", "レビュー"],
        ["", "投稿日", "評価", "レビュー"],
        ["NO", "投稿日時", "評価", "レビュー"],
    ],
)
def test_the_header_again_is_told(row):
    assert why_not_data(row, HEADER, 3) == AGAIN


@pytest.mark.parametrize(
    "row",
    [
        ["1", "2026-05-01", "4", "レビュー"],
        ["No", "投稿日", "評価", "見出しと同じ行が出ます"],
        ["1", "", "評価", "評価"],
    ],
)
def test_a_row_that_shares_a_word_with_the_header_is_data(row):
    assert why_not_data(row, HEADER, 3) is None


def test_choices_named_like_their_columns_are_no_header():
    assert why_not_data(["Price", "Support", "Speed", ""], ["Price", "Support", "Speed", "Comment"], 3) is None


def test_unnamed_columns_count_for_nothing():
    assert why_not_data(["id", "text", "", ""], ["id", "text", "", ""], 1) == AGAIN
    assert why_not_data(["review"], ["Review"], 0) == AGAIN


@pytest.mark.parametrize(
    "label",
    (
        *(
            "平均",
            "平均:",
            "平均値",
            "全体平均",
            "合計",
            "合 計",
            "小計",
            "件数",
            "総件数：",
            "合計 (12件)",
            "最大",
            "最低",
            "標準偏差",
        ),
        *(
            "Total",
            "Grand total",
            "Sub-total",
            "Average",
            "AVERAGE RATING",
            "Avg.",
            "Count",
            "Total responses",
            "Median",
        ),
    ),
)
def test_a_total_is_told_by_its_label_and_numbers(label):
    assert why_not_data([label, "", "3.5", ""], HEADER, 3) == TOTAL
    assert why_not_data(["", label, "1,204 件", ""], HEADER, 3) == TOTAL


@pytest.mark.parametrize(
    "row",
    [
        ["7", "2026-05-01", "3", "Average"],
        ["", "", "3", "平均"],
        ["", "", "", "最高"],
        ["", "", "", "Total waste of money"],
        ["Total", "", "4", "the pump is loud"],
        ["平均的な店", "", "3", ""],
        ["合計", "2026-05-01", "", "合計が合いません"],
        ["Countess", "", "4", ""],
    ],
)
def test_a_voice_that_begins_like_a_total_stays(row):
    assert why_not_data(row, HEADER, 3) is None


def test_where_people_write_a_measure_is_an_opinion_and_a_sum_is_not():
    assert why_not_data(["Average", "3"], ["review", "stars"], 0) is None
    assert why_not_data(["最高", "5"], ["review", "stars"], 0) is None
    assert why_not_data(["合計", "17"], ["review", "stars"], 0) == TOTAL


def test_a_footer_and_an_empty_row_are_told():
    assert why_not_data(["Grand Totals (9 records)", "", "", ""], HEADER, 3) == "a footer, not a row of data"
    assert why_not_data(["", " ", "", ""], HEADER, 3) == "nothing in it"
