"""The customers file."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from vocpipe.collect.companions.customers import READER, Customer, read
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Rejected
from vocpipe.settings import SourceSettings

CP932 = (
    "顧客ID,契約開始日,解約日,プラン,月額料金,メールアドレス,業種\n"
    'C-001,2024/4/1,,プロ,"￥12,000",A@Example.jp,製造\n'
    "C-002,R6.4.1,2025年3月31日,ライト,３０００円,,\n"
    "C-003,2025/4/1,2024/4/1,ライト,要相談,nobody,小売\n"
    ",2025/4/1,,ライト,3000,,\n"
    "合計,,,,15000,,\n"
)


def reading(tmp_path, content, **columns):
    (tmp_path / "customers.csv").write_bytes(content.encode("cp932"))
    source = SourceSettings(name="customers", path="customers.csv", columns=columns)
    return Reading(tmp_path / "customers.csv", source, ZoneInfo("Asia/Tokyo"))


def test_rows_become_customers(tmp_path):
    outcomes = list(read(reading(tmp_path, CP932)))
    first, second, third = (row for row in outcomes if isinstance(row, Accepted))
    assert first.record == Customer("C-001", "a@example.jp", date(2024, 4, 1), None, "プロ", 12_000.0, {"業種": "製造"})
    assert second.record == Customer(
        "C-002", None, date(2024, 4, 1), date(2025, 3, 31), "ライト", 3_000.0, churned=True
    )
    assert third.record == Customer("C-003", None, date(2025, 4, 1), None, "ライト", None, {"業種": "小売"})


@pytest.mark.parametrize(
    ("header", "cells", "renews_on", "term"),
    [
        ("id,start_date,renewal_date,contract_term", "A,2024-04-01,2027-04-01,12 months", date(2027, 4, 1), 12),
        ("顧客ID,契約開始日,契約更新日,契約期間", "A,2024/4/1,2026/10/1,半年", date(2026, 10, 1), 6),
        ("customerID,tenure,Contract,Churn", "A,3,Month-to-month,No", None, 1),
        ("id,start_date,term", "A,2024-04-01,as agreed", None, None),
    ],
)
def test_a_day_of_renewal_and_a_term_are_read(tmp_path, header, cells, renews_on, term):
    (outcome,) = read(reading(tmp_path, f"{header}\n{cells}\n"))
    assert (outcome.record.renews_on, outcome.record.term_months) == (renews_on, term)


def test_what_does_not_fit_is_refused_with_the_reason(tmp_path):
    outcomes = list(read(reading(tmp_path, CP932)))
    assert [(value.field, value.raw) for value in outcomes[2].refused] == [
        ("churned_at", "2024/4/1"),
        ("email", "nobody"),
        ("monthly_value", "要相談"),
    ]
    assert "before the start" in outcomes[2].refused[0].reason
    assert [(row.row, row.reason) for row in outcomes if isinstance(row, Rejected)] == [
        (5, "no customer id in it"),
        (6, "a total, not a row of data"),
    ]


@pytest.mark.parametrize(
    ("header", "cell", "left"),
    [
        ("Churn Label", "Yes", True),
        ("Churn Label", "No", False),
        ("解約フラグ", "0", False),
        ("churned", "yes", True),  # a name that elsewhere holds days
        ("churned", "2025-03-31", True),
        ("Churn Label", "", None),
    ],
)
def test_the_file_may_say_who_has_left_without_the_day(tmp_path, header, cell, left):
    (outcome,) = read(reading(tmp_path, f"customer_id,{header},mrr\nX,{cell},5\n"))
    assert (outcome.record.churned, outcome.refused) == (left, [])


def test_what_is_neither_yes_nor_no_is_refused(tmp_path):
    (outcome,) = read(reading(tmp_path, "customer_id,churn_flag\nX,perhaps\n"))
    assert (outcome.record.churned, outcome.refused[0].field) == (None, "churned")


def test_the_settings_say_what_no_synonym_knows(tmp_path):
    (outcome,) = read(reading(tmp_path, "code,mrr\nX,5\n", customer_id="code"))
    assert outcome.record == Customer("X", monthly_value=5.0)


def test_a_file_without_ids_is_refused(tmp_path):
    with pytest.raises(ReadError, match="code, mrr"):
        list(read(reading(tmp_path, "code,mrr\nX,5\n")))


def test_a_repeated_customer_gives_a_warning(tmp_path):
    it = reading(tmp_path, "顧客ID,プラン\nX,ライト\nX,プロ\n")
    assert len(list(read(it))) == 2
    assert "1 rows are of a customer who was there before" in it.warnings[0]


@pytest.mark.parametrize(
    ("name", "header", "is_customers"),
    [
        ("customers.csv", "id,start,plan", True),
        ("list.csv", "顧客ID,契約開始日,解約日,備考", True),
        ("顧客アンケート.csv", "回答日時,顧客ID,プラン,NPS,自由記述", False),
        ("reviews.csv", "id,text,stars", False),
        ("customers.csv", "name,plan", False),
    ],
)
def test_a_customers_file_is_known_by_its_columns(tmp_path, name, header, is_customers):
    (tmp_path / name).write_text(header + "\n", encoding="utf-8")
    assert READER.recognizes(tmp_path / name) is is_customers


def test_why_customers_left_is_said_to_be_unread_but_not_the_companys_notes(tmp_path):
    why = ["We moved to another town", "it was too expensive for us", "the app kept losing my data", "I never used it"]
    rows = [f"A{n},2026-03-0{n + 1},{text},called them and {text}\n" for n, text in enumerate(why)]
    it = reading(tmp_path, "Account ID,Cancelled at,Comments,Internal notes\n" + "".join(rows))
    assert len(list(read(it))) == 4
    (unread,) = it.unread
    assert "'Comments' reads like what customers said" in unread
