"""Orders: who ordered when and for how much, told from what only looks like orders; lines and refunds."""

import pytest

from tests.collect.companions.tables import many, reading, table
from vocpipe.collect.companions.purchases import read, recognizes
from vocpipe.collect.guess import guess_settings
from vocpipe.records import Accepted, LeftOut, Rejected

SHOPIFY = table(
    "Name|Email|Financial Status|Paid at|Total|Currency|Created at|Lineitem name",
    "#1001|a@mill.jp|paid|2026-03-02 10:00|3200|jpy|2026-03-01 10:00|Beans 200g",
    "#1001|a@mill.jp|||||2026-03-01 10:00|Drip bag",
    "#1002|b@mill.jp|refunded|2026-03-02 10:00|1200|jpy|2026-03-02 10:00|Beans",
)
RECEIVED = table(
    "受注番号|会員番号|受注日時|合計金額|受注ステータス",
    "A-1|100|2026/3/1 10:00|¥3,200|発送済み",
    "A-2|100|2026/4/1 10:00|¥1,200|キャンセル",
)
ORDERS = many("order_id|customer_id|ordered_on|amount", "O-{n}|K-{m}|2026-06-0{m}|{n}00", n=30)
LOGINS = many("customer_id|date|logins", "K-{n}|2026-06-0{m}|{n}")
REVIEWS = many("order_id|customer_id|date|price|review", "O-{n}|K-{m}|2026-06-0{m}|{n}00|It broke on day {n}.")


def rows_of(path, text):
    return list(read(reading(path, text)))


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("orders_export.csv", SHOPIFY, True),
        ("export.csv", RECEIVED, True),
        ("export.csv", ORDERS, True),
        ("usage.csv", LOGINS, False),
        ("orders.csv", REVIEWS, False),
    ],
)
def test_orders_are_told_from_other_tables(tmp_path, name, text, is_one):
    assert recognizes(reading(tmp_path / name, text).path) == is_one


def test_a_line_without_an_amount_is_part_of_its_order_and_refunds_are_marked(tmp_path):
    first, line, refunded = (row.record for row in rows_of(tmp_path / "orders.csv", SHOPIFY))
    assert (first.order_ref, first.amount, first.currency, first.ordered_at.day) == ("#1001", 3200.0, "JPY", 1)
    assert (line.order_ref, line.amount) == ("#1001", None)
    assert [first.is_cancelled, refunded.is_cancelled] == [False, True]


def test_a_japanese_list_of_orders(tmp_path):
    sent, cancelled = (row.record for row in rows_of(tmp_path / "o.csv", RECEIVED))
    assert (sent.amount, sent.currency, sent.is_cancelled, cancelled.is_cancelled) == (3200.0, "JPY", False, True)


def test_a_row_without_a_day_is_refused_and_money_paid_back_for_no_order_is_left_out(tmp_path):
    text = table("customer_id|order_date|total", "7|2026-03-01|10", "7||10", "7|2026-03-02|-4", "|2026-03-02|4")
    kinds = [type(row) for row in rows_of(tmp_path / "orders.csv", text)]
    assert kinds == [Accepted, Rejected, LeftOut, Rejected]


def test_init_writes_their_section(tmp_path):
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "orders_202606.csv").write_text(ORDERS, encoding="utf-8")
    assert '[[purchases]]\nname = "orders"' in guess_settings(tmp_path)
