"""Which column is what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.companions import customers
from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.free_text import guess_text
from vocpipe.collect.parsing.headers import feedback_columns
from vocpipe.errors import ReadError


def names(header, columns):
    return {name: header[numbers[0]] for name, numbers in columns.of.items()}


@pytest.mark.parametrize(
    ("header", "expected", "score_type"),
    [
        (
            ["回答日時", "顧客ID", "推奨度", "自由記述", "件名"],
            {"created_at": "回答日時", "customer_id": "顧客ID", "score": "推奨度", "text": "自由記述", "title": "件名"},
            "nps",
        ),
        (
            ["Review ID", "Posted At", "STAR RATING", "Review-Text", "E-mail"],
            {
                "id": "Review ID",
                "created_at": "Posted At",
                "score": "STAR RATING",
                "text": "Review-Text",
                "email": "E-mail",
            },
            "stars",
        ),
        (
            ["\ufeffＩＤ", "コメント", "満足度(1〜5)"],
            {"id": "\ufeffＩＤ", "text": "コメント", "score": "満足度(1〜5)"},
            "csat",
        ),
        (
            ["タイムスタンプ", "当社を友人に勧める可能性はどのくらいですか？", "その理由をお聞かせください"],
            {
                "created_at": "タイムスタンプ",
                "score": "当社を友人に勧める可能性はどのくらいですか？",
                "text": "その理由をお聞かせください",
            },
            "nps",
        ),
        (["comment", "score"], {"text": "comment", "score": "score"}, None),
    ],
)
def test_synonyms_in_both_languages_are_known(header, expected, score_type):
    columns = feedback_columns(header, {})
    assert (names(header, columns), columns.score_type) == (expected, score_type)


def test_fields_in_an_object_of_json_are_known_by_their_last_name():
    header = ["properties.body", "fields.createdate", "attributes.rating", "author.id", "data.id"]
    assert names(header, feedback_columns(header, {})) == {
        "text": "properties.body",
        "created_at": "fields.createdate",
        "score": "attributes.rating",
        "id": "data.id",
        "customer_id": "author.id",
    }


def test_row_numbers_are_not_ids():
    assert "id" not in feedback_columns(["No.", "番号", "#", "本文"], {}).of


def test_of_two_scores_the_one_of_the_settings_type_is_taken():
    header = ["本文", "推奨度", "満足度"]
    assert names(header, feedback_columns(header, {}))["score"] == "推奨度"
    assert names(header, feedback_columns(header, {}, score_type="csat"))["score"] == "満足度"


def test_the_settings_names_win_over_synonyms():
    header = ["comment", "reply", "CSAT"]
    columns = feedback_columns(header, {"text": "reply", "score": "csat"})
    assert names(header, columns) == {"text": "reply", "score": "CSAT"}
    assert columns.score_type == "csat"


def test_text_may_have_several_columns():
    assert feedback_columns(["良い点", "悪い点"], {"text": ["悪い点", "良い点"]}).of == {"text": [1, 0]}


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"text": "body"}, "no column 'body'; the file has: id, comment"),
        ({"body": "comment"}, "choose one of"),
        ({"id": ["id", "comment"]}, "only text"),
    ],
)
def test_settings_that_do_not_fit_the_file_are_refused(wanted, message):
    with pytest.raises(ReadError, match=message):
        feedback_columns(["id", "comment"], wanted)


def test_customers_columns_are_known():
    header = ["会員番号", "契約開始日", "解約日", "プラン", "月額料金", "メールアドレス", "業種"]
    assert names(header, customers.VOCABULARY.columns(header, {})) == {
        "customer_id": "会員番号",
        "started_at": "契約開始日",
        "churned_at": "解約日",
        "plan": "プラン",
        "monthly_value": "月額料金",
        "email": "メールアドレス",
    }


def test_free_text_is_recognized_by_its_cells():
    rows = [[f"A-{n:04}", "2026-01-05 09:00:00", "Yes", f"The export number {n} takes far too long"] for n in range(9)]
    assert guess_text(rows, [0, 1, 2, 3]) == 3
    assert guess_text(rows, [0, 1, 2]) is None
    assert guess_text([["請求書をPDFで出力できるようにしてほしい"], ["画面が見やすくなって助かっています"]], [0]) == 0


@given(st.text())
def test_folding_twice_changes_nothing(header):
    assert fold(fold(header)) == fold(header)


def test_names_below_the_name_of_a_group_are_known():
    header = ["受付 / 受付番号", "受付 / 受付日", "お客様 / 証券番号", "内容 / ご意見", "内容 / 対応"]
    found = names(header, feedback_columns(header, {}))
    assert found == {"id": header[0], "created_at": header[1], "customer_id": header[2], "text": header[3]}


@pytest.mark.parametrize("name", ["証券番号", "学籍番号", "Policy No.", "Vertragsnummer", "N° de contrat"])
def test_a_contracts_or_a_students_number_is_whose_it_is(name):
    assert names(["date", name], feedback_columns(["date", name], {}))["customer_id"] == name
