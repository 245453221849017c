"""Customers as CRMs, billing and membership systems export them, and surveys that look like them."""

from datetime import date

import pytest

from tests.collect.companions.tables import many, reading, table
from vocpipe.collect.companions.customer_columns import recognizes
from vocpipe.collect.companions.customers import read
from vocpipe.records import Accepted, LeftOut

ACCOUNTS = many(
    "ID|ISDELETED|NAME|INDUSTRY|OWNERID|CREATEDDATE|SERVICE_START_DATE__C|CANCEL_DATE__C|TIER__C|MONTHLY_FEE__C",
    "0017F00002{n:05d}QAM|false|Bakery {n}|Food|0057F000001|2023-01-0{m}T00:00:00.000Z|2024-0{m}-01||Gold|4{n}00",
)
COMPANIES_EN = many(
    "Record ID|Company name|Company owner|Create Date|Industry|Became a customer date|Contract end date",
    "88{n:03d}|Mill {n}|Ann|2026-0{m}-03 10:00|RETAIL|2025-0{m}-01|",
)
COMPANIES_JA = many(
    "レコードID|会社名|会社の担当者|作成日|業種|ライフサイクルステージ|顧客になった日|契約終了日",
    "88{n:03d}|株式会社みなと{n}|佐藤|2026-0{m}-03 10:00|小売|顧客|2025-0{m}-01|",
)
SUBSCRIPTIONS = table(
    "id|Customer ID|Customer Email|Plan|Quantity|Interval|Status|Created (UTC)|Start (UTC)|Current Period Start (UTC)"
    "|Canceled At (UTC)",
    "sub_1|cus_A|a@mill.jp|team|1|month|active|2025-01-02 03:04|2025-01-03 00:00|2026-05-03 00:00|",
    "sub_2|cus_B|b@mill.jp|solo|1|month|canceled|2025-02-02 03:04|2025-02-03 00:00|2026-04-03 00:00|2026-04-20 10:00",
    "sub_3|cus_C|c@mill.jp|solo|1|month|past_due|2025-03-02 03:04|2025-03-03 00:00|2026-05-03 00:00|",
)
MEMBERS = many(
    "会員番号|氏名|フリガナ|電話番号|メールアドレス|住所|会員ランク|入会年月日|退会年月日|メルマガ可否",
    "{n:06d}|山田{n}|ヤマダ|090-1234-{n:04d}|y{n}@mill.jp|東京都港区1-{n}|ゴールド|2024年{m}月1日||可",
)
ORGANIZATIONS = many(
    "id|url|created_at|updated_at|name|details|external_id|shared_tickets|shared_comments|notes",
    "3600{n:04d}|https://x.jp/{n}|2024-0{m}-01T00:00:00Z|2024-0{m}-02T00:00:00Z|Shop {n}||K-{n:03d}|false|false|",
)
SURVEY_EN = many(
    "StartDate|EndDate|Status|Finished|ResponseId|RecipientEmail|ExternalReference|Q1|Q2",
    "2026-05-0{m} 09:00:00|2026-05-0{m} 09:04:00|IP Address|True|R_{n}|u{n}@x.jp|K-{n}|{m}|Branch {n} closes"
    " far too early on weekdays.",
)
SURVEY_JA = many(
    "回答番号|顧客ID|開始日|終了日|設問1|設問2",
    "{n}|K-{n}|2026/5/{m} 9:00|2026/5/{m} 9:05|{m}|店員さんの説明が分かりやすく、安心して買えました{n}。",
)
TICKETS = many(
    "id|account_id|status|created_at|closed_at|subject|description",
    "{n}|K-{n}|closed|2026-05-0{m}|2026-05-0{m}|Late parcel {n}|The parcel of order {n} came a week late, again!",
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Account.csv", ACCOUNTS),
        ("all-companies.csv", COMPANIES_EN),
        ("export.csv", COMPANIES_JA),
        ("subscriptions.csv", SUBSCRIPTIONS),
        ("list.csv", MEMBERS),
        ("organizations.csv", ORGANIZATIONS),
    ],
)
def test_exports_of_customers_are_told_by_their_columns_and_cells(tmp_path, name, text):
    assert recognizes(reading(tmp_path / name, text).path)


