"""Subscriptions: several contracts of one customer, told from customers and from what only looks like them."""

from datetime import date

import pytest

from tests.collect.companions.tables import many, reading, table
from vocpipe.collect.companions import customer_columns
from vocpipe.collect.companions.subscriptions import Subscription, read, recognizes
from vocpipe.collect.guess import guess_settings
from vocpipe.records import Accepted, LeftOut, Rejected

STRIPE = table(
    "id|Customer ID|Customer Email|Plan|Quantity|Interval|Status|Created (UTC)|Start Date (UTC)|Canceled At (UTC)"
    "|Ended At (UTC)",
    "sub_1|cus_A|a@mill.jp|team|1|month|canceled|2024-01-02 03:04|2024-01-03 00:00|2025-02-03 00:00|2025-03-03 00:00",
    "sub_2|cus_A|a@mill.jp|solo|1|month|active|2025-08-02 03:04|2025-08-03 00:00|2026-02-01 00:00|",
    "sub_3|cus_C|c@mill.jp|solo|1|month|past_due|2025-03-02 03:04|2025-03-03 00:00||",
)
CHARGEBEE = table(
    "subscriptions.id|customers.id|subscriptions.plan_id|subscriptions.status|subscriptions.started_at|subscriptions.cancelled_at|mrr",
    "k1|c1|pro|cancelled|2024-02-01|2025-02-01|30",
    "k2|c1|pro|active|2025-09-01||40",
)
CONTRACTS = table(
    "契約番号|顧客番号|契約プラン|月額|契約開始日|解約日|契約状況",
    "K-1|100|ライト|3,000|2024/4/1|2025/3/31|解約済",
    "K-2|100|プロ|12,000|2025/9/1||契約中",
    "K-3|200|プロ|12,000|2025/9/1||契約中",
)
ORDERS = many("order_id|customer_id|ordered_at|amount", "o{n}|c{m}|2026-01-0{m}|{n}00")
TICKETS = many(
    "id|customer_id|status|created_at|closed_at|subject", "{n}|K-{m}|closed|2026-05-0{m}|2026-05-0{m}|Late {n}"
)


@pytest.mark.parametrize("text", [STRIPE, CHARGEBEE, CONTRACTS])
def test_subscriptions_are_recognized(tmp_path, text):
    assert recognizes(reading(tmp_path / "export.csv", text).path)


PLANNED_TICKETS = many(
    "id|customer_id|plan|status|created_at|closed_at|subject", "{n}|K-{m}|Pro|closed|2026-05-0{m}|2026-05-0{m}|Late {n}"
)


@pytest.mark.parametrize("text", [ORDERS, TICKETS, PLANNED_TICKETS])
def test_orders_and_tickets_are_none(tmp_path, text):
    assert not recognizes(reading(tmp_path / "export.csv", text).path)


def test_each_row_is_a_contract_with_its_customer(tmp_path):
    first, second, _ = (row.record for row in read(reading(tmp_path / "s.csv", STRIPE)) if isinstance(row, Accepted))
    assert first == Subscription(
        "cus_A", "a@mill.jp", "sub_1", date(2024, 1, 3), date(2025, 3, 3), ended=True, plan="team"
    )
    assert (second.ended_at, second.ended) == (None, False)  # cancelled for the end of a period that still lasts


def test_a_japanese_list_of_contracts(tmp_path):
    first, *_ = (row.record for row in read(reading(tmp_path / "契約一覧.csv", CONTRACTS)) if isinstance(row, Accepted))
    expected = Subscription("100", None, "K-1", date(2024, 4, 1), date(2025, 3, 31), True, "ライト", 3_000.0)
    assert first == expected


def test_an_end_before_its_start_is_refused_with_the_reason(tmp_path):
    text = table(
        "contract_id|customer_id|plan|start_date|end_date|archived",
        "k|c|pro|2025-05-01|2025-04-01|",
        "k2||pro|2025-05-01||",
        "k3|c|pro|2025-05-01||true",
    )
    row, nobody, deleted = read(reading(tmp_path / "s.csv", text))
    assert row.record.ended_at is None
    assert [refused.field for refused in row.refused] == ["ended_at"]
    assert isinstance(nobody, Rejected)
    assert isinstance(deleted, LeftOut)


def test_beside_a_customers_file_it_has_a_section_of_its_own_and_alone_it_is_the_customers_file(tmp_path):
    (tmp_path / "inputs").mkdir()
    reading(tmp_path / "inputs/契約一覧.csv", CONTRACTS)
    alone = guess_settings(tmp_path)
    assert "[customers]" in alone
    assert "[[subscriptions]]" not in alone
    reading(tmp_path / "inputs/customers.csv", many("customer_id|started_at|plan|churned_at", "{n}|2025-0{m}-01|Pro|"))
    both = guess_settings(tmp_path)
    assert 'path = "inputs/契約一覧.csv"' in both.split("[[subscriptions]]")[1]
    assert 'path = "inputs/customers.csv"' in both.split("[customers]")[1]


def test_the_same_table_is_one_of_customers_too(tmp_path):
    assert customer_columns.recognizes(reading(tmp_path / "subscriptions.csv", STRIPE).path)