CLOSED_ANSWERS = many("customer_id|plan|Q1|Q2", "K-{n}|solo|{m}|A")
PRICES = many("id|plan_name|monthly_price", "{n}|Plan {n}|{n}00")
CAMPAIGNS = many("id|name|start_date|end_date|status|budget", "{n}|Fair {n}|2026-0{m}-01|2026-0{m}-28|active|{n}00")
SHOPS = many("店舗ID|店舗名|住所|開店日|閉店日", "S{n}|駅前{n}号店|東京都港区{n}|2020/{m}/1|")
MONTHS = many("customer_id|month|plan|mrr", "K-{m}|2026-0{m}|solo|100", n=40)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("NPS.csv", SURVEY_EN),
        ("顧客アンケート.csv", SURVEY_JA),
        ("customer_tickets.csv", TICKETS),
        ("customer_survey.csv", CLOSED_ANSWERS),
        ("plans.csv", PRICES),
        ("campaigns.csv", CAMPAIGNS),
        ("店舗.csv", SHOPS),
        ("mrr_by_month.csv", MONTHS),
    ],
)
def test_answers_and_tickets_are_no_customers_whatever_their_columns_are_called(tmp_path, name, text):
    assert not recognizes(reading(tmp_path / name, text).path)


def customers(path, text, **columns):
    return [row.record for row in read(reading(path, text, **columns)) if isinstance(row, Accepted)]


def test_custom_fields_of_a_crm_are_fields(tmp_path):
    first = customers(tmp_path / "Account.csv", ACCOUNTS)[0]
    assert (first.customer_ref, first.started_at, first.churned_at, first.plan, first.monthly_value) == (
        "0017F0000200001QAM",
        date(2024, 2, 1),
        None,
        "Gold",
        4100.0,
    )


@pytest.mark.parametrize("text", [COMPANIES_EN, COMPANIES_JA])
def test_the_day_somebody_became_a_customer_comes_before_the_day_of_the_record(tmp_path, text):
    first = customers(tmp_path / "companies.csv", text)[0]
    assert (first.customer_ref, first.started_at, first.churned_at, first.churned) == (
        "88001",
        date(2025, 2, 1),
        None,
        None,
    )


def test_a_record_s_day_is_no_start_unless_there_is_a_contract(tmp_path):
    lead = "id,email,createdAt\n7,a@mill.jp,2025-01-01\n"
    assert customers(tmp_path / "leads.csv", lead)[0].started_at is None
    contract = reading(tmp_path / "contracts.csv", "id,createdAt,mrr\n7,2025-01-01,30\n")
    assert [row.record.started_at for row in read(contract)] == [date(2025, 1, 1)]
    assert "'createdAt', the day the record was made" in contract.warnings[0]


def test_a_subscription_says_who_has_left_by_its_state(tmp_path):
    found = customers(tmp_path / "subscriptions.csv", SUBSCRIPTIONS)
    assert [(row.customer_ref, row.email, row.plan, row.churned, row.churned_at) for row in found] == [
        ("cus_A", "a@mill.jp", "team", False, None),
        ("cus_B", "b@mill.jp", "solo", True, date(2026, 4, 20)),
        ("cus_C", "c@mill.jp", "solo", False, None),
    ]
    assert found[0].started_at == date(2025, 1, 3)


def test_another_system_s_id_stands_beside_the_own_one(tmp_path):
    text = table("Record ID|顧客ID|Company name|プラン", "991|K-1|Mill|solo", "992||Inn|solo")
    found = customers(tmp_path / "companies.csv", text)
    assert [(row.customer_ref, row.external_ref) for row in found] == [("K-1", "991"), ("992", None)]


def test_deleted_records_earlier_versions_and_staff_are_left_out_with_the_reason(tmp_path):
    text = table(
        "id|email|plan|role|is_deleted|_fivetran_active",
        "1|a@mill.jp|solo|end-user|false|true",
        "2|b@mill.jp|solo|end-user|TRUE|true",
        "3|c@mill.jp|solo|user|false|FALSE",
        "4|d@mill.jp|solo|Admin|false|true",
    )
    outcomes = list(read(reading(tmp_path / "users.csv", text)))
    assert [type(row).__name__ for row in outcomes] == ["Accepted", "LeftOut", "LeftOut", "LeftOut"]
    assert [row.reason for row in outcomes if isinstance(row, LeftOut)] == [
        "a record that was deleted in its system",
        "an earlier version of a record",
        "somebody of the company itself, by their role (Admin)",
    ]


def test_every_reason_not_to_write_to_a_lead_counts(tmp_path):
    text = table(
        "id|email|unsubscribed|marketingSuspended|blackListed",
        "1|a@mill.jp|false|false|false",
        "2|b@mill.jp|true|false|false",
        "3|c@mill.jp|false|true|false",
        "4|d@mill.jp|false||1",
        "5|e@mill.jp|||",
    )
    assert [row.opted_out for row in customers(tmp_path / "leads.csv", text)] == [False, True, True, True, None]
